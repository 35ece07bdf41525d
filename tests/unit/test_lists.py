"""`auditor lists`: downloads from a server on loopback, hostile ones among them, and what is kept of them."""

import http.server
import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme
from typer.testing import CliRunner

from auditor.capture.download import DownloadFailed, DownloadOptions, download
from auditor.domain.errors import SiteUnreachable, TargetRefused
from auditor.entrypoints.cli import app
from auditor.measure.lists.sources import ListUnreadable, list_source, list_sources
from auditor.store.lists import ListFolder, open_lists

CLIMBING = {"sha256": "../x", "fetched": "2027-01-15", "size": 1, "origin": "", "licence": ""}
Handler = http.server.BaseHTTPRequestHandler
GIB = 1024**3
EASY, CSV = list_source("easyprivacy"), list_source("open-cookie-database")
RULES = "".join(f"||tracker{n}.example^\n" for n in range(150)).encode()
CNAMES = "".join(f"||cloak{n}.example^\n" for n in range(9)).encode()
VENDORS = json.dumps({"vendorListVersion": 1, "vendors": {str(n): {"name": f"V{n}"} for n in range(1, 20)}}).encode()
HEADER = "Platform,Category,Cookie / Data Key name,Domain,Wildcard match\n"
COOKIES = (HEADER + "".join(f"C,Marketing,c{n},c.example,0\n" for n in range(30))).encode()
GOOD = {
    "easyprivacy.txt": RULES,
    "open-cookie-database.csv": COOKIES,
    "vendor-list.json": VENDORS,
    "cname-trackers.txt": CNAMES,
}


