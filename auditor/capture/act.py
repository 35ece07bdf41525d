"""Doing what a visitor does: real clicks at points that were hit-tested."""

import asyncio
import time

from auditor.capture.errors import PlaywrightError
from auditor.capture.observe import hit
from auditor.capture.session import Session
from auditor.domain.box import Box
from auditor.domain.choices import Action, ActionKind
from auditor.domain.errors import JourneyImpossible

CLICK_LIMIT_S = 5.0  # our choice
AFTER_CLICK_LIMIT_S = 4.0  # to become quiet after a click; our choice


async def click(session: Session, node: int, label: str, kind: ActionKind = ActionKind.CLICK) -> Action:
    """Bring a node into view and click it where the click reaches it; raises `JourneyImpossible` otherwise."""
    point, box = await _reachable(session, node)
    if point is None:
        raise JourneyImpossible(f"control-not-clickable: {label[:60]}")
    at = time.time()
    try:
        async with asyncio.timeout(CLICK_LIMIT_S):
            await session.page.mouse.click(*point)
    except (PlaywrightError, TimeoutError) as error:
        raise JourneyImpossible(f"click-failed: {label[:60]}") from error
    await session.settle(AFTER_CLICK_LIMIT_S)
    return Action(kind, label[:200], at, box)


async def click_box(session: Session, box: Box, label: str, kind: ActionKind) -> Action:
    """Click the middle of a box, for toggles that are drawn by something else than themselves."""
    at = time.time()
    try:
        async with asyncio.timeout(CLICK_LIMIT_S):
            await session.page.mouse.click(*box.centre)
    except (PlaywrightError, TimeoutError) as error:
        raise JourneyImpossible(f"click-failed: {label[:60]}") from error
    await session.settle(AFTER_CLICK_LIMIT_S)
    return Action(kind, label[:200], at, box)


async def bring_into_view(session: Session, node: int) -> bool:
    """Scroll so that a node is in view; False when it is gone."""
    try:
        async with asyncio.timeout(CLICK_LIMIT_S):
            await session.cdp.send("DOM.scrollIntoViewIfNeeded", {"backendNodeId": node})
    except (PlaywrightError, TimeoutError):
        return False
    return True


async def _reachable(session: Session, node: int) -> tuple[tuple[float, float] | None, Box | None]:
    view = await session.look()
    index = view.by_id.get(node)
    if index is None:
        return None, None
    seen = view.nodes[index]
    if seen.hit is None:
        await bring_into_view(session, node)
        view = await session.look()
        index = view.by_id.get(node)
        if index is None:
            return None, None
        seen = view.nodes[index]
    return seen.hit or await hit(session.cdp, view, seen), seen.box
