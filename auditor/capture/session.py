"""One visit's browser: opened fresh, listened to from the first moment, closed and read out at the end."""

import asyncio
import contextlib
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from playwright.async_api import BrowserContext, CDPSession, Dialog, Page, Playwright, Response

from auditor.capture.browser import Browser, BrowserOptions, client_hints, launch, sandboxed, user_agent
from auditor.capture.errors import PlaywrightError, navigation_error
from auditor.capture.quiet import ACT_LIMIT_S, LOAD_LIMIT_S, quiet
from auditor.capture.recorders.har import har
from auditor.capture.recorders.netlog import Hop, read_netlog
from auditor.capture.recorders.scripts import ScriptRecorder
from auditor.capture.recorders.state import snapshot
from auditor.capture.recorders.traffic import TrafficRecorder
from auditor.capture.selftest import third_party_cookies
from auditor.capture.view import View, observe
from auditor.domain.artifacts import (
    ENVIRONMENT,
    HAR,
    SCRIPT_ACCESSES,
    SNAPSHOTS,
    TIMELINE,
    TRAFFIC,
    ArtifactKind,
    Environment,
    Missing,
    Snapshots,
    Timeline,
)
from auditor.domain.errors import AuditorError, HttpFailed, NotHtml
from auditor.domain.journeys import Step, StepName
from auditor.domain.profile import Profile
from auditor.domain.recording import Snapshot

T = TypeVar("T")

OPEN_LIMIT_S = 20.0  # until the page's structure is there; our choice
ASK_LIMIT_S = 15.0  # for any question to the browser; our choice
CLOSE_LIMIT_S = 20.0  # until the browser has written its logs and ended; our choice
MAX_POPUPS = 3  # further windows are closed at once; our choice
HTML_TYPES = ("text/html", "application/xhtml+xml")
ERROR_STATUS = 400


@dataclass
class Session:
    """What a journey works with. `artifacts` fills up as things are observed."""

    page: Page
    context: BrowserContext
    cdp: CDPSession
    traffic: TrafficRecorder
    scripts: ScriptRecorder
    started_at: float
    profile: Profile
    artifacts: dict[str, object] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    snapshots: list[Snapshot] = field(default_factory=list)

    def record(self, kind: ArtifactKind[T], artifact: T | Missing) -> None:
        """Keep an artifact of the visit."""
        self.artifacts[kind.name] = artifact

    async def open(self, url: str, *, referer: str | None = None) -> None:
        """Go to an address and wait until the page is quiet; raises what kept it from opening."""
        try:
            async with asyncio.timeout(OPEN_LIMIT_S):
                response = await self.page.goto(url, wait_until="commit", referer=referer, timeout=OPEN_LIMIT_S * 1000)
                _examine(response)
                await self.page.wait_for_load_state("domcontentloaded", timeout=OPEN_LIMIT_S * 1000)
        except (PlaywrightError, TimeoutError, AuditorError) as error:
            raise navigation_error(error) from error
        await self.settle(LOAD_LIMIT_S)

    async def reload(self) -> None:
        """Load the page again, as a visitor would."""
        try:
            async with asyncio.timeout(OPEN_LIMIT_S):
                await self.page.reload(wait_until="domcontentloaded", timeout=OPEN_LIMIT_S * 1000)
        except (PlaywrightError, TimeoutError) as error:
            raise navigation_error(error) from error
        await self.settle(LOAD_LIMIT_S)

    async def settle(self, limit_s: float = ACT_LIMIT_S) -> bool:
        """Wait for the page to have nothing left to show."""
        return await quiet(self.page, self.traffic, self.scripts.key, limit_s)

    async def look(self, *, hit_tests: bool = True) -> View:
        """What is on the screen now."""
        async with asyncio.timeout(ASK_LIMIT_S):
            return await observe(self.page, self.cdp, hit_tests=hit_tests)

    async def mark(self, name: StepName, started_at: float) -> None:
        """End a step: note it and the state the device is in."""
        async with asyncio.timeout(ASK_LIMIT_S):
            self.snapshots.append(await snapshot(self.page, self.cdp, name))
        self.steps.append(Step(name, started_at, time.time(), self.page.url))

    @property
    def first_page(self) -> str:
        """Where the first step ended up, after redirects."""
        return self.steps[0].url if self.steps else self.page.url


