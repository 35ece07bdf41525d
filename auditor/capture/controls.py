"""Reading the controls and switches of a layer: what they say and are called, and whether the keyboard gets there."""

from collections.abc import Iterable
from dataclasses import replace

from auditor.capture.view import ICON_SIDE, Node, View, beyond_the_edge
from auditor.domain.box import Box
from auditor.domain.controls import AGREEING, REFUSING, Control, Role, Toggle
from auditor.measure.lexicon.labels import Label, has_concept, label_of
from auditor.measure.lexicon.texts import says

MAX_TOGGLES = 400  # of one layer; vendor lists are long; our choice
MAX_ABOUT = 600  # characters of the text around a switch; our choice
ROW_TEXT = 300  # characters; a longer text around a switch is a paragraph and names nothing; our choice
ROW_LEVELS = 4  # elements around a switch that may be its row; our choice
CORNER = 72.0  # CSS pixels from a panel's upper corner in which a bare icon is taken for its cross; our choice
LEAST_TARGET = 3.0  # CSS pixels; smaller boxes are hidden inputs; our choice
UNTOLD = frozenset({Role.UNKNOWN, Role.OTHER})


def controls_in(view: View, scope: Node, panel: Box | None, number: int, language: str | None) -> tuple[Control, ...]:
    """The controls of a layer, those included that take scrolling to see."""
    stops = _tab_stops(view, scope)
    inside = (n for n in view.controls if view.inside(n, scope))
    shown = [n for n in inside if n.hit or beyond_the_edge(view, n)]
    read = tuple(_control(view, n, number, language, stops) for n in shown)
    return _with_cross(_plausible(read), panel, {n.node_id: n for n in shown}, view)


def _control(view: View, node: Node, number: int, language: str | None, stops: dict[int, int]) -> Control:
    words = view.label(node)
    meaning = meaning_of(words, node.name, language)
    assert node.box is not None  # noqa: S101 - it can be clicked
    return Control(
        node=node.node_id,
        role=meaning.role,
        label=words[:200],
        accessible_name=node.name[:200],
        box=node.box,
        layer=number,
        label_clear=meaning.clear,
        rule=meaning.rule,
        semantic=node.role or node.tag.lower(),
        in_view=node.hit is not None,
        disabled=node.disabled or "disabled" in node.attributes,
        focusable=node.focusable,
        tab_stop=stops.get(node.index),
        href=node.attributes.get("href", "")[:2000],
    )


def meaning_of(words: str, name: str, language: str | None) -> Label:
    """What the words on a control mean; its name helps where they say nothing, and must not say the contrary."""
    meaning = label_of(words, language)
    if not name or name == words:
        return meaning
    named = label_of(name, language)
    if {meaning.role in REFUSING, named.role in REFUSING} == {True, False} and {meaning.role, named.role} & AGREEING:
        return Label(Role.UNKNOWN, None, "text-and-name-contradict")
    return named if meaning.role in UNTOLD and named.role not in UNTOLD else meaning


def _plausible(controls: tuple[Control, ...]) -> tuple[Control, ...]:
    """With a plain accept beside it, "OK" or "continue" is no second way to agree."""
    if any(c.role is Role.ACCEPT for c in controls):
        return tuple(replace(c, role=Role.OTHER) if c.role is Role.ACKNOWLEDGE else c for c in controls)
    return controls


def _with_cross(
    controls: tuple[Control, ...], panel: Box | None, nodes: dict[int, Node], view: View
) -> tuple[Control, ...]:
    """A bare icon in an upper corner of the panel closes it, unless another control says that it does."""
    if panel is None or any(c.role is Role.CLOSE for c in controls):
        return controls
    bare = [c for c in controls if not c.label and not c.accessible_name and _in_corner(c.box, panel)]
    if len(bare) != 1 or not _drawn(view, nodes[bare[0].node]):
        return controls
    cross = replace(bare[0], role=Role.CLOSE, rule="icon-in-the-corner")
    return tuple(cross if c.node == cross.node else c for c in controls)


