"""Opening the settings, reading everything they offer, and saving them as they are."""

import time

from auditor.capture.act import click
from auditor.capture.choose import NO_SETTINGS, conclude, open_settings
from auditor.capture.declared import note_settings
from auditor.capture.errors import PlaywrightError
from auditor.capture.layers import Found, find_layer
from auditor.capture.pictures import removal_pictures, screenshot
from auditor.capture.session import Session
from auditor.capture.settings import explore, look_of_toggles
from auditor.capture.steps import need_banner
from auditor.domain.artifacts import (
    REMOVAL_PICTURES,
    SAVED_UNCHANGED,
    SCREENSHOT,
    SECOND_LAYER,
    SETTINGS,
    TABLES,
    Missing,
)
from auditor.domain.choices import Settings
from auditor.domain.controls import Layer, Role
from auditor.domain.errors import JourneyImpossible
from auditor.domain.journeys import StepName
from auditor.domain.recording import Snapshot
from auditor.domain.tables import Tables


async def walk(session: Session, url: str) -> None:
    """Walk the journey."""
    found, _ = await need_banner(session, url)
    before, started = await session.state(), time.time()
    # Toggles that stand on the first layer are the settings, and nothing has to be opened for them.
    try:
        opened = found if found.layer.toggles else await open_settings(session, found)
    except JourneyImpossible as error:
        # A banner of which every control was understood offers none: that was observed.
        if error.message == NO_SETTINGS and all(c.role is not Role.UNKNOWN for c in found.layer.controls):
            session.record(SECOND_LAYER, Layer(present=False))
            session.record(SETTINGS, Settings((), complete=True))
            session.record(TABLES, Tables((), complete=True))
        raise
    session.record(SECOND_LAYER, opened.layer)
    session.record(SCREENSHOT, await screenshot(session))
    await _record_pictures(session, opened.layer)
    await session.mark(StepName.OPEN_SETTINGS, started)
    session.record(SECOND_LAYER, await look_of_toggles(session, opened.layer))
    await note_settings(session, opened)
    session.record(SETTINGS, await explore(session, opened, note_settings))
    await _save_unchanged(session, opened, before)


async def _record_pictures(session: Session, layer: Layer) -> None:
    """Accepting and refusing in the settings, each erased in turn."""
    try:
        session.record(REMOVAL_PICTURES, await removal_pictures(session, layer.settings_pair))
    except (PlaywrightError, ValueError, TimeoutError):
        session.record(REMOVAL_PICTURES, Missing("pictures-could-not-be-taken"))


async def _save_unchanged(session: Session, opened: Found, before: Snapshot) -> None:
    """Save without having touched a switch: what is then recorded was decided by the site."""
    current = find_layer(await session.look(), number=2, hint=opened.layer.language) or opened
    save = current.layer.first(Role.SAVE)
    if save is None:
        session.record(SAVED_UNCHANGED, Missing("save-control-not-found"))
        return
    started = time.time()
    try:
        action = await click(session, save.node, save.label)
        session.record(SAVED_UNCHANGED, await conclude(session, [action], before, save))
    except JourneyImpossible as error:
        session.record(SAVED_UNCHANGED, Missing(error.message))
    await session.mark(StepName.SAVE, started)