def _examine(response: Response | None) -> None:
    if response is None:
        return
    if response.status >= ERROR_STATUS:
        raise HttpFailed(f"the site answered {response.status} {response.status_text[:60]}".strip())
    kind = response.headers.get("content-type", "").lower()
    if kind and not kind.startswith(HTML_TYPES):
        raise NotHtml(f"the address serves {kind.split(';')[0][:60]}, not an HTML page")


@contextlib.asynccontextmanager
async def session(
    playwright: Playwright, browser: Browser, options: BrowserOptions, profile: Profile, scratch: Path
) -> AsyncIterator[Session]:
    """A fresh browser for one visit. When the block ends, what the browser logged is added to the artifacts."""
    folder = Path(tempfile.mkdtemp(prefix="visit-", dir=scratch))
    context: BrowserContext | None = None
    opened: Session | None = None
    try:
        context = await launch(playwright, browser, options, profile, folder)
        opened = await _prepare(context, browser, profile)
        yield opened
    finally:
        if context is not None:
            await _finish(context, opened, browser, folder)
        shutil.rmtree(folder, ignore_errors=True)


async def _prepare(context: BrowserContext, browser: Browser, profile: Profile) -> Session:
    page = context.pages[0]
    page.on("dialog", _dismiss)
    context.on("page", _close_popups(context))
    cdp = await context.new_cdp_session(page)
    override = {
        "userAgent": user_agent(browser, profile.device),
        "userAgentMetadata": client_hints(browser, profile.device),
        "acceptLanguage": profile.locale,
    }
    await cdp.send("Emulation.setUserAgentOverride", override)
    await cdp.send("DOM.enable")
    traffic, scripts = TrafficRecorder(), ScriptRecorder()
    await traffic.attach(cdp)
    await scripts.attach(context, cdp)
    return Session(page, context, cdp, traffic, scripts, time.time(), profile)


async def _dismiss(dialog: Dialog) -> None:
    with contextlib.suppress(PlaywrightError):
        await dialog.dismiss()


def _close_popups(context: BrowserContext):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a closure for an event
    async def close(page: Page) -> None:
        if len(context.pages) > 1 + MAX_POPUPS:
            with contextlib.suppress(PlaywrightError):
                await page.close()

    return close


async def _finish(context: BrowserContext, opened: Session | None, browser: Browser, folder: Path) -> None:
    """Prove third-party cookies, end the browser, and read out what it logged."""
    ended_at = time.time()
    environment: Environment | Missing = Missing("browser-did-not-answer")
    if opened is not None:
        with contextlib.suppress(PlaywrightError, TimeoutError):
            environment = await _environment(opened, browser)
    with contextlib.suppress(PlaywrightError, TimeoutError):
        async with asyncio.timeout(CLOSE_LIMIT_S):
            await context.close()
    if opened is None:
        return
    hops = await asyncio.to_thread(read_netlog, folder / "netlog.json")
    _record_traffic(opened, [hop for hop in hops if hop.at < ended_at], f"{browser.path.name} {browser.version}")
    opened.record(SCRIPT_ACCESSES, opened.scripts.accesses(ended_at))
    opened.record(TIMELINE, Timeline(tuple(opened.steps)))
    opened.record(SNAPSHOTS, Snapshots(tuple(opened.snapshots)))
    opened.record(ENVIRONMENT, environment)


def _record_traffic(opened: Session, hops: list[Hop], browser: str) -> None:
    """What was sent. An empty log was lost: that nothing was sent must never follow from it."""
    if not hops:
        opened.record(TRAFFIC, Missing("network-log-lost"))
        opened.record(HAR, Missing("network-log-lost"))
        return
    traffic = opened.traffic.traffic(hops)
    opened.record(TRAFFIC, traffic)
    opened.record(HAR, har(hops, traffic.requests, opened.steps, browser))


async def _environment(opened: Session, browser: Browser) -> Environment:
    async with asyncio.timeout(ASK_LIMIT_S):
        webdriver = await opened.page.evaluate("navigator.webdriver")
        agent = await opened.page.evaluate("navigator.userAgent")
    return Environment(
        browser=f"{browser.path.name} {browser.version}",
        user_agent=str(agent)[:400],
        third_party_cookies=await third_party_cookies(opened.context),
        sandbox=sandboxed(),
        automation_visible=bool(webdriver),
        locale=opened.profile.locale,
        final_url=opened.first_page,
    )
