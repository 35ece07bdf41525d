"""Accepting everything, then reading on: reload and two inner pages."""

import time

from auditor.capture.choose import accept
from auditor.capture.session import Session
from auditor.capture.steps import browse_on, need_banner, note_prompts
from auditor.domain.artifacts import CHOICE
from auditor.domain.journeys import StepName


async def walk(session: Session, url: str) -> None:
    """Walk the journey."""
    found, pages = await need_banner(session, url)
    started = time.time()
    session.record(CHOICE, await accept(session, found))
    await session.mark(StepName.ACCEPT, started)
    await browse_on(session, pages, after=note_prompts(session, accepted=True))
