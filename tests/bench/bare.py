"""Bare Playwright through the journeys of an audit, by known selectors: the floor.

Arguments: address, folder, and `recorded` to attach the recorders of an audit to the same journeys.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Page, Playwright, async_playwright

from auditor.capture.browser import Browser, BrowserOptions, arguments, find_browser
from tests.bench.recording import Recording

ACCEPT, REJECT = ".cm button:has-text('Accept all')", ".cm button:has-text('Reject all')"
SETTINGS = ".cm button:has-text('Manage preferences')"
REOPEN, REFUSE = "footer a[data-cc]", ".pm button:has-text('Reject all')"
Mark = Callable[[Page], Awaitable[None]]
Walk = Callable[[Page, str, Path, Mark], Awaitable[None]]


async def browse(page: Page, url: str, mark: Mark) -> None:
    """Reload and open two inner pages."""
    await page.reload(wait_until="networkidle")
    await mark(page)
    for path in ("stories", "people"):
        await page.goto(url + path, wait_until="networkidle")
        await mark(page)


async def no_action(page: Page, url: str, out: Path, mark: Mark) -> None:
    """Look at the page and take its picture."""
    await page.screenshot(path=out / "page.png")
    await page.mouse.wheel(0, 2400)
    await browse(page, url, mark)


async def accept(page: Page, url: str, _out: Path, mark: Mark) -> None:
    """Accept and read on."""
    await page.click(ACCEPT)
    await mark(page)
    await browse(page, url, mark)


async def reject(page: Page, url: str, _out: Path, mark: Mark) -> None:
    """Refuse and read on."""
    await page.click(REJECT)
    await mark(page)
    await browse(page, url, mark)


async def settings(page: Page, _url: str, out: Path, mark: Mark) -> None:
    """Open the settings."""
    await page.click(SETTINGS)
    await page.screenshot(path=out / "settings.png")
    await mark(page)


async def look(page: Page, _url: str, _out: Path, mark: Mark) -> None:
    """Only load the page: this site's banner has no cross."""
    await page.wait_for_selector(ACCEPT)
    await mark(page)


async def withdraw(page: Page, url: str, _out: Path, mark: Mark) -> None:
    """Accept, read on, withdraw, read on."""
    await page.click(ACCEPT)
    await mark(page)
    await page.goto(url + "stories", wait_until="networkidle")
    await mark(page)
    await page.click(REOPEN)
    await page.click(REFUSE)
    await mark(page)
    await browse(page, url, mark)


async def another_day(page: Page, url: str, _out: Path, mark: Mark) -> None:
    """Come back with the same profile and read one more page."""
    await page.goto(url + "stories", wait_until="networkidle")
    await mark(page)


async def unmarked(_page: Page) -> None:
    """Record nothing."""


@dataclass(frozen=True)
class Bench:
    """What all walks share."""

    playwright: Playwright
    browser: Browser
    url: str
    out: Path
    recorded: bool

    async def visit(self, profile: str, walk: Walk, name: str) -> None:
        """Walk once in a browser of its own with this profile, recorded or not."""
        log = Path(profile) / f"netlog-{name}.json"
        flags = arguments(BrowserOptions(), log)
        context = await self.playwright.chromium.launch_persistent_context(
            profile,
            executable_path=self.browser.path,
            chromium_sandbox="--no-sandbox" not in flags,
            args=[f for f in flags if self.recorded or "net-log" not in f],
            viewport={"width": 1280, "height": 800},
            device_scale_factor=2,
        )
        page, recording = context.pages[0], Recording(log)
        if self.recorded:
            await recording.attach(context, page)
        mark = recording.mark if self.recorded else unmarked
        await page.goto(self.url, wait_until="networkidle")
        await mark(page)
        await walk(page, self.url, self.out, mark)
        await context.close()
        if self.recorded:
            recording.finish(self.out)


async def main(url: str, out: Path, *, recorded: bool) -> None:
    """Walk all journeys, as many at once as an audit does, each in a browser of its own."""
    out.mkdir()  # noqa: ASYNC240 - before anything runs
    slots = asyncio.Semaphore(os.cpu_count() or 2)
    async with async_playwright() as playwright:
        bench = Bench(playwright, find_browser(BrowserOptions()), url, out, recorded)

        async def one(walk: Walk) -> None:
            async with slots:
                with tempfile.TemporaryDirectory() as profile:
                    await bench.visit(profile, walk, "first")
                    if walk is withdraw:
                        await bench.visit(profile, another_day, "second")

        await asyncio.gather(*(one(walk) for walk in (no_action, accept, reject, settings, look, withdraw)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), recorded="recorded" in sys.argv[3:]))
