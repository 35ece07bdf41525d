"""What computed styles say of a control. They are evidence beside the picture, and never decide."""

import asyncio

from pydantic import TypeAdapter

from auditor.capture.elements import Screen, call, handle
from auditor.capture.errors import PlaywrightError
from auditor.domain.artifacts import Claims
from auditor.domain.text import whole

ASK_LIMIT_S = 5.0  # our choice
GRID = 5  # points a side at which the control is touched; our choice
_READ = """function (grid) {
  const style = getComputedStyle(this), box = this.getBoundingClientRect();
  // Styles of the words are those of the element that holds them, not of its wrapper.
  const walker = document.createTreeWalker(this, NodeFilter.SHOW_TEXT);
  let text = null;
  while (!text && walker.nextNode()) if (walker.currentNode.data.trim()) text = walker.currentNode;
  const words = getComputedStyle(text ? text.parentElement : this);
  const up = e => e.assignedSlot || e.parentElement || e.getRootNode().host;
  const within = e => { for (; e; e = up(e)) if (e === this) return true; return false; };
  const clear = /^transparent$|^rgba\\(.*, 0\\)$|\\/ 0\\)$/;
  const painted = e => !clear.test(getComputedStyle(e).backgroundColor);
  let paint = text ? text.parentElement : this;
  while (paint !== this && !painted(paint)) paint = paint.parentElement;
  let opacity = 1;
  for (let e = text ? text.parentElement : this; e; e = up(e)) opacity *= parseFloat(getComputedStyle(e).opacity);
  const root = this.getRootNode(), rects = [...this.getClientRects()].filter(r => r.width && r.height);
  let points = 0, covered = 0;
  const hidden = (x, y) => {  // under something of the page around the frame
    for (let w = window, f; (f = w.frameElement); w = w.parent) {
      const b = f.getBoundingClientRect();
      x += b.left + f.clientLeft; y += b.top + f.clientTop;
      if (f.getRootNode().elementFromPoint(x, y) !== f) return true;
    }
    return false;
  };
  for (const r of rects) for (let i = 0; i < grid; i++) for (let j = 0; j < grid; j++) {
    const x = r.left + r.width * (i + .5) / grid, y = r.top + r.height * (j + .5) / grid;
    const stack = root.elementsFromPoint(x, y), own = stack.findIndex(within);
    if (own < 0) continue;  // cut away, or off the screen
    points++;
    if (own > 0 && !(stack[0].tagName === 'LABEL' && stack[0].contains(this)) || hidden(x, y)) covered++;
  }
  let block = this.parentElement;
  while (block && getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
  let beside = 0;
  const line = rects[0];
  if (block && line) {
    const others = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (others.nextNode()) {
      const node = others.currentNode;
      if (this.contains(node) || !node.data.trim()) continue;
      for (const word of node.data.matchAll(/[^\\s]+/g)) {
        range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
        const r = range.getBoundingClientRect(), middle = (r.top + r.bottom) / 2;
        if (r.width && middle > line.top && middle < line.bottom) beside++;
        if (beside > 50) break;
      }
      if (beside > 50) break;
    }
  }
  const px = v => parseFloat(v) || 0;
  return {
    background: getComputedStyle(paint).backgroundColor, colour: words.color,
    border: `${style.borderTopWidth} ${style.borderTopStyle} ${style.borderTopColor}`,
    font_size: px(words.fontSize), font_weight: px(words.fontWeight), font_family: words.fontFamily.slice(0, 200),
    text_transform: words.textTransform, decoration: words.textDecorationLine, opacity, cursor: style.cursor,
    padding: [px(style.paddingTop), px(style.paddingRight), px(style.paddingBottom), px(style.paddingLeft)],
    inline: style.display.startsWith('inline'), words_beside: beside, covered: points ? covered / points : 0,
  };
}"""
_CLAIMS = TypeAdapter(Claims)


async def read_claims(screen: Screen, node: int) -> Claims | None:
    """The styles of a control; None when the page does not let itself be asked."""
    try:
        async with asyncio.timeout(ASK_LIMIT_S):
            answer = await call(screen, await handle(screen, node), _READ, GRID, value=True)
        told: dict[str, object] = answer.get("value") or {}
        return _CLAIMS.validate_python({k: whole(v) if isinstance(v, str) else v for k, v in told.items()})
    except (PlaywrightError, ValueError, TimeoutError):  # `ValidationError` is one
        return None
