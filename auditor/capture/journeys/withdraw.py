"""Accepting, reading on, withdrawing through what a visitor can see, and reading on again."""

import time

from auditor.capture.choose import accept, refuse
from auditor.capture.pictures import screenshot
from auditor.capture.session import Session
from auditor.capture.steps import browse_on, need_banner
from auditor.capture.way_back import Search, find_way_back
from auditor.domain.artifacts import CHOICE, SCREENSHOT, WITHDRAWAL
from auditor.domain.choices import Choice, Withdrawal
from auditor.domain.errors import AuditorError, HttpFailed, JourneyImpossible, NotHtml
from auditor.domain.journeys import StepName


async def walk(session: Session, url: str) -> None:
    """Walk the journey; the withdrawal itself is recorded even where it could not be completed."""
    found, pages = await need_banner(session, url)
    started = time.time()
    session.record(CHOICE, await accept(session, found))
    await session.mark(StepName.ACCEPT, started)
    start, started = session.page.url, time.time()
    for page in pages:
        try:
            await session.open(page, referer=start)
        except (HttpFailed, NotHtml):
            continue
        break
    await session.mark(StepName.BROWSE, started)
    search = await find_way_back(session, session.page.url, start)
    if search.layer is None:
        session.record(WITHDRAWAL, _record(search, None, "no-way-back-was-found"))
        return
    # What trying candidates may have changed belongs to the time before the withdrawal.
    started = time.time()
    await session.mark(StepName.BROWSE, started)
    session.record(SCREENSHOT, await screenshot(session))
    try:
        choice = await refuse(session, search.layer)
    except JourneyImpossible as error:
        session.record(WITHDRAWAL, _record(search, None, error.message))
        return
    session.record(WITHDRAWAL, _record(search, choice, None))
    await session.mark(StepName.WITHDRAW, started)
    try:
        await browse_on(session, pages)
    except AuditorError as error:
        session.record(WITHDRAWAL, _record(search, None, error.message))


def _record(search: Search, choice: Choice | None, reason: str | None) -> Withdrawal:
    return Withdrawal(
        mechanism=search.mechanism,
        candidates=tuple(search.candidates),
        pages=tuple(search.pages),
        search_complete=search.complete,
        opened=tuple(search.opened) if search.layer else (),
        choice=choice,
        reason=reason,
    )
