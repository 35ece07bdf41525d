"""Waiting for a page to have nothing left to show, with a limit and never for a fixed time.

A page is quiet when no request is under way, nothing in it changed and no long task ran for a while, and no one-shot
timer is still to come: quiet alone misses banners that a timer shows late.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable

from playwright.async_api import Page

from auditor.capture.errors import PlaywrightError
from auditor.capture.recorders.traffic import TrafficRecorder

POLL_S = 0.05
STILL_S = 0.5  # FACTS 3
LOAD_LIMIT_S = 8.0  # the patient end of FACTS 3
ACT_LIMIT_S = 5.0  # after a click; our choice
ANSWER_LIMIT_S = 3.0  # for one question to the page; our choice


async def until(condition: Callable[[], Awaitable[bool]], limit_s: float, every_s: float = POLL_S) -> bool:
    """Whether the condition came true within the limit."""
    end = time.monotonic() + limit_s
    while True:
        if await condition():
            return True
        if time.monotonic() >= end:
            return False
        await asyncio.sleep(every_s)


async def quiet(page: Page, traffic: TrafficRecorder, key: str, limit_s: float, still_s: float = STILL_S) -> bool:
    """Whether the page became quiet within the limit."""

    async def still() -> bool:
        if traffic.open() or time.monotonic() - traffic.last_activity < still_s / 2:
            return False
        state = await _state(page, key)
        return bool(state and state["ready"] and state["still"] >= still_s * 1000 and not state["pending"])

    return await until(still, limit_s)


async def _state(page: Page, key: str) -> dict[str, float] | None:
    question = (
        "(k) => { const w = window[Symbol.for(k)]; return w ? w.quiet() : {ready: true, still: 1e9, pending: 0}; }"
    )
    try:
        async with asyncio.timeout(ANSWER_LIMIT_S):
            answer: dict[str, float] = await page.evaluate(question, key)
            return answer
    except (PlaywrightError, TimeoutError):  # the page is navigating, or busy in an endless loop
        return None
