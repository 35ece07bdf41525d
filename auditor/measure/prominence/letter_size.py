"""Whether two labels are of one size, where the heights of their letters alone do not tell."""

from dataclasses import replace

from auditor.domain.facts import Measured
from auditor.domain.wording import say
from auditor.measure.prominence.dimensions import letter_heights
from auditor.measure.prominence.explained import STROKES_ALIKE, several_lines
from auditor.measure.prominence.letters import HEIGHT_ERROR_PX, of_one_height
from auditor.measure.prominence.look import BOXES, Seen
from auditor.measure.prominence.widths import heights_agree
from auditor.measure.thresholds import Thresholds

DISAGREE = say("the widths of the letters tell another size than their heights")
Lines = tuple[Measured, Measured]


def settled(accept: Seen, reject: Seen, limits: Thresholds) -> tuple[Seen, Seen]:
    """Both without the heights of their letters when these differ, and the widths do not bear it out."""
    first, second, _ = letter_heights(accept.look, reject.look)
    if not first.value or not second.value or not accept.letters or not reject.letters:
        return accept, reject
    ratio = first.value / second.value
    if not _differ(ratio, limits) or heights_agree(ratio, accept.letters / reject.letters):
        return accept, reject
    unknown = Measured(None, reason=DISAGREE)
    one, other = (replace(s, look=replace(s.look, x_height=unknown, cap_height=unknown)) for s in (accept, reject))
    return one, other


def lines(accept: Seen, reject: Seen, limits: Thresholds) -> Lines | None:
    """The heights of the lines, in scripts whose letters have no one height; None unless they tell of another size.

    Alone they do not, for they depend on the letters: the widths of these have to agree, or else both the thickness of
    their strokes and the height of their boxes.
    """
    first, second, _ = letter_heights(accept.look, reject.look)
    if (first.value and second.value) or DISAGREE in {first.reason, second.reason}:
        return None
    if of_one_height(accept.label) or of_one_height(reject.label):
        return None  # few letters of a script with small letters: their line tells less than a long one
    if not accept.line or not reject.line or accept.look.stroke.value is None or reject.look.stroke.value is None:
        return None
    ratio = accept.line / reject.line
    if not _differ(ratio, limits) or not _borne_out(accept, reject, ratio, limits):
        return None
    one, other = (Measured(seen.line, HEIGHT_ERROR_PX / seen.cut.scale) for seen in (accept, reject))
    return one, other


def _differ(ratio: float, limits: Thresholds) -> bool:
    return not 1 / limits.x_height_ratio <= ratio <= limits.x_height_ratio


def _borne_out(accept: Seen, reject: Seen, ratio: float, limits: Thresholds) -> bool:
    if accept.letters and reject.letters:
        return heights_agree(ratio, accept.letters / reject.letters)
    kinds = {accept.look.kind, reject.look.kind}
    if not kinds <= BOXES or several_lines(accept) or several_lines(reject):
        return False
    larger, smaller = (accept, reject) if ratio > 1 else (reject, accept)
    thicker = (larger.look.stroke.value or 0.0) > STROKES_ALIKE * (smaller.look.stroke.value or 0.0)
    return thicker and larger.look.height > limits.height_ratio * smaller.look.height
