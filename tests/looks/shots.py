"""Taking the pictures of a drawn page, as an audit takes them."""

from dataclasses import dataclass
from typing import Any

from playwright.async_api import CDPSession, Page

from auditor.capture.pictures import removal_pictures
from auditor.domain.artifacts import Missing, RemovalPictures
from auditor.domain.box import Box
from auditor.domain.controls import Control, Role


@dataclass
class Screen:
    """A page and the way to ask its browser."""

    page: Page
    cdp: CDPSession


async def shots(page: Page, labels: tuple[str, str], scale: float, off: float = 0.0) -> RemovalPictures | Missing:
    """The pictures of the controls `#a` and `#r`, wherever they live; with `off` their boxes are wrong by so much."""
    screen = Screen(page, await page.context.new_cdp_session(page))
    try:
        root = (await screen.cdp.send("DOM.getDocument", {"depth": -1, "pierce": True}))["root"]
        nodes = {name: node for node in _walk(root) if (name := _id(node)) in {"a", "r"}}
        accept = await _control(screen, nodes["a"], Role.ACCEPT, labels[0], off)
        reject = await _control(screen, nodes["r"], Role.REJECT, labels[1], -off)
        return await removal_pictures(screen, (accept, reject), scale)
    finally:
        await screen.cdp.detach()


def _walk(node: dict[str, Any]) -> list[dict[str, Any]]:
    found = [node]
    for child in (*node.get("children", ()), *node.get("shadowRoots", ())):
        found += _walk(child)
    return found + (_walk(node["contentDocument"]) if "contentDocument" in node else [])


def _id(node: dict[str, Any]) -> str | None:
    flat = node.get("attributes", ())
    return next((v for k, v in zip(flat[::2], flat[1::2], strict=True) if k == "id"), None)


async def _control(screen: Screen, node: dict[str, Any], role: Role, label: str, off: float) -> Control:
    number = node["backendNodeId"]
    quad = (await screen.cdp.send("DOM.getBoxModel", {"backendNodeId": number}))["model"]["border"]
    xs, ys = quad[::2], quad[1::2]
    box = Box(min(xs) + off, min(ys) + off, max(xs) - min(xs) - off, max(ys) - min(ys) + off)
    return Control(number, role, label, label, box, 1, True, "drawn", "button")
