"""Reading the settings beyond their first view: tabs, lists of vendors, and how a switch shows its state."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from auditor.capture.act import click, click_box
from auditor.capture.choose import next_layer
from auditor.capture.errors import PlaywrightError
from auditor.capture.layers import Found, find_layer
from auditor.capture.pictures import picture_of
from auditor.capture.session import Session
from auditor.domain.box import Box
from auditor.domain.choices import ActionKind, Settings, SettingsPart
from auditor.domain.controls import Control, Layer, Role, Toggle
from auditor.domain.errors import AuditorError
from auditor.measure.lexicon.texts import says
from auditor.measure.likeness import apart

MAX_PARTS = 6  # tabs and lists that are opened; our choice
MAX_VENDOR_DEPTH = 3  # CATALOGUE, excessive-options
AROUND = 12.0  # CSS pixels above and below a switch that belong to its row; our choice
PART_ROLES = frozenset({Role.SETTINGS, Role.POLICY, Role.UNKNOWN, Role.OTHER})


async def explore(session: Session, opened: Found, after: Callable[[Session, Found], Awaitable[None]]) -> Settings:
    """Open the tabs and lists that speak of partners or of legitimate interest, one after the other.

    `after` is called with each part that was opened.
    """
    parts: list[SettingsPart] = []
    tried: set[str] = set()
    current, depth = opened, 2
    for _ in range(MAX_PARTS):
        control = _next_part(current.layer, tried)
        if control is None:
            return Settings(tuple(parts), complete=True)
        tried.add(control.label)
        page = session.page.url
        try:
            await click(session, control.node, control.label)
            found = await next_layer(session, current)
        except AuditorError:
            return Settings(tuple(parts), complete=False)
        if session.page.url.split("#")[0] != page.split("#")[0]:
            return Settings(tuple(parts), complete=False)
        if found is None:
            continue
        depth = min(depth + 1, MAX_VENDOR_DEPTH + 1) if control.semantic != "tab" else depth
        parts.append(_part(control, depth, found.layer))
        await after(session, found)
        current = found
    return Settings(tuple(parts), complete=_next_part(current.layer, tried) is None)


def _next_part(layer: Layer, tried: set[str]) -> Control | None:
    for control in layer.controls:
        if control.label in tried or not control.label or control.role not in PART_ROLES or _leads_away(control):
            continue
        if control.semantic == "tab" or says("partners", control.label) or says("interest", control.label):
            return control
    return None


def _leads_away(control: Control) -> bool:
    return bool(control.href) and not control.href.startswith(("#", "javascript:"))


def _part(control: Control, depth: int, layer: Layer) -> SettingsPart:
    interest = [t for t in layer.toggles if t.interest or says("interest", control.label)]
    return SettingsPart(
        label=control.label[:200],
        depth=depth,
        toggles=sum(1 for t in layer.toggles if not t.locked),
        interest_on=sum(1 for t in interest if t.on),
        interest=len(interest),
        text=layer.text[:4000],
    )


async def look_of_toggles(session: Session, layer: Layer) -> Layer:
    """Switch the first free toggle and back, and note how far its pictures differ; the layer as it was otherwise."""
    free = [t for t in layer.toggles if not t.locked and not t.radio]
    if not free:
        return layer
    toggle = free[0]
    try:
        row = _row(layer, toggle)
        before = await _pictured(session, row)
        await click_box(session, toggle.box, toggle.label, ActionKind.TOGGLE)
        changed = await _state_of(session, layer, toggle)
        after = await _pictured(session, row)
        await click_box(session, toggle.box, toggle.label, ActionKind.TOGGLE)
    except (AuditorError, PlaywrightError, TimeoutError):
        return layer
    if changed is None or changed is toggle.on:
        return layer
    seen = replace(toggle, seen_as=round(apart(before, after), 1))
    return replace(layer, toggles=tuple(seen if t.node == toggle.node else t for t in layer.toggles))


async def _state_of(session: Session, layer: Layer, toggle: Toggle) -> bool | None:
    found = find_layer(await session.look(), number=2, hint=layer.language)
    toggles = found.layer.toggles if found else ()
    return next((t.on for t in toggles if t.node == toggle.node), None)


async def _pictured(session: Session, box: Box) -> bytes:
    await session.page.mouse.move(0, 0)
    return await picture_of(session, box)


def _row(layer: Layer, toggle: Toggle) -> Box:
    """The strip of the panel in which the switch stands: what shows its state may be far from what is clicked."""
    box = toggle.box.inflated(AROUND)
    return Box(layer.box.x, box.y, layer.box.width, box.height) if layer.box else box
