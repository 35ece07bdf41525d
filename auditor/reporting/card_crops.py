"""Both controls of a prominence card enlarged by the same factor, with dimension lines. Lengths are CSS pixels."""

import numpy as np
from numpy.typing import NDArray

from auditor.domain.artifacts import Frame, RemovalPictures
from auditor.domain.box import Box
from auditor.domain.facts import Look, Prominence
from auditor.domain.wording import say
from auditor.reporting.card_pictures import Panel, Ruler, size
from auditor.reporting.heat import Change, Heat
from auditor.reporting.images import data_uri, decode

MARGIN = 12.0  # around an enlarged control; our choice
LARGEST, WIDEST = 3.0, 470.0  # enlargement, and the room for one on the page in CSS pixels of the report; our choice
FAINT = 0.25  # of the strongest change: shadows and fills too faint to be a shape change less; our choice
SAME = 2.0  # a layout box that differs by less from the shape seen is that shape; our choice


def crops(pictures: RemovalPictures, seen: Prominence, heat: Heat) -> tuple[Panel, Panel]:
    """Both controls enlarged by the same factor, with dimension lines."""
    frames, looks = pictures.frames, (seen.accept, seen.reject)
    alts = (
        say("Accept enlarged: {size}", size=size(seen.accept)),
        say("Reject enlarged: {size}", size=size(seen.reject)),
    )
    areas = [_around(frames[0], frames[1]), _around(frames[1], frames[0])]
    width, height = max(a.width for a in areas), max(a.height for a in areas)
    zoom = min(LARGEST, WIDEST / (width + 40))
    made = [
        _crop(alt, frame, area, look, change, pictures.scale, Box(0, 0, width, height), zoom)
        for alt, frame, area, look, change in zip(alts, frames, areas, looks, (heat.accept, heat.reject), strict=True)
    ]
    return made[0], made[1]


def _around(frame: Frame, other: Frame) -> Box:
    """The control with some room around it, up to half-way to the other control."""
    box, near, area = frame.box, other.box, frame.box.inflated(MARGIN).clipped(frame.clip)
    if frame.clip != other.clip:
        return area
    left, top, right, bottom = area.x, area.y, area.right, area.bottom
    if near.x >= box.right:
        right = min(right, (box.right + near.x) / 2)
    elif near.right <= box.x:
        left = max(left, (box.x + near.right) / 2)
    elif near.y >= box.bottom:
        bottom = min(bottom, (box.bottom + near.y) / 2)
    elif near.bottom <= box.y:
        top = max(top, (box.y + near.bottom) / 2)
    return Box(left, top, right - left, bottom - top)


def _crop(  # noqa: PLR0913, PLR0917 - what one control has in each list
    alt: str, frame: Frame, area: Box, look: Look, change: Change, scale: float, room: Box, zoom: float
) -> Panel:
    image = decode(frame.shown)
    x, y = round((area.x - frame.clip.x) * scale), round((area.y - frame.clip.y) * scale)
    cut = image[y : y + round(area.height * scale), x : x + round(area.width * scale)]
    line = 12 / zoom  # from the picture to its dimension lines
    left, top = area.x - (room.width - area.width) / 2, area.y - (room.height - area.height) / 2
    canvas = Box(left - 1, top - 1, room.width + 2 + 5 * line, room.height + 2 + 2.6 * line)
    shape = _shape(frame, look, change, scale)
    rulers = _rulers(shape, area, look, line) if shape else ()
    return Panel(
        data_uri(cut) if cut.size else "",
        area,
        canvas,
        zoom,
        alt,
        say("{size}.", size=size(look)),
        rulers=rulers,
    )


def _shape(frame: Frame, look: Look, change: Change, scale: float) -> Box | None:
    """Where the visible shape lies, as far as that is told: by what changes, by what changes much, or by the layout."""
    most = float(change.differences.max(initial=0.0))
    found = (_bounds(change.differences > least, frame.clip, scale) for least in (0.0, FAINT * most))
    return next((box for box in (*found, frame.box) if box and _is(box, look)), None)


def _bounds(mask: NDArray[np.bool_], clip: Box, scale: float) -> Box | None:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not rows.size:
        return None
    x, y = clip.x + columns[0] / scale, clip.y + rows[0] / scale
    return Box(x, y, (columns[-1] + 1 - columns[0]) / scale, (rows[-1] + 1 - rows[0]) / scale)


def _is(box: Box, look: Look) -> bool:
    return abs(box.width - look.width) <= SAME and abs(box.height - look.height) <= SAME


def _rulers(shape: Box, area: Box, look: Look, line: float) -> tuple[Ruler, Ruler]:
    below, beside = area.bottom + line, area.right + line
    wide, high = say("{length:.0f} px", length=look.width), say("{length:.0f} px", length=look.height)
    return (
        Ruler((shape.x, below), (shape.right, below), wide, (shape.x + shape.width / 2, below + 1.2 * line)),
        Ruler((beside, shape.y), (beside, shape.bottom), high, (beside + line / 2, shape.centre[1])),
    )
