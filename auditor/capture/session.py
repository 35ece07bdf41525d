"""One visit's browser: opened fresh, listened to from the first moment, closed and read out at the end."""

import asyncio
import contextlib
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from playwright.async_api import BrowserContext, CDPSession, Dialog, Page, Playwright, Response

from auditor.capture.browser import Browser, BrowserOptions, client_hints, launch, user_agent
from auditor.capture.errors import PlaywrightError, navigation_error
from auditor.capture.observe import observe
from auditor.capture.quiet import ACT_LIMIT_S, LOAD_LIMIT_S, quiet
from auditor.capture.readout import end, environment, read_out
from auditor.capture.recorders.scripts import ScriptRecorder
from auditor.capture.recorders.state import snapshot
from auditor.capture.recorders.traffic import TrafficRecorder
from auditor.capture.recorders.workers import WorkerRecorder
from auditor.capture.view import View
from auditor.domain.artifacts import ENVIRONMENT, ArtifactKind, Missing
from auditor.domain.errors import AuditorError, HttpFailed, NotHtml
from auditor.domain.journeys import Step, StepName
from auditor.domain.profile import Profile
from auditor.domain.recording import Snapshot

T = TypeVar("T")

OPEN_LIMIT_S = 20.0  # until the page's structure is there; our choice
ASK_LIMIT_S = 15.0  # for any question to the browser; our choice
MAX_POPUPS = 3  # further windows are closed at once; our choice
HTML_TYPES = ("text/html", "application/xhtml+xml")
ERROR_STATUS = 400


@dataclass
class Session:
    """What a journey works with. `artifacts` fills up as things are observed.

    `start` starts the visit's browser with its one profile and writes the log given; `logs` are those written so far.
    `elsewhere` opens another fresh browser for the length of a block, of which nothing goes into the visit's record.
    """

    profile: Profile
    browser: Browser
    folder: Path
    start: Callable[[Path], Awaitable[BrowserContext]]
    elsewhere: Callable[[Profile], contextlib.AbstractAsyncContextManager["Session"]]
    traffic: TrafficRecorder = field(default_factory=TrafficRecorder)
    scripts: ScriptRecorder = field(default_factory=ScriptRecorder)
    logs: list[Path] = field(default_factory=list)
    artifacts: dict[str, object] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    snapshots: list[Snapshot] = field(default_factory=list)
    page: Page = field(init=False)
    context: BrowserContext = field(init=False)
    cdp: CDPSession = field(init=False)

    async def begin(self) -> None:
        """Start a browser with the visit's profile and listen to it from its first moment."""
        self.logs.append(self.folder / f"netlog-{len(self.logs)}.json")
        self.context = await self.start(self.logs[-1])
        self.page = self.context.pages[0]
        self.page.on("dialog", _dismiss)
        self.context.on("page", _close_popups(self.context))
        self.cdp = await self.context.new_cdp_session(self.page)
        override = {
            "userAgent": user_agent(self.browser, self.profile.device),
            "userAgentMetadata": client_hints(self.browser, self.profile.device),
            "acceptLanguage": self.profile.locale,
        }
        await self.cdp.send("Emulation.setUserAgentOverride", override)
        await self.cdp.send("DOM.enable")
        await self.traffic.attach(self.cdp)
        await self.scripts.attach(self.context, self.cdp)
        await WorkerRecorder(self.traffic, self.scripts).attach(self.cdp)

    async def restart(self) -> None:
        """Close the browser and open it again with the same profile, as on another day; raises what went wrong."""
        self.record(ENVIRONMENT, await environment(self))
        await end(self.context)
        try:
            await self.begin()
        except (PlaywrightError, TimeoutError) as error:
            raise navigation_error(error) from error

    @contextlib.asynccontextmanager
    async def earlier(self) -> AsyncIterator["Session"]:
        """The browser profile on a day before, of which nothing goes into the record: that begins afterwards."""
        await end(self.context)
        while self.logs:
            self.logs.pop().unlink(missing_ok=True)
        folder = self.folder / "earlier"
        folder.mkdir()
        before = Session(self.profile, self.browser, folder, self.start, self.elsewhere)
        try:
            await before.begin()
            yield before
        finally:
            if hasattr(before, "context"):
                await end(before.context)
        shutil.rmtree(folder, ignore_errors=True)
        await self.begin()

    async def state(self, name: StepName = StepName.LOAD) -> Snapshot:
        """What the device holds now."""
        async with asyncio.timeout(ASK_LIMIT_S):
            return await snapshot(self.page, self.cdp, name, self.scripts.key, more=self.scripts.keeps_more)

    def record(self, kind: ArtifactKind[T], artifact: T | Missing) -> None:
        """Keep an artifact of the visit."""
        self.artifacts[kind.name] = artifact

    async def open(self, url: str, *, referer: str | None = None) -> None:
        """Go to an address and wait until the page is quiet; raises what kept it from opening."""
        await self.arrive(url, referer=referer)
        await self.settle(LOAD_LIMIT_S)

    async def arrive(self, url: str, *, referer: str | None = None) -> None:
        """Go to an address until its structure is there; raises what kept it from opening."""
        try:
            async with asyncio.timeout(OPEN_LIMIT_S):
                response = await self.page.goto(url, wait_until="commit", referer=referer, timeout=OPEN_LIMIT_S * 1000)
                _examine(response)
                await self.page.wait_for_load_state("domcontentloaded", timeout=OPEN_LIMIT_S * 1000)
        except (PlaywrightError, TimeoutError, AuditorError) as error:
            raise navigation_error(error) from error

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
        self.snapshots.append(await self.state(name))
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
    async with _opened(playwright, browser, options, profile, scratch) as opened:
        try:
            yield opened
        finally:
            await read_out(opened)


@contextlib.asynccontextmanager
async def _opened(
    playwright: Playwright, browser: Browser, options: BrowserOptions, profile: Profile, scratch: Path
) -> AsyncIterator[Session]:
    folder = Path(tempfile.mkdtemp(prefix="visit-", dir=scratch))

    async def start(log: Path) -> BrowserContext:
        return await launch(playwright, browser, options, profile, folder / "profile", log)

    def elsewhere(other: Profile) -> contextlib.AbstractAsyncContextManager[Session]:
        return _opened(playwright, browser, options, other, scratch)

    opened = Session(profile, browser, folder, start, elsewhere)
    try:
        await opened.begin()
        yield opened
    finally:
        if hasattr(opened, "context"):
            await end(opened.context)
        shutil.rmtree(folder, ignore_errors=True)


async def _dismiss(dialog: Dialog) -> None:
    with contextlib.suppress(PlaywrightError):
        await dialog.dismiss()


def _close_popups(context: BrowserContext) -> Callable[[Page], Awaitable[None]]:
    async def close(page: Page) -> None:
        if len(context.pages) > 1 + MAX_POPUPS:
            with contextlib.suppress(PlaywrightError):
                await page.close()

    return close
