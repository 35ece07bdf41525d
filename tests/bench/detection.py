"""What seeing a banner costs: the same page loaded bare, and looked at until its banner and controls are known.

Also whether memory grows with the number of pages that are looked at.
"""

import asyncio
import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import psutil
from playwright.async_api import async_playwright

from auditor.capture.banner import find_banner
from auditor.capture.browser import BrowserOptions, find_browser
from auditor.capture.session import Session, session
from auditor.domain.profile import Profile
from tests.bench.sites import light_site

ROUNDS, LOADS, PAGES = 5, 6, 60


async def _bare(opened: Session, url: str) -> None:
    await opened.open(url)


async def _seen(opened: Session, url: str) -> None:
    await opened.open(url)
    found = await find_banner(opened, since=time.time())
    assert found is not None
    assert found.layer.accept is not None


def spent() -> float:
    """Processor seconds of this process and everything it started."""
    total = 0.0
    me = psutil.Process()
    for one in (me, *me.children(recursive=True)):
        try:
            times = one.cpu_times()
            total += times.user + times.system
        except psutil.NoSuchProcess:
            continue
    return total


async def _cost(opened: Session, url: str, act: Callable[[Session, str], Awaitable[None]]) -> float:
    before = spent()
    for _ in range(LOADS):
        await act(opened, url)
    return (spent() - before) / LOADS


async def _run(url: str) -> tuple[float, float, list[float]]:
    options = BrowserOptions(allow_private=True)
    async with async_playwright() as playwright:
        browser = find_browser(options, playwright.chromium.executable_path)
        with tempfile.TemporaryDirectory() as scratch:
            async with session(playwright, browser, options, Profile(), Path(scratch)) as opened:
                await _seen(opened, url)  # word lists and models are read once for each process
                rows = [(await _cost(opened, url, _bare), await _cost(opened, url, _seen)) for _ in range(ROUNDS)]
                memory = [await _memory(opened, url) for _ in range(3)]
    return statistics.median(b for b, _ in rows), statistics.median(s for _, s in rows), memory


async def _memory(opened: Session, url: str) -> float:
    """Megabytes of this process after so many further pages."""
    for _ in range(PAGES // 3):
        await _seen(opened, url)
    gc.collect()
    return psutil.Process(os.getpid()).memory_info().rss / 1e6


def main() -> None:
    """Print the figures and the ratio."""
    with light_site() as url:
        bare, seen, memory = asyncio.run(_run(url))
    grown = ", ".join(f"{m:.0f}" for m in memory)
    sys.stdout.write(
        f"loading {bare:.2f} CPU-s, with detection {seen:.2f}, detection alone {(seen - bare) / bare:.2f} of loading\n"
        f"memory after {PAGES // 3}, {2 * PAGES // 3} and {PAGES} pages: {grown} MB\n"
    )


if __name__ == "__main__":
    main()
