"""What a control looks like, told from two pictures: as shown, and with the control erased.

Pictures are float64 arrays of shape (height, width, 3), sRGB from 0 to 1, at `scale` device pixels to a CSS pixel.
What changes when the control is erased is its visible shape; styles and hit boxes are never asked.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from auditor.domain.controls import Kind
from auditor.domain.facts import Look
from auditor.measure.colour import Array, ciede2000, contrast, lab
from auditor.measure.thresholds import Thresholds

Mask = NDArray[np.bool_]

LABEL_INK_SHARE = 0.25  # the strongest quarter of the ink: thin strokes are mostly anti-aliased; our choice
LEAST_INK = 16  # pixels; fewer say nothing about a label; our choice
LEAST_TEXT_PX = 11.0 * 0.45  # x-height in CSS pixels of 11 px text: below it the height is not told; FACTS 5


@dataclass(frozen=True, slots=True)
class _Shape:
    """The changed pixels, the region they enclose, and that region without its border."""

    changed: Mask
    enclosed: Mask
    inside: Mask
    top: int
    left: int
    height: int
    width: int
    encloses: bool


def look(shown: Array, erased: Array, label: str, scale: float, limits: Thresholds) -> Look | None:
    """Kind, area, contrasts and x-height of one control; None when nothing visible changes with it."""
    shape = _shape(shown, erased, scale, limits)
    if shape is None:
        return None
    surround = _commonest(erased[shape.enclosed])
    fill = _commonest(shown[shape.inside]) if shape.inside.any() else surround
    kind = _kind(shape, fill, surround, label, scale, limits)
    ground = fill if kind is Kind.BUTTON else surround
    ink = _ink(shown, shape, ground, boxed=kind in {Kind.BUTTON, Kind.OUTLINED_BUTTON})
    if kind is Kind.LINK:
        ink &= ~_lines(shape, limits)
    area = shape.enclosed.sum() if shape.encloses else shape.width * shape.height
    return Look(
        kind=kind,
        area=float(area) / scale**2,
        fill_contrast=_fill_contrast(kind, shape, shown, fill, surround),
        label_contrast=_label_contrast(shown, ink, ground),
        x_height=_x_height(shown, ink, ground, label, scale),
    )


def _shape(shown: Array, erased: Array, scale: float, limits: Thresholds) -> _Shape | None:
    changed: Mask = np.abs(shown - erased).max(axis=-1) * 255 > limits.changed_levels
    if changed.sum() < limits.least_pixels:
        return None
    contours, _ = cv2.findContours(changed.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    largest = max(contours, key=cv2.contourArea)
    rows, columns = np.flatnonzero(changed.any(axis=1)), np.flatnonzero(changed.any(axis=0))
    top, left = int(rows[0]), int(columns[0])
    height, width = int(rows[-1]) - top + 1, int(columns[-1]) - left + 1
    outline = _filled(changed.shape, [largest])
    encloses = bool(outline.sum() >= limits.enclosed_share * height * width)
    enclosed = outline if encloses else _filled(changed.shape, contours)
    border = max(1, round(3 * scale))
    inside = cv2.erode(enclosed.astype(np.uint8), np.ones((2 * border + 1, 2 * border + 1), np.uint8)) > 0
    return _Shape(changed, enclosed, inside if encloses else enclosed, top, left, height, width, encloses)


def _filled(shape: tuple[int, ...], contours: Sequence[cv2.typing.MatLike]) -> Mask:
    canvas = np.zeros(shape, np.uint8)
    cv2.drawContours(canvas, contours, -1, 1, cv2.FILLED)
    return canvas > 0


def _commonest(pixels: Array) -> Array:
    """The commonest colour, in steps of 1/32, as the mean of its pixels."""
    steps = np.round(pixels * 32).astype(np.int64)
    codes = steps[:, 0] * 4096 + steps[:, 1] * 64 + steps[:, 2]
    values, counts = np.unique(codes, return_counts=True)
    mean: Array = pixels[codes == values[counts.argmax()]].mean(axis=0)
    return mean


def _kind(shape: _Shape, fill: Array, surround: Array, label: str, scale: float, limits: Thresholds) -> Kind:
    sides = sorted((shape.height / scale, shape.width / scale))
    if (
        not any(c.isalnum() for c in label.strip().casefold().strip("x"))
        and sides[1] <= limits.icon_side
        and sides[0] > sides[1] * 0.5
    ):
        return Kind.ICON
    if not shape.encloses:
        return Kind.LINK if _underlined(shape, scale, limits) else Kind.TEXT
    filled = bool(shape.inside.any()) and bool(shape.changed[shape.inside].mean() >= limits.filled_share)
    differs = float(ciede2000(lab(fill), lab(surround))) >= limits.fill_difference
    return Kind.BUTTON if filled and differs else Kind.OUTLINED_BUTTON


def _underlined(shape: _Shape, scale: float, limits: Thresholds) -> bool:
    """A thin line under most of the width."""
    rows = int(_lines(shape, limits).any(axis=1).sum())
    return 0 < rows <= 4 * scale


def _lines(shape: _Shape, limits: Thresholds) -> Mask:
    """Changed pixels that are part of a line as long as most of the shape, in its lower half."""
    length = max(3, round(limits.underline_share * shape.width)) | 1  # odd: an even kernel moves the line
    lines = cv2.morphologyEx(shape.changed.astype(np.uint8), cv2.MORPH_OPEN, np.ones((1, length), np.uint8)) > 0
    lines[: shape.top + shape.height // 2] = False
    return lines


def _fill_contrast(kind: Kind, shape: _Shape, shown: Array, fill: Array, surround: Array) -> float | None:
    """WCAG ratio of fill, or of the outline, against the surround; None for text."""
    if kind is Kind.BUTTON:
        return float(contrast(fill, surround))
    if kind is Kind.OUTLINED_BUTTON:
        border = shape.changed & ~shape.inside
        return float(np.quantile(contrast(shown[border], surround), 0.9)) if border.any() else None
    return None


def _ink(shown: Array, shape: _Shape, ground: Array, *, boxed: bool) -> Mask:
    """Pixels of the label: inside the shape and unlike the ground."""
    region = shape.inside if boxed else shape.enclosed
    unlike: Mask = np.abs(shown - ground).max(axis=-1) > 0.08  # noqa: PLR2004 - 20 of 255 levels, our choice
    return unlike & region


def _label_contrast(shown: Array, ink: Mask, ground: Array) -> float | None:
    if ink.sum() < LEAST_INK:
        return None
    ratios = np.sort(contrast(shown[ink], ground))
    return float(ratios[-max(LEAST_INK // 2, int(len(ratios) * LABEL_INK_SHARE)) :].mean())


def has_x_height(label: str) -> bool:
    """Whether the label has lower-case letters of a script that has an x-height."""
    names = [unicodedata.name(c, "") for c in label if c.islower()]
    return sum(n.startswith(("LATIN", "GREEK", "CYRILLIC")) for n in names) >= 2  # noqa: PLR2004 - one letter is no line


def _x_height(shown: Array, ink: Mask, ground: Array, label: str, scale: float) -> float | None:
    """The height of small letters in CSS pixels: from the steepest rise of the ink profile to its steepest fall."""
    if not has_x_height(label) or ink.sum() < LEAST_INK:
        return None
    weight = np.where(ink, np.abs(shown - ground).max(axis=-1), 0.0).sum(axis=1)
    line = _strongest_line(weight)
    if len(line) < 4 * scale:
        return None
    padded = np.concatenate([[0.0, 0.0], line, [0.0, 0.0]])
    step = padded[2:] - padded[:-2]
    upper, lower = step[: int(len(step) * 0.6)], step[int(len(step) * 0.5) :]
    rise, fall = int(upper.argmax()), int(lower.argmin()) + int(len(step) * 0.5)
    height = (fall - rise) / scale
    return float(height) if height >= LEAST_TEXT_PX * 0.6 else None


def _strongest_line(weight: Array) -> Array:
    """The rows of the text line with the most ink; an underline, being thin, never wins."""
    best, start = (0.0, 0, 0), None
    for row, filled in enumerate([*(weight > 0), False]):
        if filled and start is None:
            start = row
        elif not filled and start is not None:
            best = max(best, (float(weight[start:row].sum()), start, row))
            start = None
    return weight[best[1] : best[2]]
