"""Closing the banner without choosing."""

import time

from auditor.capture.act import click
from auditor.capture.choose import conclude
from auditor.capture.session import Session
from auditor.capture.steps import browse_on, need_banner
from auditor.domain.artifacts import CHOICE
from auditor.domain.controls import Role
from auditor.domain.errors import JourneyImpossible
from auditor.domain.journeys import StepName


async def walk(session: Session, url: str) -> None:
    """Walk the journey."""
    found, pages = await need_banner(session, url)
    control = found.layer.first(Role.CLOSE)
    if control is None:
        raise JourneyImpossible("close-control-not-found")
    before = await session.state()
    started = time.time()
    action = await click(session, control.node, control.label)
    session.record(CHOICE, await conclude(session, [action], before, control))
    await session.mark(StepName.CLOSE, started)
    await browse_on(session, pages)
