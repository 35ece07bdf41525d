"""What one control looks like: kind, colours, contrasts, sizes and distances, told from its pictures alone."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from auditor.domain.artifacts import Claims
from auditor.domain.controls import Kind
from auditor.domain.facts import Colour, Look, Measured
from auditor.measure.colour import Array, ciede2000, contrast, lab
from auditor.measure.prominence.cuts import Cut, Mask
from auditor.measure.prominence.ground import Ground, commonest, ground_in
from auditor.measure.prominence.isolation import clearance_of
from auditor.measure.prominence.letters import Ink, block_of, ink_of, stroke_of, x_height_of
from auditor.measure.prominence.removal import colour_pairs
from auditor.measure.prominence.shape import Shape, bounds, shape_of
from auditor.measure.thresholds import Thresholds

RIM_PX = 3.0  # CSS pixels: borders, and the edge of a fill where no words are; our choice
MOVING = "the background moves"
PATTERNED = "the ground is a picture"
MOVING_SHARE = 0.25  # of the ground around a control: more, and its colour is one moment's; our choice
UNDER_LINE = 0.3  # of the width that letters reaching below an underline may take; our choice
BOXES = frozenset({Kind.BUTTON, Kind.OUTLINED_BUTTON})


@dataclass(frozen=True, slots=True)
class Seen:
    """A control's look, and what the comparison of two needs beside it.

    `block` is the area of the lines of its label in CSS square pixels, `moving` the share of the ground that moves.
    """

    look: Look
    shape: Shape
    block: float
    moving: float


@dataclass(frozen=True, slots=True)
class _Paint:
    """What a box is painted with; levels from 0 to 255. `paint` is the fill's or the line's colour."""

    kind: Kind
    paint: Array
    difference: Measured
    contrast: Measured
    fill: Ground | None = None


def see(cut: Cut, label: str, limits: Thresholds, claims: Claims | None = None) -> Seen | None:
    """The look of a control; None when nothing visible goes with it."""
    shape = shape_of(cut, limits)
    if shape is None:
        return None
    surround = commonest(cut.erased[shape.visible])
    paint = _painted(cut, shape, limits) if shape.boxed else None
    if paint is None:
        shape = _bare(cut, shape)
    region = _region(shape, cut.scale, boxed=paint is not None) & cut.still
    ground = paint.fill.over(region) if paint and paint.fill else cut.erased[region].astype(np.float64)
    ink = ink_of(cut.shown, ground, region)
    kind = paint.kind if paint else Kind.TEXT
    if not paint:
        lines = _underline(shape, cut.scale, limits)
        if lines.any():
            kind, ink = Kind.LINK, replace(ink, cover=np.where(lines, 0.0, ink.cover))
    if _is_icon(shape, label, cut.scale, limits):
        kind = Kind.ICON
    moving = 1.0 - float(cut.still[_ring(shape.visible, cut.scale)].mean())
    look = _look(cut, shape, label, kind, paint, ink, surround)
    return Seen(_doubted(replace(look, claims=claims), moving), shape, block_of(ink, cut.scale), moving)


def _look(cut: Cut, shape: Shape, label: str, kind: Kind, paint: _Paint | None, ink: Ink, surround: Array) -> Look:
    left, top, right, bottom = shape.bounds
    scale = cut.scale
    width, height = (right - left) / scale, (bottom - top) / scale
    area = float(shape.visible.sum()) / scale**2 if shape.boxed else width * height
    nothing = Measured(None, reason="bare words have no fill")
    return Look(
        kind=kind,
        width=width,
        height=height,
        area=Measured(area, (width + height) / scale),
        surround=_levels(surround),
        fill=_levels(paint.paint) if paint else None,
        ink=_levels(ink.colour) if ink.colour is not None else None,
        fill_contrast=paint.contrast if paint else nothing,
        fill_difference=paint.difference if paint else nothing,
        label_contrast=_label_contrast(ink, label),
        x_height=x_height_of(ink, label, scale),
        stroke=stroke_of(ink, scale),
        clearance=clearance_of(cut, shape, surround),
        padding=_padding(shape, ink, scale),
    )


def _doubted(look: Look, moving: float) -> Look:
    """Over a background that moves, what is measured against it holds for one moment only."""
    if moving <= MOVING_SHARE:
        return look
    doubt = Measured(None, reason=MOVING)
    look = replace(look, fill_contrast=doubt, fill_difference=doubt, clearance=doubt)
    return look if look.kind is Kind.BUTTON else replace(look, label_contrast=doubt)


def _levels(colour: Array) -> Colour:
    red, green, blue = (round(float(c)) for c in colour)
    return red, green, blue


def _label_contrast(ink: Ink, label: str) -> Measured:
    """Words of which nothing is seen have the contrast 1; a control without words has none."""
    if ink.colour is None and not any(c.isalnum() for c in label):
        return Measured(None, reason="there are no words")
    return ink.contrast


def _padding(shape: Shape, ink: Ink, scale: float) -> float | None:
    if not shape.boxed or not ink.mask.any():
        return None
    left, _, right, _ = bounds(ink.mask)
    outer_left, _, outer_right, _ = shape.bounds
    return (left - outer_left + outer_right - right) / scale


def _painted(cut: Cut, shape: Shape, limits: Thresholds) -> _Paint | None:
    """What a box is painted with; None where neither fill, line nor shadow can be told from the ground."""
    inside = _eroded(shape.visible, RIM_PX * cut.scale)
    if not inside.any():
        inside = shape.visible
    fill = ground_in(cut.shown, inside, round(RIM_PX * cut.scale))
    # The median leaves the label out of account, which covers less than half of a button.
    difference, ratio = _against(cut, inside)
    if difference.value is not None and difference.value >= limits.fill_difference:
        paint = fill.over(inside).mean(axis=0) if fill.plain else np.median(cut.shown[inside], axis=0)
        return _Paint(Kind.BUTTON, paint, difference, ratio, fill)
    line = shape.visible & ~_eroded(shape.visible, max(1.0, cut.scale))
    difference, ratio = _against(cut, line)
    if difference.value is not None and difference.value >= limits.fill_difference:
        return _Paint(Kind.OUTLINED_BUTTON, commonest(cut.shown[line]), difference, ratio)
    shadow = _dilated(shape.visible, max(1.0, cut.scale)) & ~shape.visible
    difference, ratio = _against(cut, shadow)
    if difference.value is not None and difference.value >= limits.shadow_difference:
        return _Paint(Kind.OUTLINED_BUTTON, np.median(cut.shown[shadow], axis=0), difference, ratio)
    return None


def _against(cut: Cut, region: Mask) -> tuple[Measured, Measured]:
    """CIEDE2000 and WCAG ratio between what is shown in a region and the ground: medians, with half their spread."""
    region = region & cut.still
    if not region.any():
        return Measured(None, reason=MOVING), Measured(None, reason=MOVING)
    shown, erased, counts = colour_pairs(cut.shown[region], cut.erased[region])
    return _median(ciede2000(lab(shown), lab(erased)), counts), _median(contrast(shown, erased), counts)


def _median(values: Array, counts: np.typing.NDArray[np.int64]) -> Measured:
    order = np.argsort(values)
    share = np.cumsum(counts[order]) / counts.sum()
    low, middle, high = (float(values[order][np.searchsorted(share, q)]) for q in (0.35, 0.5, 0.65))
    return Measured(middle, (high - low) / 2)


def _bare(cut: Cut, shape: Shape) -> Shape:
    """Words without a box: the pixels that go with them, boxes too faint to be seen left out."""
    change = cv2.absdiff(cut.shown, cut.erased).max(axis=2)
    words = shape.changed & (change > 0.25 * change[shape.changed].max())
    return Shape(shape.changed, words, boxed=False)


def _region(shape: Shape, scale: float, *, boxed: bool) -> Mask:
    """Where the label is looked for: inside the box, or in the rectangle around bare words."""
    if boxed:
        inside = _eroded(shape.visible, RIM_PX * scale)
        return inside if inside.any() else shape.visible
    left, top, right, bottom = shape.bounds
    region = np.zeros_like(shape.visible)
    region[top:bottom, left:right] = True
    return region


def _is_icon(shape: Shape, label: str, scale: float, limits: Thresholds) -> bool:
    left, top, right, bottom = shape.bounds
    sides = sorted(((right - left) / scale, (bottom - top) / scale))
    words = any(c.isalnum() for c in label.strip().casefold().strip("x"))
    return not words and sides[1] <= limits.icon_side and sides[0] > sides[1] * 0.5


def _underline(shape: Shape, scale: float, limits: Thresholds) -> Mask:
    """Pixels of level lines under most of the words: rows that are inked along, with next to nothing below them.

    An underline leaves gaps for letters that reach below it; the line along the top of Devanagari has letters below.
    """
    left, _, right, _ = shape.bounds
    along = shape.visible[:, left:right].mean(axis=1)
    lined = along >= limits.underline_share
    found = np.zeros_like(shape.visible)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], lined, [False]]).astype(np.int8)))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        below = along[end + 1 : end + 1 + round(2 * scale)]
        if end - start <= 3 * scale and start > 0 and (not below.size or below.max() < UNDER_LINE):
            found[start:end] = shape.visible[start:end]
    return found


def _ring(mask: Mask, scale: float) -> Mask:
    ring = _dilated(mask, 6 * scale) & ~mask
    return ring if ring.any() else mask


def _eroded(mask: Mask, pixels: float) -> Mask:
    side = 2 * round(pixels) + 1
    padded = np.pad(mask.astype(np.uint8), round(pixels) + 1)  # beyond the picture there is no control
    inner = cv2.erode(padded, np.ones((side, side), np.uint8)) > 0
    edge = round(pixels) + 1
    return inner[edge:-edge, edge:-edge]


def _dilated(mask: Mask, pixels: float) -> Mask:
    side = 2 * round(pixels) + 1
    return cv2.dilate(mask.astype(np.uint8), np.ones((side, side), np.uint8)) > 0
