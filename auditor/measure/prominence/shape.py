"""The visible shape of a control: what changes when it is erased, without its shadow.

Styles and hit boxes are never asked. A shape ends where the change sets in sharply; a shadow sets in slowly. The
change is flooded from outside with rising tolerance: small tolerances stop at the shadow's rim, larger ones flow
through the shadow and stop at the edge of the box, still larger ones leak through the edge. The shape that stays the
same over the widest span of tolerances is the box.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from auditor.measure.prominence.cuts import Cut, Mask, bounds, difference, dilated
from auditor.measure.prominence.edges import Change, trimmed, within_shadow
from auditor.measure.thresholds import Thresholds

TOLERANCES: Final = (1.5, 2.5, 4.0, 6.0, 9.0, 14.0, 21.0, 32.0, 48.0)  # levels a pixel, each about half as much again
SETTLED = 4  # tolerances in a row over which a shape that stays the same is the box; our choice
SAME_AREA = 0.02  # two shapes whose areas differ by less are one; our choice
HOLDS_LABEL = 0.9  # of the sharp ink that a box has to hold; our choice
SHADOW_SIDE = 0.75  # of a side along which a shadow's edge must be seen; our choice
FAINT = 0.1  # of the strongest change of bare words: a glow around them; our choice
SPECK_PX = 3.0  # CSS pixels, the largest speck of a moving ground that is no part of a control; our choice
RESTING_SHARE = 0.6  # of a box on a moving ground that goes with the control; our choice
SOFT_PX = 2  # pixels around letters that are soft edges of theirs
STRONG = 0.5  # of the strongest change: the label, not the shadow; our choice


@dataclass(frozen=True, slots=True)
class Shape:
    """Masks of the size of the cut.

    `changed` are the pixels that go with the control, `visible` is what the eye takes for it: the box with its label,
    or the pixels of bare words. `boxed` tells which.
    """

    changed: Mask
    visible: Mask
    boxed: bool

    @property
    def bounds(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of what is visible, in pixels; right and bottom are the first beyond."""
        return bounds(self.visible)


def changed_in(cut: Cut, limits: Thresholds) -> Mask | None:
    """The pixels that go with the control; None when nothing visible goes with it."""
    changed: Mask = (difference(cut.shown, cut.erased) > limits.changed_levels) & cut.still
    return changed if np.count_nonzero(changed) >= limits.least_pixels else None


def shape_of(cut: Cut, changed: Mask, limits: Thresholds) -> Shape:
    """The shape of a control, of which the changed pixels are known."""
    # With a rim of nothing, from which the flood comes.
    padded = np.zeros((changed.shape[0] + 2, changed.shape[1] + 2, 3), np.float32)
    change = np.subtract(cut.shown, cut.erased, out=padded[1:-1, 1:-1], dtype=np.float32)
    strength = difference(cut.shown, cut.erased)
    if np.count_nonzero(cut.still) < cut.still.size:
        change[~cut.still] = 0
        strength[~cut.still] = 0
    if cut.moves:
        box = _resting(cut, changed, limits)
        if box is not None:
            return Shape(changed & box, box, boxed=True)
    label = strength > STRONG * float(strength.max())
    box = _box(padded, label, limits)
    if box is not None:
        return Shape(changed, trimmed(cut, change, box), boxed=True)
    # A fill as dark as its shadow somewhere lets the flood in; then the shadow's own outline is all there is.
    outline = _solid(changed, label, limits)
    box = within_shadow(cut, change, outline) if outline is not None else None
    box = _by_its_shadow(change, label, limits) if box is None else box
    if box is not None:
        return Shape(changed, box, boxed=True)
    return Shape(changed, changed & (strength > FAINT * float(strength.max())), boxed=False)


def _resting(cut: Cut, changed: Mask, limits: Thresholds) -> Mask | None:
    """The box that rests on a ground that moves: what goes with the control, without the specks of its ground."""
    side = 2 * round(SPECK_PX * cut.scale) + 1
    kernel = np.ones((side, side), np.uint8)
    # Holes are closed first: where the ground had the fill's own colour when the control was erased.
    closed = cv2.morphologyEx(changed.view(np.uint8), cv2.MORPH_CLOSE, kernel)
    whole = cv2.morphologyEx(closed, cv2.MORPH_OPEN, kernel).astype(bool)
    box = _solid(whole, whole, limits)
    return box if box is not None and changed[box].mean() >= RESTING_SHARE else None


