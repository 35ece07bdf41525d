"""The words on a control as ink: its colour and contrast, the height of small letters, the thickness of lines."""

import unicodedata
from dataclasses import dataclass

import cv2
import numpy as np

from auditor.domain.facts import Measured
from auditor.measure.colour import Array, contrast
from auditor.measure.prominence.cuts import Mask, Pixels

FAINTEST_LEVELS = 6.0  # of 255 between ink and ground; a screenshot has no noise, so that less is nothing; our choice
INK_SHARE = 0.25  # of the strongest ink: where a stroke begins; our choice
CORE_SHARE = 0.85  # of the strongest ink: strokes that are fully covered, not their soft edges; our choice
LEAST_INK = 12  # pixels; fewer say nothing about a label; our choice
LEAST_X_HEIGHT_PX = 11.0 * 0.45  # in CSS pixels, that of 11 px text: below it the height is not told; FACTS 5
SCRIPTS_WITH_SMALL_LETTERS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN")
NO_INK, TOO_SMALL, NO_SMALL_LETTERS = "no label can be seen", "text under 11 px", "the script has no small letters"


@dataclass(frozen=True, slots=True)
class Ink:
    """The label within a control: `cover` is how far each pixel is inked, 0 to 1; None of the rest where there is none.

    `colour` is in levels from 0 to 255, `contrast` the WCAG ratio against the ground right behind the ink.
    """

    cover: Array
    colour: Array | None
    contrast: Measured

    @property
    def mask(self) -> Mask:
        """Where there is ink."""
        inked: Mask = self.cover > INK_SHARE
        return inked


def ink_of(shown: Pixels, ground: Array, region: Mask) -> Ink:
    """The ink in a region; `ground` has the colour behind it for every pixel of the region, in levels."""
    cover = np.zeros(region.shape)
    levels = shown[region].astype(np.float64)
    away = levels - ground
    strength = np.abs(away).max(axis=1)
    inked = strength > FAINTEST_LEVELS
    if inked.sum() < LEAST_INK:
        return Ink(cover, None, Measured(1.0, reason=NO_INK))
    full = float(np.quantile(strength[inked], 0.98))
    core = strength >= CORE_SHARE * full
    direction = np.median(away[core], axis=0)
    cover[region] = np.clip(away @ direction / max(1.0, float(direction @ direction)), 0.0, 1.0)
    ratios = contrast(levels[core] / 255, ground[core] / 255)
    value = float(np.median(ratios))
    spread = float(np.subtract(*np.quantile(ratios, (0.75, 0.25)))) / 2
    return Ink(cover, np.median(levels[core], axis=0), Measured(value, spread))


def has_small_letters(label: str) -> bool:
    """Whether the label has lower-case letters of a script that has an x-height."""
    names = [unicodedata.name(c, "") for c in label if c.islower()]
    return sum(n.startswith(SCRIPTS_WITH_SMALL_LETTERS) for n in names) >= 2  # noqa: PLR2004 - one letter is no line


def x_height_of(ink: Ink, label: str, scale: float) -> Measured:
    """The height of small letters in CSS pixels: from the steepest rise of the ink profile to its steepest fall."""
    if not has_small_letters(label):
        return Measured(None, reason=NO_SMALL_LETTERS)
    line = strongest_line(ink.cover.sum(axis=1))
    if len(line) < 4 * scale:
        return Measured(None, reason=NO_INK if ink.colour is None else TOO_SMALL)
    padded = np.concatenate([[0.0, 0.0], line, [0.0, 0.0]])
    step = padded[2:] - padded[:-2]
    middle = int(len(step) * 0.5)
    rise, fall = int(step[: int(len(step) * 0.6)].argmax()), int(step[middle:].argmin()) + middle
    height = (fall - rise) / scale
    if height < LEAST_X_HEIGHT_PX * 0.9:
        return Measured(None, reason=TOO_SMALL)
    return Measured(float(height), 0.5 / scale)


def strongest_line(weight: Array) -> Array:
    """The rows of the text line with the most ink; an underline, being thin, never wins."""
    filled = np.concatenate([[False], weight > 0.02 * weight.max(initial=0.0), [False]])
    edges = np.flatnonzero(filled[1:] != filled[:-1])
    runs = [weight[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return max(runs, key=lambda run: float(run.sum()), default=np.zeros(0))


def stroke_of(ink: Ink, scale: float) -> Measured:
    """The mean thickness of the label's lines in CSS pixels: twice the inked area by the length of its outline.

    The outline's length is the total variation of the cover, which soft edges do not change.
    """
    if ink.colour is None:
        return Measured(None, reason=NO_INK)
    across, down = np.gradient(ink.cover)
    outline = float(np.hypot(across, down).sum())
    return Measured(2 * float(ink.cover.sum()) / max(outline, 1.0) / scale, 0.1 / scale)


def block_of(ink: Ink, scale: float) -> float:
    """The area in CSS square pixels that the lines of a label take up, gaps between letters and words included."""
    side = max(3, round(8 * scale)) | 1
    closed = cv2.morphologyEx(ink.mask.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    return float(closed.sum()) / scale**2
