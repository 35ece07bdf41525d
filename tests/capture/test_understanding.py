"""A real browser on small banners: what their controls are, what they cover, and what making them go away does."""

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

from auditor.capture.banner import await_late_refusal, bring_out, find_banner
from auditor.capture.browser import BrowserOptions, find_browser
from auditor.capture.cmps.signatures import name_platform, second_rules
from auditor.capture.journeys import close_banner, open_second_layer, return_visit
from auditor.capture.languages import with_languages
from auditor.capture.layers import Found
from auditor.capture.policy import open_policy
from auditor.capture.session import Session, session
from auditor.domain.artifacts import DISMISSALS, PROMPTS, SAVED_UNCHANGED, SECOND_LAYER, SETTINGS, Missing
from auditor.domain.choices import Choice, Dismissals, Platform, PolicyPage, Prompts, Settings, Way
from auditor.domain.controls import Layer, Role
from auditor.domain.errors import JourneyImpossible
from auditor.domain.profile import Device, Profile
from auditor.entrypoints.demo.server import serving

pytestmark = pytest.mark.browser
T = TypeVar("T")
BAR = "position:fixed;left:0;right:0;bottom:0;background:#fff;padding:20px;z-index:9"
SAYS = "<p>We use cookies to count visits.</p>"
BOTH = f"{SAYS}<button id=y>Accept all</button><button id=n>Reject all</button>"
TEXT = "<main><h1>Harbour</h1>" + "<p>The harbour wakes early, and the boats come in.</p>" * 30 + "</main>"
DIALOG = (
    "<div id=back style='position:fixed;inset:0;background:#0008;z-index:8'></div>"
    f"<div id=d role=dialog style='position:fixed;left:35%;top:30%;width:400px;background:#fff;padding:20px;z-index:9'>{BOTH}</div>"
    "<script>const gone = () => { d.remove(); back.remove(); };"
    "addEventListener('keydown', (e) => { if (e.key === 'Escape') { localStorage.setItem('ok', '1'); gone(); } });"
    "back.onclick = gone; y.onclick = n.onclick = gone;</script>"
)
CROSS = "<svg width=16 height=16><path d='M3 3L13 13M13 3L3 13' stroke=black /></svg>"
ROWS = "".join(f"<label><input type=checkbox checked> Partner {n} – advertising</label><br>" for n in range(30))
SETTINGS_PAGE = (
    f"{TEXT}<div id=d style='{BAR};max-height:400px;overflow:auto'></div><script>"
    "const b = (t, f) => { const e = document.createElement('button'); e.textContent = t; e.onclick = f; d.append(e); };"
    f"const one = () => {{ d.innerHTML = `{SAYS}`; b('Accept all', () => d.remove()); b('Settings', two); }};"
    f"const two = () => {{ d.innerHTML = `{SAYS}<label><input type=checkbox> Statistics</label><br>`; b('Save choices', () => {{ localStorage.setItem('saved', d.querySelectorAll('input:checked').length); d.remove(); }}); b('Our partners', three); }};"
    f"const three = () => {{ d.innerHTML = `{SAYS}{ROWS}`; b('Save choices', () => {{ localStorage.setItem('saved', 'all'); d.remove(); }}); }};"
    "one();</script>"
)
PAGES = {
    "/dialog": TEXT + DIALOG,
    "/icon": f"{TEXT}<div style='{BAR}'><button style='position:absolute;right:6px;top:6px;border:0;background:none'>{CROSS}</button>{BOTH}</div>",
    "/contrary": f"{TEXT}<div style='{BAR}'>{SAYS}<button aria-label='Reject all'>Accept all</button><button>Reject all</button></div>",
    "/aria": f"{TEXT}<div style='{BAR}'>{SAYS}<button aria-label='Accept all'>{CROSS}</button><input type=image alt='Reject all' width=90 height=30 src='data:image/gif;base64,R0lGODlhAQABAAAAACw='></div>",
    "/fold": f"{TEXT}<div style='{BAR};height:150px;overflow-y:auto'>{SAYS}<button>Accept all</button><div style='height:300px'></div><button>Reject all</button></div>",
    "/late": f"{TEXT}<div id=c style='{BAR}'>{SAYS}<button>Accept all</button></div><script>setTimeout(() => {{ c.insertAdjacentHTML('beforeend', '<button>Reject all</button>') }}, 2600)</script>",
    "/two": f"{TEXT}<div style='{BAR}'>{BOTH}</div><div style='position:fixed;left:10px;top:10px;background:#ffe'><p>We and our partners use cookies for tracking.</p><button>I agree</button></div>",
    "/german": f"{TEXT}<div style='{BAR}'><p>Wir verwenden Cookies, um die Nutzung unserer Website zu messen und Werbung zu zeigen.</p><button>Alle akzeptieren</button></div>",
    "/claims": "<main>"
    + "<p>Der Hafen erwacht früh, und die Boote kommen mit dem ersten Licht.</p>" * 30
    + f"</main><div style='{BAR}'>{BOTH}</div>",
    "/unknown": f"{TEXT}<div style='{BAR}'>{SAYS}<button>Accept all</button><button>Flurbel</button></div>",
    "/alone": f"{TEXT}<div style='{BAR}'>{SAYS}<button>Accept all</button></div>",
    "/klaro": f"{TEXT}<div id=klaro style='{BAR}'>{BOTH}</div><script>klaro = {{show() {{}}}}</script>",
    "/unsure": f"{TEXT}<div id=klaro style='{BAR}'>{BOTH}</div><div id=didomi-host></div>",
    "/mouse": f"{TEXT}<script>addEventListener('mousemove', (e) => {{ if (e.clientX > 50 && !window.c) document.body.insertAdjacentHTML('beforeend', `<div id=c style='{BAR}'>{BOTH}</div>`) }})</script>",
    "/policy": f"{TEXT}<div style='{BAR}'>{BOTH}<a href=/details>Privacy policy</a></div>",
    "/gone": f"{TEXT}<div style='{BAR}'>{BOTH}<a href=/missing>Privacy policy</a></div>",
    "/details": "<main><p>We are Harbour Ltd. Cookies are kept for thirteen months.</p></main>",
    "/settings": SETTINGS_PAGE,
    "/forgets": f"{TEXT}<div id=d style='{BAR}'>{BOTH}</div><script>if (localStorage.getItem('yes')) d.remove(); y.onclick = () => {{ localStorage.setItem('yes', 1); d.remove(); }}; n.onclick = () => d.remove();</script>",
}


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    async def respond(request: Request) -> Response:
        if request.url.path not in PAGES:
            return HTMLResponse("nothing here", 404)
        return HTMLResponse(f"<!doctype html><html lang=en><title>t</title><body>{PAGES[request.url.path]}")

    with serving(Starlette(routes=[Route("/{path:path}", respond)])) as number:
        yield number


