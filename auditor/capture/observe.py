"""Looking at the page.

The DOM snapshot gives structure, boxes and text; the accessibility tree gives roles, names and states; a hit test
tells whether a visitor could click.
"""

import asyncio
from collections.abc import Iterable, Iterator
from typing import Any

from playwright.async_api import CDPSession, Page

from auditor.capture.dom_snapshot import STYLES, read_snapshot
from auditor.capture.errors import PlaywrightError
from auditor.capture.view import Node, View
from auditor.domain.text import whole

MAX_HIT_TESTS = 250  # for one look; our choice
HIT_POINTS = ((0.5, 0.5), (0.25, 0.5), (0.75, 0.5), (0.5, 0.25), (0.5, 0.75))


async def observe(page: Page, cdp: CDPSession, *, hit_tests: bool = True) -> View:
    """Look at the page now; with `hit_tests`, `hit` holds a point where each control in view can be clicked."""
    snapshot = await cdp.send(
        "DOMSnapshot.captureSnapshot",
        {"computedStyles": list(STYLES), "includeDOMRects": True, "includePaintOrder": True},
    )
    view = read_snapshot(snapshot, await _viewport(page, cdp))
    await _name(page, cdp, view)
    if hit_tests:
        await cdp.send("DOM.getDocument", {"depth": 0})
        wanted = [n for n in (*view.controls, *view.toggles) if _in_view(n, view)]
        for node in wanted[:MAX_HIT_TESTS]:
            node.hit = await hit(cdp, view, node)
    return view


async def _viewport(page: Page, cdp: CDPSession) -> tuple[int, int]:
    """The part of the page that is laid out on the screen: on phones a page may be wider than the screen."""
    size = page.viewport_size or {"width": 0, "height": 0}
    laid_out = (await cdp.send("Page.getLayoutMetrics"))["cssLayoutViewport"]
    return max(size["width"], laid_out["clientWidth"]), max(size["height"], laid_out["clientHeight"])


def _in_view(node: Node, view: View) -> bool:
    return node.box is not None and node.box.clipped(view.viewport).area > 0


async def _name(page: Page, cdp: CDPSession, view: View) -> None:
    """Add roles, names and states from the accessibility tree of every frame."""
    for raw in await accessibility(page, cdp):
        index = view.by_id.get(raw.get("backendDOMNodeId", -1))
        if index is None:
            continue
        node = view.nodes[index]
        node.focusable = False  # the tree names this property only where it holds
        if raw.get("ignored"):
            continue
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
