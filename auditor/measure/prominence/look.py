"""What one control looks like: kind, colours, contrasts, sizes and distances, told from its pictures alone."""

from dataclasses import dataclass, replace

import numpy as np

from auditor.domain.artifacts import Claims
from auditor.domain.controls import Kind
from auditor.domain.facts import Colour, Look, Measured
from auditor.domain.wording import say
from auditor.measure.colour import Array
from auditor.measure.prominence.cuts import MOVING, PICTURE, Cut, Mask, bounds, difference, dilated, runs
from auditor.measure.prominence.ground import commonest
from auditor.measure.prominence.isolation import clearance_of
from auditor.measure.prominence.letters import (
    Ink,
    block_of,
    heights_of,
    ink_of,
    letters_join,
    line_height_of,
    may_have_feet,
    stroke_of,
    without_frame,
)
from auditor.measure.prominence.paint import Paint, inside_of, paint_of
from auditor.measure.prominence.shape import Shape, changed_in, shape_of
from auditor.measure.prominence.widths import breadth_of, expected_width
from auditor.measure.thresholds import Thresholds

RING_PX = 6.0  # CSS pixels around a control: the ground that it stands on; our choice
NEAR_RING_PX = 3.0  # CSS pixels: the same in a bar hardly higher than its buttons; our choice
MOVING_SHARE = 0.25  # of the ground around a control: more, and its colour is one moment's; our choice
PLAIN_SHARE = 0.75  # of the ground that has one colour: less is a picture; our choice
PLAIN_LEVELS = 24.0  # of 255 from the commonest colour of a ground: more is another colour; our choice
UNDER_LINE = 0.3  # of the line's width that letters reaching below an underline may take; our choice
OVER_LINE = 0.15  # of its width that is inked between letters and their underline; our choice
OVER_LINE_WITHOUT_FEET = 0.35  # the same in scripts without serifs, whose letters reach further down; our choice
BROAD_PX = 16.0  # CSS pixels, the shortest underline; our choice
LONG_PX = 14.0  # CSS pixels of a piece of an underline: about two letters; our choice
WORDS_SHARE = 0.25  # of the strongest change of bare words: less is a box too faint to be seen; our choice
LEAST_BOX_PX = 14.0  # CSS pixels, the lowest outlined button; our choice
BOXES = frozenset({Kind.BUTTON, Kind.OUTLINED_BUTTON})
NO_FILL = Measured(None, reason=say("bare words have no fill"))


@dataclass(frozen=True, slots=True)
class Seen:
    """A control's look, and what the comparison of two needs beside it.

    `cut` is the part of the picture in which anything changes, and `shape` of its size. `block` is the area of the
    lines of its label in CSS square pixels, `line` the height of one in CSS pixels, `letters` the size of its letters
    in CSS pixels as their width tells it, `label` its words. `moving` is the
    share of the ground around it that moves, 0 to 1, `plain` the share that has the ground's commonest colour.
    """

    look: Look
    cut: Cut
    shape: Shape
    block: float
    line: float
    letters: float | None
    label: str
    moving: float
    plain: float


@dataclass(frozen=True, slots=True)
class _Body:
    """A control taken apart: its shape, paint and ink, and the commonest colour of the ground around it."""

    kind: Kind
    shape: Shape
    paint: Paint | None
    ink: Ink
    surround: Array


def see(wide: Cut, label: str, limits: Thresholds, claims: Claims | None = None) -> Seen | None:
    """The look of a control; None when nothing visible goes with it."""
    everywhere = changed_in(wide, limits)
    if everywhere is None:
        return None
    corner = bounds(everywhere)
    cut = wide.part(corner, RING_PX * wide.scale)
    changed = (difference(cut.shown, cut.erased) > limits.changed_levels) & cut.still
    body = _body(cut, shape_of(cut, changed, limits), label, limits)
    moving = _share(~cut.still, _ring(body.shape.visible, RING_PX * cut.scale))
    ground = np.full_like(cut.erased, body.surround.round().astype(np.uint8))
    near = _ring(body.shape.visible, NEAR_RING_PX * cut.scale)
    plain = _share(difference(cut.erased, ground) <= PLAIN_LEVELS, near)
    clearance = clearance_of(wide, _placed(body.shape.visible, wide, corner), body.surround)
    look = replace(_look(cut, body, label), clearance=clearance, claims=claims)
    block, line = block_of(body.ink, cut.scale), line_height_of(body.ink, cut.scale)
    letters = _letters(body.ink, label, cut.scale)
    return Seen(doubted(look, moving, plain), cut, body.shape, block, line, letters, label, moving, plain)