def _box(padded: Change, label: Mask, limits: Thresholds) -> Mask | None:
    """The box that stays the same over the widest span of tolerances."""
    found: list[tuple[Mask, int]] = []
    for tolerance in TOLERANCES:
        dry = ~_flooded(padded, tolerance)[1:-1, 1:-1]
        box = _solid(dry, label, limits)
        if box is not None:
            found.append((box, int(np.count_nonzero(box))))
        # A shadow too faint for the smallest tolerance may come up later; what was found is lost, or settled.
        if found and (box is None or _settled(found)):
            break
    return _steadiest(found) if found else None


def _flooded(change: Change, tolerance: float) -> Mask:
    mask = np.zeros((change.shape[0] + 2, change.shape[1] + 2), np.uint8)
    step = (tolerance,) * 3
    flags = 4 | cv2.FLOODFILL_MASK_ONLY | (1 << 8)
    cv2.floodFill(change, mask, (0, 0), (0, 0, 0), step, step, flags)
    return mask[1:-1, 1:-1] > 0


def _solid(dry: Mask, label: Mask, limits: Thresholds) -> Mask | None:
    """The largest dry region with its holes filled, when it is box-like and holds the label."""
    contours, _ = cv2.findContours(dry.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return None
    largest = max(contours, key=cv2.contourArea)
    _, _, width, height = cv2.boundingRect(largest)
    filled = _filled(dry.shape, [largest])
    if np.count_nonzero(filled) < limits.enclosed_share * width * height:
        return None
    held = np.count_nonzero(label & filled)
    return filled if held >= HOLDS_LABEL * np.count_nonzero(label) else None


def _filled(shape: tuple[int, ...], contours: Sequence[cv2.typing.MatLike]) -> Mask:
    canvas = np.zeros(shape, np.uint8)
    cv2.drawContours(canvas, contours, -1, 1, cv2.FILLED)
    return canvas > 0


def _settled(found: Sequence[tuple[Mask, int]]) -> bool:
    """Whether the last few shapes are one."""
    last = [area for _, area in found[-SETTLED:]]
    return len(last) == SETTLED and max(last) - min(last) <= SAME_AREA * max(last)


def _steadiest(found: Sequence[tuple[Mask, int]]) -> Mask:
    """The last shape of the longest run of equal areas; of runs equally long the later, which has less shadow."""
    best, run = (0, found[0][0]), 1
    for number, (mask, area) in enumerate(found):
        same = number > 0 and abs(area - found[number - 1][1]) <= SAME_AREA * area
        run = run + 1 if same else 1
        if run >= best[0]:
            best = run, mask
    return best[1]


def _by_its_shadow(change: Change, label: Mask, limits: Thresholds) -> Mask | None:
    """A box of which a shadow shows three sides: two upright edges and the one below, around the label."""
    if not label.any():
        return None
    steps_down = np.abs(np.diff(change, axis=0)).max(axis=2) > limits.changed_levels
    steps_across = np.abs(np.diff(change, axis=1)).max(axis=2) > limits.changed_levels
    left, top, right, bottom = bounds(dilated(label, SOFT_PX))
    # Looked for from the label's middle to well below it, where its own letters do not reach.
    part = slice((top + bottom) // 2, bottom + (bottom - top) // 3)
    upright = steps_across[part].mean(axis=0) >= SHADOW_SIDE
    beside = np.flatnonzero(upright[:left]), np.flatnonzero(upright[right:]) + right
    if not beside[0].size or not beside[1].size:
        return None
    first, last = int(beside[0][-1]) + 1, int(beside[1][0]) + 1
    level = steps_down[:, first:last].mean(axis=1) >= SHADOW_SIDE
    below, above = np.flatnonzero(level[bottom:]) + bottom, np.flatnonzero(level[:top])
    if not below.size:
        return None
    # Where the shadow shows no upper edge, the upright ones begin at it.
    upper = int(above[-1]) + 1 if above.size else _first(steps_across[:top, [first - 1, last - 1]].all(axis=1), top)
    box = np.zeros(label.shape, bool)
    box[upper : int(below[0]) + 1, first:last] = True
    return box


def _first(rows: NDArray[np.bool_], default: int) -> int:
    found: Iterable[int] = np.flatnonzero(rows)
    return int(next(iter(found), default))
