"""Waiting for the banner, patiently and in several ways before saying that there is none."""

import contextlib
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from auditor.capture.covering import blocks_page, cover_of
from auditor.capture.errors import PlaywrightError
from auditor.capture.layers import Found, find_layer
from auditor.capture.observe import node_at
from auditor.capture.quiet import LOAD_LIMIT_S, until
from auditor.capture.session import Session
from auditor.domain.controls import Layer

PATIENCE_S = 6.0  # FACTS 3: 5 to 8 s when nothing was found at once
AFTER_STIRRING_S = 1.5  # what a script may take that waited for a sign of life; our choice
LOOK_EVERY_S = 0.6  # our choice
LATE_LIMIT_S = 3.0  # for a refusal that comes after the acceptance; our choice
LATE_EVERY_S = 0.25  # half of what counts as late (CATALOGUE, reject-delayed)
SCROLL_SCREENS = 3  # CATALOGUE 1.1, journey N
AT_ONCE = "accessibility tree, boxes and hit tests of all frames and shadow roots"
PATIENT = "patient wait"


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
    seen_at = round(max(0.0, time.time() - since), 2)
    layer = found.layer
    return replace(
        found,
        layer=replace(
            layer,
            delay_s=seen_at,
            accept_seen_at=seen_at if layer.accept and layer.accept.in_view else None,
            reject_seen_at=seen_at if layer.reject and layer.reject.in_view else None,
        ),
    )


async def _look_once(session: Session) -> Found | None:
    view = await session.look()
    found = find_layer(view)
    if found is None:
        return None
    cover = await cover_of(session, view, found)
    return replace(found, layer=replace(found.layer, cover=cover, blocks_page=blocks_page(cover)))


@dataclass(frozen=True, slots=True)
class Sight:
    """When each control could first be clicked, in seconds after the page was opened; None where it never could."""

    accept: float | None = None
    reject: float | None = None


async def watch_loading(session: Session, since: float) -> Sight:
    """Watch the page until it is quiet, and note when accepting and refusing can first be clicked."""
    seen = Sight()

    async def over() -> bool:
        nonlocal seen
        found = find_layer(await session.look())
        if found:
            now, layer = round(time.time() - since, 2), found.layer
            accept = now if seen.accept is None and layer.accept and layer.accept.in_view else seen.accept
            reject = now if seen.reject is None and layer.reject and layer.reject.in_view else seen.reject
            seen = Sight(accept, reject)
        return (seen.accept is not None and seen.reject is not None) or await session.settle(0.0)

    await until(over, LOAD_LIMIT_S, LATE_EVERY_S)
    await session.settle(LOAD_LIMIT_S)
    return seen


def with_sight(found: Found, seen: Sight) -> Found:
    """The banner with the moments that were seen while the page loaded, which come before any later look."""
    layer = found.layer
    accept = seen.accept if seen.accept is not None else layer.accept_seen_at
    reject = seen.reject if seen.reject is not None else layer.reject_seen_at
    return replace(found, layer=replace(layer, accept_seen_at=accept, reject_seen_at=reject))


async def await_late_refusal(session: Session, found: Found, since: float) -> Found:
    """Where only accepting is offered, whether a way to refuse appears a little later."""
    if found.layer.accept is None or found.layer.reject is not None:
        return found
    later: Found | None = None

    async def there() -> bool:
        nonlocal later
        later = find_layer(await session.look())
        return later is not None and later.layer.reject is not None and later.layer.reject.in_view

    if not await until(there, LATE_LIMIT_S, LATE_EVERY_S) or later is None:
        return found
    first = found.layer
    layer = replace(
        later.layer,
        cover=first.cover,
        blocks_page=first.blocks_page,
        delay_s=first.delay_s,
        accept_seen_at=first.accept_seen_at,
        reject_seen_at=round(time.time() - since, 2),
    )
    return replace(later, layer=layer)


async def stir(session: Session) -> None:
    """Move the mouse: some pages load nothing before a first sign of life."""
    for x, y in ((200, 200), (320, 260)):
        await session.page.mouse.move(x, y)


async def scroll_screens(session: Session, screens: int = SCROLL_SCREENS) -> bool | None:
    """Scroll down as a reader does; whether the page moved, None for a page that is no longer than the screen."""
    size = session.page.viewport_size or {"width": 1280, "height": 800}
    height, before = size["height"], await _position(session)
    if screens > SCROLL_SCREENS:  # to reach the end there is no need to stop at every screen
        height, screens = height * screens // SCROLL_SCREENS, SCROLL_SCREENS
    for _ in range(screens):
        await session.page.mouse.wheel(0, height)
        await session.settle(1.0)
    after = await _position(session)
    if before is None or after is None or after[1] <= size["height"] * 1.05:
        return None
    return after[0] != before[0]


async def _position(session: Session) -> tuple[float, float] | None:
    """How far the page is scrolled, and how long it is."""
    try:
        where = await session.page.evaluate("[scrollY, document.documentElement?.scrollHeight ?? 0]")
    except (PlaywrightError, TimeoutError):
        return None
    return float(where[0]), float(where[1])


async def click_nowhere(session: Session) -> None:
    """Click a place of the page where nothing is, as people do to begin."""
    view = await session.look()
    width, height = view.viewport.width, view.viewport.height
    for fx, fy in ((0.02, 0.5), (0.98, 0.5), (0.5, 0.5), (0.25, 0.75)):
        node = await node_at(session.cdp, view, width * fx, height * fy)
        if node is not None and not any(view.inside(node, c) for c in view.controls):
            await session.page.mouse.click(width * fx, height * fy)
            return


# What may bring a banner out that does not come by itself, in the order in which it is tried.
STIRRING: tuple[tuple[str, Callable[[Session], Awaitable[object]]], ...] = (
    ("mouse movement", stir),
    ("scroll", scroll_screens),
    ("click on the page", click_nowhere),
)


async def bring_out(session: Session, since: float, tried: list[str]) -> Found | None:
    """Try everything on this page that may bring a banner out; `tried` is filled."""
    for name, act in STIRRING:
        tried.append(name)
        await act(session)
        found = await find_banner(session, since=since, patience_s=AFTER_STIRRING_S)
        if found:
            return found
        await _back_to_top(session)
    return await find_banner(session, since=since, patience_s=0)


async def _back_to_top(session: Session) -> None:
    """What a scroll brought out may stand where the page begins."""
    with contextlib.suppress(PlaywrightError, TimeoutError):
        await session.page.mouse.wheel(0, -(SCROLL_SCREENS + 1) * 1000)
        await session.settle(1.0)


def nothing_found(tried: tuple[str, ...], *, complete: bool) -> Layer:
    """The record of a search in vain; `present` is False only after everything was tried."""
    return Layer(present=False if complete else None, tried=tried)