def _letters(ink: Ink, label: str, scale: float) -> float | None:
    """The size of the letters by their width; None where the width of such letters is unknown."""
    expected = expected_width(label)
    return breadth_of(ink.mask, scale) / expected if expected and ink.colour is not None else None


def _body(cut: Cut, shape: Shape, label: str, limits: Thresholds) -> _Body:
    surround = commonest(cut.erased, shape.visible)
    paint = paint_of(cut, shape, limits) if shape.boxed else None
    if paint is not None and paint.fill is None and _low(shape, cut.scale):
        paint = None  # letters that touch each other, such as the empty boxes of letters that no font has
    if paint is not None:
        region = inside_of(shape, cut.scale) & cut.still
        ground = cut.erased if paint.fill is None else paint.fill
        kind = Kind.ICON if _is_icon(shape, label, cut.scale, limits) else paint.kind
        region = without_frame(cut.shown, ground, region)
        return _Body(kind, shape, paint, ink_of(cut.shown, ground, region), surround)
    shape = _bare(cut, shape)
    lines = _underlines(shape, label, cut.scale, limits)
    region = _rectangle(shape) & cut.still & ~dilated(lines, 1)
    ink = ink_of(cut.shown, cut.erased, region)
    kind = Kind.LINK if lines.any() else Kind.TEXT
    if _is_icon(shape, label, cut.scale, limits):
        kind = Kind.ICON
    return _Body(kind, shape, None, ink, surround)


def _low(shape: Shape, scale: float) -> bool:
    _, top, _, bottom = shape.bounds
    return bottom - top < LEAST_BOX_PX * scale


def _look(cut: Cut, body: _Body, label: str) -> Look:
    shape, paint, ink, scale = body.shape, body.paint, body.ink, cut.scale
    left, top, right, bottom = shape.bounds
    width, height = (right - left) / scale, (bottom - top) / scale
    area = float(np.count_nonzero(shape.visible)) / scale**2 if paint else width * height
    x_height, cap_height = heights_of(ink, label, scale)
    padding = _padding(shape, ink, scale) if paint else (None, None)
    return Look(
        kind=body.kind,
        width=width,
        height=height,
        area=Measured(area, (width + height) / scale),
        surround=_levels(body.surround),
        fill=_levels(paint.colour) if paint else None,
        ink=_levels(ink.colour) if ink.colour is not None else None,
        fill_contrast=paint.contrast if paint else NO_FILL,
        fill_difference=paint.difference if paint else NO_FILL,
        label_contrast=_label_contrast(ink, label),
        x_height=x_height,
        cap_height=cap_height,
        stroke=stroke_of(ink, scale),
        clearance=Measured(None),
        padding=padding[0],
        padding_high=padding[1],
    )


def doubted(look: Look, moving: float, plain: float) -> Look:
    """Over a background that moves, what is measured against it holds for one moment; over a picture, for one place.

    `moving` and `plain` are shares of the ground around the control, 0 to 1.
    """
    if moving <= MOVING_SHARE:
        if plain >= PLAIN_SHARE:
            return look
        varies = Measured(None, reason=PICTURE)
        if look.fill is not None:
            look = replace(look, fill_contrast=varies, fill_difference=varies)
        return look if look.kind is Kind.BUTTON else replace(look, label_contrast=varies)
    doubt = Measured(None, reason=MOVING)
    look = replace(look, fill_contrast=doubt, fill_difference=doubt, clearance=doubt)
    # Specks of the ground at the edge of a box are taken for ink.
    look = replace(look, x_height=doubt, cap_height=doubt, stroke=doubt)
    if look.kind is Kind.BUTTON:
        return look
    return replace(look, area=doubt, label_contrast=doubt, kind_certain=False)


def _levels(colour: Array) -> Colour:
    red, green, blue = (round(float(c)) for c in colour)
    return red, green, blue


def _label_contrast(ink: Ink, label: str) -> Measured:
    """Words of which nothing is seen have the contrast 1; a control without words has none."""
    if ink.colour is None and not any(c.isalnum() for c in label):
        return Measured(None, reason=say("there are no words"))
    return ink.contrast


