"""Refusing is glued to other text, and accepting has room.

## What it looks for

The free space between each control and the nearest other ink in the picture, beside the size of the refusal's letters.

## Why it matters

In December 2024 CNIL gave formal notice to publishers whose refusal was attached to paragraphs, without a space that
would have told it from them.

## Applies when

Accept and reject stand on the first layer.

## Fails when

The free space around reject is less than half the size of its type, and accept has that much and at least twice as
much as reject. All numbers are our choice. The size of the type is that of the styles; where they were not read it is
taken to be twice the height of a small letter in the picture.

## Cannot tell when

The free space around a control, or the size of the type, could not be measured, or a value is too near its limit for
the error of its measurement.

## Known limits

Ink is anything that is drawn: a line or a picture counts like text. The size of the type is what the page says, also
where a script has shrunk it.

## Example

Passes: `vanilla-honest`. Fails: `visual-imbalance`.

## References

CNIL formal notices of 12 December 2024.
"""

from typing import TypeAlias

from auditor.domain.artifacts import REMOVAL_PICTURES
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import PROMINENCE, Look, Measured
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, say

Span: TypeAlias = tuple[float, float]  # the least and the greatest a value may be

TIGHT = 0.5  # of the size of the type; CATALOGUE, reject-insufficient-spacing (our choice)
MORE_ROOM = 2.0  # times the free space around reject; the same entry (our choice)
TYPE_TO_X = 2.0  # the size of the type in heights of a small letter, about the ratio of usual typefaces; our choice


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether reject is glued to something and accept is not."""
    pair = evidence.get(Journey.NO_ACTION, PROMINENCE).pair
    if pair is None:
        return inapplicable(say("The first layer does not offer to accept and to refuse."))
    accept, reject, size = pair.accept.clearance, pair.reject.clearance, _type_size(pair.reject)
    if reject.value is None or size.value is None:
        return _unmeasured(say("refusing"), reject if reject.value is None else size)
    limit = _span(size.value, size.error, TIGHT)
    tight = _below(_span(reject.value, reject.error), limit)
    if tight is False:
        return passed(
            say(
                "Around refusing {space:.1f} px are free, in type of {size:.0f} px.",
                space=reject.value,
                size=size.value,
            )
        )
    if accept.value is None:
        return _unmeasured(say("accepting"), accept)
    words = say(
        "Around refusing {reject:.1f} px are free, around accepting {accept:.1f} px",
        reject=reject.value,
        accept=accept.value,
    )
    own, wanted = _span(accept.value, accept.error), _span(reject.value, reject.error, MORE_ROOM)
    cramped = (_below(own, limit), _below(own, wanted))
    if True in cramped:
        return passed(say("{words}: accepting has no more room, or too little to tell the two apart.", words=words))
    if None in (tight, *cramped):
        return cant_tell(
            say("{words}: too near the limits to say; a person should look at the space around both.", words=words)
        )
    seen = say("{words}; type of {size:.0f} px.", words=words, size=size.value)
    finding = Finding(seen, (reference(Journey.NO_ACTION, REMOVAL_PICTURES),))
    return failed(say("Refusing is glued to other text or ink, and accepting has room."), [finding])


def _type_size(look: Look) -> Measured:
    """The size of a control's type, in CSS pixels."""
    if look.claims is not None:
        return Measured(look.claims.font_size)
    letter = look.x_height
    return letter if letter.value is None else Measured(letter.value * TYPE_TO_X, letter.error * TYPE_TO_X)


def _span(value: float, error: float, factor: float = 1.0) -> Span:
    return (value - error) * factor, (value + error) * factor


def _below(one: Span, other: Span) -> bool | None:
    """Whether one value is less than another, wherever within their errors both lie; None when that differs."""
    if one[1] < other[0]:
        return True
    return False if one[0] >= other[1] else None


def _unmeasured(act: Text, what: Measured) -> CheckResult:
    why = what.reason or say("not measured")
    return cant_tell(
        say("The space around {act} cannot be judged ({why}); a person should look at it.", act=act, why=why)
    )


CHECK = Check(
    id="reject-insufficient-spacing",
    version=1,
    title="Refusing stands as free of other text as accepting.",
    failure_title="Refusing is glued to other text, and accepting has room.",
    severity=Severity.MODERATE,
    requires=(need(Journey.NO_ACTION, PROMINENCE),),
    sources=cited("cnil-notices"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
