"""The browser's privacy signal: in every request, frame and worker under it, and nowhere without."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.async_api import async_playwright
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from auditor.capture.browser import BrowserOptions, find_browser
from auditor.capture.journeys import privacy_signal
from auditor.capture.quiet import until
from auditor.capture.session import session
from auditor.domain.artifacts import ENVIRONMENT, Environment
from auditor.domain.errors import JourneyImpossible
from auditor.domain.profile import Profile
from auditor.entrypoints.demo.server import serving

pytestmark = pytest.mark.browser
ASK = "fetch('http://site.localhost:' + PORT + '/told/WHERE/' + navigator.globalPrivacyControl);"
WORKERS = {
    "/worker.js": ASK.replace("WHERE", "worker") + "new Worker('/nested.js');",
    "/nested.js": ASK.replace("WHERE", "nested"),
    "/shared.js": ASK.replace("WHERE", "shared"),
    "/service.js": ASK.replace("WHERE", "service"),
}
PAGES = {
    "/": f"""<h1>Harbour</h1><script>{ASK.replace("WHERE", "page")}</script>
<iframe src='http://other.localhost:PORT/frame'></iframe><img src='http://other.localhost:PORT/pixel'>
<script>new Worker('/worker.js'); new SharedWorker('/shared.js'); navigator.serviceWorker.register('/service.js');
navigator.sendBeacon('http://other.localhost:PORT/beacon', 'x');</script>""",
    "/frame": f"<script>{ASK.replace('WHERE', 'frame')}</script>",
}
PLACES = {"page", "frame", "worker", "nested", "shared", "service"}
Log = list[tuple[str, str | None]]


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[int, Log]]:
    log: Log = []

    async def respond(request: Request) -> Response:
        path, port = request.url.path, str(request.url.port)
        log.append((path, request.headers.get("sec-gpc")))
        headers = {"Access-Control-Allow-Origin": request.headers.get("origin", "*")}
        if path in WORKERS:
            return Response(WORKERS[path].replace("PORT", port), media_type="text/javascript", headers=headers)
        text = PAGES.get(path, "x").replace("PORT", port)
        return HTMLResponse(f"<!doctype html><title>t</title>{text}", headers=headers)

    with serving(Starlette(routes=[Route("/{path:path}", respond, methods=["GET", "POST"])])) as number:
        yield number, log


@pytest.fixture
def opened(server: tuple[int, Log], tmp_path: Path) -> Callable[[Profile], tuple[Log, Environment]]:
    """What the server was told by one visit, and what the visit says of its browser."""

    def run(profile: Profile) -> tuple[Log, Environment]:
        async def walk() -> Environment:
            options = BrowserOptions(allow_private=True)
            async with async_playwright() as playwright:
                browser = find_browser(options, playwright.chromium.executable_path)
                async with session(playwright, browser, options, profile, tmp_path) as visit:
                    await visit.open(f"http://site.localhost:{server[0]}/")
                    await until(everything_told, 10, 0.2)
                found = visit.artifacts[ENVIRONMENT.name]
                assert isinstance(found, Environment)
                return found

        async def everything_told() -> bool:
            return {path.split("/")[2] for path, _ in server[1] if path.startswith("/told/")} == PLACES

        server[1].clear()
        found = asyncio.run(walk())
        return list(server[1]), found

    return run


def test_the_signal_is_said_with_every_request_and_to_every_script(
    opened: Callable[[Profile], tuple[Log, Environment]],
) -> None:
    log, found = opened(Profile(privacy_signal=True))
    assert {path for path, _ in log if path.startswith("/told/")} == {f"/told/{place}/true" for place in PLACES}
    assert {"/", "/frame", "/pixel", "/beacon", "/worker.js", "/service.js"} <= {path for path, _ in log}
    assert [path for path, signal in log if signal != "1"] == []
    assert found.privacy_signal is True


def test_ordinary_visits_know_nothing_of_it(opened: Callable[[Profile], tuple[Log, Environment]]) -> None:
    log, found = opened(Profile())
    assert {path for path, _ in log if path.startswith("/told/")} == {f"/told/{place}/undefined" for place in PLACES}
    assert [path for path, signal in log if signal is not None] == []
    assert found.privacy_signal is None


def test_a_browser_without_the_signal_is_told(tmp_path: Path, server: tuple[int, Log]) -> None:
    async def walk() -> None:
        options = BrowserOptions(allow_private=True)
        async with async_playwright() as playwright:
            browser = find_browser(options, playwright.chromium.executable_path)
            async with session(playwright, browser, options, Profile(), tmp_path) as visit:
                await privacy_signal.walk(visit, f"http://site.localhost:{server[0]}/")

    with pytest.raises(JourneyImpossible, match="this-browser-has-no-privacy-signal"):
        asyncio.run(walk())
