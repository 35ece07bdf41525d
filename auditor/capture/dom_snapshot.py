"""Reading a DOM snapshot: structure, boxes, text and a few styles; frames and shadow roots become one tree."""

import re
from typing import Any

from auditor.capture.view import Node, View
from auditor.domain.box import Box
from auditor.domain.text import whole

STYLES = (
    "position",
    "visibility",
    "opacity",
    "cursor",
    "z-index",
    "overflow-y",
    "filter",
    "backdrop-filter",
    "background-color",
)
CLEAR = re.compile(r"^transparent$|^rgba\(.*, 0\)$|/ 0\)$")  # no colour at all, as the browser writes it
SEEN_OPACITY = 0.05  # below it nothing is seen; our choice


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
            node.painted = not CLEAR.search(values.get("background-color", "transparent"))
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
