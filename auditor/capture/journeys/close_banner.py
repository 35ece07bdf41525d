"""Making the banner go away without choosing: by its cross, by Escape, by a click beside it, each in fresh state."""

import time

from auditor.capture.act import click
from auditor.capture.choose import conclude
from auditor.capture.errors import PlaywrightError
from auditor.capture.layers import Found
from auditor.capture.observe import node_at
from auditor.capture.session import Session
from auditor.capture.steps import browse_on, need_banner
from auditor.domain.artifacts import CHOICE, DISMISSALS
from auditor.domain.choices import Action, ActionKind, Choice, Dismissal, Dismissals, Way
from auditor.domain.controls import Role
from auditor.domain.errors import AuditorError, JourneyImpossible
from auditor.domain.journeys import StepName
from auditor.domain.recording import Snapshot
from auditor.measure.domains import host_of

NO_CROSS = "close-control-not-found"
BESIDE = ((0.03, 0.5), (0.97, 0.5), (0.5, 0.03), (0.03, 0.06), (0.97, 0.94))  # points beside most dialogs; our choice


async def walk(session: Session, url: str) -> None:
    """Walk the journey: the cross with everything that follows, the other ways in browsers of their own."""
    found, pages = await need_banner(session, url)
    others = await _without_cross(session, url)
    control = found.layer.first(Role.CLOSE)
    if control is None:
        session.record(DISMISSALS, Dismissals(others))
        raise JourneyImpossible(NO_CROSS)
    before = await session.state()
    started = time.time()
    action = await click(session, control.node, control.label)
    choice = await conclude(session, [action], before, control)
    session.record(CHOICE, choice)
    cross = _told(Way.CROSS, control.label, choice, before, await session.state())
    await session.mark(StepName.CLOSE, started)
    await browse_on(session, pages)
    # Only now is it known what the cross brought: a visit that breaks off before has not seen it.
    session.record(DISMISSALS, Dismissals((cross, *others)))


async def _without_cross(session: Session, url: str) -> tuple[Dismissal, ...]:
    """Escape and a click beside the banner; a way that is not there, or could not be tried, is left out."""
    tried: list[Dismissal] = []
    for way in (Way.ESCAPE, Way.BACKDROP):
        try:
            async with session.elsewhere(session.profile) as other:
                found, _ = await need_banner(other, url)
                told = await _try(other, found, way)
                if told is None:
                    continue
                tried.append(told)
                if not (told.banner_gone or told.record_changed) and way is Way.ESCAPE:
                    # Nothing happened, so the state is as fresh as before.
                    told = await _try(other, found, Way.BACKDROP)
                    tried += [told] if told else []
                    break
        except (AuditorError, PlaywrightError, TimeoutError):
            continue
    return tuple(tried)


async def _try(session: Session, found: Found, way: Way) -> Dismissal | None:
    before, at = await session.state(), time.time()
    if way is Way.ESCAPE:
        await session.page.keyboard.press("Escape")
        kind = ActionKind.KEY
    else:
        point = await _beside(session, found)
        if point is None:
            return None
        await session.page.mouse.click(*point)
        kind = ActionKind.CLICK
    choice = await conclude(session, [Action(kind, way.value, at)], before, found.layer.accept)
    return _told(way, "", choice, before, await session.state())


async def _beside(session: Session, found: Found) -> tuple[float, float] | None:
    """A point on the cloth behind a dialog, which belongs to the banner and to no control."""
    if not found.layer.blocks_page or found.layer.box is None:
        return None
    view = await session.look()
    for fx, fy in BESIDE:
        x, y = fx * view.viewport.width, fy * view.viewport.height
        node = await node_at(session.cdp, view, x, y)
        if node and not found.layer.box.contains(x, y) and not any(view.inside(node, c) for c in view.controls):
            return x, y
    return None


def _told(way: Way, label: str, choice: Choice, before: Snapshot, after: Snapshot) -> Dismissal:
    brought = tuple(sorted(_kept(after) - _kept(before)))
    return Dismissal(way, label, choice.banner_gone, choice.record_changed, brought)


def _kept(state: Snapshot) -> set[tuple[str, str, str]]:
    cookies = {("cookie", c.name, c.domain.lstrip(".")) for c in state.cookies}
    return cookies | {(s.kind.value, s.key, host_of(s.origin)) for s in state.storage}