def _in_corner(box: Box, panel: Box) -> bool:
    x, y = box.centre
    near = abs(y - panel.y) <= CORNER and (abs(x - panel.x) <= CORNER or abs(panel.right - x) <= CORNER)
    return near and max(box.width, box.height) <= ICON_SIDE


def _drawn(view: View, node: Node) -> bool:
    return any(n.tag in {"SVG", "IMG", "CANVAS", "I", "SPAN"} or n.tag.startswith("::") for n in view.descendants(node))


def _tab_stops(view: View, scope: Node) -> dict[int, int]:
    """Where the keyboard stops in a layer, in the order of the document, counted from 1."""
    reached = [n for n in (scope, *view.descendants(scope)) if n.focusable and n.seen and not _kept_out(n)]
    return {n.index: stop for stop, n in enumerate(reached, start=1)}


def _kept_out(node: Node) -> bool:
    return node.attributes.get("tabindex", "").strip() == "-1"


def toggles_in(view: View, scope: Node) -> tuple[Toggle, ...]:
    """The check boxes, switches and radio buttons of a layer."""
    boxes = ((t, toggle_box(t, view)) for t in view.toggles if view.inside(t, scope))
    return tuple(_toggle(view, t, box) for t, box in boxes if box is not None)[:MAX_TOGGLES]


def toggle_box(toggle: Node, view: View) -> Box | None:
    """Where a toggle is clicked: its own box, or its label's, where libraries hide the input itself."""
    if toggle.hit and toggle.box:
        return toggle.box
    stand_ins = (n for n in _stand_ins(toggle, view) if n.seen)
    seen = (n.box for n in stand_ins if n.box and min(n.box.width, n.box.height) > LEAST_TARGET)
    beyond = toggle.box if beyond_the_edge(view, toggle) else None
    return next(seen, beyond)


def _stand_ins(toggle: Node, view: View) -> Iterable[Node]:
    wanted = toggle.attributes.get("id")
    if wanted:
        yield from view.labels_for(wanted)
    yield from (a for a in list(view.ancestors(toggle))[:3] if a.tag == "LABEL")
    siblings = [view.nodes[i] for i in view.nodes[toggle.parent].children] if toggle.parent >= 0 else []
    yield from (s for s in siblings if s.index != toggle.index and s.tag in {"LABEL", "SPAN", "DIV", "I"})


def _toggle(view: View, toggle: Node, box: Box) -> Toggle:
    words = _toggle_words(view, toggle)
    group = _group_words(view, toggle)
    about = _about(view, toggle)
    aria = toggle.attributes.get("aria-disabled") == "true" or "disabled" in toggle.attributes
    return Toggle(
        node=toggle.node_id,
        label=words[:200],
        group=group[:200],
        on=bool(toggle.checked),
        locked=aria or toggle.disabled or _called_necessary(words) or _called_necessary(group),
        box=box,
        radio=toggle.attributes.get("type", "").lower() == "radio" or toggle.role == "radio",
        about=about[:MAX_ABOUT],
        interest=says("interest", f"{words} {group}"),
    )


def _called_necessary(words: str) -> bool:
    return says("locked", words) and not has_concept(words, "optional")


def _toggle_words(view: View, toggle: Node) -> str:
    if toggle.name:
        return toggle.name
    words = (view.text(node) for node in _stand_ins(toggle, view))
    return next((w for w in words if w), "") or _group_words(view, toggle)


def _group_words(view: View, toggle: Node) -> str:
    """What a toggle is about: the name of a radio group, or the nearest text around it."""
    if toggle.attributes.get("name") and toggle.attributes.get("type", "").lower() == "radio":
        return toggle.attributes["name"]
    words = next((w for a in list(view.ancestors(toggle))[:ROW_LEVELS] if (w := view.text(a))), "")
    return words if len(words) < ROW_TEXT else ""


def _about(view: View, toggle: Node) -> str:
    """The text of the row around a switch, up to where the next switch begins."""
    about = ""
    for around in list(view.ancestors(toggle))[: ROW_LEVELS * 2]:
        if view.toggle_counts.get(around.index, 0) > 1:
            break
        about = view.text(around)
        if len(about) > MAX_ABOUT:
            break
    return about