def _padding(shape: Shape, ink: Ink, scale: float) -> tuple[float | None, float | None]:
    """The free space beside the words, and that above and below them."""
    if ink.colour is None:
        return None, None
    inner, outer = bounds(ink.mask), shape.bounds
    across, down = ((outer[i + 2] - outer[i] - inner[i + 2] + inner[i]) / scale for i in (0, 1))
    return across, down


def _bare(cut: Cut, shape: Shape) -> Shape:
    """Words without a box: the pixels that go with them, boxes too faint to be seen left out."""
    strength = difference(cut.shown, cut.erased)
    words = shape.changed & (strength > WORDS_SHARE * float(strength[shape.changed].max()))
    return Shape(shape.changed, words, boxed=False)


def _rectangle(shape: Shape) -> Mask:
    left, top, right, bottom = shape.bounds
    region = np.zeros_like(shape.visible)
    region[top:bottom, left:right] = True
    return region


def _is_icon(shape: Shape, label: str, scale: float, limits: Thresholds) -> bool:
    left, top, right, bottom = shape.bounds
    sides = sorted(((right - left) / scale, (bottom - top) / scale))
    words = any(c.isalnum() for c in label.strip().casefold().strip("x"))
    return not words and sides[1] <= limits.icon_side and sides[0] > sides[1] * 0.5


def _underlines(shape: Shape, label: str, scale: float, limits: Thresholds) -> Mask:
    """Pixels of level lines under the words: rows that are inked along, with ink above and next to nothing right below.

    An underline leaves gaps for letters that reach below it. The line along the top of Devanagari has letters below;
    the feet of serifs have stems above and are interrupted by every letter; boxes for letters that no font has are
    closed above as well, and letters that join, as in Arabic, make a long line themselves.
    """
    words = shape.visible
    along, broad = _inked(words)
    lined = (along >= limits.underline_share) & (broad >= BROAD_PX * scale)
    ink = runs(along > 0)
    found = np.zeros_like(words)
    for start, end in runs(lined):
        top, bottom = next(run for run in ink if run[0] <= start < run[1])
        below = words[end + 1 : end + 1 + round(2 * scale)].sum(axis=1)
        if end - start > 3 * scale or below.max(initial=0) >= UNDER_LINE * broad[start]:
            continue
        if start == top:  # it stands free: under a line of text, and nothing hangs from it
            under = bottom - end <= scale and start > ink[0][0]
        else:
            boxes = bool(lined[top : top + round(scale)].any())
            above = float(words[start - 2 : start].sum(axis=1).min()) / broad[start]
            joins = letters_join(label)
            free = above < (OVER_LINE if may_have_feet(label) or joins else OVER_LINE_WITHOUT_FEET)
            whole = not joins and _long(words[(start + end) // 2], scale)
            under = not boxes and (free or whole)
        if under:
            found[start:end] = words[start:end]
    return found


def _inked(words: Mask) -> tuple[Array, Array]:
    """For each row how much of it is inked, from its first ink to its last, and how far that is in pixels."""
    any_ink = words.any(axis=1)
    first, last = words.argmax(axis=1), words.shape[1] - words[:, ::-1].argmax(axis=1)
    broad = np.where(any_ink, last - first, 0).astype(np.float64)
    return words.sum(axis=1) / np.maximum(broad, 1.0), broad


def _long(row: Mask, scale: float) -> bool:
    """Whether the pieces of a row are longer than letters."""
    pieces = runs(row)
    return sum(last - first for first, last in pieces) >= LONG_PX * scale * len(pieces)


def _share(part: Mask, whole: Mask) -> float:
    return float(np.count_nonzero(part & whole)) / max(1, int(np.count_nonzero(whole)))


def _ring(mask: Mask, pixels: float) -> Mask:
    ring = dilated(mask, pixels) & ~mask
    return ring if ring.any() else mask


def _placed(mask: Mask, wide: Cut, corner: tuple[int, int, int, int]) -> Mask:
    """A mask of the narrow cut in the wide one."""
    room = round(RING_PX * wide.scale)
    top, left = max(0, corner[1] - room), max(0, corner[0] - room)
    whole = np.zeros_like(wide.still)
    whole[top : top + mask.shape[0], left : left + mask.shape[1]] = mask
    return whole
