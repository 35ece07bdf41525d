"""Touching nothing, in a browser that says for its visitor, with every request and to every script, `Sec-GPC: 1`."""

from auditor.capture.journeys import no_action
from auditor.capture.session import Session
from auditor.domain.errors import JourneyImpossible


async def walk(session: Session, url: str) -> None:
    """Walk the untouched visit, step by step the same: what differs then does not come from the auditor."""
    if await session.page.evaluate("navigator.globalPrivacyControl") is not True:
        raise JourneyImpossible("this-browser-has-no-privacy-signal")
    await no_action.walk(session, url)
