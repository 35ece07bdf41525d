"""The edges of a box within its shadow: a shadow sets in slowly, a box at once.

Along each side the change from pixel to pixel is what most places along it reach, so that round corners and letters do
not count. A side lies at the outermost place at which it is far greater than what led up to it. A hard shadow, which
sets in at once as well, is told by standing out on two neighbouring sides only, and by darkening the ground evenly.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auditor.measure.colour import Array
from auditor.measure.prominence.cuts import Cut, Mask, bounds, ranked

Change = NDArray[np.float32]  # how each pixel changes, shape (height, width, 3), in levels from -255 to 255

BEFORE = 3  # pixels that lead up to an edge; our choice
LEAST_STEP = 2.5  # levels of 255 at an edge; less is not seen; our choice
LEAST_SLOPE, EVEN_SLOPE = 1.5, 0.5  # levels a pixel of a shadow that grows, and of what is even; our choice
SURPLUS, FACTOR = 2.0, 2.0  # an edge is this many levels more than so many times what led up to it; our choice
STRAIGHT = 0.15  # of an edge that may be weaker; the rest of it has to be there, as letters never are; our choice
MIDDLE = 0.25  # of a side that is left out at both its ends, for round corners; our choice
HARD_SHADOW_PX = 14.0  # CSS pixels, the broadest hard shadow; our choice
MOST_PLACES = 60  # along a side that are looked at; our choice
LEAST_SIDES = 2  # of a box that have to be seen; our choice
LEAST_SHADOW = 2  # pixels; a single one is the soft edge of the box itself; our choice
LEAST_DARKER = 0.06  # of the ground's light that a hard shadow takes; our choice
UNEVEN_LEVELS, UNEVEN = (
    3.0,
    0.05,
)  # by how much it may take more or less, in levels or of the ground's light; our choice
UPRIGHT_MIDDLE = 0.45  # the same of the upright sides, which may be half circles; our choice
AMONG_STRONGEST = 0.4  # of the strongest step: an edge, not the grain of a picture; our choice
ARC = np.linspace(0.08, 0.92, 9) * np.pi / 2  # places along a round corner


@dataclass(frozen=True, slots=True)
class _Side:
    """One side looked at from outside: steps inwards from `start`, and the change at each place, shape (n, 3)."""

    steps: Array
    change: Array
    ground: Array


def trimmed(cut: Cut, change: Change, box: Mask) -> Mask:
    """The box without its shadow; the same box when its own edges are sharp."""
    outer = bounds(box)
    sides, room, first = _edges(cut, change, outer)
    strips = [_strip(side, at, limit, cut.scale) for side, at, limit in zip(sides, first, room, strict=True)]
    for one, other in ((0, 1), (1, 2), (2, 3), (3, 0)):  # neighbours, in the order left, top, right, bottom
        opposite = strips[(one + 2) % 4], strips[(other + 2) % 4]
        if strips[one] and strips[other] and not any(opposite):
            first[one] += strips[one]
            first[other] += strips[other]
            break
    return box if max(first) < LEAST_SHADOW else _rounded(change, box.shape, _inner(outer, first))


def within_shadow(cut: Cut, change: Change, outline: Mask) -> Mask | None:
    """The box of which only the outline of its shadow is known; None unless an edge shows on two sides at least."""
    outer = bounds(outline)
    first = _edges(cut, change, outer)[2]
    seen = [inward for inward in first if inward]
    if len(seen) < LEAST_SIDES:
        return None
    room = [(outer[2] - outer[0]) // 3, (outer[3] - outer[1]) // 3] * 2
    whole = [
        inward or min(most, round(sum(seen) / len(seen))) for inward, most in zip(first, room, strict=True)
    ]  # a shadow is about as broad all around
    return _rounded(change, outline.shape, _inner(outer, whole))


def _edges(cut: Cut, change: Change, outer: tuple[int, int, int, int]) -> tuple[list[_Side], list[int], list[int]]:
    """The four sides, how far in each is looked for its edge, and how far in that was found; in pixels."""
    # Edges are looked for in the outer third each way: further in there is the label.
    room = [(outer[2] - outer[0]) // 3, (outer[3] - outer[1]) // 3] * 2
    sides = [_side(cut, change, outer, number, room[number]) for number in range(4)]
    found = [_first_edge(side, limit) for side, limit in zip(sides, room, strict=True)]
    # A shadow is about as broad on opposite sides: what lies much further in on one is a letter.
    far = HARD_SHADOW_PX * cut.scale
    opposite = zip(found, found[2:] + found[:2], strict=True)
    return sides, room, [min(one, other) if abs(one - other) > far else one for one, other in opposite]


def _inner(outer: tuple[int, int, int, int], first: list[int]) -> tuple[int, int, int, int]:
    return outer[0] + first[0], outer[1] + first[1], outer[2] - first[2], outer[3] - first[3]


def _side(cut: Cut, change: Change, outer: tuple[int, int, int, int], number: int, room: int) -> _Side:
    """The middle of one side, turned so that the way in is along the first axis: `BEFORE` pixels outside come first."""
    left, top, right, bottom = outer
    wide, high = round((right - left) * MIDDLE), round((bottom - top) * UPRIGHT_MIDDLE)
    if number in {0, 2}:
        rows = _some(top + high, max(bottom - high, top + high + 1))
        parts = [p[rows].swapaxes(0, 1) for p in (change, cut.erased)]
        start, end = left, right
    else:
        columns = _some(left + wide, max(right - wide, left + wide + 1))
        parts = [p[:, columns] for p in (change, cut.erased)]
        start, end = top, bottom
    if number in {2, 3}:
        parts = [p[::-1] for p in parts]
        start = parts[0].shape[0] - end
    reach = start + room + 2 * BEFORE + 2  # no further in than edges are looked for
    padded = [
        np.pad(
            p[max(0, start - BEFORE - 1) : reach].astype(np.float32),
            ((max(0, BEFORE + 1 - start), 0), (0, 0), (0, 0)),
            mode="edge",
        )
        for p in parts
    ]
    inward, ground = padded
    moves = np.abs(np.diff(inward, axis=0))
    largest = np.maximum(np.maximum(moves[..., 0], moves[..., 1]), moves[..., 2])
    return _Side(ranked(largest, STRAIGHT), ranked(inward, 0.5)[1:], ranked(ground, 0.5)[1:])


def _some(start: int, end: int) -> slice:
    """So many places between the two, evenly."""
    return slice(start, end, max(1, (end - start) // MOST_PLACES))


def _first_edge(side: _Side, limit: int) -> int:
    """How many pixels in the outermost edge lies; 0 when it is the box's own, or none comes before the label."""
    for inward in range(-1, limit + 1):  # from a pixel outside: a soft edge of its own spreads over two
        at = inward + BEFORE
        if at < len(side.steps) and (_sharp(side.steps, at) or _turns(side, at)):
            return max(0, inward)
    return 0