Run = Callable[..., T]


@pytest.fixture
def at(port: int, tmp_path: Path) -> Run[T]:
    """Open a page and do something there."""

    def run(path: str, act: Callable[[Session], Awaitable[T]], profile: Profile | None = None) -> T:
        async def walk() -> T:
            options = BrowserOptions(allow_private=True)
            async with async_playwright() as playwright:
                browser = find_browser(options, playwright.chromium.executable_path)
                async with session(playwright, browser, options, profile or Profile(), tmp_path) as opened:
                    await opened.open(f"http://site.localhost:{port}{path}")
                    return await act(opened)

        return asyncio.run(walk())

    return run


async def look(opened: Session) -> Found:
    found = await find_banner(opened, since=0, patience_s=1.5)
    assert found is not None
    return found


async def layer(opened: Session) -> Layer:
    return (await look(opened)).layer


def test_a_bare_icon_in_the_corner_is_the_cross(at: Run[Layer]) -> None:
    close = at("/icon", layer).first(Role.CLOSE)
    assert close is not None
    assert (close.label, close.rule) == ("", "icon-in-the-corner")


def test_words_and_name_that_contradict_each_other_decide_nothing(at: Run[Layer]) -> None:
    told = {c.label: (c.role, c.rule) for c in at("/contrary", layer).controls}
    assert told["Accept all"] == (Role.UNKNOWN, "text-and-name-contradict")
    assert told["Reject all"][0] is Role.REJECT


def test_controls_without_words_are_read_by_their_names(at: Run[Layer]) -> None:
    told = at("/aria", layer)
    assert [(c.role, c.accessible_name) for c in told.controls] == [
        (Role.ACCEPT, "Accept all"),
        (Role.REJECT, "Reject all"),
    ]


@pytest.mark.parametrize("device", Device)
def test_a_control_beyond_the_edge_is_seen_and_said_to_be_there(device: Device, at: Run[Layer]) -> None:
    told = at("/fold", layer, Profile(device=device))
    assert told.accept
    assert told.reject
    assert (told.accept.in_view, told.reject.in_view) == (True, False)
    assert (told.accept.focusable, told.reject.tab_stop) == (True, 2)


def test_a_refusal_that_comes_later_is_waited_for_and_timed(at: Run[Layer]) -> None:
    async def watch(opened: Session) -> Layer:
        found = await look(opened)
        return (await await_late_refusal(opened, found, 0)).layer

    told = at("/late", watch)
    assert told.reject is not None


def test_what_a_banner_covers(at: Run[Layer]) -> None:
    bar, dialog = at("/icon", layer).cover, at("/dialog", layer).cover
    assert bar
    assert dialog
    assert bar.share < 0.4
    assert dialog.share == 1.0


def test_two_requests_on_one_page(at: Run[Layer]) -> None:
    told = at("/two", layer)
    assert [r.accept for r in told.rivals] == ["I agree"]
    assert told.reject is not None
    assert at("/icon", layer).rivals == ()


