"""A real browser on pages of which two controls are named by CSS: finding them, comparing them, and what is told."""

import asyncio
import base64
import json
import re
import socket
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import cv2
import numpy as np
import pytest
import structlog
from playwright.async_api import async_playwright
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from auditor.capture import selected as finding
from auditor.capture.browser import BrowserOptions, find_browser
from auditor.capture.session import session
from auditor.domain.controls import Control
from auditor.domain.errors import AuditorError
from auditor.domain.profile import Profile
from auditor.entrypoints.cli import main
from auditor.entrypoints.demo.server import serving

pytestmark = pytest.mark.browser
STYLE = (
    "body{margin:0;font:16px sans-serif}#bar{position:fixed;left:0;right:0;bottom:0;background:#fff;padding:24px}"
    "button{font:inherit;background:#0a58ca;color:#fff;border:0;padding:12px 28px;margin:0 8px}"
)
LINK = "<a id=n href='#' style='color:#555;font-size:13px'>Continue without accepting</a>"
BOTH = "<button id=y>Accept all</button><button id=n>Reject all</button>"
UNSEEN = (
    "<button id=none style='display:none'>a</button><button id=ghost style='visibility:hidden'>b</button>"
    "<button id=flat style='width:0;height:0;padding:0;overflow:hidden;border:0'></button>"
    "<button id=below style='position:absolute;top:3000px'>c</button>"
    "<div style='position:fixed;top:10px;left:10px'><button id=under>d</button></div>"
    "<div style='position:fixed;top:0;left:0;width:300px;height:120px;background:#eee'></div>"
    "<i class=ghosts style='display:none'>e</i><i class=ghosts style='display:none'>f</i>"
    "<div id=outer style='position:fixed;top:10px;right:10px;padding:8px;background:#fed'><b id=inner>g</b></div>"
    "<button id='odd\u001b[31m' style='display:none'>h</button>"
)
SHADOW = (
    "<div id=host></div><script>host.attachShadow({mode: 'open'}).innerHTML ="
    f"`<style>{STYLE}</style><div id=bar><div id=deep></div></div>`;"
    f"host.shadowRoot.querySelector('#deep').attachShadow({{mode: 'open'}}).innerHTML = `<style>{STYLE}</style>{BOTH}`"
    "</script>"
)
PAGES = {
    "/plain": f"<div id=bar><button id=y>Accept all</button>{LINK}</div>",
    "/equal": f"<div id=bar>{BOTH}</div>",
    "/many": f"<div id=bar>{BOTH}<button>Settings</button></div>{UNSEEN}",
    "/frame": "<iframe src=/equal style='position:fixed;left:100px;top:200px;width:600px;height:200px'></iframe>",
    "/shadow": SHADOW,
    "/sites": "<div style='position:fixed;top:40px;left:40px'><button id=y>Accept all</button></div><iframe "
    "src='http://other.localhost:PORT/no' style='border:0;position:fixed;top:20px;left:400px;width:300px'></iframe>",
    "/no": "<div style='padding:20px'><button id=n>Reject all</button></div>",
    "/fold": "<div id=bar style='height:90px;overflow-y:auto'><button id=y>Accept all</button>"
    "<div style='height:300px'></div><button id=n>Reject all</button></div>",
    "/late": "<script>let n = 0; const t = setInterval(() => { if (++n < 25) return; clearInterval(t);"
    f"document.body.innerHTML = `<div id=bar>{BOTH}</div>` }}, 100)</script>",
    "/hostile": "<div id=bar><button id=y>&lt;img src=x onerror=alert(1)&gt;</button>"
    "<button id=n>No \u202eaccept\u001b[31m</button></div>",
    "/trace": "<div id=bar><button id=y>Accept all</button><button id=n style='color:#fff;background:#fff'>No"
    "</button></div>",
}


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    async def respond(request: Request) -> Response:
        if request.url.path not in PAGES:
            return HTMLResponse("nothing here", 404)
        head = f"<meta name=viewport content='width=device-width'><title>t</title><style>{STYLE}</style>"
        body = PAGES[request.url.path].replace("PORT", str(request.url.port))
        return HTMLResponse(f"<!doctype html><html lang=en>{head}<body>{body}")

    with serving(Starlette(routes=[Route("/{path:path}", respond)])) as number:
        yield number


@pytest.fixture(autouse=True)
def _own_logging() -> Iterator[None]:
    yield
    structlog.reset_defaults()


class Program:
    """The program as it is called from a shell."""

    def __init__(self, patch: pytest.MonkeyPatch, streams: pytest.CaptureFixture[str], port: int, folder: Path) -> None:
        self.patch, self.streams, self.port, self.folder = patch, streams, port, folder
        patch.chdir(folder)

    def measure(self, path: str, *more: str, accept: str = "#y", reject: str = "#n") -> tuple[int, str, str]:
        """Exit code, standard output and standard error."""
        url = path if "://" in path else f"http://site.localhost:{self.port}{path}"
        private = () if "--public" in more else ("--allow-private",)
        options = [o for o in more if o != "--public"]
        self.patch.setattr(
            sys, "argv", ["auditor", "measure", url, "--accept", accept, "--reject", reject, *private, *options]
        )
        with pytest.raises(SystemExit) as ended:
            main()
        code = ended.value.code
        told = self.streams.readouterr()
        return (code if isinstance(code, int) else 0), told.out, told.err


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], port: int, tmp_path: Path) -> Program:
    return Program(monkeypatch, capsys, port, tmp_path)