def _sharp(steps: Array, at: int) -> bool:
    before = float(steps[max(0, at - BEFORE) : at].max(initial=0.0))
    return bool(steps[at] >= LEAST_STEP and steps[at] >= FACTOR * before + SURPLUS)


def _turns(side: _Side, at: int) -> bool:
    """Whether a shadow that grew ever darker turns round here, or is even from here on."""
    if at < BEFORE + 1 or at + BEFORE >= len(side.change):
        return False
    trend = side.change[at - 1] - side.change[at - 1 - BEFORE]
    step = np.abs(side.change[at] - side.change[at - 1]).max()
    ahead = np.abs(np.diff(side.change[at : at + BEFORE + 1], axis=0)).max()
    grew = float(np.abs(trend).max())
    return bool(grew >= BEFORE * LEAST_SLOPE and ahead <= EVEN_SLOPE and step > 0)


def _strip(side: _Side, first: int, limit: int, scale: float) -> int:
    """How broad a strip of evenly darkened ground is between the first edge and the next; 0 when there is none."""
    start, end = first + LEAST_SHADOW + BEFORE, min(limit, first + round(HARD_SHADOW_PX * scale)) + 1 + BEFORE
    within = side.steps[start:end]
    if not within.size or float(within.max()) < LEAST_STEP:
        return 0
    # The box's edge is among the strongest steps; a border and its fill make two, of which the outer one counts.
    at = start + int((within >= AMONG_STRONGEST * within.max()).argmax())
    soft = 1 if at - BEFORE - first > LEAST_SHADOW else 0  # its own soft edges
    change, ground = (part[first + BEFORE + soft : at - soft] for part in (side.change, side.ground))
    darker = -float(change.sum()) / max(1.0, float(ground.sum()))
    away = np.abs(change + darker * ground)
    even = darker >= LEAST_DARKER and bool((away <= np.maximum(UNEVEN_LEVELS, UNEVEN * ground)).all())
    return at - BEFORE - first if even else 0


def _rounded(change: Change, shape: tuple[int, ...], box: tuple[int, int, int, int]) -> Mask:
    """The box with corners of the radius along which the edge is sharpest."""
    left, top, right, bottom = box
    radius = int(_sharpness(change, box).argmax())
    rows, columns = (np.arange(length, dtype=np.float32) + 0.5 for length in shape[:2])
    over = np.maximum(np.maximum(left + radius - columns, columns - (right - radius)), 0)[None, :]
    down = np.maximum(np.maximum(top + radius - rows, rows - (bottom - radius)), 0)[:, None]
    inside = ((columns > left) & (columns < right))[None, :] & ((rows > top) & (rows < bottom))[:, None]
    rounded: Mask = inside & (over**2 + down**2 <= radius**2) if radius else inside
    return rounded


def _sharpness(change: Change, box: tuple[int, int, int, int]) -> Array:
    """For each radius in pixels, from 0 to half the box, the mean step across the four corners, were they of it."""
    left, top, right, bottom = box
    radius = np.arange(max(1, min(right - left, bottom - top) // 2) + 1, dtype=np.float64)[:, None]
    across, down = np.cos(ARC)[None, :], np.sin(ARC)[None, :]
    total = np.zeros(len(radius))
    for x, y, sx, sy in (
        (left + radius, top + radius, -1, -1),
        (right - radius - 1, top + radius, 1, -1),
        (left + radius, bottom - radius - 1, -1, 1),
        (right - radius - 1, bottom - radius - 1, 1, 1),
    ):
        inner, outer = (_at(change, x + sx * across * r, y + sy * down * r) for r in (radius - 1.0, radius + 1.5))
        step = np.abs(inner - outer)
        total += np.maximum(np.maximum(step[..., 0], step[..., 1]), step[..., 2]).mean(axis=1)
    return total


def _at(change: Change, x: Array, y: Array) -> Array:
    rows = np.clip(np.round(y).astype(int), 0, change.shape[0] - 1)
    columns = np.clip(np.round(x).astype(int), 0, change.shape[1] - 1)
    found: Array = change[rows, columns].astype(np.float64)
    return found