def test_a_banner_in_another_language_than_the_page(at: Run[Layer]) -> None:
    async def told(opened: Session) -> Layer:
        found = await look(opened)
        return await with_languages(opened, found.scope, found.layer)

    seen = at("/german", told)
    assert (seen.language, seen.page_language, seen.language_certain) == ("de", "en", True)
    assert at("/icon", told).page_language == "en"


def test_what_a_page_claims_of_its_language_is_not_believed_without_reading_it(at: Run[Layer]) -> None:
    async def told(opened: Session) -> Layer:
        found = await look(opened)
        return await with_languages(opened, found.scope, found.layer)

    seen = at("/claims", told)  # its lang attribute says English, as templates do
    assert (seen.language, seen.page_language) == ("en", "de")


@pytest.mark.parametrize(("path", "observed"), [("/alone", True), ("/unknown", False)])
def test_that_there_are_no_settings_is_said_only_where_every_control_is_understood(
    path: str, at: Run[bool], *, observed: bool
) -> None:
    async def settings(opened: Session) -> bool:
        with pytest.raises(JourneyImpossible, match="settings-control-not-found"):
            await open_second_layer.walk(opened, opened.page.url)
        return SECOND_LAYER.name in opened.artifacts

    assert at(path, settings) is observed


@pytest.mark.parametrize(("path", "name"), [("/klaro", "Klaro"), ("/unsure", None), ("/icon", None)])
def test_platforms_are_named_only_where_one_stands_out(
    path: str, name: str | None, at: Run[Platform | Missing]
) -> None:
    told = at(path, name_platform)
    assert isinstance(told, Platform)
    assert told.name == name


def test_the_second_opinion_comes_from_rules_of_platforms() -> None:
    rules = second_rules()
    assert len(rules) > 100
    assert not any("." in name for name, _ in rules)


def test_a_banner_that_waits_for_a_sign_of_life_is_brought_out(at: Run[list[str]]) -> None:
    async def stirred(opened: Session) -> list[str]:
        tried: list[str] = []
        assert await find_banner(opened, since=0, patience_s=0.3) is None
        assert await bring_out(opened, 0, tried) is not None
        return tried

    assert at("/mouse", stirred) == ["mouse movement"]


@pytest.mark.parametrize(("path", "status"), [("/policy", 200), ("/gone", 404)])
def test_the_policy_is_opened_with_the_banner_untouched(path: str, status: int, at: Run[PolicyPage | Missing]) -> None:
    async def follow(opened: Session) -> PolicyPage | Missing:
        return await open_policy(opened, (await look(opened)).layer)

    told = at(path, follow)
    assert isinstance(told, PolicyPage)
    assert (told.status, "Harbour Ltd" in told.text) == (status, status == 200)


def test_every_way_to_dismiss_is_tried_in_fresh_state(at: Run[Dismissals]) -> None:
    async def dismiss(opened: Session) -> Dismissals:
        with pytest.raises(JourneyImpossible, match="close-control-not-found"):
            await close_banner.walk(opened, opened.page.url)
        told = opened.artifacts[DISMISSALS.name]
        assert isinstance(told, Dismissals)
        return told

    told = at("/dialog", dismiss)
    escape, backdrop = told.by(Way.ESCAPE), told.by(Way.BACKDROP)
    assert escape
    assert backdrop
    assert (escape.banner_gone, escape.record_changed) == (True, True)
    assert escape.brought == (("local-storage", "ok", "site.localhost"),)
    assert (backdrop.banner_gone, backdrop.record_changed, backdrop.brought) == (True, False, ())
    assert told.by(Way.CROSS) is None


def test_settings_are_read_to_their_depth_and_saved_as_they_are(at: Run[dict[str, object]]) -> None:
    async def settings(opened: Session) -> dict[str, object]:
        await open_second_layer.walk(opened, opened.page.url)
        return opened.artifacts

    told = at("/settings", settings)
    second, parts, saved = told[SECOND_LAYER.name], told[SETTINGS.name], told[SAVED_UNCHANGED.name]
    assert isinstance(second, Layer)
    assert isinstance(parts, Settings)
    assert [(t.label, t.on) for t in second.toggles] == [("Statistics", False)]
    assert second.toggles[0].seen_as is not None
    assert second.toggles[0].seen_as > 10
    assert [(p.label, p.toggles, p.depth) for p in parts.parts] == [("Our partners", 30, 3)]
    assert parts.complete
    assert isinstance(saved, Choice)
    assert (saved.banner_gone, saved.record_changed) == (True, True)


def test_coming_back_tells_what_is_remembered(at: Run[Prompts]) -> None:
    async def come_back(opened: Session) -> Prompts:
        await return_visit.walk(opened, opened.page.url)
        told = opened.artifacts[PROMPTS.name]
        assert isinstance(told, Prompts)
        return told

    assert [(p.accepted, p.shown) for p in at("/forgets", come_back).prompts] == [(False, True), (True, False)]
