"""Opening the settings and reading what they offer, without changing anything."""

import time

from auditor.capture.choose import open_settings
from auditor.capture.pictures import screenshot
from auditor.capture.session import Session
from auditor.capture.steps import need_banner
from auditor.domain.artifacts import SCREENSHOT, SECOND_LAYER
from auditor.domain.journeys import StepName


async def walk(session: Session, url: str) -> None:
    """Walk the journey."""
    found, _ = await need_banner(session, url)
    started = time.time()
    # Toggles that stand on the first layer are the settings, and nothing has to be opened for them.
    opened = found if found.layer.toggles else await open_settings(session, found)
    session.record(SECOND_LAYER, opened.layer)
    session.record(SCREENSHOT, await screenshot(session))
    await session.mark(StepName.OPEN_SETTINGS, started)
