"""Pictures: the viewport, and the banner with each control erased in turn."""

import asyncio

from auditor.capture.browser import SCALE
from auditor.capture.session import Session
from auditor.domain.artifacts import Missing, RemovalPictures, Screenshot
from auditor.domain.box import Box
from auditor.domain.controls import Control, Layer

MARGIN_PX = 24.0  # CSS pixels of surroundings around the two controls; our choice
SHOT_LIMIT_S = 12.0  # our choice
_ERASE = """function () {
  for (const e of [this, ...this.querySelectorAll('*')]) {
    e.style.setProperty('transition', 'none', 'important'); e.style.setProperty('visibility', 'hidden', 'important');
  }
}"""
# Scripts often focus a control when they open a dialog. The ring goes with the first click and is not part of its look.
_REST = """(() => {
  let e = document.activeElement;
  while (e && e.shadowRoot && e.shadowRoot.activeElement) e = e.shadowRoot.activeElement;
  if (e && e !== document.body) e.blur();
})()"""
_RESTORE = """function () {
  for (const e of [this, ...this.querySelectorAll('*')]) {
    e.style.removeProperty('visibility'); e.style.removeProperty('transition');
  }
}"""


async def screenshot(session: Session) -> Screenshot:
    """The viewport as it is, animations at rest."""
    size = session.page.viewport_size or {"width": 0, "height": 0}
    viewport = Box(0, 0, size["width"], size["height"])
    return Screenshot(await _shot(session, viewport), viewport, SCALE)


async def picture_of(session: Session, box: Box) -> bytes:
    """A part of the viewport as a PNG."""
    size = session.page.viewport_size or {"width": 0, "height": 0}
    return await _shot(session, box.clipped(Box(0, 0, size["width"], size["height"])))


async def removal_pictures(session: Session, layer: Layer) -> RemovalPictures | Missing:
    """As shown, without accept, without reject; `Missing` when the two do not stand on the same layer."""
    accept, reject = layer.accept, layer.reject
    if accept is None or reject is None:
        return Missing("no-accept-and-reject-on-the-first-layer")
    both = accept.box.joined(reject.box).inflated(MARGIN_PX).clipped(layer.viewport)
    clip = Box(int(both.x), int(both.y), round(both.width), round(both.height))
    await session.cdp.send("Runtime.evaluate", {"expression": _REST})
    shown = await _shot(session, clip)
    without_accept = await _without(session, accept, clip)
    without_reject = await _without(session, reject, clip)
    return RemovalPictures(clip, SCALE, accept.box, reject.box, shown, without_accept, without_reject)


async def _without(session: Session, control: Control, clip: Box) -> bytes:
    async with asyncio.timeout(SHOT_LIMIT_S):
        resolved = await session.cdp.send("DOM.resolveNode", {"backendNodeId": control.node})
        call = {"objectId": resolved["object"]["objectId"]}
        await session.cdp.send("Runtime.callFunctionOn", {**call, "functionDeclaration": _ERASE})
        try:
            return await _shot(session, clip)
        finally:
            await session.cdp.send("Runtime.callFunctionOn", {**call, "functionDeclaration": _RESTORE})


async def _shot(session: Session, clip: Box) -> bytes:
    async with asyncio.timeout(SHOT_LIMIT_S):
        return await session.page.screenshot(
            type="png",
            animations="disabled",
            caret="hide",
            scale="device",
            clip={"x": clip.x, "y": clip.y, "width": clip.width, "height": clip.height},
            timeout=SHOT_LIMIT_S * 1000,
        )
