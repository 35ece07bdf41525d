"""The words on a control as ink: its colour and contrast, the height of small letters, the thickness of lines."""

import unicodedata
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from auditor.domain.facts import Measured
from auditor.domain.wording import say
from auditor.measure.colour import Array, contrast
from auditor.measure.prominence.cuts import Mask, Pixels, difference, eroded, runs

FAINTEST_LEVELS = 6.0  # of 255 between ink and ground; a screenshot has no noise, so that less is nothing; our choice
INK_SHARE = 0.25  # of the strongest ink: where a stroke begins; our choice
FULL_SHARE = 0.01  # of the inked pixels that have the ink's own colour; our choice
CORE_SHARE = 0.92  # of the strongest ink: strokes that are fully covered, not their soft edges; our choice
# Where small letters may begin, counted from the baseline: of the height of tall letters beside them, or of their own.
SMALL_OF_TALL, SMALL_ALONE = (0.83, 0.55), (1.0, 0.75)  # our choice; typefaces lie between 0.65 and 0.8
TALL_TO_SMALL = 1.2, 1.42, 1.65  # capitals by small letters: least, usual, most, of common typefaces; our choice
TALL_SPREAD = 0.1  # of the usual one; our choice
LOWEST_RISE = 0.4  # of what lies between the highest place for small letters and the baseline; our choice
MUCH_STEEPER = 1.5  # times; the bars of e and a are no steeper than the tops of small letters; our choice
TOP_SHARE = 0.06  # of the fullest row, or one CSS pixel: where the tallest letters begin; our choice
FAINT_ROW = 0.02  # of the fullest row: what may lie between two lines of text; our choice
LINE_SHARE = 0.3  # of the ink of the fullest line: another line, or an underline; our choice
JOINING_SHARE, UNDERLINE_PX = 0.1, 2.5  # of the fullest row, what joins the two; CSS pixels, the thickest; our choice
SOLID_SHARE = 0.7  # of the fullest row: an underline, however thin; our choice
LEAST_ROW_PX = 0.75  # CSS pixels of ink in a row of a line; a thin frame beside it has less; our choice
SMALL_FIRST = 0.4  # of the fullest row: the first rows of a line without tall letters; our choice
LEAST_INK = 12  # pixels; fewer say nothing about a label; our choice
LEAST_X_HEIGHT_PX = 11.0 * 0.45  # in CSS pixels, that of 11 px text: below it the height is not told; FACTS 5
SCRIPTS_WITH_SMALL_LETTERS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN")
JOINED_SCRIPTS = ("ARABIC", "SYRIAC", "MONGOLIAN")
TALL_LETTERS = frozenset("bdfhijkltßþβδζθλξφψбђїјћіф")  # lower case, yet not of the small height alone
# Letters of those scripts that reach below the line, in some typefaces at least, and marks that stand below a letter.
HANGING = frozenset("gjpqyfßþQJµβγζημξρςφχψθдцщруфѓђћџґДЦЩ")
BELOW = frozenset({202, 214, 218, 220, 222, 233, 240})  # canonical combining classes, Unicode chapter 4
LOWER_HALF, LOWEST_PART = 0.5, 0.8  # of the line, where the baseline is looked for; our choice
STEEP_SHARE = 0.6  # of the steepest fall: what may be the baseline; our choice
# Of a height, in pixels: at scale 2 95 % lie within it of what scale 3 gives, on 100 drawn labels; at scale 1 letters
# are fitted to the grid of pixels and may be off by a whole half.
HEIGHT_ERROR_PX = 0.4
LEAST_LETTERS = 2  # one letter makes no line; our choice
LEAST_SMALL, SMALL_SHARE = 3, 0.4  # of small letters, and of all in lower case, for their rows to stand out; our choice
NO_INK, TOO_SMALL = say("no label can be seen"), say("text under 11 px")
NO_SMALL_LETTERS = say("the script has no small letters")


