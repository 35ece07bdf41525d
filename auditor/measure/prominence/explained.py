"""What the length of two labels alone explains of the difference in size between their controls."""

import math

from auditor.domain.controls import Kind
from auditor.domain.facts import Favours, Look
from auditor.measure.prominence.dimensions import WORDS, letter_heights
from auditor.measure.prominence.look import BOXES, Seen
from auditor.measure.prominence.widths import is_square
from auditor.measure.thresholds import Thresholds

STROKES_ALIKE = 1.12  # times as thick, at most: letters of one size and weight; our choice
LEAST_STROKE = 1.5  # pixels of the picture: thinner lines are drawn paler, not thinner; our choice
SEVERAL = 1.6  # heights of a line that make two; our choice
UNLIKE_LINES = 2.5  # times as high: a line of marks above and below by one of plain letters; our choice


def explained(accept: Seen, reject: Seen, limits: Thresholds) -> float:
    """The part of the ratio of areas that comes from the length of the labels alone; 1 where that cannot be told.

    It is how many times as large reject would be with accept's label on it. Boxes have to be of one kind, and either of
    equal height and padding, or padded alike for the height of their letters; bare words have to be of one height.
    """
    first, second = accept.look, reject.look
    if {first.kind, second.kind} <= WORDS:
        alike = _same_letters(accept, reject, limits)
        return accept.block / reject.block if alike and accept.block and reject.block else 1.0
    if first.kind is not second.kind or first.kind not in BOXES or not first.area.value or not second.area.value:
        return 1.0
    if _same_box(accept, reject, limits):
        return first.area.value / second.area.value
    return _with_the_other_label(accept, reject, limits)


def explained_ink(accept: Seen, reject: Seen, limits: Thresholds) -> float | None:
    """The ratio of the labels' areas, where controls differ in nothing but their words; None where more may differ.

    Bare words are nothing else, and of two outlined boxes of one size the words are most of what can be seen.
    """
    kinds = {accept.look.kind, reject.look.kind}
    if not accept.block or not reject.block or not _same_letters(accept, reject, limits):
        return None
    outlined = kinds == {Kind.OUTLINED_BUTTON} and _same_box(accept, reject, limits)
    return accept.block / reject.block if outlined or kinds <= WORDS else None


def longer_words(accept: Seen, reject: Seen, limits: Thresholds) -> Favours:
    """The side that is bare words against a box and whose label is the longer one: more ink on it tells nothing."""
    bare = [seen.look.kind in WORDS for seen in (accept, reject)]
    if bare[0] == bare[1] or not accept.block or not reject.block:
        return Favours.NEITHER
    ratio, tolerance = _letters(accept, reject, limits)
    if ratio and not 1 / tolerance <= ratio <= tolerance:
        return Favours.NEITHER
    longer = Favours.ACCEPT if accept.block > reject.block else Favours.REJECT
    return longer if bare[0] == (longer is Favours.ACCEPT) else Favours.NEITHER


def _with_the_other_label(accept: Seen, reject: Seen, limits: Thresholds) -> float:
    """How many times as wide the boxes would be with accept's label as with reject's, each in its own letters."""
    first, second = accept.look, reject.look
    letters = _letters(accept, reject, limits)[0]
    if not letters or first.padding is None or second.padding is None:
        return 1.0
    # In letters of the mean height of the two, so that it is the same either way round.
    scaled = first.padding / math.sqrt(letters), second.padding * math.sqrt(letters)
    if not _equal(first.padding, second.padding, limits) and not _equal(*scaled, limits):
        return 1.0
    one, other = first.width - first.padding, second.width - second.padding
    as_reject, as_accept = (
        (second.padding + one / letters) / second.width,
        (first.padding + other * letters) / first.width,
    )
    return math.sqrt(as_reject / as_accept)


def _same_box(accept: Seen, reject: Seen, limits: Thresholds) -> bool:
    """Equal in height and width, or else in what lies between words and edge; a label of two lines is higher."""
    first, second = accept.look, reject.look
    across = _alike(first.width, second.width, limits) or _padded_alike(first, second, limits)
    letters = _letters(accept, reject, limits)[0]
    if across and _alike(first.height, second.height, limits):
        return not letters or _same_letters(accept, reject, limits)
    lines = _same_letters(accept, reject, limits) and _equal(first.padding_high, second.padding_high, limits)
    return lines and (across or several_lines(accept) or several_lines(reject))


def _padded_alike(first: Look, second: Look, limits: Thresholds) -> bool:
    """Equal padding, or padding that grows with the label and no more than the label does."""
    if first.padding is None or second.padding is None:
        return False
    grown = (first.width - first.padding) / max(1.0, second.width - second.padding) * second.padding
    one, other = first.width - first.padding, second.width - second.padding
    if one < other:
        return _padded_alike(second, first, limits)
    low, high = min(second.padding, grown) - limits.padding_px, max(second.padding, grown) + limits.padding_px
    return low <= first.padding <= high


def several_lines(seen: Seen) -> bool:
    """Whether a label is broken into lines, so that the width of its control is that of the room for it."""
    return seen.line > 0 and seen.look.height - (seen.look.padding_high or 0.0) > SEVERAL * seen.line


def _alike(first: float, second: float, limits: Thresholds) -> bool:
    return max(first, second) <= limits.height_ratio * min(first, second)


def _equal(first: float | None, second: float | None, limits: Thresholds) -> bool:
    return first is not None and second is not None and abs(first - second) <= limits.padding_px


def _same_letters(accept: Seen, reject: Seen, limits: Thresholds) -> bool:
    ratio, tolerance = _letters(accept, reject, limits)
    return bool(ratio) and 1 / tolerance <= ratio <= tolerance


def _letters(accept: Seen, reject: Seen, limits: Thresholds) -> tuple[float, float]:
    """How many times as high accept's letters are, 0 where that is unknown, and what passes for equal."""
    one, other, _ = letter_heights(accept.look, reject.look)
    if one.value and other.value:
        error = one.error / one.value + other.error / other.value
        return one.value / other.value, limits.x_height_ratio * (1 + error)
    if is_square(accept.label) and is_square(reject.label) and accept.letters and reject.letters:
        return accept.letters / reject.letters, limits.line_ratio
    # Scripts without letters of one height: the line as a whole, which depends on the letters in it, unless strokes of
    # one thickness tell that the letters are of one size.
    alike = _strokes_alike(accept.look.stroke.value, reject.look.stroke.value, accept.cut.scale)
    return (accept.line / reject.line if reject.line else 0.0), UNLIKE_LINES if alike else limits.line_ratio


def _strokes_alike(first: float | None, second: float | None, scale: float) -> bool:
    if not first or not second or min(first, second) * scale < LEAST_STROKE:
        return False
    return max(first, second) <= STROKES_ALIKE * min(first, second)
