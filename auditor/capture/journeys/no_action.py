"""Touching nothing: what the page shows and keeps before any choice, on reading on, and on two inner pages."""

import gzip
import json
import time
from dataclasses import replace

from auditor.capture.banner import (
    AFTER_STIRRING_S,
    AT_ONCE,
    PATIENT,
    await_late_refusal,
    bring_out,
    find_banner,
    nothing_found,
    scroll_screens,
    watch_loading,
    with_sight,
)
from auditor.capture.browse import inner_pages
from auditor.capture.cmps.signatures import name_platform
from auditor.capture.declared import note_policy
from auditor.capture.dom_snapshot import STYLES
from auditor.capture.errors import PlaywrightError
from auditor.capture.languages import with_languages
from auditor.capture.layers import Found
from auditor.capture.observe import accessibility
from auditor.capture.pictures import removal_pictures, screenshot
from auditor.capture.policy import open_policy
from auditor.capture.session import Session
from auditor.capture.steps import open_inner_pages
from auditor.domain.artifacts import (
    ACCESSIBILITY,
    DOM,
    FIRST_LAYER,
    OTHER_DEVICE,
    PLATFORM,
    POLICY_PAGE,
    REMOVAL_PICTURES,
    SCREENSHOT,
    TABLES,
    Document,
    Missing,
)
from auditor.domain.controls import Layer
from auditor.domain.errors import AuditorError
from auditor.domain.journeys import StepName
from auditor.domain.profile import Device

ELSEWHERE = {Device.DESKTOP: Device.MOBILE, Device.MOBILE: Device.DESKTOP}


async def walk(session: Session, url: str) -> None:
    """Walk the journey."""
    started = time.time()
    await session.arrive(url)
    seen = await watch_loading(session, started)
    found = await find_banner(session, since=started)
    if found:
        found = await await_late_refusal(session, with_sight(found, seen), started)
    await _record_layer(session, found)
    pages = inner_pages(await session.look(hit_tests=False), session.page.url)
    await session.mark(StepName.LOAD, started)
    tried, at_once = [AT_ONCE, PATIENT], found is not None
    session.record(PLATFORM, await name_platform(session))
    found = await _read_on(session, found, tried)
    if found and not at_once:
        session.record(PLATFORM, await name_platform(session))
    found, complete = await _on_inner_pages(session, found, pages, tried)
    other = await _on_another_device(session, url, tried)
    if found is None:
        # Shown to another visitor and not to this one: nobody can say that the site asks nothing.
        session.record(FIRST_LAYER, nothing_found(tuple(tried), complete=complete and other is False))
        session.record(POLICY_PAGE, Missing("no-banner"))
        session.record(TABLES, Missing("no-banner"))
    else:
        policy = await open_policy(session, found.layer)
        session.record(POLICY_PAGE, policy)
        await note_policy(session, policy)


async def _read_on(session: Session, found: Found | None, tried: list[str]) -> Found | None:
    """Scroll as a reader does; without a banner, try everything that may bring one out."""
    started, since = time.time(), session.steps[0].started_at
    if found:
        moved = await scroll_screens(session)
        layer = session.artifacts.get(FIRST_LAYER.name)
        if isinstance(layer, Layer) and layer.cover:
            locked = None if moved is None else not moved
            session.record(FIRST_LAYER, replace(layer, cover=replace(layer.cover, scroll_locked=locked)))
    else:
        found = await bring_out(session, since, tried)
        if found:
            await _record_layer(session, found)
    await session.mark(StepName.SCROLL, started)
    return found


async def _on_inner_pages(
    session: Session, found: Found | None, pages: list[str], tried: list[str]
) -> tuple[Found | None, bool]:
    """Open two inner pages; the banner, if it came out on one, and whether they could be opened."""

    async def look_again() -> None:
        nonlocal found
        if found is None:
            tried.append("inner page")
            since = session.steps[0].started_at
            found = await find_banner(session, since=since, patience_s=AFTER_STIRRING_S)
            if found:
                await _record_layer(session, found)

    try:
        await open_inner_pages(session, pages, after=look_again)
    except AuditorError:
        return found, False
    return found, True


async def _on_another_device(session: Session, url: str, tried: list[str]) -> bool | None:
    """Whether the banner shows on the other kind of screen, in a browser of its own; None when nobody could look."""
    profile = replace(session.profile, device=ELSEWHERE[session.profile.device])
    tried.append(f"a second browser as {profile.device}")
    try:
        async with session.elsewhere(profile) as other:
            started = time.time()
            await other.open(url)
            found = await find_banner(other, since=started)
    except (AuditorError, PlaywrightError, TimeoutError) as error:
        session.record(OTHER_DEVICE, Missing(f"second-browser-failed: {type(error).__name__}"))
        return None
    session.record(OTHER_DEVICE, found.layer if found else nothing_found((AT_ONCE, PATIENT), complete=True))
    return found is not None


async def _record_layer(session: Session, found: Found | None) -> None:
    """Keep the pictures and trees, and the layer where there is one."""
    session.record(SCREENSHOT, await screenshot(session))
    rows = await accessibility(session.page, session.cdp)
    session.record(ACCESSIBILITY, _packed(rows))
    snapshot = await session.cdp.send(
        "DOMSnapshot.captureSnapshot",
        {"computedStyles": list(STYLES), "includeDOMRects": True, "includePaintOrder": True},
    )
    session.record(DOM, _packed(snapshot))
    if found is None:
        session.record(REMOVAL_PICTURES, Missing("no-banner"))
        return
    layer = replace(found.layer, tried=(AT_ONCE,))
    session.record(FIRST_LAYER, await with_languages(session, found.scope, layer))
    try:
        session.record(REMOVAL_PICTURES, await removal_pictures(session, found.layer.pair))
    except (PlaywrightError, ValueError, TimeoutError):
        session.record(REMOVAL_PICTURES, Missing("pictures-could-not-be-taken"))


def _packed(content: object) -> Document:
    """JSON, compressed the same way on every machine."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Document(gzip.compress(text.encode("utf-8", "replace"), mtime=0), "application/gzip")
