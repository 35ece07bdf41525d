"""What is on the screen: one flat tree of all frames and shadow roots, closed ones included.

The DOM snapshot gives structure, boxes and text; the accessibility tree gives roles, names and states; a hit test
tells whether a visitor could click.
"""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from playwright.async_api import CDPSession, Page

from auditor.capture.errors import PlaywrightError
from auditor.domain.box import Box
from auditor.domain.controls import Location
from auditor.domain.text import whole

STYLES = ("position", "visibility", "opacity", "cursor", "z-index", "overflow-y", "filter", "backdrop-filter")
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
SEEN_OPACITY = 0.05  # below it nothing is seen; our choice
MAX_HIT_TESTS = 250  # for one look; our choice
HIT_POINTS = ((0.5, 0.5), (0.25, 0.5), (0.75, 0.5), (0.5, 0.25), (0.5, 0.75))


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


async def observe(page: Page, cdp: CDPSession, *, hit_tests: bool = True) -> View:
    """Look at the page now; with `hit_tests`, `hit` holds a point where each control in view can be clicked."""
    snapshot = await cdp.send(
        "DOMSnapshot.captureSnapshot",
        {"computedStyles": list(STYLES), "includeDOMRects": True, "includePaintOrder": True},
    )
    size = page.viewport_size
    view = read_snapshot(snapshot, (size["width"], size["height"]) if size else (0, 0))
    await _name(page, cdp, view)
    if hit_tests:
        await cdp.send("DOM.getDocument", {"depth": 0})
        wanted = [n for n in (*view.controls, *view.toggles) if _in_view(n, view)]
        for node in wanted[:MAX_HIT_TESTS]:
            node.hit = await hit(cdp, view, node)
    return view


def _in_view(node: Node, view: View) -> bool:
    return node.box is not None and node.box.clipped(view.viewport).area > 0


def read_snapshot(snapshot: dict[str, Any], size: tuple[int, int]) -> View:
    """The tree of a DOM snapshot."""
    reader = _Reader(snapshot)
    reader.read(0, parent=-1, origin=(0.0, 0.0), in_frame=False, seen=True)
    main = snapshot["documents"][0]
    scroll = float(main.get("scrollOffsetX", 0)), float(main.get("scrollOffsetY", 0))
    viewport = Box(0, 0, *size)
    # The document type is a node called "html" as well, without attributes.
    named = (
        n.attributes["lang"] for n in reader.nodes if n.tag == "HTML" and "lang" in n.attributes and not n.in_frame
    )
    language = next(named, "")
    view = View(reader.nodes, viewport, scroll, float(main.get("contentHeight", viewport.height)), language)
    view.by_id = {n.node_id: n.index for n in view.nodes}
    return view


class _Reader:
    """Flattens the documents of a snapshot into one list of nodes."""

    def __init__(self, snapshot: dict[str, Any]) -> None:
        self.documents = snapshot["documents"]
        self.strings = [whole(s) for s in snapshot["strings"]]
        self.nodes: list[Node] = []

    def read(self, number: int, *, parent: int, origin: tuple[float, float], in_frame: bool, seen: bool) -> None:
        """Add one document below its frame's node; `origin` is its top left corner in the viewport."""
        document = self.documents[number]
        scroll = document.get("scrollOffsetX", 0), document.get("scrollOffsetY", 0)
        offset = origin[0] - scroll[0], origin[1] - scroll[1]
        raw, layout = document["nodes"], _Layout(document["layout"], self.strings)
        shadow = dict(zip(raw["shadowRootType"]["index"], raw["shadowRootType"]["value"], strict=True))
        checked, click = set(raw["inputChecked"]["index"]), set(raw["isClickable"]["index"])
        frames = dict(zip(raw["contentDocumentIndex"]["index"], raw["contentDocumentIndex"]["value"], strict=True))
        local: dict[int, int] = {}
        for i, node_id in enumerate(raw["backendNodeId"]):
            above = raw["parentIndex"][i]
            parent_index = local[above] if above >= 0 else parent
            node = self._node(raw, i, node_id, parent_index)
            node.in_frame = in_frame
            if parent_index >= 0:
                holder = self.nodes[parent_index]
                holder.children.append(node.index)
                node.in_shadow = holder.in_shadow or i in shadow
            layout.apply(i, node, offset, seen=seen, parent=self.nodes[parent_index] if above >= 0 else None)
            node.clickable, node.checked = i in click, True if i in checked else None
            local[i] = node.index
            if i in frames and node.box is not None:
                left, top = layout.client_offset(i)
                inner = node.box.x + left, node.box.y + top
                self.read(frames[i], parent=node.index, origin=inner, in_frame=True, seen=node.seen)

    def _node(self, raw: dict[str, Any], i: int, node_id: int, parent: int) -> Node:
        flat = [self.strings[s] for s in raw["attributes"][i]]
        attributes = dict(zip((k.lower() for k in flat[::2]), flat[1::2], strict=True))
        node = Node(len(self.nodes), parent, node_id, self.strings[raw["nodeName"][i]].upper(), attributes)
        self.nodes.append(node)
        return node


