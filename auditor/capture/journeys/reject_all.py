"""Refusing everything on the shortest path, then reading on: reload and two inner pages."""

import time

from auditor.capture.choose import NO_REFUSAL_PATH, refuse
from auditor.capture.session import Session
from auditor.capture.steps import browse_on, need_banner, note_prompts
from auditor.domain.artifacts import CHOICE, EXPLORATION
from auditor.domain.choices import Exploration
from auditor.domain.errors import JourneyImpossible
from auditor.domain.journeys import StepName


async def walk(session: Session, url: str) -> None:
    """Walk the journey; what was tried is recorded even where no refusal was found."""
    found, pages = await need_banner(session, url)
    started = time.time()
    tried: list[str] = []
    try:
        choice = await refuse(session, found, tried)
    except JourneyImpossible as error:
        path_found = False if error.message == NO_REFUSAL_PATH else None
        session.record(EXPLORATION, Exploration(path_found, tuple(tried), error.message))
        raise
    labels = tuple(a.label for a in choice.actions)
    session.record(EXPLORATION, Exploration(True, labels, None, choice.banner_gone, choice.record_changed))
    session.record(CHOICE, choice)
    await session.mark(StepName.REJECT, started)
    await browse_on(session, pages, after=note_prompts(session, accepted=False))
