"""Finding a layer of a consent banner in a view, by what is on the screen and not by names.

Each container of consent controls is scored: what its controls do, what its text speaks of, whether it lies over the
page. Weights and threshold are our choice, tuned on real consent libraries; a name that speaks of cookies helps a
little and is never needed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from auditor.capture.view import Node, View, location_of
from auditor.domain.box import Box
from auditor.domain.controls import AGREEING, REFUSING, Control, Layer, Role, Toggle
from auditor.measure.lexicon import consent_words, label_of, language_of, says

THRESHOLD = 4.5
OPENED_THRESHOLD = 3.0  # for what an action just opened, which is expected to be a dialog or a form
MODEST_LINKS, MODEST_TEXT = 2, 400  # of a landmark inside a dialog; our choice
OVERLAY_POSITIONS = frozenset({"fixed", "sticky"})
DIALOG_ROLES = frozenset({"dialog", "alertdialog"})
CONSENTING = AGREEING | REFUSING | {Role.SETTINGS, Role.SAVE, Role.CLOSE}
MAX_TEXT = 12_000  # characters; a container with more is a page, not a banner
PANEL_SHARE = 0.6  # of the viewport; a larger overlay is the backdrop of a panel
MAX_TOGGLES = 80  # of one layer; our choice
_HINT = re.compile(r"cookie|consent|gdpr|privacy|datenschutz|cmp\b|ccpa", re.IGNORECASE)
_ENTRY = frozenset({"email", "password", "search", "tel"})


@dataclass(frozen=True, slots=True)
class Found:
    """A layer and the node that holds it."""

    layer: Layer
    container: Node
    scope: Node


def find_layer(view: View, *, number: int = 1, hint: str | None = None) -> Found | None:
    """The best scoring layer in view, or None; `number` is 1 for a first layer, 2 for what an action opened."""
    language = hint or view.language or None
    labelled = [(n, label_of(view.label(n), language).role) for n in view.controls if n.hit]
    parts = _Parts(
        consenting=[(n, r) for n, r in labelled if r in CONSENTING],
        toggles=[t for t in view.toggles if _toggle_box(t, view) is not None],
        language=language,
        opened=number > 1,
    )
    best: tuple[float, Node] | None = None
    for container in _containers(view, [n for n, _ in parts.consenting], parts.toggles):
        score = _score(view, container, parts)
        if score >= (OPENED_THRESHOLD if parts.opened else THRESHOLD) and (best is None or score > best[0]):
            best = score, container
    if best is None:
        return None
    scope = _scope(view, best[1])
    return Found(_layer(view, best[1], scope, number, language, best[0]), best[1], scope)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What may make up a layer; `opened` when an action just opened something."""

    consenting: list[tuple[Node, Role]]
    toggles: list[Node]
    language: str | None
    opened: bool


def _containers(view: View, controls: Iterable[Node], toggles: Iterable[Node]) -> list[Node]:
    """Every element around a consent control or a toggle, innermost first, up to but without the page itself."""
    found: dict[int, Node] = {}
    for control in (*controls, *toggles):
        for ancestor in view.ancestors(control):
            if ancestor.tag in {"BODY", "HTML", "#DOCUMENT"} and not ancestor.in_frame:
                break
            found[ancestor.index] = ancestor
    return sorted(found.values(), key=lambda n: -n.index)


def _score(view: View, container: Node, parts: _Parts) -> float:
    roles = {role for node, role in parts.consenting if view.inside(node, container)}
    inside = [t for t in parts.toggles if view.inside(t, container)]
    text = view.text(container)
    if len(text) > MAX_TEXT or not (roles & (AGREEING | REFUSING) or inside or {Role.SETTINGS, Role.CLOSE} <= roles):
        return 0.0
    words = consent_words(text, parts.language)
    # A form that an action opened needs no further words: switches that can be saved speak for themselves.
    form = bool(inside) and Role.SAVE in roles
    if words < 1 and not (parts.opened and form) and not _hinted(view, container):
        return 0.0
    overlay = is_overlay(view, container)
    score = min(words, 4.0) * 0.75
    score += 2.0 * bool(roles & AGREEING) + 2.0 * bool(roles & REFUSING) + 2.0 * form
    score += 1.0 * (Role.SETTINGS in roles) + 0.5 * (Role.SAVE in roles)
    score += 2.0 * overlay + 0.5 * bool(inside) + 1.0 * _hinted(view, container)
    if any(_entry(n) for n in view.descendants(container)):
        score -= 3.0
    if not overlay and (len(text) > 3000 or _holds_page(view, container)):  # noqa: PLR2004
        score -= 3.0
    return score


def _hinted(view: View, container: Node) -> bool:
    nodes = (container, *list(view.ancestors(container))[:3])
    return any(_HINT.search(f"{n.attributes.get('id', '')} {n.attributes.get('class', '')} {n.name}") for n in nodes)


def _entry(node: Node) -> bool:
    return node.tag == "INPUT" and node.attributes.get("type", "").lower() in _ENTRY and node.box is not None


def _holds_page(view: View, container: Node) -> bool:
    """Whether a landmark of the page stands inside; dialogs have small landmarks of their own."""
    for node in (container, *view.descendants(container)):
        if node.tag in {"MAIN", "HEADER", "FOOTER", "NAV"} and node.box:
            links = sum(1 for d in view.descendants(node) if d.tag == "A" and d.attributes.get("href"))
            if links > MODEST_LINKS or len(view.text(node)) > MODEST_TEXT:
                return True
    return False


