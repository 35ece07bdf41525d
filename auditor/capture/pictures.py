"""Pictures: the viewport, and a layer with each of its two controls erased in turn."""

import asyncio
from dataclasses import replace

from auditor.capture.browser import SCALE
from auditor.capture.claims import read_claims
from auditor.capture.elements import Handle, Screen, call, handle
from auditor.capture.errors import PlaywrightError
from auditor.domain.artifacts import Frame, Missing, RemovalPictures, Screenshot
from auditor.domain.box import Box
from auditor.domain.controls import Control

MARGIN_PX = 24.0  # CSS pixels of surroundings around the controls; our choice
SHOT_LIMIT_S = 12.0  # our choice
# The control goes with what is drawn around it for it alone: a wrapper that paints the button, a picture behind the
# words. A wrapper that paints nothing changes nothing by going.
_ERASE = """function (most, other) {
  const slotted = e => [...e.querySelectorAll('slot'), ...(e.tagName === 'SLOT' ? [e] : [])]
    .flatMap(s => s.assignedNodes({flatten: true})).map(n => n.textContent).join('');
  const words = e => ((e.innerText ?? e.textContent) + slotted(e)).replace(/\\s+/g, '');
  const area = e => { const b = e.getBoundingClientRect(); return b.width * b.height; };
  const own = words(this), size = Math.max(area(this), 1);
  let whole = this;
  for (let up = this.parentElement; up && !/^(BODY|HTML|FORM|DIALOG)$/.test(up.tagName); up = up.parentElement) {
    const others = up.querySelectorAll('a[href], button, input, select, textarea, [role=button], [tabindex]');
    if (words(up) !== own || area(up) > most * size || up.contains(other)) break;
    if ([...others].some(o => o !== this && !this.contains(o) && !o.contains(this))) break;
    whole = up;
  }
  const gone = [whole, ...whole.querySelectorAll('*')];
  const kept = gone.map(e => [e, e.getAttribute('style')]);
  for (const e of gone) {
    e.style.setProperty('transition', 'none', 'important'); e.style.setProperty('visibility', 'hidden', 'important');
  }
  whole.style.setProperty('opacity', '0', 'important');
  return kept;
}"""
LARGEST_WRAPPER = 4  # times the control's box; a larger element is a row or a panel; our choice
# It is back at once, before its own transitions are.
_RESTORE = """function () {
  for (const [e] of this) { e.style.removeProperty('visibility'); e.style.removeProperty('opacity'); }
  for (const [e, style] of this) {
    if (style !== null) e.setAttribute('style', style + ';transition:none!important');
    getComputedStyle(e).visibility;
  }
  for (const [e, style] of this) {
    if (e.getAttribute('style') === style) continue;
    if (style === null) e.removeAttribute('style'); else e.setAttribute('style', style);
  }
}"""
# Scripts often focus a control when they open a dialog. The ring goes with the first click and is not part of its look.
_REST = """(() => {
  let e = document.activeElement;
  while (e && e.shadowRoot && e.shadowRoot.activeElement) e = e.shadowRoot.activeElement;
  if (e && e !== document.body) e.blur();
})()"""
# Only areas and frames inside the page are scrolled: to scroll the page itself may be taken for a choice.
_SCROLL = """function () {
  const kept = [], up = e => e.assignedSlot || e.parentElement || e.getRootNode().host;
  const root = document.scrollingElement;
  for (let e = this; e; e = up(e)) {
    const page = e === root || e === document.body || e === document.documentElement;
    const own = /auto|scroll|overlay/.test(getComputedStyle(e).overflowY);
    const scrolls = page ? e === root && window !== window.top : own;
    if (!scrolls || e.scrollHeight <= e.clientHeight) continue;
    kept.push([e, e.scrollTop]);
    const b = this.getBoundingClientRect();
    const [above, high] = page ? [0, innerHeight] : [e.getBoundingClientRect().top, e.clientHeight];
    const top = e.scrollTop + b.top + b.height / 2 - above - high / 2;
    e.scrollTo({top, behavior: 'instant'});
  }
  return kept;
}"""
_SCROLL_BACK = "function () { for (const [e, top] of this) e.scrollTo({top, behavior: 'instant'}); }"


