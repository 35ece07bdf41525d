"""What is on the screen: one flat tree of all frames and shadow roots, closed ones included."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from auditor.domain.box import Box
from auditor.domain.controls import Location

INTERACTIVE_ROLES = frozenset(
    {
        "button",
        "link",
        "checkbox",
        "switch",
        "radio",
        "menuitem",
        "tab",
        "menuitemcheckbox",
        "menuitemradio",
        "DisclosureTriangle",
    }
)
TOGGLE_ROLES = frozenset({"checkbox", "switch", "radio", "menuitemcheckbox", "menuitemradio"})
INTERACTIVE_TAGS = frozenset({"BUTTON", "SUMMARY"})
ENTRY_TAGS = frozenset({"A", "BUTTON", "INPUT", "SELECT", "TEXTAREA"})
ICON_SIDE = 64.0  # CSS pixels, the largest icon that counts as one; our choice
BUTTON_INPUTS = frozenset({"button", "submit", "image", "reset"})
MAX_LABEL = 120  # characters; a longer clickable text is a card or an area, not a control; our choice
LEAST_SIDE = 3.0  # CSS pixels; our choice


@dataclass(slots=True)
class Node:
    """One node of the page; `box` is in the viewport, in CSS pixels."""

    index: int
    parent: int
    node_id: int
    tag: str
    attributes: dict[str, str]
    text: str = ""
    box: Box | None = None
    position: str = "static"
    seen: bool = True
    faded: bool = False
    pointer: bool = False
    z_index: str = "auto"
    clickable: bool = False
    in_frame: bool = False
    in_shadow: bool = False
    role: str = ""
    name: str = ""
    checked: bool | None = None
    disabled: bool = False
    focusable: bool | None = None
    scrolls: bool = False
    blurs: bool = False
    painted: bool = False
    children: list[int] = field(default_factory=list)
    hit: tuple[float, float] | None = None


@dataclass
class View:
    """The whole page at one moment."""

    nodes: list[Node]
    viewport: Box
    scroll: tuple[float, float]
    height: float
    language: str
    by_id: dict[int, int] = field(default_factory=dict)

    def ancestors(self, node: Node) -> Iterator[Node]:
        """The node's parent, its parent, and so on, through shadow roots and frames."""
        index = node.parent
        while index >= 0:
            node = self.nodes[index]
            yield node
            index = node.parent

    @cached_property
    def _last(self) -> list[int]:
        """The last node of each node's subtree: a snapshot lists the nodes depth first, so that a subtree is a run."""
        last = list(range(len(self.nodes)))
        for node in reversed(self.nodes):
            if node.parent >= 0:
                last[node.parent] = max(last[node.parent], last[node.index])
        return last

    def inside(self, node: Node, container: Node) -> bool:
        """Whether a node is the container or stands in it."""
        return container.index <= node.index <= self._last[container.index]

    @cached_property
    def toggle_counts(self) -> dict[int, int]:
        """How many toggles stand in each element that holds one."""
        counts: dict[int, int] = {}
        for toggle in self.toggles:
            for around in self.ancestors(toggle):
                counts[around.index] = counts.get(around.index, 0) + 1
        return counts

    def descendants(self, node: Node) -> Iterator[Node]:
        """Everything below a node, in document order."""
        stack = list(reversed(node.children))
        while stack:
            child = self.nodes[stack.pop()]
            yield child
            stack.extend(reversed(child.children))

    def text(self, node: Node) -> str:
        """The visible words in and below a node, one space between them."""
        parts = [n.text for n in (node, *self.descendants(node)) if n.text and n.seen]
        return " ".join(" ".join(parts).split())

    def label(self, node: Node) -> str:
        """The words a visitor sees on a control, or else what it is called."""
        return (self.text(node) or node.attributes.get("value", "") or node.name).strip()

    @cached_property
    def controls(self) -> list[Node]:
        """Everything clickable that could be seen, outermost first where controls are nested."""
        found: list[Node] = []
        taken: set[int] = set()
        for node in self.nodes:
            if not node.seen or node.box is None or min(node.box.width, node.box.height) < LEAST_SIDE:
                continue
            if _toggles(node) or not _interactive(node, self) or any(a.index in taken for a in self.ancestors(node)):
                continue
            if len(self.label(node)) <= MAX_LABEL:
                found.append(node)
                taken.add(node.index)
        return found

    @cached_property
    def _labels(self) -> dict[str, list[Node]]:
        found: dict[str, list[Node]] = {}
        for node in self.nodes:
            if node.tag == "LABEL" and node.attributes.get("for"):
                found.setdefault(node.attributes["for"], []).append(node)
        return found

    def labels_for(self, identifier: str) -> list[Node]:
        """The labels that belong to the input with that id."""
        return self._labels.get(identifier, [])

    @cached_property
    def toggles(self) -> list[Node]:
        """Check boxes, switches and radio buttons, whether or not their own box is seen."""
        return [n for n in self.nodes if _toggles(n)]


def _toggles(node: Node) -> bool:
    if node.tag == "INPUT":
        return node.attributes.get("type", "").lower() in {"checkbox", "radio"}
    return node.role in TOGGLE_ROLES or node.attributes.get("role", "") in TOGGLE_ROLES


def _interactive(node: Node, view: View) -> bool:
    if node.tag in INTERACTIVE_TAGS:
        return True
    if node.role in INTERACTIVE_ROLES or "onclick" in node.attributes:
        # Libraries make whole overlays a "button": what holds real controls is none itself.
        return node.tag == "A" or not any(d.tag in {"BUTTON", "INPUT"} and d.seen for d in view.descendants(node))
    if node.tag == "A" and ("href" in node.attributes or node.clickable or node.pointer):
        return True
    if node.tag == "INPUT":
        return node.attributes.get("type", "").lower() in BUTTON_INPUTS
    return (node.clickable or _pointer_begins(node, view)) and _plain(node, view)


def _pointer_begins(node: Node, view: View) -> bool:
    """The cursor turns into a hand here and not above."""
    return node.pointer and node.parent >= 0 and not view.nodes[node.parent].pointer


def _plain(node: Node, view: View) -> bool:
    """A short text without further controls: scripts listen on whole areas, too, and those are no controls."""
    below = list(view.descendants(node))
    if node.tag in {"BODY", "HTML", "LABEL"} or any(d.tag in ENTRY_TAGS or d.clickable for d in below):
        return False
    return 0 < len(view.label(node)) <= MAX_LABEL or _pictured(node, below)


def _pictured(node: Node, below: list[Node]) -> bool:
    """A small picture without any words, such as a cross that is drawn."""
    small = node.box is not None and max(node.box.width, node.box.height) <= ICON_SIDE
    return small and any(n.tag in {"SVG", "IMG", "CANVAS"} for n in (node, *below))


def beyond_the_edge(view: View, node: Node) -> bool:
    """Whether a visitor sees the node only after scrolling the page or an area of it."""
    box = node.box
    if box is None or not node.seen or node.hit is not None:
        return False
    fixed = False
    for around in view.ancestors(node):
        fixed = fixed or around.position == "fixed"
        if around.scrolls and around.box is not None and around.box.clipped(view.viewport).area > 0:
            return box.clipped(around.box).area < box.area
    outside = box.clipped(view.viewport).area == 0
    return outside and not fixed and 0 <= box.x < view.viewport.width and 0 <= box.y + view.scroll[1] < view.height


def location_of(node: Node) -> Location:
    """Where in the page a node lives."""
    if node.in_frame:
        return Location.IFRAME
    return Location.SHADOW_DOM if node.in_shadow else Location.DOCUMENT
