"""How wide the letters of a label are: a second way to tell their size, which marks, icons and underlines do not touch.

A label's ink is as wide as its letters together. Held against what those letters take up in a common typeface, it
gives their size; the quotient of two labels tells whether a difference in height is one of size.
"""

import math
import unicodedata

import numpy as np

from auditor.measure.prominence.cuts import Mask, runs

# Widths in thousandths of the size, by the letter without its marks: Adobe's metrics of Helvetica (Core 14 AFM).
_BY_WIDTH = {
    191: "'",
    222: "ijlıіїј",
    278: "ftI .,:;/!|ӀІЇ",
    333: "r()-",
    500: "ckvxyzsJгткхсуςг",
    556: "abdeghnopquL?",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUwшщжюыфω",
    778: "GOQ",
    833: "mMмШЩЖЮМЫФ",
    944: "W",
}
_WIDTHS = {letter: width / 1000 for width, letters in _BY_WIDTH.items() for letter in letters}
_SMALL, _CAPITAL, _FULL = 0.556, 0.69, 1.0  # any other letter: the mean of its kind; signs of Chinese take a square
ALPHABETS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN", "DIGIT")
SQUARES = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC")
# Of the way (as logarithms) that heights differ, the least that widths have to differ too; our choice. Typefaces and
# the choice of letters make widths differ by 6 % (one standard deviation) where sizes are equal.
AGREEING_SHARE = 0.5


def expected_width(label: str) -> float | None:
    """How wide a label's ink is, in sizes of its letters; None for scripts whose letters have no usual width."""
    letters = [c for c in unicodedata.normalize("NFC", label.strip()) if not unicodedata.combining(c)]
    widths = [_width(c) for c in letters]
    if not any(c.isalpha() for c in letters) or None in widths:
        return None
    return sum(width for width in widths if width is not None)


def _width(letter: str) -> float | None:
    if letter.isalnum() and unicodedata.name(letter, "").startswith(SQUARES):
        return _FULL
    bare = unicodedata.normalize("NFD", letter)[0]
    if bare in _WIDTHS:
        return _WIDTHS[bare]
    if bare.isalnum() and not unicodedata.name(bare, "").startswith(ALPHABETS):
        return None
    return _CAPITAL if bare.isupper() else _SMALL


def breadth_of(inked: Mask, scale: float) -> float:
    """How wide the lines of a label are together in CSS pixels, each from its first ink to its last."""
    rows: Mask = np.asarray(inked.any(axis=1))
    lines = runs(rows)
    highest = max((end - start for start, end in lines), default=0)
    columns = (np.flatnonzero(inked[start:end].any(axis=0)) for start, end in lines if 2 * (end - start) > highest)
    return sum(int(c[-1] - c[0]) + 1 for c in columns) / scale


def is_square(label: str) -> bool:
    """Whether every letter of the label is a sign that takes a square, as in Chinese."""
    letters = [c for c in label if c.isalnum()]
    return bool(letters) and all(unicodedata.name(c, "").startswith(SQUARES) for c in letters)


def heights_agree(heights: float, widths: float) -> bool:
    """Whether two labels differ in the width of their letters as in the height, each a ratio of accept by reject."""
    return math.log(widths) * math.copysign(1.0, math.log(heights)) >= AGREEING_SHARE * abs(math.log(heights))
