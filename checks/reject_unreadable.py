"""The words of refusing are hard to read, and those of accepting are not.

## What it looks for

How strongly the words of each control stand out from what lies right behind them, as the contrast ratio of WCAG,
measured in the picture while no pointer rests on them.

## Why it matters

Paragraph 18 of the taskforce's report gives words that are practically unreadable as its example of a banner that
misleads manifestly. Paragraph 17 adds that no general standard of colour or contrast is imposed: the limits are ours
or those of WCAG, which is no law of consent.

## Applies when

Accept and reject stand on the first layer.

## Fails when

The words of reject stand in one of three bands, and those of accept in a better one: a contrast below 1.5 (critical;
our choice), below 3.0 (serious) or below 4.5 (moderate; WCAG 2.2, 1.4.3). Large text, from 24 pixels or in bold from
18.66, has one limit of 3.0 instead of the last two, and below it is moderate. That accept has to be a whole band
better is our choice.

## Cannot tell when

The contrast of reject could not be measured, or that of accept where the one of reject is weak; or a contrast, with
its error, lies on both sides of a limit that decides; or the size of the letters decides and the styles were not read.

## Known limits

The size and weight of the letters are those of the styles. A control without words, such as a cross, has no contrast
of words. Where two bands fail alike, the milder one is told.

## Example

Passes: `vanilla-honest`. Fails: `visual-imbalance`.

## References

EDPB Cookie Banner Taskforce, paragraphs 17 and 18; AEPD guide on the use of cookies; WCAG 2.2, success criterion 1.4.3.
"""

from enum import IntEnum

from auditor.domain.artifacts import REMOVAL_PICTURES, Claims
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import PROMINENCE, Look
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, say

UNREADABLE = 1.5  # our choice; the taskforce's example has no number
LARGE_TEXT = 3.0  # WCAG 2.2, 1.4.3
TEXT = 4.5  # WCAG 2.2, 1.4.3
LARGE_PX, LARGE_BOLD_PX = 24.0, 18.66  # 18 and 14 points: WCAG 2.2, large-scale text
BOLD = 700.0  # CSS


class Band(IntEnum):
    """How well words can be read; the greater the better."""

    UNREADABLE = 0
    WEAK = 1
    FAINT = 2
    READABLE = 3


SEVERITIES = {Band.UNREADABLE: Severity.CRITICAL, Band.WEAK: Severity.SERIOUS, Band.FAINT: Severity.MODERATE}


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether reject stands in a band below accept's, for every value that the measurements allow."""
    seen = evidence.get(Journey.NO_ACTION, PROMINENCE).pair
    if seen is None:
        return inapplicable(say("The first layer does not offer to accept and to refuse."))
    accept, reject = seen.accept, seen.reject
    worst, best = _bands(reject)
    other_worst, other_best = _bands(accept)
    told = say(
        "The contrast of the words is {accept} on accept and {reject} on reject.",
        accept=_told(accept),
        reject=_told(reject),
    )
    if best < Band.READABLE and other_worst > best:
        finding = Finding(told, (reference(Journey.NO_ACTION, REMOVAL_PICTURES),))
        return failed(told, [finding], severity=SEVERITIES[best])
    if reject.label_contrast.value is not None and (worst is Band.READABLE or other_best <= worst):
        return passed(told)
    return cant_tell(
        say(
            "{told} A person should look whether the words of reject can be read as well as those of accept.", told=told
        )
    )


def _bands(look: Look) -> tuple[Band, Band]:
    """The worst and the best band that the measurement allows."""
    contrast = look.label_contrast
    if contrast.value is None:
        return Band.UNREADABLE, Band.READABLE
    sizes = (False, True) if look.claims is None else (_large(look.claims),)
    ends = (contrast.value - contrast.error, contrast.value + contrast.error)
    found = [_band(end, large=large) for end in ends for large in sizes]
    return min(found), max(found)


def _large(claims: Claims) -> bool:
    return claims.font_size >= LARGE_PX or (claims.font_size >= LARGE_BOLD_PX and claims.font_weight >= BOLD)


def _band(contrast: float, *, large: bool) -> Band:
    if contrast < UNREADABLE:
        return Band.UNREADABLE
    if large:
        return Band.FAINT if contrast < LARGE_TEXT else Band.READABLE
    if contrast < LARGE_TEXT:
        return Band.WEAK
    return Band.FAINT if contrast < TEXT else Band.READABLE


def _told(look: Look) -> Text:
    contrast = look.label_contrast
    if contrast.value is None:
        return say("unknown ({reason})", reason=contrast.reason)
    told = say("{contrast:.2f}:1", contrast=contrast.value)
    if contrast.error:
        told = say("{contrast} ± {error:.2f}", contrast=told, error=contrast.error)
    return told if look.claims is not None else say("{contrast} (letters of unknown size)", contrast=told)


CHECK = Check(
    id="reject-unreadable",
    version=1,
    title="The words of refusing can be read as well as those of accepting.",
    failure_title="The words of refusing are hard to read, and those of accepting are not.",
    severity=Severity.CRITICAL,
    requires=(need(Journey.NO_ACTION, PROMINENCE),),
    sources=cited("taskforce-contrast", "aepd-guide", "cnil-guidelines"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
