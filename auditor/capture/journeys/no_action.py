"""Touching nothing: what the page shows and keeps before any choice, on reading on, and on two inner pages."""

import gzip
import json
import time
from dataclasses import replace

from auditor.capture.banner import find_banner, nothing_found, scroll_screens
from auditor.capture.browse import inner_pages
from auditor.capture.errors import PlaywrightError
from auditor.capture.layers import Found
from auditor.capture.pictures import removal_pictures, screenshot
from auditor.capture.session import Session
from auditor.capture.steps import open_inner_pages
from auditor.capture.view import STYLES, accessibility
from auditor.domain.artifacts import (
    ACCESSIBILITY,
    DOM,
    FIRST_LAYER,
    REMOVAL_PICTURES,
    SCREENSHOT,
    Document,
    Missing,
)
from auditor.domain.errors import AuditorError
from auditor.domain.journeys import StepName

TRIED_AT_ONCE = ("accessibility tree, boxes and hit tests of all frames and shadow roots", "patient wait")


async def walk(session: Session, url: str) -> None:
    """Walk the journey."""
    started = time.time()
    await session.open(url)
    found = await find_banner(session, since=started)
    await _record_layer(session, found)
    pages = inner_pages(await session.look(hit_tests=False), session.page.url)
    await session.mark(StepName.LOAD, started)
    started = time.time()
    await scroll_screens(session)
    tried = [*TRIED_AT_ONCE, "scroll"]
    if found is None:
        found = await find_banner(session, since=session.steps[0].started_at, patience_s=1.0)
        if found:
            await _record_layer(session, found)
    await session.mark(StepName.SCROLL, started)

    async def look_again() -> None:
        nonlocal found
        if found is None:
            tried.append("inner page")
            found = await find_banner(session, since=session.steps[0].started_at, patience_s=1.0)
            if found:
                await _record_layer(session, found)

    complete = True
    try:
        await open_inner_pages(session, pages, after=look_again)
    except AuditorError:
        complete = False
    if found is None:
        session.record(FIRST_LAYER, nothing_found(tuple(tried), complete=complete))


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
    session.record(FIRST_LAYER, replace(found.layer, tried=TRIED_AT_ONCE[:1]))
    try:
        session.record(REMOVAL_PICTURES, await removal_pictures(session, found.layer))
    except (PlaywrightError, TimeoutError):
        session.record(REMOVAL_PICTURES, Missing("pictures-could-not-be-taken"))


def _packed(content: object) -> Document:
    """JSON, compressed the same way on every machine."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Document(gzip.compress(text.encode("utf-8", "replace"), mtime=0), "application/gzip")
