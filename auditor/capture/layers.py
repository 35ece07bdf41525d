"""Finding a layer of a consent banner in a view, by what is on the screen and not by names.

Each container of consent controls is scored: what its controls do, what its text speaks of, whether it lies over the
page. Weights and threshold are our choice, tuned on real consent libraries; a name that speaks of cookies helps a
little and is never needed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from auditor.capture.controls import controls_in, meaning_of, toggle_box, toggles_in
from auditor.capture.view import Node, View, location_of
from auditor.domain.box import Box
from auditor.domain.controls import AGREEING, REFUSING, Layer, Rival, Role
from auditor.measure.lexicon.languages import known_language, language_of
from auditor.measure.lexicon.texts import consent_words
from auditor.measure.prices import price_in

THRESHOLD = 5.5
OPENED_THRESHOLD = 4.0  # for what an action just opened, which is expected to be a dialog or a form
MODEST_LINKS, MODEST_TEXT = 2, 400  # of a landmark inside a dialog; our choice
LEAST_MESSAGE = 20  # characters beside the labels that make a message; our choice
LONG_TEXT = 3000  # characters; a text in the page that is longer is the page's own; our choice
OVERLAY_POSITIONS = frozenset({"fixed", "sticky"})
DIALOG_ROLES = frozenset({"dialog", "alertdialog"})
CONSENTING = AGREEING | REFUSING | {Role.SETTINGS, Role.SAVE, Role.CLOSE}
MAX_TEXT = 12_000  # characters; a container with more is a page, not a banner
PANEL_SHARE = 0.6  # of the viewport; a larger overlay is the backdrop of a panel
BODY_SHARE = 0.7  # of the text of a backdrop, in the box that is the banner; our choice
RIVAL_WORDS = 2.0  # what a second request must at least speak of consent; our choice
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
    parts = _parts(view, hint, opened=number > 1)
    ranked = _ranked(view, parts)
    if not ranked:
        return None
    score, container = ranked[0]
    scope = _scope(view, container)
    panel = _panel(view, _body(view, container, parts), scope)
    layer = _layer(view, container, scope, panel, number, parts.language, score)
    if number == 1:
        layer = replace(layer, rivals=_rivals(view, scope, ranked[1:], parts))
    return Found(layer, container, scope)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What may make up a layer; `opened` when an action just opened something."""

    consenting: list[tuple[Node, Role]]
    toggles: list[Node]
    language: str | None
    opened: bool


def _parts(view: View, hint: str | None, *, opened: bool) -> _Parts:
    language = known_language(hint) or known_language(view.language)
    labelled = [(n, meaning_of(view.label(n), n.name, language).role) for n in view.controls if n.hit]
    return _Parts(
        consenting=[(n, r) for n, r in labelled if r in CONSENTING],
        toggles=[t for t in view.toggles if toggle_box(t, view) is not None],
        language=language,
        opened=opened,
    )


def _ranked(view: View, parts: _Parts) -> list[tuple[float, Node]]:
    """Every container that scores high enough, best first; the innermost first among equals."""
    least = OPENED_THRESHOLD if parts.opened else THRESHOLD
    containers = _containers(view, [n for n, _ in parts.consenting], parts.toggles)
    scored = [(_score(view, c, parts), c) for c in containers]
    return sorted((row for row in scored if row[0] >= least), key=lambda row: -row[0])


def _containers(view: View, controls: Iterable[Node], toggles: Iterable[Node]) -> list[Node]:
    """Every element around a consent control or a toggle, innermost first, up to but without the page itself."""
    found: dict[int, Node] = {}
    for control in (*controls, *toggles):
        for ancestor in view.ancestors(control):
            if ancestor.index in found or _is_page(ancestor):
                break
            found[ancestor.index] = ancestor
    return sorted(found.values(), key=lambda n: -n.index)


def _is_page(node: Node) -> bool:
    return node.tag in {"BODY", "HTML", "#DOCUMENT"} and not node.in_frame