Cover = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ink:
    """The label within a control: `cover` is how far each pixel is inked, 0 to 1; None of the rest where there is none.

    `colour` is in levels from 0 to 255, `contrast` the WCAG ratio against the ground right behind the ink.
    """

    cover: Cover
    colour: Array | None
    contrast: Measured

    @property
    def rows(self) -> Array:
        """How much ink each row has, in pixels."""
        total: Array = self.cover.sum(axis=1, dtype=np.float64)
        return total

    @property
    def mask(self) -> Mask:
        """Where there is ink."""
        inked: Mask = self.cover > INK_SHARE
        return inked


def ink_of(shown: Pixels, ground: Pixels, region: Mask) -> Ink:
    """The ink in a region of a picture; `ground` is the same picture without it."""
    cover = np.zeros(region.shape, np.float32)
    strength = difference(shown, ground)
    inked = (strength > FAINTEST_LEVELS) & region
    count = np.count_nonzero(inked)
    if count < LEAST_INK:
        return Ink(cover, None, Measured(1.0, reason=NO_INK))
    levels, behind, strengths = (part[inked].astype(np.float64) for part in (shown, ground, strength))
    # Thin strokes are fully covered only where they cross: the strongest few pixels tell the ink.
    few = max(LEAST_INK, round(FULL_SHARE * count))
    full = float(np.partition(strengths, -few)[-few])
    colour = np.median(levels[strengths >= CORE_SHARE * full], axis=0)
    # Over a picture the ground differs from pixel to pixel, so that each pixel is held against its own.
    towards = colour - behind
    share = ((levels - behind) * towards).sum(axis=1) / np.maximum((towards**2).sum(axis=1), 1.0)
    cover[inked] = np.clip(share, 0.0, 1.0)
    ratios = contrast(colour / 255, behind[share >= CORE_SHARE] / 255)
    spread = float(np.subtract(*np.quantile(ratios, (0.9, 0.1)))) / 2
    return Ink(cover, colour, Measured(float(np.median(ratios)), spread))


def without_frame(shown: Pixels, ground: Pixels, region: Mask) -> Mask:
    """The region of a box without what reaches its edge: the frame itself, where it is thicker than was thought.

    Where nothing else would be left it is no frame, but words that fill their box.
    """
    inked = (difference(shown, ground) > FAINTEST_LEVELS) & region
    edge = inked & ~eroded(region, 1)
    if not edge.any():
        return region
    labels = cv2.connectedComponents(inked.astype(np.uint8), connectivity=4)[1]
    inner: Mask = region & ~np.isin(labels, np.unique(labels[edge]))
    return inner if (inked & inner).any() else region


def has_small_letters(label: str) -> bool:
    """Whether enough of the lower-case letters are of their script's small height: these have to stand out."""
    named = [(c, unicodedata.name(c, "")) for c in unicodedata.normalize("NFC", label) if c.isalpha()]
    lower = [c for c, name in named if c.islower() and name.startswith(SCRIPTS_WITH_SMALL_LETTERS)]
    small = [c for c in lower if unicodedata.normalize("NFD", c)[0] not in TALL_LETTERS]
    return len(small) >= max(LEAST_SMALL, SMALL_SHARE * len(lower)) and of_one_height(label)


def may_have_feet(label: str) -> bool:
    """Whether letters of the label have serifs in some typefaces, which stand in a row as an underline does."""
    return any(c.isalpha() and unicodedata.name(c, "").startswith(SCRIPTS_WITH_SMALL_LETTERS) for c in label)


def letters_join(label: str) -> bool:
    """Whether the letters of the label's script stand on one line that joins them."""
    return any(unicodedata.name(c, "").startswith(JOINED_SCRIPTS) for c in label if c.isalpha())


def of_one_height(label: str) -> bool:
    """Whether all letters are of scripts with small letters: Latin words among Chinese signs stand lower than these."""
    return all(unicodedata.name(c, "").startswith(SCRIPTS_WITH_SMALL_LETTERS) for c in label if c.isalpha())


