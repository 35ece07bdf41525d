"""Making a choice in a banner: accepting, refusing on the shortest path, and seeing what came of it."""

from auditor.capture.act import click, click_box
from auditor.capture.layers import Found, find_layer
from auditor.capture.quiet import until
from auditor.capture.session import Session
from auditor.domain.choices import Action, ActionKind, Choice
from auditor.domain.controls import REFUSING, Control, Layer, Role, Toggle
from auditor.domain.errors import JourneyImpossible
from auditor.domain.recording import Snapshot
from auditor.measure.lexicon.labels import label_of
from auditor.measure.lexicon.languages import known_language
from auditor.measure.lexicon.texts import says

MAX_DEPTH = 5  # layers on the way to a refusal; CATALOGUE, reject-missing-all-layers: 4 deeper ones
MAX_SWITCHES = 40  # CATALOGUE, reject-missing-all-layers
EFFECT_LIMIT_S = 3.0  # until a click shows an effect; our choice
# Words that may hide the way on, in the order in which they are tried.
WAYS_ON = (Role.SETTINGS, Role.WITHDRAW, Role.POLICY, Role.UNKNOWN, Role.OTHER)
NO_REFUSAL_PATH = "no-refusal-path"
NO_SETTINGS = "settings-control-not-found"
MAX_GUESSES = 3  # controls of unclear meaning that are tried on one path; our choice


async def accept(session: Session, found: Found) -> Choice:
    """Accept everything, with the one or two clicks that it takes."""
    control = found.layer.accept
    if control is None:
        raise JourneyImpossible("accept-control-not-found")
    before = await session.state()
    return await conclude(session, await press(session, control), before, control)


async def press(session: Session, control: Control) -> list[Action]:
    """Click a control; where it takes scrolling to see it, that is an action of its own."""
    action = await click(session, control.node, control.label)
    if control.in_view:
        return [action]
    return [Action(ActionKind.SCROLL, control.label[:200], action.at), action]


async def refuse(session: Session, found: Found | None, tried: list[str] | None = None) -> Choice:
    """Refuse on the shortest path that can be seen; raises `JourneyImpossible` when every way ends.

    `tried` is filled with the labels of the controls that were tried on the way.
    """
    before = await session.state()
    actions: list[Action] = []
    tried = [] if tried is None else tried
    guesses = 0
    for _ in range(MAX_DEPTH):
        if found is None:
            break
        control = found.layer.reject
        if control is not None:
            actions += await press(session, control)
            choice = await conclude(session, actions, before, control)
            found = await _asks_again(session, control)
            if found is None:
                return choice
            continue
        save = found.layer.first(Role.SAVE)
        if found.layer.toggles and (save or _radios(found.layer)):
            return await _switch_off_and_save(session, found, actions, before)
        way = _way_on(found.layer, tried)
        guesses += way is not None and way.role is not Role.SETTINGS
        if way is None or guesses > MAX_GUESSES:
            break
        tried.append(way.label)
        start, page = found, session.page.url
        pressed = await press(session, way)
        found = await next_layer(session, start)
        actions += pressed
        if found is None and session.page.url != page:
            await session.open(page)
            del actions[-len(pressed) :]
            found = find_layer(await session.look())
    raise JourneyImpossible(NO_REFUSAL_PATH)


async def _asks_again(session: Session, refused: Control) -> Found | None:
    """The layer that wants the refusal confirmed, if one appeared in place of the first."""
    found = find_layer(await session.look(), number=2)
    again = found.layer.reject if found else None
    return found if again is not None and again.label != refused.label else None


async def conclude(session: Session, actions: list[Action], before: Snapshot, control: Control | None) -> Choice:
    """Wait for the effect of the last action and tell what it was."""
    gone = await until(lambda: _gone(session, control), EFFECT_LIMIT_S) if control else None
    await session.settle()
    after = await session.state()
    return Choice(tuple(actions), actions[-1].at, gone, record_changed(before, after))


