"""Waiting for the banner, patiently before saying that there is none."""

import time
from dataclasses import replace

from auditor.capture.layers import Found, blocks_page, find_layer
from auditor.capture.quiet import until
from auditor.capture.session import Session
from auditor.capture.view import node_at
from auditor.domain.controls import Layer

PATIENCE_S = 6.0  # FACTS 3: 5 to 8 s when nothing was found at once
LOOK_EVERY_S = 0.6  # our choice
SCROLL_SCREENS = 3  # CATALOGUE 1.1, journey N
COVER_POINTS = ((0.06, 0.2), (0.94, 0.2), (0.06, 0.5), (0.94, 0.5), (0.5, 0.12))  # where a page shows beside a banner


async def find_banner(session: Session, *, since: float, patience_s: float = PATIENCE_S) -> Found | None:
    """The banner, waited for up to the limit; `since` is when the page was opened, for the delay."""
    found: Found | None = None

    async def there() -> bool:
        nonlocal found
        found = await _look_once(session)
        return found is not None

    await until(there, patience_s, LOOK_EVERY_S)
    if found is None:
        return None
    delay = max(0.0, time.time() - since)
    return replace(found, layer=replace(found.layer, delay_s=round(delay, 2)))


async def _look_once(session: Session) -> Found | None:
    view = await session.look()
    found = find_layer(view)
    if found is None:
        return None
    points = [(fx * view.viewport.width, fy * view.viewport.height) for fx, fy in COVER_POINTS]
    reached = [await node_at(session.cdp, view, x, y) for x, y in points]
    return replace(found, layer=replace(found.layer, blocks_page=blocks_page(view, found, reached)))


async def scroll_screens(session: Session, screens: int = SCROLL_SCREENS) -> None:
    """Scroll down as a reader does."""
    height = session.page.viewport_size["height"] if session.page.viewport_size else 800
    if screens > SCROLL_SCREENS:  # to reach the end there is no need to stop at every screen
        height, screens = height * screens // SCROLL_SCREENS, SCROLL_SCREENS
    for _ in range(screens):
        await session.page.mouse.wheel(0, height)
        await session.settle(1.0)


def nothing_found(tried: tuple[str, ...], *, complete: bool) -> Layer:
    """The record of a search in vain; `present` is False only after everything was tried."""
    return Layer(present=False if complete else None, tried=tried)
