"""The letters of refusing are smaller, thinner or less conspicuous than those of accepting.

## What it looks for

The size, weight, typeface and capitals of both labels, as the styles give them for the element that holds the words,
beside the height of the small letters and the thickness of the lines in the picture. Where style and picture
contradict each other, the picture decides, and the finding says so.

## Why it matters

CNIL's notices of December 2024 name the size and the font of the refuse option, and the German guidance names the
typeface. Neither gives a number.

## Applies when

Accept and reject stand on the first layer.

## Fails when

The letters of reject are less than 0.9 times as large as those of accept (moderate), or less than 0.7 times
(serious); accept is heavier by 200 or more; the typefaces differ, and in the picture the letters of reject are less
than 0.9 times as tall or those of accept 1.25 times as thick; or accept alone is put into capitals by its style. All
numbers are our choice.

The picture contradicts a size when the ratio of the small letters, with its error, is not the ratio of the styles; the
label itself explains 1.02. It contradicts a weight when, for letters of the same size, the lines of accept are 1.25
times as thick without a style that says so, or less than 1.1 times with one. On ten labels in three typefaces the label
itself explained up to 1.17, and bold lines were at least 1.27 times as thick.

## Cannot tell when

The styles were not read and the picture alone does not decide; the picture contradicts the styles and with its error
lies on both sides of a limit; or the picture tells neither height nor thickness, so that nothing bears the styles out.

## Known limits

A script without small letters, and words in capitals, have no height of small letters: there the styles count, as long
as the thickness of the lines agrees. Capitals that are typed as such are not told from the styles. The family compared
is the first that a style names; a fallback shows in the picture alone.

## Example

Passes: `vanilla-honest`. Fails: `visual-imbalance`.

## References

CNIL formal notices of 12 December 2024; CNIL deliberation 2020-092, paragraph 34; DSK guidance on telemedia providers.
"""

from dataclasses import dataclass

from auditor.domain.artifacts import REMOVAL_PICTURES
from auditor.domain.checks import (
    Check,
    CheckResult,
    Finding,
    Outcome,
    Severity,
    Status,
    cant_tell,
    failed,
    inapplicable,
    passed,
)
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import PROMINENCE, Look, Measured
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, say, sentences

SMALLER = 0.9  # our choice
MUCH_SMALLER = 0.7  # our choice
HEAVIER = 200.0  # of font-weight; our choice
THICKER = 1.25  # bold against regular is at least 1.27 in three typefaces; our choice
AS_THICK = 1.1  # a weight that thickens lines by less is not seen; our choice
SIZE_BY_LABEL = 1.02  # the label alone explains so much; FACTS 5
STROKE_BY_LABEL = 1.17  # the greatest ratio among ten labels in one style, three typefaces; our measurement


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one rule says; a passed one is worth telling because style and picture differ."""

    outcome: Outcome
    words: Text
    severity: Severity = Severity.MODERATE


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether size, weight, typeface or capitals favour accept."""
    seen = evidence.get(Journey.NO_ACTION, PROMINENCE).pair
    if seen is None:
        return inapplicable(say("The first layer does not offer to accept and to refuse."))
    answers = [answer for rule in RULES if (answer := rule(seen.accept, seen.reject))]
    found = [a for a in answers if a.outcome is Outcome.FAILED]
    if found:
        where = (reference(Journey.NO_ACTION, REMOVAL_PICTURES),)
        severity = Severity.SERIOUS if any(a.severity is Severity.SERIOUS for a in found) else Severity.MODERATE
        summary = say("The letters of reject are smaller, thinner or less conspicuous than those of accept.")
        return failed(summary, [Finding(a.words, where) for a in found], severity=severity)
    doubts = [a.words for a in answers if a.outcome is Outcome.CANT_TELL]
    if doubts:
        return cant_tell(sentences([*dict.fromkeys(doubts), say("A person should compare the letters of both.")]))
    return passed(sentences([say("The letters of reject are no less conspicuous."), *(a.words for a in answers)]))