def size(path: Path) -> tuple[int, int]:
    image = cv2.imread(str(path))
    assert image is not None
    return image.shape[1], image.shape[0]


class Images(HTMLParser):
    """The sizes of the pictures in a page, and the words read out for them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sizes: list[tuple[int, ...]] = []
        self.names: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "image":
            png = base64.b64decode((told["href"] or "").split(",")[1])
            decoded = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
            assert decoded is not None
            self.sizes.append(decoded.shape[:2])
        if told.get("role") == "img":
            self.names.append(told.get("aria-label") or "")


# What the selectors lead to

REFUSED = [
    (("#nobody", "#n"), "control-not-found", "--accept '#nobody': nothing on the page matches"),
    (("#y", "p b i"), "control-not-found", "--reject 'p b i': nothing on the page matches"),
    (("#bar button", "#n"), "control-ambiguous", "--accept '#bar button': 3 visible elements match"),
    (("#none", "#n"), "control-invisible", "--accept '#none': what it matches is hidden"),
    (("#y", "#ghost"), "control-invisible", "--reject '#ghost': what it matches is hidden"),
    (("#flat", "#n"), "control-invisible", "--accept '#flat': what it matches has no size"),
    (("#below", "#n"), "control-invisible", "--accept '#below': what it matches is off the screen"),
    (("#under", "#n"), "control-invisible", "--accept '#under': what it matches is covered"),
    ((".ghosts", "#n"), "control-invisible", "--accept '.ghosts': none of the 2 matches is seen (the first is hidden)"),
    (("a[", "#n"), "selector-invalid", "--accept 'a[': this is no CSS selector"),
    (("#y", "##"), "selector-invalid", "--reject '##': this is no CSS selector"),
    (("#y", "b:nonsense"), "selector-invalid", "--reject 'b:nonsense': this is no CSS selector"),
    (("", "#n"), "selector-invalid", "--accept '': this is no CSS selector"),
    (("#y", "button#y"), "controls-nested", "--accept '#y' and --reject 'button#y' are the same element"),
    (("#outer", "#inner"), "controls-nested", "--accept '#outer' and --reject '#inner' stand one inside the other"),
    (("#inner", "#outer"), "controls-nested", "--accept '#inner' and --reject '#outer' stand one inside the other"),
]


def test_each_selector_that_leads_to_no_single_control_has_its_line(
    port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "PATIENCE_S", 0.0)

    async def told() -> list[tuple[str, str]]:
        options = BrowserOptions(allow_private=True)
        async with async_playwright() as playwright:
            browser = find_browser(options, playwright.chromium.executable_path)
            async with session(playwright, browser, options, Profile(), tmp_path) as opened:
                await opened.open(f"http://site.localhost:{port}/many")
                rows = []
                for pair, _, _ in REFUSED:
                    with pytest.raises(AuditorError) as refused:
                        await finding.selected(opened, *pair)
                    rows.append((refused.value.code, refused.value.message))
                assert await opened.page.content() == await untouched(opened.page.content)
                both = await finding.selected(opened, "#y", "#n")
                assert [isinstance(c, Control) and c.label for c in both] == ["Accept all", "Reject all"]
                return rows

    async def untouched(content: object) -> object:
        text = await content()  # type: ignore[operator]
        assert not re.search(r"data-(accept|reject)-", text)
        return text

    for (pair, code, line), (seen_code, seen_line) in zip(REFUSED, asyncio.run(told()), strict=True):
        assert (pair, seen_code) == (pair, code)
        assert seen_line.startswith(line), seen_line


# The command


def test_the_sentence_and_the_card(program: Program) -> None:
    code, out, err = program.measure("/plain")
    assert (code, err) == (0, "")
    first, second = out.splitlines()
    assert re.fullmatch(
        r"Erasing Accept changes the picture [\d.]+ times as much as erasing Reject; under 15 .+", first
    )
    folder = program.folder / "auditor-measure"
    assert second == str(Path("auditor-measure") / "card.html")
    assert {p.name for p in folder.iterdir()} == {
        "card.html", "shown.png", "without-accept.png", "without-reject.png", "heat-map.png",
    }  # fmt: skip
    card = (folder / "card.html").read_text(encoding="utf-8")
    assert "Continue without accepting" in card
    assert any(name.startswith("Both controls as shown: accept, a filled button") for name in Images(card).names)


def test_json_is_one_line_and_writes_nothing(program: Program) -> None:
    code, out, err = program.measure("/plain", "--json")
    assert (code, err, out.count("\n")) == (0, "", 1)
    told = json.loads(out)
    assert told["selectors"] == {"accept": "#y", "reject": "#n"}
    assert told["labels"] == {"accept": "Accept all", "reject": "Continue without accepting"}
    assert told["kinds"] == {"accept": "button", "reject": "link"}
    assert (told["device"], told["scale"], told["card"]) == ("desktop", 2.0, None)
    assert told["prominence"]["favours"] == "accept"
    assert told["prominence"]["picture"] is None
    assert set(told["looks"]["accept"]["area"]) == {"value", "error", "reason"}
    assert told["looks"]["reject"]["fill_contrast"]["value"] is None
    assert told["looks"]["accept"]["fill"] == "#0a58ca"
    assert list(program.folder.iterdir()) == []


def test_json_with_an_output_writes_there(program: Program) -> None:
    code, out, _ = program.measure("/equal", "--json", "--output", "there")
    told = json.loads(out)
    assert (code, told["card"], told["prominence"]["picture"]) == (0, "there/card.html", "there/shown.png")
    assert (program.folder / "there" / "card.html").is_file()


@pytest.mark.parametrize("path", ["/frame", "/sites", "/shadow", "/late"])
def test_frames_open_shadow_roots_and_what_comes_late(path: str, program: Program) -> None:
    code, out, err = program.measure(path, "--json")
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert told["kinds"] == {"accept": "button", "reject": "button"}
    assert told["prominence"]["favours"] == "neither"
    assert told["looks"]["accept"]["height"] == pytest.approx(told["looks"]["reject"]["height"], abs=1)


@pytest.mark.parametrize("scale", ["1", "3"])
def test_pictures_have_the_scale_asked_for(scale: str, program: Program) -> None:
    code, out, _ = program.measure("/equal", "--json", "--output", "there", "--scale", scale)
    told = json.loads(out)
    assert (code, told["scale"]) == (0, float(scale))
    assert told["looks"]["accept"]["height"] == pytest.approx(42, abs=3)
    width, _ = size(program.folder / "there" / "shown.png")
    assert width / float(scale) == pytest.approx(told["looks"]["accept"]["width"] * 2 + 16 + 48, rel=0.1)


def test_a_phone(program: Program) -> None:
    code, out, _ = program.measure("/equal", "--json", "--device", "mobile", "--locale", "de-DE")
    told = json.loads(out)
    assert (code, told["device"], told["locale"]) == (0, "mobile", "de-DE")
    assert told["prominence"]["favours"] == "neither"


def test_what_takes_scrolling_has_its_own_picture(program: Program) -> None:
    code, _, err = program.measure("/fold", "--output", "there")
    assert (code, err) == (0, "")
    assert (program.folder / "there" / "shown-reject.png").is_file()
    card = (program.folder / "there" / "card.html").read_text(encoding="utf-8")
    assert "With reject in view, after scrolling." in card


def test_nothing_of_a_page_is_taken_for_markup_or_reaches_the_terminal(program: Program) -> None:
    code, out, err = program.measure("/hostile", "--output", "there")
    assert (code, err) == (0, "")
    assert "\u001b" not in out
    _, line, _ = program.measure("/hostile", "--json")
    assert line[:-1].isprintable()
    assert json.loads(line)["labels"]["reject"] == "No \u202eaccept\u001b[31m"
    card = (program.folder / "there" / "card.html").read_text(encoding="utf-8")
    assert "<img" not in card
    assert "&lt;img src=x onerror=alert(1)&gt;" in card


# Lines and exit codes


def test_a_control_that_is_not_there_is_one_line(program: Program) -> None:
    code, out, err = program.measure("/equal", accept="#no\u001b[31m")
    assert (code, out, err.count("\n"), "\u001b" in err) == (2, "", 1, False)


def test_what_leaves_no_trace_is_named(program: Program) -> None:
    code, out, err = program.measure("/trace", "--json")
    assert (code, out) == (2, "")
    assert err.startswith("auditor: --reject '#n': what it matches leaves no trace in the picture")


@pytest.mark.parametrize(
    ("address", "code", "line"),
    [
        ("ftp://shop.example/", 3, "only http and https"),
        ("http://127.0.0.1/", 3, "use --allow-private"),
        ("http://nowhere.invalid/", 3, "was not found"),
    ],
)
def test_addresses_that_are_not_opened(address: str, code: int, line: str, program: Program) -> None:
    seen, out, err = program.measure(address, "--public")
    assert (seen, out, err.count("\n"), line in err) == (code, "", 1, True), err


def test_a_page_that_does_not_open(program: Program) -> None:
    code, out, err = program.measure("/missing")
    assert (code, out, err) == (3, "", "auditor: the site answered 404 Not Found\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = free.getsockname()[1]
    code, _, err = program.measure(f"http://127.0.0.1:{closed}/")
    assert (code, err) == (3, "auditor: the connection was refused\n")


def test_a_folder_that_cannot_be_written_is_told(program: Program) -> None:
    (program.folder / "taken").write_text("a file")
    code, out, err = program.measure("/equal", "--output", "taken")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("auditor: --output taken cannot be written")