class _Layout:
    """The layout rows of one document, by node."""

    def __init__(self, layout: dict[str, Any], strings: list[str]) -> None:
        self.layout, self.strings = layout, strings
        self.rows: dict[int, list[int]] = {}
        for row, node in enumerate(layout["nodeIndex"]):
            self.rows.setdefault(node, []).append(row)

    def apply(self, i: int, node: Node, offset: tuple[float, float], *, seen: bool, parent: Node | None) -> None:
        """Give a node its box, text and styles; `seen` tells whether the frame around it is."""
        node.seen = parent.seen if parent else seen
        node.faded = parent.faded if parent else not seen
        if i not in self.rows:
            return
        boxes = [
            Box(b[0] + offset[0], b[1] + offset[1], b[2], b[3]) for r in self.rows[i] if (b := self.layout["bounds"][r])
        ]
        node.box = boxes[0] if boxes else None
        for box in boxes[1:]:
            node.box = node.box.joined(box) if node.box else box
        row = self.rows[i][0]
        styles = self.layout["styles"][row]
        if styles:
            values = dict(zip(STYLES, (self.strings[s] if s >= 0 else "" for s in styles), strict=False))
            node.position, node.z_index = values.get("position", "static"), values.get("z-index", "auto")
            node.pointer = values.get("cursor") == "pointer"
            node.scrolls = values.get("overflow-y") in {"auto", "scroll", "overlay"}
            node.blurs = "blur(" in values.get("filter", "") or "blur(" in values.get("backdrop-filter", "")
            # The computed visibility already holds what ancestors say; opacity multiplies down the tree.
            node.faded = node.faded or not _opaque(values.get("opacity", "1"))
            node.seen = values.get("visibility", "visible") == "visible" and not node.faded
        elif parent is not None:
            node.pointer = parent.pointer
        text = self.layout["text"][row]
        node.text = (
            " ".join(self.strings[self.layout["text"][r]] for r in self.rows[i] if self.layout["text"][r] >= 0)
            if text >= 0
            else ""
        )

    def client_offset(self, i: int) -> tuple[float, float]:
        """Where a frame's content begins inside its box: border and, where told, padding."""
        rects = self.layout.get("clientRects")
        rect = rects[self.rows[i][0]] if rects and i in self.rows else None
        return (float(rect[0]), float(rect[1])) if rect else (0.0, 0.0)


def _opaque(value: str) -> bool:
    try:
        return float(value) > SEEN_OPACITY
    except ValueError:
        return True


async def _name(page: Page, cdp: CDPSession, view: View) -> None:
    """Add roles, names and states from the accessibility tree of every frame."""
    for raw in await accessibility(page, cdp):
        index = view.by_id.get(raw.get("backendDOMNodeId", -1))
        if index is None or raw.get("ignored"):
            continue
        node = view.nodes[index]
        node.role = str(raw.get("role", {}).get("value", ""))
        node.name = " ".join(whole(str(raw.get("name", {}).get("value", ""))).split())
        for entry in raw.get("properties", ()):
            value = entry.get("value", {}).get("value")
            if entry["name"] in {"checked", "pressed"}:
                node.checked = value in {True, "true", "mixed"}
            elif entry["name"] == "disabled":
                node.disabled = bool(value)
            elif entry["name"] == "focusable":
                node.focusable = bool(value)


async def accessibility(page: Page, cdp: CDPSession) -> list[dict[str, Any]]:
    """The accessibility tree of the page and of the frames in its process."""
    rows: list[dict[str, Any]] = (await cdp.send("Accessibility.getFullAXTree"))["nodes"]
    tree = (await cdp.send("Page.getFrameTree"))["frameTree"] if len(page.frames) > 1 else {}
    for frame_id in _frame_ids(tree.get("childFrames", ())):
        try:
            rows += (await cdp.send("Accessibility.getFullAXTree", {"frameId": frame_id}))["nodes"]
        except PlaywrightError:  # the frame went away in between
            continue
    return rows


def _frame_ids(children: Iterable[dict[str, Any]]) -> Iterator[str]:
    for child in children:
        yield child["frame"]["id"]
        yield from _frame_ids(child.get("childFrames", ()))


async def hit(cdp: CDPSession, view: View, node: Node) -> tuple[float, float] | None:
    """A point in the viewport at which a click reaches the node, or None."""
    if node.box is None:
        return None
    box = node.box.clipped(view.viewport)
    for fx, fy in HIT_POINTS:
        x, y = box.x + box.width * fx, box.y + box.height * fy
        reached = await node_at(cdp, view, x, y)
        if reached is not None and view.inside(reached, node):
            return x, y
    return None


async def node_at(cdp: CDPSession, view: View, x: float, y: float) -> Node | None:
    """The topmost node at a point of the viewport."""
    point = {"x": int(x + view.scroll[0]), "y": int(y + view.scroll[1]), "includeUserAgentShadowDOM": False}
    try:
        async with asyncio.timeout(2):
            answer = await cdp.send("DOM.getNodeForLocation", point)
    except (PlaywrightError, TimeoutError):
        return None
    index = view.by_id.get(answer["backendNodeId"])
    return view.nodes[index] if index is not None else None


def location_of(node: Node) -> Location:
    """Where in the page a node lives."""
    if node.in_frame:
        return Location.IFRAME
    return Location.SHADOW_DOM if node.in_shadow else Location.DOCUMENT