def _send(handler: Handler, content: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in {"Content_Length": str(len(content)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(content)


def _gigabyte(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(GIB // 65536):
        handler.wfile.write(b"||a.example^\n" * 5041)


def _trickle(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(600):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)  # a server that trickles: its slowness is what the limit on time is tested with


WAYS: dict[str, Callable[[Handler], None]] = {
    "/announced": lambda h: _send(h, b"", Content_Length=str(GIB)),
    "/gigabyte": _gigabyte,
    "/trickle": _trickle,
    "/packed": lambda h: _send(h, b"\x1f\x8b", Content_Encoding="gzip"),
    "/missing": lambda h: _send(h, b"<html>", 404),
    "/cut": lambda h: _send(h, b"short", Content_Length="500"),
    "/moved": lambda h: _send(h, b"", 302, Location="/mirror/easyprivacy.txt"),
    "/plain": lambda h: _send(h, b"", 302, Location="http://127.0.0.1/"),
    "/file": lambda h: _send(h, b"", 302, Location="file:///etc/passwd"),
    "/nowhere": lambda h: _send(h, b"", 302),
    "/circle": lambda h: _send(h, b"", 302, Location="/circle"),
    **{f"/mirror/{name}": lambda h, content=content: _send(h, content) for name, content in GOOD.items()},  # type: ignore[misc]
}


class _Server(Handler):
    def do_GET(self) -> None:  # noqa: N802 - the name that the server calls
        try:
            WAYS[self.path](self)
        except OSError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Nothing of the test on the terminal."""


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> tuple[trustme.CA, Path]:
    authority = trustme.CA()
    path = tmp_path_factory.mktemp("trust") / "ca.pem"
    authority.cert_pem.write_to_path(path)
    return authority, path


@pytest.fixture
def server(trust: tuple[trustme.CA, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    authority, path = trust
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", "localhost").configure_cert(context)
    httpd = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    httpd.daemon_threads = True
    httpd.socket = context.wrap_socket(httpd.socket, server_side=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    thread = threading.Thread(target=httpd.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()
    thread.join()


def _get(url: str, most: int = 1_000_000, limit_s: float = 30) -> bytes:
    return download(url, DownloadOptions(most, allow_private=True, limit_s=limit_s))


def test_a_file_is_fetched_and_redirects_are_followed(server: str) -> None:
    come: list[int] = []
    options = DownloadOptions(1_000_000, allow_private=True, notify=come.append)
    assert download(f"{server}/mirror/easyprivacy.txt", options) == RULES
    assert come[-1] == len(RULES)
    assert _get(f"{server}/moved") == RULES


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/announced", "larger than"),
        ("/gigabyte", "larger than"),
        ("/packed", "compressed"),
        ("/missing", "404"),
        ("/cut", "did not give it"),
        ("/plain", "only https"),
        ("/circle", "redirected"),
        ("/nowhere", "redirected"),
    ],
)
def test_what_a_hostile_server_sends_is_refused(server: str, path: str, reason: str) -> None:
    with pytest.raises(DownloadFailed, match=reason):
        _get(f"{server}{path}")


def test_a_redirect_to_a_file_of_this_machine_is_refused(server: str) -> None:
    with pytest.raises(TargetRefused):
        _get(f"{server}/file")


def test_a_server_that_trickles_is_cut_off(server: str) -> None:
    started = time.monotonic()
    with pytest.raises(DownloadFailed, match="longer than"):
        _get(f"{server}/trickle", limit_s=1)
    assert time.monotonic() - started < 10


def test_private_addresses_and_other_schemes_are_refused(server: str) -> None:
    for url in (f"{server}/moved", "https://localhost/", "https://[::1]/", "https://10.0.0.1/", "https://2130706433/"):
        with pytest.raises(TargetRefused):
            download(url, DownloadOptions(10))
    with pytest.raises(DownloadFailed, match="only https"):
        _get(server.replace("https", "http"))
    with pytest.raises(SiteUnreachable):
        _get("https://no-such-host.invalid/")


def test_an_unknown_certificate_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(DownloadFailed, match="SSLCertVerificationError"):
        _get(f"{server}/mirror/easyprivacy.txt")


def test_a_list_is_kept_with_its_digest_and_the_old_file_goes(tmp_path: Path) -> None:
    folder = ListFolder(tmp_path / "lists")
    first = folder.put(EASY, RULES, "here", 1_800_000_000)
    again = folder.put(EASY, RULES + b"||more.example^\n", "here", 1_800_086_400)
    assert (first.fetched, again.fetched) == ("2027-01-15", "2027-01-16")
    assert folder.kept(EASY) == again
    assert sorted(p.suffix for p in folder.root.iterdir()) == [".json", ".txt"]
    opened = open_lists(folder)
    assert opened.damaged == ()
    assert opened.lists.versions == (("easyprivacy", f"2027-01-16/{again.sha256[:8]}"),)
    assert opened.lists.trackers.holds("more.example")


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\0", b"<!DOCTYPE html><p>gone", b"(a+)+$\n" * 500, b"PK\x03\x04" + b"\0" * 500]
)
def test_what_is_no_list_leaves_the_old_one(tmp_path: Path, content: bytes) -> None:
    for source, good in ((EASY, RULES), (CSV, COOKIES)):
        folder = ListFolder(tmp_path / source.id)
        kept = folder.put(source, good, "here", 1_800_000_000)
        with pytest.raises(ListUnreadable):
            folder.put(source, content, "there", 1_800_086_400)
        assert folder.kept(source) == kept
        assert folder.text(source, kept)


def test_a_damaged_file_is_told_and_not_used(tmp_path: Path) -> None:
    folder = ListFolder(tmp_path)
    folder.put(EASY, RULES, "here", 1_800_000_000)
    folder.put(CSV, COOKIES, "here", 1_800_000_000)
    next(tmp_path.glob("easyprivacy-*")).write_text("||evil.example^\n" * 200)
    next(tmp_path.glob("open-cookie-database-*")).unlink()
    opened = open_lists(folder)
    assert dict(opened.damaged) == {
        "easyprivacy": "its file differs from its digest",
        "open-cookie-database": "its file is missing",
    }
    assert not opened.lists.trackers.holds("evil.example")


@pytest.mark.parametrize(
    "manifest",
    [
        "nonsense",
        "[]",
        '{"schema": "other"}',
        '{"schema": "auditor-lists/1", "lists": []}',
        '{"schema": "auditor-lists/1", "lists": {"easyprivacy": 1}}',
        '{"schema": "auditor-lists/1", "lists": {"easyprivacy": {"sha256": "../../x"}}}',
        json.dumps({"schema": "auditor-lists/1", "lists": {"easyprivacy": CLIMBING}}),
    ],
)
def test_a_manifest_that_makes_no_sense_is_none(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "manifest.json").write_text(manifest)
    assert ListFolder(tmp_path).kept(EASY) is None
    assert open_lists(ListFolder(tmp_path)).lists.versions == ()


def _run(tmp_path: Path, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["lists", *arguments, "--database", f"sqlite:///{tmp_path / 'a.db'}"])
    return done.exit_code, done.output


def test_all_lists_come_from_a_mirror_over_https(server: str, tmp_path: Path) -> None:
    code, told = _run(tmp_path, "update", "--from", f"{server}/mirror", "--allow-private")
    assert (code, len(told.splitlines())) == (0, len(list_sources()))
    assert all(f"{s.id}: 20" in told and s.licence in told for s in list_sources())
    assert (tmp_path / "lists" / "manifest.json").is_file()
    assert "lacking" not in _run(tmp_path, "status")[1]


def test_a_mirror_in_a_private_network_needs_leave(server: str, tmp_path: Path) -> None:
    code, told = _run(tmp_path, "update", "easyprivacy", "--from", f"{server}/mirror")
    assert (code, "private address" in told, "go on without" in told) == (3, True, True)


def test_a_folder_is_a_mirror_and_one_failure_stops_no_other_list(tmp_path: Path) -> None:
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    for name, content in GOOD.items():
        (mirror / name).write_bytes(content)
    assert _run(tmp_path, "update", "--from", str(mirror))[0] == 0
    (mirror / CSV.file).write_bytes(b"<!DOCTYPE html>")
    (mirror / "vendor-list.json").unlink()
    code, told = _run(tmp_path, "update", "--from", str(mirror))
    assert code == 3
    assert told.count("stays in use") == 2
    assert "no file" in told
    assert open_lists(ListFolder(tmp_path / "lists")).lists.cookies.rows


def test_a_list_of_a_gigabyte_in_a_folder_is_refused(tmp_path: Path) -> None:
    with (tmp_path / EASY.file).open("wb") as file:
        file.truncate(GIB)
    code, told = _run(tmp_path, "update", "easyprivacy", "--from", str(tmp_path))
    assert (code, "larger than" in told) == (3, True)


def test_status_says_what_is_lacking_and_what_is_damaged(tmp_path: Path) -> None:
    code, told = _run(tmp_path, "status")
    assert (code, told.count("lacking")) == (0, len(list_sources()))
    folder = ListFolder(tmp_path / "lists")
    folder.put(EASY, RULES, "here", 1_800_000_000)
    next(folder.root.glob("easyprivacy-*")).write_text("other")
    assert "not used, its file differs" in _run(tmp_path, "status")[1]
