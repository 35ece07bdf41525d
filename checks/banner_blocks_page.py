"""The banner takes most of the screen and offers no refusal there.

## What it looks for

How much of the screen no longer reaches the page, by a click at thirty points.

## Why it matters

Where refusing is as easy as accepting, a banner that covers the page is context for the other checks: one published
experiment found no effect of covering alone.

## Applies when

A banner was found.

## Fails when

The banner covers more than 60 % of the screen and its layer offers no refusal. The number is our choice, and the
finding is minor.

## Cannot tell when

The search for a banner broke off, or what the banner covers was not measured.

## Known limits

Areas that are only dimmed and can still be clicked do not count.

## Example

Passes: `vanilla-honest`. Fails: a wall without a refusal.

## References

GDPR, Article 5(1)(a); Nouwens et al. 2020 on banners and barriers.
"""

from auditor.domain.artifacts import FIRST_LAYER
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import say, sentences

MOST = 0.6  # part of the screen; CATALOGUE, banner-blocks-page (our choice)


def evaluate(evidence: Evidence) -> CheckResult:
    """How much of the screen the banner takes."""
    layer = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    if layer.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    if not layer.present:
        return inapplicable(say("No banner was found."))
    if layer.cover is None:
        return cant_tell(say("What the banner covers was not measured."))
    words = say("The banner keeps {share:.0%} of the screen from the visitor.", share=layer.cover.share)
    if layer.cover.share <= MOST or layer.reject is not None:
        return passed(words)
    where = (reference(Journey.NO_ACTION, FIRST_LAYER),)
    return failed(sentences([words, say("Its layer offers no refusal.")]), [Finding(words, where)])


CHECK = Check(
    id="banner-blocks-page",
    version=1,
    title="The banner leaves the page to the visitor, or offers to refuse.",
    failure_title="The banner takes most of the screen and offers no refusal there.",
    severity=Severity.MINOR,
    requires=(need(Journey.NO_ACTION, FIRST_LAYER),),
    sources=cited("gdpr-fairness", "gdpr-recital-42"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
