"""Names are asked for at a real name server on loopback, for a real browser's visit and for every way it may end."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset
import pytest
from playwright.async_api import async_playwright

from auditor.capture.browser import BrowserOptions, find_browser
from auditor.capture.recorders import names as recorder
from auditor.capture.recorders.names import MAPPED, MAX_HOSTS, NO_RESOLVER, REFUSED, SILENT, TOO_MANY, names
from auditor.capture.session import session
from auditor.domain.artifacts import ENVIRONMENT, SCRIPT_ACCESSES, TRAFFIC, Missing, NameChain, Names
from auditor.domain.journeys import StepName
from auditor.domain.profile import Profile
from auditor.domain.recording import AccessOp
from tests.evidence.builders import SITE, environment, request, traffic
from tests.sites.server import serve_sites

ZONE = {
    "metrics.shop.example": ["shop.eulerian.net", "lb.eulerian.net"],
    "dead.shop.example": ["gone.eulerian.net"],
    "img.shop.example": [],
    "metrics.reads-the-device.localhost": ["shop.eulerian.net"],
}


def answer(wire: bytes) -> bytes:
    """Addresses at the end of each chain; nothing at the end of a dead one, and nothing for other names."""
    question = dns.message.from_wire(wire)
    reply = dns.message.make_response(question)
    reply.flags |= dns.flags.RA
    name = question.question[0].name.to_text().rstrip(".")
    at = name
    for link in ZONE.get(name, ()):
        reply.answer.append(dns.rrset.from_text(at + ".", 60, "IN", "CNAME", link + "."))
        at = link
    if name not in ZONE or name.startswith("dead"):
        reply.set_rcode(dns.rcode.NXDOMAIN)
    elif question.question[0].rdtype == dns.rdatatype.A:
        reply.answer.append(dns.rrset.from_text(at + ".", 60, "IN", "A", "192.0.2.1"))
    return reply.to_wire()


@contextmanager
def name_server(*, silent: bool = False) -> Iterator[str]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(0.1)
        over = threading.Event()

        def serve() -> None:
            while not over.is_set():
                try:
                    wire, whom = server.recvfrom(4096)
                except TimeoutError:
                    continue
                if not silent:
                    server.sendto(answer(wire), whom)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"127.0.0.1:{server.getsockname()[1]}"
        finally:
            over.set()
            thread.join()


def seen(*hosts: str) -> dict[str, object]:
    sent = (request(), *(request(f"https://{h}/") for h in hosts))
    return {TRAFFIC.name: traffic(*sent), ENVIRONMENT.name: environment()}


def ask(*hosts: str, rules: str | None = None) -> Names | Missing:
    with name_server() as resolver:
        return asyncio.run(names(seen(*hosts), resolver, rules))


def test_chains_are_followed_to_their_end() -> None:
    found = ask("metrics.shop.example", "img.shop.example", "dead.shop.example", "none.shop.example", "x.example")
    assert isinstance(found, Names)
    assert found.chains == (
        NameChain("metrics.shop.example", ("shop.eulerian.net", "lb.eulerian.net")),
        NameChain("img.shop.example"),
        NameChain("dead.shop.example", ("gone.eulerian.net",)),
        NameChain("none.shop.example", reason=REFUSED),
    )


def test_names_that_were_mapped_tell_nothing() -> None:
    assert ask("img.shop.example", rules="MAP * 127.0.0.1") == Missing(MAPPED)


def test_nothing_is_asked_when_the_site_has_no_other_name() -> None:
    assert asyncio.run(names(seen("x.example"), "nowhere:port", "MAP * 127.0.0.1")) == Names((), "nowhere:port")


def test_a_resolver_that_is_none() -> None:
    assert asyncio.run(names(seen("img.shop.example"), "nowhere:port", None)) == Missing(NO_RESOLVER)


def test_a_resolver_that_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorder, "ONE_LIMIT_S", 0.3)
    with name_server(silent=True) as resolver:
        assert asyncio.run(names(seen("img.shop.example"), resolver, None)) == Missing(SILENT)


def test_only_so_many_names_are_asked_for() -> None:
    found = ask(*(f"n{n}.{SITE.partition('.')[2]}" for n in range(MAX_HOSTS + 1)))
    assert isinstance(found, Names)
    assert [c.reason for c in found.chains].count(TOO_MANY) == 1


def test_without_a_record_nothing_is_asked() -> None:
    assert asyncio.run(names({}, None, None)) == Missing("not-recorded")


@pytest.mark.browser
def test_a_browsers_visit_and_the_device_that_its_page_reads(tmp_path: Path) -> None:
    with serve_sites(tmp_path) as web, name_server() as resolver:
        artifacts = asyncio.run(_visit(web.url("reads-the-device"), tmp_path))
        found = asyncio.run(names(artifacts, resolver, None))
    assert isinstance(found, Names)
    assert found.of("metrics.reads-the-device.localhost") == NameChain(
        "metrics.reads-the-device.localhost", ("shop.eulerian.net",)
    )
    recorded = artifacts[SCRIPT_ACCESSES.name]
    assert isinstance(recorded, SCRIPT_ACCESSES.type)
    calls = recorded.accesses
    read = {a.key: a for a in calls if a.op is AccessOp.DEVICE_READ}
    assert {"canvas", "fonts", "audio", "client-hints", "screen", "media-devices"} <= set(read)
    assert any(a.key == "canvas" and a.value.startswith("data:image/png") for a in calls)
    assert "unheard" not in read


PROBE = """async () => {
  new Image().src = location.href.replace('//', '//metrics.') + 'x.png';
  const gl = new OffscreenCanvas(9, 9).getContext('webgl') || document.createElement('canvas').getContext('webgl');
  if (gl) gl.getParameter(37446);
  const s = document.body.appendChild(document.createElement('span'));
  for (let n = 0; n < 60; n++) { s.style.fontFamily = 'Font' + n; s.offsetWidth; }
  if (navigator.mediaDevices) await navigator.mediaDevices.enumerateDevices();
  await new Promise((yes) => setTimeout(yes, 500));
}"""


async def _visit(url: str, scratch: Path) -> dict[str, object]:
    options = BrowserOptions(allow_private=True)
    async with async_playwright() as playwright:
        browser = find_browser(options, playwright.chromium.executable_path)
        async with session(playwright, browser, options, Profile(), scratch) as opened:
            await opened.open(url)
            await opened.mark(StepName.LOAD, 0.0)
            await opened.page.evaluate(PROBE)
    return opened.artifacts