async def screenshot(screen: Screen) -> Screenshot:
    """The viewport as it is, animations at rest."""
    viewport = _viewport(screen)
    return Screenshot(await _shot(screen, viewport), viewport, SCALE)


def _viewport(screen: Screen) -> Box:
    size = screen.page.viewport_size or {"width": 0, "height": 0}
    return Box(0, 0, size["width"], size["height"])


async def picture_of(screen: Screen, box: Box) -> bytes:
    """A part of the viewport as a PNG."""
    return await _shot(screen, box.clipped(_viewport(screen)))


async def removal_pictures(
    screen: Screen, pair: tuple[Control, Control] | None, scale: float = SCALE
) -> RemovalPictures | Missing:
    """As shown, without accept, without reject, and once more; `Missing` when they cannot be brought into view."""
    if pair is None:
        return Missing("the-layer-does-not-offer-both")
    accept, reject = pair
    await screen.cdp.send("Runtime.evaluate", {"expression": _REST})
    claims = await read_claims(screen, accept.node), await read_claims(screen, reject.node)
    both = _clip(screen, accept.box.joined(reject.box))
    if all(c.in_view and _within(c.box, both) for c in pair):
        shown = await _shot(screen, both)
        without_accept = await _without(screen, pair, both)
        without_reject = await _without(screen, (reject, accept), both)
        again = await _shot(screen, both)
        together = RemovalPictures(both, scale, accept.box, reject.box, shown, without_accept, without_reject, again)
        return replace(together, accept_claims=claims[0], reject_claims=claims[1])
    first, second = await _apart(screen, pair), await _apart(screen, (reject, accept))
    if first is None or second is None:
        return Missing("a-control-is-beyond-the-screen")
    return RemovalPictures(
        first.clip,
        scale,
        first.box,
        second.box,
        first.shown,
        first.erased,
        second.erased,
        first.again,
        reject_clip=second.clip,
        reject_shown=second.shown,
        reject_again=second.again,
        accept_claims=claims[0],
        reject_claims=claims[1],
    )


async def _apart(screen: Screen, pair: tuple[Control, Control]) -> Frame | None:
    """The first control by itself, in view by scrolling the areas around it; None when that does not do it."""
    control = pair[0]
    element = await handle(screen, control.node)
    kept = await call(screen, element, _SCROLL)
    try:
        model = await screen.cdp.send("DOM.getBoxModel", {"backendNodeId": control.node})
        xs, ys = model["model"]["border"][::2], model["model"]["border"][1::2]
        box = Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        clip = _clip(screen, box)
        if not _within(box, clip):
            return None
        shown = await _shot(screen, clip)
        return Frame(clip, box, shown, await _without(screen, pair, clip), await _shot(screen, clip))
    finally:
        await call(screen, kept["objectId"], _SCROLL_BACK)


def _clip(screen: Screen, box: Box) -> Box:
    part = box.inflated(MARGIN_PX).clipped(_viewport(screen))
    return Box(int(part.x), int(part.y), round(part.width), round(part.height))


def _within(box: Box, clip: Box) -> bool:
    """Whether all of it is in the picture, but for a pixel."""
    return box.area > 0 and box.inflated(-1.0).clipped(clip).area >= box.inflated(-1.0).area > 0


async def _without(screen: Screen, pair: tuple[Control, Control], clip: Box) -> bytes:
    """With the first of the two erased."""
    async with asyncio.timeout(SHOT_LIMIT_S):
        element, other = await handle(screen, pair[0].node), await handle(screen, pair[1].node)
        try:
            kept = await call(screen, element, _ERASE, LARGEST_WRAPPER, Handle(other))
        except PlaywrightError:  # in another frame, which no wrapper of this one holds
            kept = await call(screen, element, _ERASE, LARGEST_WRAPPER, None)
        try:
            return await _shot(screen, clip)
        finally:
            await call(screen, kept["objectId"], _RESTORE)


async def _shot(screen: Screen, clip: Box) -> bytes:
    async with asyncio.timeout(SHOT_LIMIT_S):
        return await screen.page.screenshot(
            type="png",
            animations="disabled",
            caret="hide",
            scale="device",
            clip={"x": clip.x, "y": clip.y, "width": clip.width, "height": clip.height},
            timeout=SHOT_LIMIT_S * 1000,
        )
