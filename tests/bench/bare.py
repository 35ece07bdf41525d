"""Bare Playwright through the journeys of an audit, by known selectors: the floor. Arguments: address, folder."""

import asyncio
import os
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Page, async_playwright

from auditor.capture.browser import BrowserOptions, find_browser

ACCEPT, REJECT = ".cm button:has-text('Accept all')", ".cm button:has-text('Reject all')"
SETTINGS = ".cm button:has-text('Manage preferences')"
REOPEN, REFUSE = "footer a[data-cc]", ".pm button:has-text('Reject all')"


async def browse(page: Page, url: str) -> None:
    """Reload and open two inner pages."""
    await page.reload(wait_until="networkidle")
    for path in ("stories", "people"):
        await page.goto(url + path, wait_until="networkidle")


async def no_action(page: Page, url: str, out: Path) -> None:
    """Look at the page and take its picture."""
    await page.screenshot(path=out / "page.png")
    await page.mouse.wheel(0, 2400)
    await browse(page, url)


async def accept(page: Page, url: str, _out: Path) -> None:
    """Accept and read on."""
    await page.click(ACCEPT)
    await browse(page, url)


async def reject(page: Page, url: str, _out: Path) -> None:
    """Refuse and read on."""
    await page.click(REJECT)
    await browse(page, url)


async def settings(page: Page, _url: str, out: Path) -> None:
    """Open the settings."""
    await page.click(SETTINGS)
    await page.screenshot(path=out / "settings.png")


async def look(page: Page, _url: str, _out: Path) -> None:
    """Only load the page: this site's banner has no cross."""
    await page.wait_for_selector(ACCEPT)


async def withdraw(page: Page, url: str, _out: Path) -> None:
    """Accept, read on, withdraw, read on."""
    await page.click(ACCEPT)
    await page.goto(url + "stories", wait_until="networkidle")
    await page.click(REOPEN)
    await page.click(REFUSE)
    await browse(page, url)


async def main(url: str, out: Path) -> None:
    """Walk all journeys, as many at once as an audit does, each in a browser of its own."""
    out.mkdir()  # noqa: ASYNC240 - before anything runs
    slots = asyncio.Semaphore(os.cpu_count() or 2)
    async with async_playwright() as playwright:
        browser = find_browser(BrowserOptions())

        async def one(walk) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - one of the walks above
            async with slots:
                with tempfile.TemporaryDirectory() as profile:
                    context = await playwright.chromium.launch_persistent_context(
                        profile,
                        executable_path=browser.path,
                        args=["--no-sandbox", "--no-zygote", "--disable-blink-features=AutomationControlled"],
                        viewport={"width": 1280, "height": 800},
                        device_scale_factor=2,
                    )
                    page = context.pages[0]
                    await page.goto(url, wait_until="networkidle")
                    await walk(page, url, out)
                    await context.close()

        await asyncio.gather(*(one(walk) for walk in (no_action, accept, reject, settings, look, withdraw)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