def _size(accept: Look, reject: Look) -> _Answer | None:
    style = _styled_ratio(accept, reject)
    drawn = _ratio(reject.x_height, accept.x_height)
    if drawn is None:
        return _size_by_style(style, accept, reject)
    if style is not None and _agree(style, drawn, SIZE_BY_LABEL):
        told = say("The letters of reject are {times:.2f} times as large as those of accept.", times=style)
        return _graded((style, style), told)
    told = say(
        "In the picture the small letters of reject are {times} times as tall as those of accept", times=_told(drawn)
    )
    if style is None:
        return _graded(drawn, say("{told}.", told=told))
    told = say("{told}, though the styles say {style:.2f}.", told=told, style=style)
    return _graded(drawn, told) or _Answer(Outcome.PASSED, told)


def _size_by_style(style: float | None, accept: Look, reject: Look) -> _Answer | None:
    """Where the picture does not show the height of letters: a pass needs lines as thick as the sizes make expect."""
    reason = accept.x_height.reason or reject.x_height.reason
    if style is None:
        unread = say(
            "The styles were not read, and the picture does not tell the size of letters ({reason}).", reason=reason
        )
        return _Answer(Outcome.CANT_TELL, unread)
    told = say(
        "By their styles the letters of reject are {style:.2f} times as large; the picture does not tell ({reason}).",
        style=style,
        reason=reason,
    )
    lines = _ratio(reject.stroke, accept.stroke)
    borne_out = lines is not None and _agree(style, lines, STROKE_BY_LABEL)
    return _graded((style, style), told) or (None if borne_out else _Answer(Outcome.CANT_TELL, told))


def _graded(ratio: tuple[float, float], told: Text) -> _Answer | None:
    low, high = ratio
    if high < SMALLER:
        return _Answer(Outcome.FAILED, told, Severity.SERIOUS if high < MUCH_SMALLER else Severity.MODERATE)
    return _Answer(Outcome.CANT_TELL, told) if low < SMALLER else None


def _weight(accept: Look, reject: Look) -> _Answer | None:
    style = _styled_weights(accept, reject)
    drawn = _thickness(accept, reject)
    if drawn is None:
        return _weight_by_style(style, accept, reject)
    low, high = drawn
    told = say(
        "In the picture the lines of accept, size aside, are {times} times as thick as those of reject",
        times=_told(drawn),
    )
    if style is None:
        sure = Outcome.FAILED if low >= THICKER else Outcome.CANT_TELL
        return _Answer(sure, say("{told}.", told=told)) if high >= THICKER else None
    said = say("the styles give them the weights {accept:.0f} and {reject:.0f}", accept=style[0], reject=style[1])
    though = say("{told}, though {said}.", told=told, said=said)
    if style[0] - style[1] >= HEAVIER:
        if high < AS_THICK:
            return _Answer(Outcome.PASSED, though)
        return _Answer(Outcome.FAILED, say("{told}; {said}.", told=told, said=said))
    return _Answer(Outcome.FAILED, though) if low >= THICKER else None


def _weight_by_style(style: tuple[float, float] | None, accept: Look, reject: Look) -> _Answer:
    reason = accept.stroke.reason or reject.stroke.reason
    if style is None:
        unread = say(
            "The styles were not read, and the picture does not tell the thickness of lines ({reason}).", reason=reason
        )
        return _Answer(Outcome.CANT_TELL, unread)
    told = say(
        "By their styles accept has the weight {accept:.0f} and reject {reject:.0f}; "
        "the picture does not tell the thickness ({reason}).",
        accept=style[0],
        reject=style[1],
        reason=reason,
    )
    heavier = style[0] - style[1] >= HEAVIER
    return _Answer(Outcome.FAILED if heavier else Outcome.CANT_TELL, told)


