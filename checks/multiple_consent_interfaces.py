"""More than one window asks for consent.

## What it looks for

Further windows or notices, beside the banner, that speak of consent and offer to accept.

## Why it matters

Two requests contradict each other. In its decision on SHEIN, CNIL found a banner beside a window of welcome that knew
one answer only.

## Applies when

A banner was found.

## Fails when

At least one further request that shares nothing with the banner speaks of consent and offers to accept. The count is
our choice. The confidence is `likely`: what the second request does is not tried.

## Cannot tell when

The search for a banner broke off.

## Known limits

Requests that appear on other pages or after the first choice are not looked for. Placeholders of embedded content
inside the page count where they speak of cookies and offer to accept.

## Example

Passes: `vanilla-honest`. Fails: `two-requests`.

## References

CNIL SAN-2025-005 (SHEIN); GDPR, Article 7(2); EDPB Guidelines 03/2022.
"""

from auditor.domain.artifacts import FIRST_LAYER
from auditor.domain.checks import (
    Check,
    CheckResult,
    Confidence,
    Finding,
    Severity,
    Status,
    cant_tell,
    failed,
    inapplicable,
    passed,
)
from auditor.domain.controls import Rival
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, say, say_many


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether the banner is the only request."""
    layer = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    if layer.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    if not layer.present:
        return inapplicable(say("No banner was found."))
    if not layer.rivals:
        return passed(say("The banner is the only request for consent on the page."))
    where = (reference(Journey.NO_ACTION, FIRST_LAYER),)
    found = [Finding(_told(r), where) for r in layer.rivals]
    words = say_many(
        "Beside the banner the page asks for consent {n} more time.",
        "Beside the banner the page asks for consent {n} more times.",
        len(found),
    )
    return failed(words, found, confidence=Confidence.LIKELY)


def _told(rival: Rival) -> Text:
    text, accept = rival.text[:120], rival.accept[:60]
    if rival.reject:
        return say('"{text}" with "{accept}" and "{reject}"', text=text, accept=accept, reject=rival.reject[:60])
    return say('"{text}" with "{accept}"', text=text, accept=accept)


CHECK = Check(
    id="multiple-consent-interfaces",
    version=1,
    title="One banner alone asks for consent.",
    failure_title="More than one window asks for consent.",
    severity=Severity.SERIOUS,
    requires=(need(Journey.NO_ACTION, FIRST_LAYER),),
    sources=cited("cnil-shein", "gdpr-consent", "edpb-patterns"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
