"""How a banner lies over the page: how much of it can no longer be reached, whether it is blurred or held still."""

from auditor.capture.layers import Found
from auditor.capture.observe import node_at
from auditor.capture.session import Session
from auditor.capture.view import Node, View
from auditor.domain.controls import Cover

COLUMNS, ROWS = 6, 5  # points at which the page is touched; our choice
WHOLE = 0.9  # of the viewport; what is larger covers everything; our choice
BLOCKED = 0.8  # of the points; our choice
LARGE = 0.3  # of the viewport; a blurred area of this size is content; our choice


async def cover_of(session: Session, view: View, found: Found) -> Cover:
    """What a visitor can still reach beside the banner; scrolling is tried later, when nothing can be spoilt by it."""
    width, height = view.viewport.width, view.viewport.height
    points = [((c + 0.5) * width / COLUMNS, (r + 0.5) * height / ROWS) for c in range(COLUMNS) for r in range(ROWS)]
    reached = [await node_at(session.cdp, view, x, y) for x, y in points]
    over = sum(1 for node in reached if node is not None and _belongs(view, found, node))
    return Cover(round(over / len(points), 2), None, _blurred(view, found))


def blocks_page(cover: Cover) -> bool:
    """Whether next to nothing of the page can be reached."""
    return cover.share >= BLOCKED


def _belongs(view: View, found: Found, node: Node) -> bool:
    """Whether a node is the banner's or lies over the whole page."""
    return view.inside(node, found.scope) or any(_covers(n, view) for n in (node, *view.ancestors(node)))


def _covers(node: Node, view: View) -> bool:
    if node.position not in {"fixed", "absolute"} or node.box is None:
        return False
    return node.box.clipped(view.viewport).area >= WHOLE * view.viewport.area


def _blurred(view: View, found: Found) -> bool:
    for node in view.nodes:
        large = (
            node.blurs and node.box is not None and node.box.clipped(view.viewport).area > LARGE * view.viewport.area
        )
        if large and node.seen and not view.inside(node, found.container):
            return True
    return False
