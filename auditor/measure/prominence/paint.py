"""What a box is painted with: a fill, a line around it, or nothing but a shadow that tells it from the ground."""

from dataclasses import dataclass

import numpy as np

from auditor.domain.controls import Kind
from auditor.domain.facts import Measured
from auditor.measure.colour import Array, ciede2000, contrast, lab
from auditor.measure.prominence.cuts import MOVING, Cut, Mask, Pixels, dilated, eroded
from auditor.measure.prominence.ground import commonest, ground_in
from auditor.measure.prominence.shape import Shape
from auditor.measure.thresholds import Thresholds

RIM_PX = 3.0  # CSS pixels: borders, and the edge of a fill where no words are; our choice
SAMPLED = 300  # pixels whose median stands for a region; our choice
SPREAD = (0.25, 0.5, 0.75)  # quantiles: the middle, and the width of what lies about it; our choice


@dataclass(frozen=True, slots=True)
class Paint:
    """Colours in levels from 0 to 255: `colour` is that of the fill or the line, `fill` the box without its label.

    `difference` is the CIEDE2000 distance, `contrast` the WCAG ratio to the ground around it.
    """

    kind: Kind
    colour: Array
    difference: Measured
    contrast: Measured
    fill: Pixels | None = None


def paint_of(cut: Cut, shape: Shape, limits: Thresholds) -> Paint | None:
    """What a box is painted with; None where neither fill, line nor shadow can be told from the ground."""
    return _fill(cut, shape, limits) or _line(cut, shape, limits) or _shadow(cut, shape, limits)


def inside_of(shape: Shape, scale: float) -> Mask:
    """A box without its border; a box that is too thin for one is taken whole."""
    inside = eroded(shape.visible, RIM_PX * scale)
    return inside if inside.any() else shape.visible


def _fill(cut: Cut, shape: Shape, limits: Thresholds) -> Paint | None:
    inside = inside_of(shape, cut.scale)
    # The median leaves the label out of account, which covers less than half of a button.
    difference, ratio = _against(cut, inside)
    if difference.value is None or difference.value < limits.fill_difference:
        return None
    fill = ground_in(cut.shown, inside, round(RIM_PX * cut.scale))
    picture = fill.picture
    colour = picture[inside].mean(axis=0) if fill.plain else np.median(cut.shown[inside], axis=0)
    return Paint(Kind.BUTTON, colour, difference, ratio, picture)


def _line(cut: Cut, shape: Shape, limits: Thresholds) -> Paint | None:
    line = shape.visible & ~eroded(shape.visible, max(1.0, cut.scale))
    difference, ratio = _against(cut, line)
    # A line runs all around: letters that touch each other leave gaps in the outline that they make.
    if difference.value is None or difference.value - difference.error < limits.fill_difference:
        return None
    return Paint(Kind.OUTLINED_BUTTON, commonest(cut.shown, line), difference, ratio)


def _shadow(cut: Cut, shape: Shape, limits: Thresholds) -> Paint | None:
    shadow = dilated(shape.visible, max(1.0, cut.scale)) & ~shape.visible
    difference, ratio = _against(cut, shadow)
    if difference.value is None or difference.value < limits.shadow_difference:
        return None
    return Paint(Kind.OUTLINED_BUTTON, commonest(cut.shown, inside_of(shape, cut.scale)), difference, ratio)


def _against(cut: Cut, region: Mask) -> tuple[Measured, Measured]:
    """CIEDE2000 and WCAG ratio between what is shown in a region and the ground: medians, with half their spread."""
    places = np.flatnonzero(region & cut.still)
    if not places.size:
        return Measured(None, reason=MOVING), Measured(None, reason=MOVING)
    places = places[:: max(1, places.size // SAMPLED)]
    shown, erased = (p.reshape(-1, 3)[places] / 255 for p in (cut.shown, cut.erased))
    return _median(ciede2000(lab(shown), lab(erased))), _median(contrast(shown, erased))


def _median(values: Array) -> Measured:
    ordered = np.sort(values)
    low, middle, high = (float(ordered[int(share * (len(ordered) - 1))]) for share in SPREAD)
    return Measured(middle, (high - low) / 2)
