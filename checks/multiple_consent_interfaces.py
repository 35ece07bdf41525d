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
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether the banner is the only request."""
    layer = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    if layer.present is None:
        return cant_tell("The search for a banner broke off; a person should open the site.")
    if not layer.present:
        return inapplicable("No banner was found.")
    if not layer.rivals:
        return passed("The banner is the only request for consent on the page.")
    where = (reference(Journey.NO_ACTION, FIRST_LAYER),)
    found = [
        Finding(f'"{r.text[:120]}" with "{r.accept[:60]}"' + (f' and "{r.reject[:60]}"' if r.reject else ""), where)
        for r in layer.rivals
    ]
    words = f"Beside the banner the page asks for consent {len(found)} more time{'s' if len(found) > 1 else ''}."
    return failed(words, found, confidence=Confidence.LIKELY)


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
