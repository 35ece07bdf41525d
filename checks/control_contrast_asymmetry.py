"""Accepting stands out from the banner, and refusing blends in.

## What it looks for

How strongly the fill or the outline of each control stands out from the ground around it, as the contrast ratio of
WCAG, measured in the picture. Bare words have neither, and count as 1.

## Why it matters

Supervisory authorities name contrast as a means of steering visitors; the taskforce judges each banner by itself and
imposes no standard. The limit of WCAG says when a control can be told from its ground, not what the law of consent
asks for.

## Applies when

Accept and reject stand on the first layer.

## Fails when

The contrast of accept's control is at least 2.0 times that of reject's (our choice), and that of reject's is below
3.0 (WCAG 2.2, 1.4.11). Where reject is mere words, accept has to be a filled or outlined button.

## Cannot tell when

A contrast that decides could not be measured, such as over a moving background, or with its error lies on both sides
of a limit.

## Known limits

An outlined reject beside a filled accept is a common style: only the contrast of its outline counts. Words without a
box are told by `reject-as-link` as well. A gradient counts with its median.

## Example

Passes: `vanilla-honest`. Fails: `visual-imbalance`.

## References

EDPB Cookie Banner Taskforce, paragraphs 17 to 19; CNIL deliberation 2020-092, paragraph 34; DSK guidance; WCAG 2.2,
success criterion 1.4.11.
"""

from auditor.domain.artifacts import REMOVAL_PICTURES
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.controls import Kind
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import PROMINENCE, Look, Measured
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, say

BUTTONS = frozenset({Kind.BUTTON, Kind.OUTLINED_BUTTON})
PLAIN = frozenset({Kind.LINK, Kind.TEXT})
TIMES = 2.0  # our choice
CONTROL = 3.0  # WCAG 2.2, 1.4.11
LOWEST, HIGHEST = 1.0, 21.0  # the ends of the scale: WCAG 2.2, contrast ratio
NO_BOX = Measured(LOWEST)


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether accept stands out and reject does not, for every value that the measurements allow."""
    seen = evidence.get(Journey.NO_ACTION, PROMINENCE).pair
    if seen is None:
        return inapplicable(say("The first layer does not offer to accept and to refuse."))
    accept, reject = seen.accept, seen.reject
    if accept.kind in PLAIN or (reject.kind in PLAIN and accept.kind not in BUTTONS):
        return passed(say("Accept is no button: it has no fill or outline that could stand out."))
    first, second = accept.fill_contrast, _standing(reject)
    told = say(
        "Against the ground around it accept has a contrast of {accept}, reject of {reject}.",
        accept=_told(first),
        reject=_told(second),
    )
    (low, high), (other_low, other_high) = _ends(first), _ends(second)
    if _blends(low, other_high):
        return failed(told, [Finding(told, (reference(Journey.NO_ACTION, REMOVAL_PICTURES),))])
    if second.value is not None and not _blends(high, other_low):
        return passed(told)
    return cant_tell(
        say("{told} A person should look whether reject blends into the banner where accept stands out.", told=told)
    )


def _standing(look: Look) -> Measured:
    return NO_BOX if look.kind in PLAIN else look.fill_contrast


def _blends(accept: float, reject: float) -> bool:
    return reject < CONTROL and accept >= TIMES * reject


def _ends(contrast: Measured) -> tuple[float, float]:
    """The least and the greatest value it may have; one that was not measured may have any."""
    if contrast.value is None:
        return LOWEST, HIGHEST
    return max(LOWEST, contrast.value - contrast.error), min(HIGHEST, contrast.value + contrast.error)


def _told(contrast: Measured) -> Text:
    if contrast.value is None:
        return say("unknown size ({reason})", reason=contrast.reason)
    if contrast is NO_BOX:
        return say("1:1 (bare words)")
    told = say("{contrast:.2f}:1", contrast=contrast.value)
    return say("{contrast} ± {error:.2f}", contrast=told, error=contrast.error) if contrast.error else told


CHECK = Check(
    id="control-contrast-asymmetry",
    version=1,
    title="The control that refuses stands out from the banner where the one that accepts does.",
    failure_title="Accepting stands out from the banner, and refusing blends in.",
    severity=Severity.MODERATE,
    requires=(need(Journey.NO_ACTION, PROMINENCE),),
    sources=cited("taskforce-contrast", "cnil-guidelines", "dsk-guidance"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
