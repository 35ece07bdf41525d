"""The truth about a drawn banner: colours known from the drawing, sizes from the browser's layout."""

import math

from playwright.async_api import Frame, Page

from auditor.domain.controls import Kind
from tests.looks.draw import Draw
from tests.looks.known import Known, Truth
from tests.looks.separation import label_contrast

BOX = """selector => {
  const e = window.drawnRoot.querySelector(selector), box = e.getBoundingClientRect();
  const radius = parseFloat(getComputedStyle(e).borderTopLeftRadius) || 0;
  const own = e.offsetWidth || box.width;
  return [box.width, box.height, radius * box.width / own];
}"""
BOXED = frozenset({Kind.BUTTON, Kind.OUTLINED_BUTTON})


async def truth_of(where: Page | Frame, draw: Draw) -> tuple[Truth, Truth]:
    """The truth about accept and about reject, in the frame that `show` gave."""
    return await _truth(where, draw, draw.accept, "a"), await _truth(where, draw, draw.reject, "r")


async def _truth(where: Page | Frame, draw: Draw, known: Known, ident: str) -> Truth:
    area = await _area(where, known, ident) if known.kind in BOXED else None
    return Truth(
        kind=known.kind,
        fill=known.paint,
        surround=known.surround,
        ink=known.ink,
        label_contrast=label_contrast(known),
        area_px2=area,
        font_px=known.font_px * draw.zoom,
    )


async def _area(where: Page | Frame, known: Known, ident: str) -> float:
    """CSS pixels squared of the visible shape: a rectangle without what its round corners leave out."""
    width, height, radius = await where.evaluate(BOX, known.shape.replace("$id", ident))
    width, height = width - 2 * known.inset_px[1], height - 2 * known.inset_px[0]
    if known.radius_px is not None:
        radius = known.radius_px
    radius = min(radius, width / 2, height / 2)
    return float(width * height - (4 - math.pi) * radius**2)