def has_tall_letters(label: str) -> bool:
    """Whether the label has capitals of such a script: their height compares labels of which one has nothing else."""
    if not of_one_height(label):
        return False
    tall = [c for c in label if c.isupper() and unicodedata.name(c, "").startswith(SCRIPTS_WITH_SMALL_LETTERS)]
    if any(c.islower() for c in label):  # beside small letters, what stands on a capital cannot be told from it
        tall = [c for c in tall if len(unicodedata.normalize("NFD", c)) == 1]
    return len(tall) >= LEAST_LETTERS or (bool(tall) and sum(c.isalpha() for c in label) > LEAST_LETTERS)


def heights_of(ink: Ink, label: str, scale: float) -> tuple[Measured, Measured]:
    """The height of small letters and that of the tallest, in CSS pixels.

    Small letters reach from the steepest rise of the ink profile to its steepest fall, which is the baseline, and so do
    capitals among themselves; beside small letters the tallest reach from the top of the line to the baseline.
    """
    small, tall = has_small_letters(label), has_tall_letters(label)
    none = Measured(None, reason=NO_SMALL_LETTERS)
    if not small and not tall:
        return none, none
    line, alone = _strongest(ink.rows, scale)
    if len(line) < 4 * scale:
        few = Measured(None, reason=NO_INK if ink.colour is None else TOO_SMALL)
        return few, few
    padded = np.concatenate([[0.0, 0.0], line, [0.0, 0.0]])
    step = padded[2:] - padded[:-2]
    fall = _baseline(step, label)
    if not any(c.islower() for c in label):
        top = int(step[: int(len(step) * 0.6)].argmax())  # capitals among themselves
    else:
        top = int((line > min(TOP_SHARE * line.max(), scale)).argmax())
    # One line of several may hold none of the tall letters of the label.
    plain = not alone and line[: round(scale) + 1].max() > SMALL_FIRST * line.max()
    # The bars of e and a are as steep as the tops of small letters, but lie too low for them.
    with_tall = any(c.isupper() or c in TALL_LETTERS for c in label) and not plain
    high, low = SMALL_OF_TALL if with_tall else SMALL_ALONE
    window = slice(max(0, round(fall - high * (fall - top))), max(1, round(fall - low * (fall - top))) + 1)
    rise = _rise(step, window, fall)
    base = _exact(-line, fall)
    x_height = _height((base - _exact(line, rise)) / scale, scale) if small else none
    return x_height, _tall((base - _exact(line, top)) / scale if tall and not plain else 0.0, x_height, scale)


def _rise(step: Array, window: slice, fall: int) -> int:
    """Where small letters begin: in the window, unless it is much steeper below, as where an icon stands above all."""
    highest, lowest = int(window.start), int(window.stop)
    rise = highest + int(step[window].argmax())
    further = step[lowest : max(lowest + 1, fall - round(LOWEST_RISE * (fall - highest)))]
    if further.size and further.max() > MUCH_STEEPER * step[rise]:
        return lowest + int(further.argmax())
    return rise


def _exact(line: Array, row: int) -> float:
    """Where the ink begins around a row, as a fraction: a row that is half inked lies half within."""
    padded = np.concatenate([[0.0], line, [0.0]])
    rows = np.arange(max(0, row - 1), min(len(padded) - 1, row + 2))
    rises = np.maximum(padded[rows + 1] - padded[rows], 0.0)
    return float((rows * rises).sum() / rises.sum()) if rises.any() else float(row)


def _tall(height: float, x_height: Measured, scale: float) -> Measured:
    """The height of capitals; beside small letters an icon or a mark may stand higher, so that these bound it.

    Where the line has no capital, as `height` 0 says, it is what the small letters make likely.
    """
    if not x_height.value:
        return _height(height, scale) if height else Measured(None, reason=NO_SMALL_LETTERS)
    likely = TALL_TO_SMALL[1] * x_height.value
    if not TALL_TO_SMALL[0] * x_height.value <= height <= TALL_TO_SMALL[2] * x_height.value:
        return Measured(likely, likely * TALL_SPREAD)
    return Measured(height, max(HEIGHT_ERROR_PX / scale, abs(height - likely)))


