"""Accepting, reading on, withdrawing through what a visitor can see, reading on again, and coming back another day."""

import time

from auditor.capture.choose import accept, refuse
from auditor.capture.pictures import screenshot
from auditor.capture.quiet import until
from auditor.capture.session import Session
from auditor.capture.steps import browse_on, need_banner
from auditor.capture.way_back import Search, find_way_back, note_placements
from auditor.domain.artifacts import CHOICE, SCREENSHOT, SECOND_LAYER, WITHDRAWAL
from auditor.domain.choices import Choice, Withdrawal
from auditor.domain.errors import AuditorError, HttpFailed, JourneyImpossible, NotHtml
from auditor.domain.journeys import StepName

SAME_PAGE_S = 4.0  # a second more than requests count as in flight; our choice


async def walk(session: Session, url: str) -> None:
    """Walk the journey; the withdrawal itself is recorded even where it could not be completed."""
    found, pages = await need_banner(session, url)
    started = time.time()
    session.record(CHOICE, await accept(session, found))
    await session.mark(StepName.ACCEPT, started)
    start, search = session.page.url, Search()
    await note_placements(session, search)
    await _read_on(session, pages, start)
    await find_way_back(session, search, session.page.url, start)
    if search.layer is None:
        session.record(WITHDRAWAL, _record(search, None, "no-way-back-was-found"))
        return
    choice = await _withdraw(session, search)
    if choice is None:
        return
    try:
        await browse_on(session, pages, after=lambda: note_placements(session, search))
    except AuditorError as error:
        session.record(WITHDRAWAL, _record(search, None, f"{error.code}: {error.message}"))
        return
    session.record(WITHDRAWAL, _record(search, choice, None))
    missing = await _another_day(session, start, pages)
    if missing:
        session.record(WITHDRAWAL, _record(search, choice, None, missing))


async def _read_on(session: Session, pages: list[str], start: str) -> None:
    """Open an inner page, from where withdrawing is counted."""
    started = time.time()
    for page in pages:
        try:
            await session.open(page, referer=start)
        except (HttpFailed, NotHtml):
            continue
        break
    await session.mark(StepName.BROWSE, started)


async def _withdraw(session: Session, search: Search) -> Choice | None:
    """Refuse in what opened; None, with the reason recorded, where that was not possible."""
    assert search.layer is not None  # noqa: S101 - the walk looked
    # What trying candidates may have changed belongs to the time before the withdrawal.
    started = time.time()
    await session.mark(StepName.BROWSE, started)
    session.record(SECOND_LAYER, search.layer.layer)
    session.record(SCREENSHOT, await screenshot(session))
    try:
        choice = await refuse(session, search.layer)
    except JourneyImpossible as error:
        session.record(WITHDRAWAL, _record(search, None, error.message))
        return None
    session.record(WITHDRAWAL, _record(search, choice, None))
    await _watch(choice.made_at)
    await session.mark(StepName.WITHDRAW, started)
    return choice


async def _watch(since: float) -> None:
    """Stay on the page of the withdrawal: what starts after the requests in flight comes from frames that live on."""

    async def long_enough() -> bool:
        return time.time() >= since + SAME_PAGE_S

    await until(long_enough, SAME_PAGE_S)


async def _another_day(session: Session, start: str, pages: list[str]) -> str | None:
    """Close the browser, open it with the same profile, and read one more page; why not, if it could not be done."""
    started = time.time()
    try:
        await session.restart()
        await session.open(start)
        if pages:
            await session.open(pages[0], referer=start)
    except AuditorError as error:
        return f"{error.code}: {error.message}"
    await session.mark(StepName.NEW_SESSION, started)
    return None


def _record(search: Search, choice: Choice | None, reason: str | None, no_new_session: str | None = None) -> Withdrawal:
    return Withdrawal(
        mechanism=search.mechanism,
        candidates=tuple(search.candidates),
        pages=tuple(search.pages),
        search_complete=search.complete,
        opened=tuple(search.opened) if search.layer else (),
        choice=choice,
        reason=reason,
        replayed=search.replayed,
        sampled=tuple(search.sampled),
        placements=tuple(search.placements),
        no_new_session=no_new_session,
    )
