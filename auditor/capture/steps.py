"""Steps that several journeys share."""

import time
from collections.abc import Awaitable, Callable

from auditor.capture.banner import AFTER_STIRRING_S, bring_out, find_banner
from auditor.capture.browse import inner_pages
from auditor.capture.layers import Found, find_layer
from auditor.capture.session import Session
from auditor.domain.artifacts import FIRST_LAYER, PROMPTS
from auditor.domain.choices import Prompt, Prompts
from auditor.domain.errors import HttpFailed, JourneyImpossible, NotHtml
from auditor.domain.journeys import StepName

INNER_STEPS = (StepName.INNER_PAGE, StepName.SECOND_INNER_PAGE)
RETURN_S = 3.0  # for a banner to come back that was there before; our choice


async def need_banner(session: Session, url: str) -> tuple[Found, list[str]]:
    """Open the site and find its banner and two inner pages; raises `JourneyImpossible` without a banner."""
    started = time.time()
    await session.open(url)
    found = await find_banner(session, since=started) or await bring_out(session, started, [])
    pages = inner_pages(await session.look(hit_tests=False), session.page.url)
    if found is None and pages:
        await session.open(pages[0], referer=session.page.url)
        found = await find_banner(session, since=started, patience_s=AFTER_STIRRING_S)
    if found is None:
        raise JourneyImpossible("no-banner")
    session.record(FIRST_LAYER, found.layer)
    await session.mark(StepName.LOAD, started)
    return found, pages


def note_prompts(session: Session, *, accepted: bool) -> Callable[[], Awaitable[None]]:
    """Note, after each further page, whether the visitor who has chosen is asked again."""
    steps = [StepName.RELOAD, *INNER_STEPS]

    async def note() -> None:
        if not steps:
            return
        found = find_layer(await session.look())
        before = session.artifacts.get(PROMPTS.name)
        rows = before.prompts if isinstance(before, Prompts) else ()
        session.record(PROMPTS, Prompts((*rows, Prompt(accepted, steps.pop(0), found is not None))))

    return note


async def browse_on(session: Session, pages: list[str], *, after: Callable[[], Awaitable[None]] | None = None) -> None:
    """Reload and open two inner pages, noting the state after each."""
    started = time.time()
    await session.reload()
    if after:
        await after()
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
