"""Coming back another day: after refusing, and after accepting, is one asked again."""

import time

from auditor.capture.banner import find_banner
from auditor.capture.choose import accept, refuse
from auditor.capture.session import Session
from auditor.capture.steps import RETURN_S, need_banner
from auditor.domain.artifacts import CHOICE, PROMPTS
from auditor.domain.choices import Choice, Prompt, Prompts
from auditor.domain.errors import AuditorError
from auditor.domain.journeys import StepName


async def walk(session: Session, url: str) -> None:
    """Walk the journey: the refusal in the visit's own browser, the acceptance in another."""
    found, _ = await need_banner(session, url)
    started = time.time()
    session.record(CHOICE, await refuse(session, found))
    await session.mark(StepName.REJECT, started)
    refused = Prompt(False, StepName.NEW_SESSION, await _asked_again(session))
    session.record(PROMPTS, Prompts((refused,)))
    accepted = Prompt(True, StepName.NEW_SESSION, await _after_accepting(session, url))
    session.record(PROMPTS, Prompts((refused, accepted)))


async def _asked_again(session: Session) -> bool:
    """Close the browser, open it with the same profile, and look."""
    page, started = session.first_page, time.time()
    await session.restart()
    await session.open(page)
    found = await find_banner(session, since=started, patience_s=RETURN_S)
    await session.mark(StepName.NEW_SESSION, started)
    return found is not None


async def _after_accepting(session: Session, url: str) -> bool | None:
    try:
        async with session.elsewhere(session.profile) as other:
            found, _ = await need_banner(other, url)
            choice: Choice = await accept(other, found)
            if choice.banner_gone is not True:
                return None
            return await _asked_again(other)
    except AuditorError:
        return None
