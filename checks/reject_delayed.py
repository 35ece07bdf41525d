"""Refusing can be clicked later than accepting.

## What it looks for

When the controls that accept and refuse can first be clicked, counted from the opening of the page, and whether the
refusal is disabled.

## Why it matters

A refusal that comes late is not as easy as an acceptance that is there at once.

## Applies when

The first layer offers to accept.

## Fails when

Refusing can be clicked more than half a second after accepting, or is disabled when the banner is first seen
(CATALOGUE; the number is our choice).

## Cannot tell when

The search for a banner broke off, or the moments were not seen.

## Known limits

The page is looked at four times a second, for three seconds after a banner without a refusal appeared: a refusal that
comes later still counts as missing.

## Example

Passes: `vanilla-honest`. Fails: `asks-again-after-refusal`.

## References

EDPB Guidelines 03/2022 on deceptive design patterns; GDPR, Article 5(1)(a).
"""

from auditor.domain.artifacts import FIRST_LAYER
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import say

LATE_S = 0.5  # CATALOGUE, reject-delayed (our choice)


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether both controls can be clicked at the same time."""
    layer = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    if layer.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    accept, reject = layer.accept, layer.reject
    if accept is None or reject is None:
        return inapplicable(say("The first layer does not offer to accept and to refuse."))
    where = (reference(Journey.NO_ACTION, FIRST_LAYER),)
    if reject.disabled and not accept.disabled:
        return failed(
            say("Refusing is disabled at first."),
            [Finding(say('"{label}" is disabled.', label=reject.label[:60]), where)],
        )
    if not reject.in_view:
        return inapplicable(say("Refusing is not in view; when it can be clicked is not comparable."))
    if layer.accept_seen_at is None or layer.reject_seen_at is None:
        return cant_tell(
            say("When each control could be clicked was not seen; a person should watch the banner appear.")
        )
    late = layer.reject_seen_at - layer.accept_seen_at
    if late > LATE_S:
        words = say("Refusing could be clicked {late:.1f} s after accepting.", late=late)
        return failed(words, [Finding(say('"{label}": {words}', label=reject.label[:60], words=words), where)])
    return passed(say("Accepting and refusing could be clicked at the same time."))


CHECK = Check(
    id="reject-delayed",
    version=1,
    title="Refusing can be clicked as early as accepting.",
    failure_title="Refusing can be clicked later than accepting.",
    severity=Severity.MODERATE,
    requires=(need(Journey.NO_ACTION, FIRST_LAYER),),
    sources=cited("edpb-patterns", "gdpr-fairness"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