def _score(view: View, container: Node, parts: _Parts) -> float:
    roles = {role for node, role in parts.consenting if view.inside(node, container)}
    inside = [t for t in parts.toggles if view.inside(t, container)]
    text = view.text(container)
    if len(text) > MAX_TEXT or not (roles & (AGREEING | REFUSING) or inside or {Role.SETTINGS, Role.CLOSE} <= roles):
        return 0.0
    words = consent_words(text)
    # A form that an action opened needs no further words: switches that can be saved speak for themselves.
    form = bool(inside) and Role.SAVE in roles
    if words < 1 and not (parts.opened and form) and not _hinted(view, container):
        return 0.0
    overlay = is_overlay(view, container)
    score = min(words, 4.0) * 0.75
    score += 2.0 * bool(roles & AGREEING) + 2.0 * bool(roles & REFUSING) + 2.0 * form
    score += 1.0 * (Role.SETTINGS in roles) + 0.5 * (Role.SAVE in roles)
    score += 2.0 * overlay + 0.5 * bool(inside) + 1.0 * _hinted(view, container)
    # A row of buttons is not the banner: the text that they belong to is part of it.
    labels = sum(len(view.label(n)) for n, _ in parts.consenting if view.inside(n, container))
    score += 1.0 * (len(text) - labels >= LEAST_MESSAGE)
    if any(_entry(n) for n in view.descendants(container)):
        score -= 3.0
    if not overlay and (len(text) > LONG_TEXT or _holds_page(view, container)):
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
        if _is_page(ancestor):
            break
        if _holds_page(view, ancestor) or len(view.text(ancestor)) > words * 1.5 + 80:
            break
        scope = ancestor
    return scope


def _layer(
    view: View, container: Node, scope: Node, panel: Box | None, number: int, language: str | None, score: float
) -> Layer:
    text = view.text(scope)
    spoken = language_of(text, view.language or language)
    controls = controls_in(view, scope, panel, number, known_language(spoken))
    return Layer(
        present=True,
        location=location_of(container),
        box=panel,
        viewport=view.viewport,
        text=text[:MAX_TEXT],
        language=spoken,
        controls=controls,
        toggles=toggles_in(view, scope),
        score=score,
        price=price_in(text) if any(c.role is Role.PAY for c in controls) else None,
    )


def _rivals(view: View, scope: Node, others: list[tuple[float, Node]], parts: _Parts) -> tuple[Rival, ...]:
    """Further requests for consent that share nothing with the banner."""
    taken, found = [scope], []
    for _, container in others:
        if any(view.inside(container, t) or view.inside(t, container) for t in taken):
            continue
        taken.append(container)
        roles = {role: view.label(n) for n, role in parts.consenting if view.inside(n, container)}
        text = view.text(container)
        accept = next((roles[r] for r in (Role.ACCEPT, Role.ACKNOWLEDGE) if r in roles), None)
        if accept is not None and consent_words(text) >= RIVAL_WORDS:
            reject = next((roles[r] for r in (Role.REJECT, Role.NECESSARY) if r in roles), None)
            found.append(Rival(text[:500], accept[:200], reject and reject[:200], container.box))
    return tuple(found)


def _body(view: View, container: Node, parts: _Parts) -> Node:
    """What a visitor takes for the banner: in a backdrop over everything, the part with accepting and the text."""
    if container.box is None or container.box.clipped(view.viewport).area <= PANEL_SHARE * view.viewport.area:
        return container
    agreeing = next((n for n, role in parts.consenting if role in AGREEING and view.inside(n, container)), None)
    if agreeing is None:
        return container
    least = BODY_SHARE * len(view.text(container))
    around = (a for a in view.ancestors(agreeing) if a.box and a.painted and len(view.text(a)) >= least)
    return next(around, container)


def _panel(view: View, container: Node, scope: Node) -> Box | None:
    """The largest box between container and scope that is still a panel, cut to the viewport."""
    best = container.box
    for node in (container, *view.ancestors(container)):
        if node.box and node.box.clipped(view.viewport).area <= PANEL_SHARE * view.viewport.area:
            best = node.box if best is None or node.box.area > best.area else best
        if node.index == scope.index:
            break
    return best.clipped(view.viewport) if best else None
