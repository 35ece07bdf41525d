"""A real browser on small pages: what is seen, what is recorded, and what is not taken for a banner."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.async_api import async_playwright
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from auditor.capture.banner import find_banner
from auditor.capture.browse import inner_pages
from auditor.capture.browser import BrowserOptions, find_browser
from auditor.capture.candidates import candidates
from auditor.capture.layers import Found
from auditor.capture.session import Session, session
from auditor.domain.artifacts import ENVIRONMENT, SCRIPT_ACCESSES, TRAFFIC, Environment, Missing
from auditor.domain.controls import Location
from auditor.domain.profile import Profile
from auditor.domain.recording import AccessOp
from auditor.entrypoints.demo.server import serving

pytestmark = pytest.mark.browser
T = TypeVar("T")
BAR = "position:fixed;left:0;right:0;bottom:0;background:#fff;padding:20px;z-index:9"
BUTTONS = "<p>We use cookies to count visits.</p><button>Accept all</button><button>Reject all</button>"
TEXT = "<main><h1>Harbour</h1>" + "<p>The harbour wakes early.</p>" * 30 + "</main>"
PAGES = {
    "/bar": f"<div style='{BAR}'>{BUTTONS}</div>{TEXT}",
    "/late": f"{TEXT}<script>setTimeout(() => document.body.insertAdjacentHTML('beforeend', `<div style='{BAR}'>{BUTTONS}</div>`), 2600)</script>",
    "/closed": f"<div id=h></div>{TEXT}<script>h.attachShadow({{mode: 'closed'}}).innerHTML = `<div style='{BAR}'>{BUTTONS}</div>`</script>",
    "/frame": f"{TEXT}<iframe style='position:fixed;left:0;bottom:0;width:700px;height:200px;border:4px solid' srcdoc=\"{BUTTONS}\"></iframe>",
    "/notice": f"<section aria-label='Cookies'>{BUTTONS}</section>{TEXT}",
    "/hidden": f"<div style='{BAR};opacity:0'>{BUTTONS}</div>{TEXT}",
    "/covered": f"<div style='{BAR};z-index:1'>{BUTTONS}</div>{TEXT}<div style='position:fixed;inset:0;background:#eee;z-index:5'></div>",
    "/newsletter": f"<div role=dialog style='{BAR}'><p>Our newsletter, with respect for your privacy</p><input type=email><button>Yes, please</button><button>No thanks</button></div>{TEXT}",
    "/shop": f"{TEXT}<button>Order now</button><a href=/privacy>Privacy policy</a>",
    "/reads": f"<script>document.cookie = 'id=abc123def456'; localStorage.setItem('k', 'v'); localStorage.getItem('k'); const f = document.createElement('iframe'); document.documentElement.append(f); const stolen = Object.getOwnPropertyDescriptor(f.contentWindow.Document.prototype, 'cookie').get; f.remove(); stolen.call(document); addEventListener('pagehide', () => navigator.sendBeacon('/beacon', 'bye'));</script>{TEXT}",
    "/links": f"{TEXT}<a href=/privacy>Privacy policy</a><a href=/logout>Log out</a><a href=/story>Story</a><a href=/a.pdf>File</a><a href=https://elsewhere.test/>Away</a><a href=/people>People</a><footer><a href=#>Cookie settings</a></footer>",
}


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    async def respond(request: Request) -> Response:
        body = PAGES.get(request.url.path, TEXT)
        return HTMLResponse(f"<!doctype html><html lang=en><title>t</title><body>{body}")

    with serving(Starlette(routes=[Route("/{path:path}", respond, methods=["GET", "POST"])])) as number:
        yield number


@pytest.fixture
def at(port: int, tmp_path: Path) -> Callable[..., T]:
    """Open a page and do something there; the artifacts of the visit end up in the dictionary given."""

    def run(path: str, act: Callable[[Session], Awaitable[T]], artifacts: dict[str, object] | None = None) -> T:
        async def walk() -> T:
            options = BrowserOptions(allow_private=True)
            async with async_playwright() as playwright:
                browser = find_browser(options, playwright.chromium.executable_path)
                async with session(playwright, browser, options, Profile(), tmp_path) as opened:
                    await opened.open(f"http://site.localhost:{port}{path}")
                    told = await act(opened)
                if artifacts is not None:
                    artifacts.update(opened.artifacts)
                return told

        return asyncio.run(walk())

    return run


async def look(opened: Session) -> Found | None:
    return await find_banner(opened, since=0, patience_s=1.5)


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/bar", Location.DOCUMENT),
        ("/late", Location.DOCUMENT),
        ("/closed", Location.SHADOW_DOM),
        ("/frame", Location.IFRAME),
        ("/notice", Location.DOCUMENT),
    ],
)
def test_banners_are_found_wherever_they_live(path: str, location: Location, at: Callable[..., Found | None]) -> None:
    found = at(path, look)
    assert found is not None
    assert found.layer.location is location
    assert found.layer.accept is not None
    assert found.layer.reject is not None
    assert found.layer.language == "en"


@pytest.mark.parametrize("path", ["/hidden", "/covered", "/newsletter", "/shop"])
def test_what_a_visitor_cannot_see_or_is_no_banner_is_not_found(path: str, at: Callable[..., Found | None]) -> None:
    assert at(path, look) is None


def test_reads_writes_and_last_words_are_recorded(at: Callable[..., None]) -> None:
    artifacts: dict[str, object] = {}

    async def leave(opened: Session) -> None:
        await opened.open(opened.page.url.replace("/reads", "/bar"))

    at("/reads", leave, artifacts)
    accesses, traffic = artifacts[SCRIPT_ACCESSES.name], artifacts[TRAFFIC.name]
    assert isinstance(accesses, SCRIPT_ACCESSES.type)
    assert isinstance(traffic, TRAFFIC.type)
    seen = {(a.op, a.key) for a in accesses.accesses}
    assert {(AccessOp.COOKIE_SET, "id"), (AccessOp.STORAGE_SET, "k"), (AccessOp.STORAGE_GET, "k")} <= seen
    stolen = [a for a in accesses.accesses if a.op is AccessOp.COOKIE_GET]
    assert any("id=abc123def456" in a.value for a in stolen), "a getter stolen from a removed frame"
    beacon = next(r for r in traffic.requests if r.url.endswith("/beacon"))
    assert [c.name for c in beacon.cookies] == ["id"], "sent while the page went away"
    assert not any("self-test" in r.url for r in traffic.requests)


def test_third_party_cookies_are_proven_and_automation_is_hidden(at: Callable[..., None]) -> None:
    artifacts: dict[str, object] = {}

    async def nothing(_: Session) -> None:
        return

    at("/shop", nothing, artifacts)
    environment = artifacts[ENVIRONMENT.name]
    assert isinstance(environment, Environment)
    assert (environment.third_party_cookies, environment.automation_visible) == (True, False)
    assert "Headless" not in environment.user_agent
    assert not isinstance(artifacts[TRAFFIC.name], Missing)


def test_inner_pages_are_harmless_and_of_the_same_site(at: Callable[..., list[str]]) -> None:
    async def pages(opened: Session) -> list[str]:
        return inner_pages(await opened.look(), opened.page.url)

    assert [p.rsplit("/", 1)[1] for p in at("/links", pages)] == ["story", "people", "privacy"]


def test_the_way_back_is_looked_for_in_the_footer(at: Callable[..., list[tuple[str, str]]]) -> None:
    async def ways(opened: Session) -> list[tuple[str, str]]:
        return [(row[3], row[1].value) for row in candidates(await opened.look())]

    assert at("/links", ways) == [("Cookie settings", "footer-link")]
