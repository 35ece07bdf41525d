"""Calling a function on an element of the page, which the browser knows by the number of its node.

The function runs in a world of its own: what the page has replaced, such as `getComputedStyle`, is as it was.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from playwright.async_api import CDPSession, Page

from auditor.capture.errors import PlaywrightError

WORLD = "auditor"
# The browser hands out a node in the world of any frame; the functions need the one of its own document.
_AT_HOME = "function () { return this.ownerDocument === document; }"


@dataclass(frozen=True, slots=True)
class Handle:
    """The browser's name for an element, to be given as an argument."""

    name: str


class Screen(Protocol):
    """A page and the way to ask its browser: a session, or less."""

    page: Page
    cdp: CDPSession


async def handle(screen: Screen, node: int) -> str:
    """The handle of a node in our world of its frame; raises Playwright's error, or `ValueError`, when it is gone."""
    tree = (await screen.cdp.send("Page.getFrameTree"))["frameTree"]
    for frame in _frames(tree):
        try:
            # The protocol's own spelling; with it the function sees the pages around a frame.
            asked = {"frameId": frame, "worldName": WORLD, "grantUniveralAccess": True}
            world = await screen.cdp.send("Page.createIsolatedWorld", asked)
            where = {"backendNodeId": node, "executionContextId": world["executionContextId"]}
            element = (await screen.cdp.send("DOM.resolveNode", where))["object"].get("objectId")
            if element and (await call(screen, element, _AT_HOME, value=True)).get("value"):
                return str(element)
        except PlaywrightError:  # of another process, or of a frame that has just gone
            continue
    resolved = (await screen.cdp.send("DOM.resolveNode", {"backendNodeId": node}))["object"]
    if "objectId" not in resolved:
        raise ValueError("the element is not in reach")
    return str(resolved["objectId"])


def _frames(tree: dict[str, Any]) -> Iterator[str]:
    yield tree["frame"]["id"]
    for child in tree.get("childFrames", ()):
        yield from _frames(child)


async def call(screen: Screen, element: str, function: str, *arguments: object, value: bool = False) -> dict[str, Any]:
    """Call a function with the element as `this`; the answer is a handle, or with `value` the thing itself.

    Raises `ValueError` when the function failed.
    """
    given = [{"objectId": a.name} if isinstance(a, Handle) else {"value": a} for a in arguments]
    asked = {"objectId": element, "functionDeclaration": function, "arguments": given, "returnByValue": value}
    answer = await screen.cdp.send("Runtime.callFunctionOn", asked)
    if "exceptionDetails" in answer:
        raise ValueError("the page did not let itself be asked")
    return dict(answer["result"])