def _baseline(step: Array, label: str) -> int:
    """The row below the letters that go no deeper: the lowest of the steep falls, for bars of letters lie higher.

    Without letters that hang below it, it is the end of the line.
    """
    start = int(len(step) * (LOWER_HALF if hangs(label) else LOWEST_PART))
    falls = step[start:]
    lowest = int(np.flatnonzero(falls <= STEEP_SHARE * falls.min())[-1])
    around = max(0, lowest - 2)  # a soft edge is steep for several rows
    return start + around + int(falls[around : lowest + 1].argmin())


def hangs(label: str) -> bool:
    """Whether something of the label hangs below the line: a letter, a mark under one, or a sign such as a comma."""
    bare = unicodedata.normalize("NFD", label)
    return any(c in HANGING or unicodedata.combining(c) in BELOW or not (c.isalnum() or c.isspace()) for c in bare)


def _height(value: float, scale: float) -> Measured:
    if value < LEAST_X_HEIGHT_PX * 0.9:
        return Measured(None, reason=TOO_SMALL)
    return Measured(value, HEIGHT_ERROR_PX / scale)


def line_height_of(ink: Ink, scale: float) -> float:
    """The height of the line of text with the most ink, in CSS pixels, from its highest to its lowest ink."""
    return len(strongest_line(ink.rows, scale)) / scale


def strongest_line(weight: Array, scale: float) -> Array:
    """The rows of the text line with the most ink; an underline, being thin, never wins."""
    return _strongest(weight, scale)[0]


def _strongest(weight: Array, scale: float) -> tuple[Array, bool]:
    """The rows of the line with the most ink, and whether it is the only one.

    Lines are told apart by rows that are faint for the whole label, and reach as far as there is ink: beside a long
    word the stems of one capital are faint.
    """
    inked = LEAST_ROW_PX * scale
    blocks = runs(weight > max(inked, FAINT_ROW * weight.max(initial=0.0)))
    if not blocks:
        return np.zeros(0), True
    amount = [float(weight[start:end].sum()) for start, end in blocks]
    best = max(range(len(blocks)), key=amount.__getitem__)
    first, last = blocks[best]
    solid = SOLID_SHARE * weight.max()
    rivals = [
        n
        for n, (start, end) in enumerate(blocks)
        if n != best and (amount[n] > LINE_SHARE * amount[best] or weight[start:end].max() > solid)
    ]
    above = max((blocks[n][1] for n in rivals if n < best), default=0)
    below = min((blocks[n][0] for n in rivals if n > best), default=len(weight))
    reach = ((above + a, above + b) for a, b in runs(weight[above:below] > inked))
    start, end = next((a, b) for a, b in reach if a <= first < b)
    alone = not any(2 * (blocks[n][1] - blocks[n][0]) > last - first for n in rivals)
    return _without_underline(weight[start:end], scale), alone


def _without_underline(line: Array, scale: float) -> Array:
    """The line without an underline that letters reaching below it join to it."""
    strong = runs(line > JOINING_SHARE * line.max())
    first, last = strong[-1]
    thin = len(strong) > 1 and last - first <= UNDERLINE_PX * scale
    return line[: strong[-2][1]] if thin and line[first:last].max() > SOLID_SHARE * line.max() else line


def stroke_of(ink: Ink, scale: float) -> Measured:
    """The mean thickness of the label's lines in CSS pixels: twice the inked area by the length of its outline.

    The outline's length is the total variation of the cover, which soft edges do not change.
    """
    if ink.colour is None:
        return Measured(None, reason=NO_INK)
    # From each pixel to the next: across two of them, a line of one pixel would have half its outline.
    down, across = (np.diff(ink.cover, axis=axis, append=np.float32(0)) for axis in (0, 1))
    outline = float(cv2.magnitude(across, down).sum())
    return Measured(2 * float(ink.cover.sum()) / max(outline, 1.0) / scale, 0.1 / scale)


def block_of(ink: Ink, scale: float) -> float:
    """The area in CSS square pixels that the lines of a label take up, gaps between letters and words included."""
    side = max(3, round(8 * scale)) | 1
    closed = cv2.morphologyEx(ink.mask.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    return np.count_nonzero(closed) / scale**2