def is_overlay(view: View, node: Node) -> bool:
    """Whether the node, or something around it, lies over the page."""
    for n in (node, *view.ancestors(node)):
        if n.tag in {"BODY", "HTML"} and not n.in_frame:
            return False
        if n.position in OVERLAY_POSITIONS or n.tag == "DIALOG" or n.attributes.get("role") in DIALOG_ROLES:
            return True
        if n.attributes.get("aria-modal") == "true" or "popover" in n.attributes:
            return True
        if n.position == "absolute" and n.z_index.isdigit() and int(n.z_index) > 0:
            return True
    return False


def _scope(view: View, container: Node) -> Node:
    """The outermost element that still holds nothing but the banner: its cross may stand outside the text's box."""
    scope, words = container, len(view.text(container))
    for ancestor in view.ancestors(container):
        if ancestor.tag in {"BODY", "HTML", "#DOCUMENT"} and not ancestor.in_frame:
            break
        if _holds_page(view, ancestor) or len(view.text(ancestor)) > words * 1.5 + 80:
            break
        scope = ancestor
    return scope


def _layer(view: View, container: Node, scope: Node, number: int, language: str | None, score: float) -> Layer:
    text = view.text(scope)
    spoken = language_of(text, view.language or language)
    controls = tuple(_control(view, n, number, spoken) for n in view.controls if n.hit and view.inside(n, scope))
    toggles = tuple(
        _toggle(view, t, box) for t in view.toggles if view.inside(t, scope) and (box := _toggle_box(t, view))
    )
    return Layer(
        present=True,
        location=location_of(container),
        box=_panel(view, container, scope),
        viewport=view.viewport,
        text=text[:4000],
        language=spoken,
        controls=_plausible(controls),
        toggles=toggles[:MAX_TOGGLES],
        score=score,
    )


def _plausible(controls: tuple[Control, ...]) -> tuple[Control, ...]:
    """With a plain accept beside it, "OK" or "continue" is no second way to agree."""
    if any(c.role is Role.ACCEPT for c in controls):
        return tuple(replace(c, role=Role.OTHER) if c.role is Role.ACKNOWLEDGE else c for c in controls)
    return controls


def _control(view: View, node: Node, number: int, language: str | None) -> Control:
    words = view.label(node)
    meaning = label_of(words, language)
    if meaning.role in {Role.UNKNOWN, Role.OTHER} and node.name and node.name != words:
        meaning = label_of(node.name, language)
    assert node.box is not None  # noqa: S101 - it was hit
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
    )


def _panel(view: View, container: Node, scope: Node) -> Box | None:
    """The largest box between container and scope that is still a panel, cut to the viewport."""
    best = container.box
    for node in (container, *view.ancestors(container)):
        if node.box and node.box.clipped(view.viewport).area <= PANEL_SHARE * view.viewport.area:
            best = node.box if best is None or node.box.area > best.area else best
        if node.index == scope.index:
            break
    return best.clipped(view.viewport) if best else None


def _toggle_box(toggle: Node, view: View) -> Box | None:
    """Where a toggle is clicked: its own box, or its label's, where libraries hide the input itself."""
    if toggle.hit and toggle.box:
        return toggle.box
    for node in _stand_ins(toggle, view):
        if node.box and node.seen and min(node.box.width, node.box.height) > 3:  # noqa: PLR2004
            return node.box
    return None


def _stand_ins(toggle: Node, view: View) -> list[Node]:
    wanted = toggle.attributes.get("id")
    labels = [n for n in view.nodes if n.tag == "LABEL" and wanted and n.attributes.get("for") == wanted]
    around = [a for a in list(view.ancestors(toggle))[:3] if a.tag == "LABEL"]
    siblings = [view.nodes[i] for i in view.nodes[toggle.parent].children] if toggle.parent >= 0 else []
    return [
        *labels,
        *around,
        *(s for s in siblings if s.index != toggle.index and s.tag in {"LABEL", "SPAN", "DIV", "I"}),
    ]


def _toggle(view: View, toggle: Node, box: Box) -> Toggle:
    words = _toggle_words(view, toggle)
    group = _group_words(view, toggle)
    aria = toggle.attributes.get("aria-disabled") == "true" or "disabled" in toggle.attributes
    return Toggle(
        node=toggle.node_id,
        label=words[:200],
        group=group[:200],
        on=bool(toggle.checked),
        locked=aria or toggle.disabled or says("locked", words) or says("locked", group),
        box=box,
        radio=toggle.attributes.get("type", "").lower() == "radio" or toggle.role == "radio",
    )


def _toggle_words(view: View, toggle: Node) -> str:
    if toggle.name:
        return toggle.name
    for node in _stand_ins(toggle, view):
        if words := view.text(node):
            return words
    return _group_words(view, toggle)


def _group_words(view: View, toggle: Node) -> str:
    """What a toggle is about: the name of a radio group, or the nearest text around it."""
    if toggle.attributes.get("name") and toggle.attributes.get("type", "").lower() == "radio":
        return toggle.attributes["name"]
    for ancestor in list(view.ancestors(toggle))[:4]:
        words = view.text(ancestor)
        if words:
            return words if len(words) < 300 else ""  # noqa: PLR2004 - a paragraph names nothing
    return ""


def blocks_page(view: View, found: Found, reached: Iterable[Node | None]) -> bool:
    """Whether the nodes reached at points of the page belong to the banner or to a full-page cover.

    Four of five points covered count as blocked; our choice.
    """
    covered = 0
    for node in reached:
        if node is None:
            continue
        over = view.inside(node, found.scope) or any(_cover(n, view) for n in (node, *view.ancestors(node)))
        covered += over
    return covered >= 4  # noqa: PLR2004


def _cover(node: Node, view: View) -> bool:
    if node.position not in {"fixed", "absolute"} or node.box is None:
        return False
    return node.box.clipped(view.viewport).area >= 0.9 * view.viewport.area