def _typeface(accept: Look, reject: Look) -> _Answer | None:
    """Another typeface counts where in the picture it makes the letters of reject smaller or thinner."""
    if accept.claims is None or reject.claims is None:
        unread = say("The styles were not read: nothing tells whether both have one typeface.")
        return _Answer(Outcome.CANT_TELL, unread)
    first, second = _first(accept.claims.font_family), _first(reject.claims.font_family)
    if first.casefold() == second.casefold():
        return None
    tall, thick = _ratio(reject.x_height, accept.x_height), _ratio(accept.stroke, reject.stroke)
    told = say("Accept is set in {accept}, reject in {reject}", accept=first, reject=second)
    if (tall and tall[1] < SMALLER) or (thick and thick[0] >= THICKER):
        seen = say("{told}, whose letters are smaller or thinner in the picture.", told=told)
        return _Answer(Outcome.FAILED, seen)
    if tall and thick and tall[0] >= SMALLER and thick[1] < THICKER:
        return None
    unseen = say("{told}; the picture does not tell whose letters are larger or thicker.", told=told)
    return _Answer(Outcome.CANT_TELL, unseen)


def _capitals(accept: Look, reject: Look) -> _Answer | None:
    if accept.claims is None or reject.claims is None:
        return None  # the rule on typefaces says so
    if accept.claims.text_transform != "uppercase" or reject.claims.text_transform == "uppercase":
        return None
    if reject.x_height.value is None:
        told = say(
            "The style puts accept into capitals; whether reject has small letters the picture does not tell "
            "({reason}).",
            reason=reject.x_height.reason,
        )
        return _Answer(Outcome.CANT_TELL, told)
    told = say("The style puts accept into capitals and leaves reject in small letters.")
    return _Answer(Outcome.FAILED, told)


RULES = (_size, _weight, _typeface, _capitals)


def _styled_ratio(accept: Look, reject: Look) -> float | None:
    """Reject's font size by accept's; None where a style is unknown or gives no size."""
    if accept.claims is None or reject.claims is None or not accept.claims.font_size:
        return None
    return reject.claims.font_size / accept.claims.font_size


def _styled_weights(accept: Look, reject: Look) -> tuple[float, float] | None:
    if accept.claims is None or reject.claims is None:
        return None
    return accept.claims.font_weight, reject.claims.font_weight


def _thickness(accept: Look, reject: Look) -> tuple[float, float] | None:
    """How much thicker accept's lines are than reject's would be at the same size of letters."""
    lines = _ratio(accept.stroke, reject.stroke)
    if lines is None:
        return None
    tall = accept.x_height.value, reject.x_height.value
    smaller = tall[1] / tall[0] if tall[0] and tall[1] else _styled_ratio(accept, reject) or 1.0
    return lines[0] * smaller, lines[1] * smaller


def _ratio(first: Measured, second: Measured) -> tuple[float, float] | None:
    """The least and the greatest ratio that the errors allow."""
    if first.value is None or not second.value or second.value <= second.error:
        return None
    low = (first.value - first.error) / (second.value + second.error)
    return low, (first.value + first.error) / (second.value - second.error)


def _agree(style: float, drawn: tuple[float, float], by_label: float) -> bool:
    return drawn[0] / by_label <= style <= drawn[1] * by_label


def _told(ratio: tuple[float, float]) -> Text:
    low, high = (say("{value:.2f}", value=end) for end in ratio)
    return low if low == high else say("{low} to {high}", low=low, high=high)


def _first(families: str) -> str:
    return families.split(",", maxsplit=1)[0].strip().strip("\"'")


CHECK = Check(
    id="font-asymmetry",
    version=1,
    title="The letters of refusing are as conspicuous as those of accepting.",
    failure_title="The letters of refusing are smaller, thinner or less conspicuous than those of accepting.",
    severity=Severity.MODERATE,
    requires=(need(Journey.NO_ACTION, PROMINENCE),),
    sources=cited("cnil-notices", "cnil-guidelines", "dsk-guidance"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
