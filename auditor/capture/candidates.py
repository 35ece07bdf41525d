"""Controls that might lead back to one's choice: what they say, and where they stand (CATALOGUE 4.1)."""

import re

from auditor.capture.view import Node, View
from auditor.domain.choices import Mechanism
from auditor.domain.controls import Role
from auditor.measure.lexicon.labels import label_of, reopening
from auditor.measure.lexicon.languages import known_language

ICON_SIDE = 120.0  # CSS pixels, CATALOGUE 4.1
LEAST_SCORE = 0.35  # words, or an icon that is named after cookies or privacy; our choice
NAMED = re.compile(r"cookie|consent|privacy|cmp\b|gdpr", re.IGNORECASE)


def candidates(view: View) -> list[tuple[float, Mechanism, Node, str]]:
    """Controls that might lead back, best first: words up to 0.5, place up to 0.2 (CATALOGUE 4.1)."""
    found = []
    for node in view.controls:
        label = view.label(node)
        words = reopening(label)
        mechanism = _place(view, node)
        if mechanism is Mechanism.FLOATING_ICON and not words and _named_icon(view, node):
            words = 0.4
        if words >= LEAST_SCORE and label_of(label, known_language(view.language)).role is not Role.POLICY:
            place = 0.1 if mechanism is Mechanism.PAGE_LINK else 0.2
            found.append((words + place, mechanism, node, label or node.attributes.get("class", "icon")))
    return sorted(found, key=lambda row: -row[0])


def _place(view: View, node: Node) -> Mechanism:
    chain = (node, *view.ancestors(node))
    small = node.box is not None and max(node.box.width, node.box.height) <= ICON_SIDE
    if small and any(n.position in {"fixed", "sticky"} for n in chain):
        return Mechanism.FLOATING_ICON
    tags = {n.tag for n in chain} | {n.attributes.get("role", "") for n in chain}
    if "FOOTER" in tags or "contentinfo" in tags:
        return Mechanism.FOOTER_LINK
    if tags & {"HEADER", "NAV", "banner", "navigation"}:
        return Mechanism.HEADER_LINK
    low = node.box is not None and node.box.y + view.scroll[1] > 0.8 * view.height > view.viewport.height
    return Mechanism.FOOTER_LINK if low else Mechanism.PAGE_LINK


def _named_icon(view: View, node: Node) -> bool:
    below = (node, *view.descendants(node))
    names = (f"{n.attributes.get(k, '')}" for n in below for k in ("id", "class", "aria-label", "title", "alt", "src"))
    return any(NAMED.search(name) for name in names) or bool(NAMED.search(node.name))