async def _gone(session: Session, control: Control | None) -> bool:
    view = await session.look()
    index = view.by_id.get(control.node) if control else None
    return index is None or view.nodes[index].hit is None


def record_changed(before: Snapshot, after: Snapshot) -> bool:
    """Whether anything kept on the device was added, changed or removed."""

    def content(state: Snapshot) -> set[tuple[str, str, str]]:
        cookies = {(c.domain, c.name, c.value) for c in state.cookies}
        return cookies | {(s.origin, s.key, s.value) for s in state.storage}

    return content(before) != content(after)


def _radios(layer: Layer) -> bool:
    return any(t.radio for t in layer.toggles)


def _way_on(layer: Layer, tried: list[str]) -> Control | None:
    """The next control that may lead to a refusal, settings first."""
    for role in WAYS_ON:
        for control in layer.controls:
            if control.role is role and control.label not in tried and not says("avoid", control.label):
                return control
    return None


async def next_layer(session: Session, start: Found) -> Found | None:
    """The layer that a click opened, if it opened one."""
    found: Found | None = None

    async def changed() -> bool:
        nonlocal found
        found = find_layer(await session.look(), number=2, hint=start.layer.language)
        return found is not None and _signature(found.layer) != _signature(start.layer)

    return found if await until(changed, EFFECT_LIMIT_S, 0.3) else None


def _signature(layer: Layer) -> tuple[tuple[str, ...], int]:
    return tuple(sorted(c.label for c in layer.controls)), len(layer.toggles)


async def open_settings(session: Session, found: Found) -> Found:
    """Open the second layer; raises `JourneyImpossible` when no control opens one."""
    control = found.layer.first(Role.SETTINGS, Role.POLICY)
    if control is None:
        raise JourneyImpossible(NO_SETTINGS)
    await click(session, control.node, control.label)
    opened = await next_layer(session, found)
    if opened is None or not _offers_choice(opened.layer):
        raise JourneyImpossible("settings-opened-nothing-to-choose")
    return opened


def _offers_choice(layer: Layer) -> bool:
    return bool(layer.toggles) or any(c.role in REFUSING | {Role.SAVE} for c in layer.controls)


async def _switch_off_and_save(session: Session, found: Found, actions: list[Action], before: Snapshot) -> Choice:
    """Switch everything off that is on, then save."""
    stuck: set[int] = set()
    current: Found | None = found
    for _ in range(MAX_SWITCHES):
        toggle = _next_switch(current.layer, stuck) if current else None
        if toggle is None or current is None:
            break
        done = await click_box(session, toggle.box, toggle.label, ActionKind.TOGGLE)
        current = find_layer(await session.look(), number=2, hint=found.layer.language) or current
        if _state_of(current.layer, toggle) is toggle.on:
            stuck.add(toggle.node)
        else:
            actions.append(done)
    save = current.layer.first(Role.SAVE) if current else None
    if save is None:
        raise JourneyImpossible("settings-cannot-be-saved")
    if stuck:
        raise JourneyImpossible("a-toggle-does-not-switch-off")
    actions += await press(session, save)
    return await conclude(session, actions, before, save)


def _state_of(layer: Layer, toggle: Toggle) -> bool | None:
    return next((t.on for t in layer.toggles if t.node == toggle.node), None)


def _next_switch(layer: Layer, stuck: set[int]) -> Toggle | None:
    """What to click next: a switch for everything first, then each that is on, then each "no" that is not chosen."""
    free = [t for t in layer.toggles if not t.locked and t.node not in stuck]
    on = [t for t in free if t.on and not t.radio]
    for toggle in on:
        if len(on) > 1 and says("all", toggle.label):
            return toggle
    if on:
        return on[0]
    return next((t for t in free if t.radio and not t.on and _means_no(t, layer.language)), None)


def _means_no(toggle: Toggle, language: str | None) -> bool:
    return says("off", toggle.label) or label_of(toggle.label, known_language(language)).role in REFUSING
