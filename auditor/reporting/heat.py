"""The heat map: what goes from the picture with each control, as CIEDE2000 differences on one scale for both."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from auditor.domain.artifacts import Frame, RemovalPictures
from auditor.domain.box import Box
from auditor.measure.colour import ciede2000, lab
from auditor.measure.prominence.cuts import STILL_LEVELS, place_of
from auditor.measure.prominence.removal import MANY_PAIRS, codes_of, in_steps
from auditor.measure.thresholds import thresholds
from auditor.reporting.images import Image, decode

Differences = NDArray[np.float64]  # CIEDE2000 of each pixel, 0 where nothing changes; height by width
STEP = 10.0  # CIEDE2000: the scale ends at a multiple of it; our choice
PALE, FAINT = 207.0, 0.18  # levels of the greyed picture below: darkest, and share of its contrast; our choice
# Cividis is even to the eye and reads the same to colour-blind readers and in greyscale. It is turned round so that
# darker is more on paper, and its palest quarter is left out so that the least change differs from the ground.
DARKEST, PALEST = 0, 191


@dataclass(frozen=True, slots=True)
class Change:
    """What goes with one control: `area` in CSS square pixels, `mean` as CIEDE2000 over the pixels that change.

    `clip` is the part of the viewport that `picture` shows; `moves` when pixels around the control move by themselves,
    which are left out.
    """

    clip: Box
    picture: Image
    differences: Differences
    area: float
    mean: float
    moves: bool


@dataclass(frozen=True, slots=True)
class Heat:
    """Both controls on one scale from 0 to `top`, in CIEDE2000."""

    accept: Change
    reject: Change
    top: float


def heat(pictures: RemovalPictures) -> Heat:
    """What goes with each control."""
    accept, reject = (_change(frame, pictures.scale) for frame in pictures.frames)
    most = max(float(change.differences.max(initial=0.0)) for change in (accept, reject))
    return Heat(accept, reject, max(STEP, float(np.ceil(most / STEP)) * STEP))


def _change(frame: Frame, scale: float) -> Change:
    shown, erased, again = decode(frame.shown), decode(frame.erased), decode(frame.again)
    if not shown.shape == erased.shape == again.shape:  # a damaged record: nothing can be told of it
        return Change(frame.clip, shown, np.zeros(shown.shape[:2]), 0.0, 0.0, moves=False)
    near = _near(frame, scale, shown.shape[:2])
    still = cv2.absdiff(shown, again).max(axis=2) <= STILL_LEVELS
    changed = (cv2.absdiff(shown, erased).max(axis=2) > thresholds().changed_levels) & still & near
    found = np.zeros(shown.shape[:2])
    found[changed] = _between(shown[changed], erased[changed])
    mean = float(found[changed].mean()) if changed.any() else 0.0
    return Change(frame.clip, shown, found, float(changed.sum()) / scale**2, mean, moves=bool((near & ~still).any()))


def _near(frame: Frame, scale: float, size: tuple[int, ...]) -> NDArray[np.bool_]:
    """The pixels that the measure looks at for this control."""
    near = np.zeros(size, bool)
    near[place_of(frame, scale)] = True
    return near


def _between(first: Image, second: Image) -> Differences:
    """CIEDE2000 of each pair of pixels, computed once for each different pair."""
    codes, where = np.unique(codes_of(first, second), return_inverse=True)
    if len(codes) > MANY_PAIRS:
        codes, where = np.unique(codes_of(in_steps(first), in_steps(second)), return_inverse=True)
    levels = np.stack([(codes >> shift) & 255 for shift in (24, 32, 40, 0, 8, 16)], axis=-1) / 255  # to red first
    values: Differences = ciede2000(lab(levels[:, :3]), lab(levels[:, 3:]))[where]
    return values


def painted(change: Change, top: float) -> Image:
    """The changes in colour over the picture in pale grey."""
    grey = cv2.cvtColor(change.picture, cv2.COLOR_BGR2GRAY)
    ground = (grey * FAINT + PALE).astype(np.uint8)
    canvas = cv2.cvtColor(ground, cv2.COLOR_GRAY2BGR)
    hot = change.differences > 0
    if hot.any():
        canvas[hot] = colours(change.differences[hot] / top)
    return canvas.astype(np.uint8, copy=False)


def colours(shares: NDArray[np.float64]) -> Image:
    """The colours of shares of the scale, from 0 to 1; one row each, in OpenCV's order."""
    levels = np.round(PALEST + (DARKEST - PALEST) * np.clip(shares, 0, 1)).astype(np.uint8)
    return cv2.applyColorMap(levels.reshape(-1, 1), cv2.COLORMAP_CIVIDIS).reshape(-1, 3).astype(np.uint8, copy=False)


def drawn(heat_map: Heat) -> Image:
    """Both panels side by side with their letters and the scale below, as a file of its own."""
    panels = [painted(c, heat_map.top) for c in (heat_map.accept, heat_map.reject)]
    height, gap, foot = max(p.shape[0] for p in panels), 24, 64
    width = sum(p.shape[1] for p in panels) + 3 * gap
    sheet = np.full((height + foot + 2 * gap + 24, max(width, 420), 3), 255, np.uint8)
    left = gap
    for letter, panel in zip("AR", panels, strict=True):
        cv2.putText(sheet, letter, (left, 30), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (0, 0, 0), 2, cv2.LINE_AA)
        sheet[44 : 44 + panel.shape[0], left : left + panel.shape[1]] = panel
        left += panel.shape[1] + gap
    below, bar = 44 + height + 16, 240
    sheet[below : below + 16, gap : gap + bar] = colours(np.linspace(0, 1, bar))
    words = f"CIEDE2000: 0 (pale) to {heat_map.top:g} (dark)"
    cv2.putText(sheet, words, (gap, below + 38), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (0, 0, 0), 1, cv2.LINE_AA)
    return sheet
