"""Steps that several journeys share."""

import time
from collections.abc import Awaitable, Callable

from auditor.capture.banner import find_banner, scroll_screens
from auditor.capture.browse import inner_pages
from auditor.capture.layers import Found
from auditor.capture.session import Session
from auditor.domain.artifacts import FIRST_LAYER
from auditor.domain.errors import HttpFailed, JourneyImpossible, NotHtml
from auditor.domain.journeys import StepName

INNER_STEPS = (StepName.INNER_PAGE, StepName.SECOND_INNER_PAGE)


async def need_banner(session: Session, url: str) -> tuple[Found, list[str]]:
    """Open the site and find its banner and two inner pages; raises `JourneyImpossible` without a banner."""
    started = time.time()
    await session.open(url)
    found = await find_banner(session, since=started)
    if found is None:
        await scroll_screens(session)
        found = await find_banner(session, since=started, patience_s=1.0)
    if found is None:
        raise JourneyImpossible("no-banner")
    session.record(FIRST_LAYER, found.layer)
    pages = inner_pages(await session.look(hit_tests=False), session.page.url)
    await session.mark(StepName.LOAD, started)
    return found, pages


async def browse_on(session: Session, pages: list[str], *, after: Callable[[], Awaitable[None]] | None = None) -> None:
    """Reload and open two inner pages, noting the state after each."""
    started = time.time()
    await session.reload()
    await session.mark(StepName.RELOAD, started)
    await open_inner_pages(session, pages, after=after)


async def open_inner_pages(
    session: Session, pages: list[str], *, after: Callable[[], Awaitable[None]] | None = None
) -> None:
    """Open the first two pages that can be opened, noting the state after each; a dead link is passed over."""
    steps = list(INNER_STEPS)
    for page in pages:
        if not steps:
            return
        started = time.time()
        try:
            await session.open(page, referer=session.page.url)
        except (HttpFailed, NotHtml):
            continue
        if after:
            await after()
        await session.mark(steps.pop(0), started)
