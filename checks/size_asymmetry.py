"""Accepting is larger than refusing.

## What it looks for

The area of the shape that can be seen of each control, in CSS pixels, measured in the picture; the hit box does not
count. Of two controls that are bare words the heights alone are compared, since their length is that of the words.

## Why it matters

CNIL recommends controls of the same size, and the Dutch authority asks for it; CNIL's notices of December 2024 name
the size of characters. None of them gives a number.

## Applies when

Accept and reject stand on the first layer.

## Fails when

Accept is at least 1.5 times as large as reject (moderate) or at least 2.5 times (serious); both are our choice. What
the length of the label explains is left out: accept is then at most 1.1 times as tall as reject, and its padding at
most 4 pixels wider (the rule is the catalogue's, the 4 pixels are our choice). Of two bare texts a difference in height
is left out where their small letters are equally tall, so that one merely has more lines.

## Cannot tell when

The area could not be measured, or with its error lies on both sides of 1.5; or the length of the label may explain the
difference, and the padding or the height of the small letters could not be measured.

## Known limits

A button beside a text that is mere words differs in area as a rule; `reject-as-link` says that it differs in kind.
Where the error leaves open which severity applies, the milder one is told.

## Example

Passes: `vanilla-honest`. Fails: `visual-imbalance`.

## References

CNIL deliberation 2020-092, paragraph 34; CNIL formal notices of 12 December 2024; Autoriteit Persoonsgegevens, rules
for clear cookie banners; AEPD guide on the use of cookies.
"""

from auditor.domain.artifacts import REMOVAL_PICTURES
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.controls import Kind
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import PROMINENCE, Look, Measured
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, say

PLAIN = frozenset({Kind.LINK, Kind.TEXT})
LARGER = 1.5  # our choice
MUCH_LARGER = 2.5  # our choice
AS_TALL = 1.1  # our choice
SAME_PADDING_PX = 4.0  # side bearings of four letters and the rounding of edges; our choice


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether accept is larger by more than its label explains, for every value that the measurements allow."""
    seen = evidence.get(Journey.NO_ACTION, PROMINENCE).pair
    if seen is None:
        return inapplicable(say("The first layer does not offer to accept and to refuse."))
    accept, reject = seen.accept, seen.reject
    bare = accept.kind in PLAIN and reject.kind in PLAIN
    first, second = _size(accept, bare=bare), _size(reject, bare=bare)
    if first.value is None or second.value is None:
        return cant_tell(
            say(
                "A size could not be measured ({reason}); a person should compare them.",
                reason=first.reason or second.reason,
            )
        )
    told = say("Accept is {accept}, reject {reject}.", accept=_told(accept), reject=_told(reject))
    if not _reaches(LARGER, first, second, 1):
        return passed(told)
    explained = _same_letters(accept, reject) if bare else _same_box(accept, reject)
    if explained:
        return passed(say("{told} The length of the label explains the difference.", told=told))
    if explained is None:
        return cant_tell(say("{told} A person should look whether only the labels differ in length.", told=told))
    if not _reaches(LARGER, first, second, -1):
        return cant_tell(say("{told} The error decides; a person should compare them.", told=told))
    severity = Severity.SERIOUS if _reaches(MUCH_LARGER, first, second, -1) else Severity.MODERATE
    return failed(told, [Finding(told, (reference(Journey.NO_ACTION, REMOVAL_PICTURES),))], severity=severity)


def _size(look: Look, *, bare: bool) -> Measured:
    return Measured(look.height) if bare else look.area


def _reaches(times: float, accept: Measured, reject: Measured, sign: int) -> bool:
    """`sign` is 1 where errors are counted for a difference, -1 where against it."""
    first, second = accept.value or 0.0, reject.value or 0.0
    return first + sign * accept.error >= times * (second - sign * reject.error)


def _same_box(accept: Look, reject: Look) -> bool | None:
    """Whether height and padding are those of reject or less; None where the padding was not measured."""
    if accept.height > AS_TALL * reject.height:
        return False
    wide, narrow = _padding(accept), _padding(reject)
    return None if wide is None or narrow is None else wide - narrow <= SAME_PADDING_PX


def _padding(look: Look) -> float | None:
    return 0.0 if look.kind in PLAIN else look.padding


def _same_letters(accept: Look, reject: Look) -> bool | None:
    """Whether small letters are equally tall; None where they were not measured, or the error decides."""
    tall, small = accept.x_height, reject.x_height
    if tall.value is None or small.value is None:
        return None
    if tall.value - tall.error > AS_TALL * (small.value + small.error):
        return False
    return True if tall.value + tall.error <= AS_TALL * (small.value - small.error) else None


def _told(look: Look) -> Text:
    sides = say("{width:.0f} by {height:.0f} pixels", width=look.width, height=look.height)
    if look.area.value is None:
        return sides
    return say("{sides} ({area:.0f} square pixels)", sides=sides, area=look.area.value)


CHECK = Check(
    id="size-asymmetry",
    version=1,
    title="The control that refuses is as large as the one that accepts.",
    failure_title="Accepting is larger than refusing.",
    severity=Severity.MODERATE,
    requires=(need(Journey.NO_ACTION, PROMINENCE),),
    sources=cited("cnil-guidelines", "cnil-notices", "ap-rules", "aepd-guide"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
