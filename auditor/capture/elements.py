"""Calling a function on an element of the page, which the browser knows by the number of its node."""

from typing import Any, Protocol

from playwright.async_api import CDPSession, Page


class Screen(Protocol):
    """A page and the way to ask its browser: a session, or less."""

    page: Page
    cdp: CDPSession


async def handle(screen: Screen, node: int) -> str:
    """The browser's handle of a node's object."""
    resolved = await screen.cdp.send("DOM.resolveNode", {"backendNodeId": node})
    return str(resolved["object"]["objectId"])


async def call(screen: Screen, element: str, function: str, *arguments: object, value: bool = False) -> dict[str, Any]:
    """Call a function with the element as `this`; the answer is a handle, or with `value` the thing itself."""
    answer = await screen.cdp.send(
        "Runtime.callFunctionOn",
        {
            "objectId": element,
            "functionDeclaration": function,
            "arguments": [{"value": a} for a in arguments],
            "returnByValue": value,
        },
    )
    return dict(answer["result"])
