"""Consent or payment is the choice that is offered.

## What it looks for

A control that leads to paying or subscribing on the layer that offers to accept, and the price that the text names.

## Why it matters

The EDPB holds that large online platforms will in most cases not get valid consent by a choice between consenting and
paying alone, and asks them to consider a
further, free alternative. Elsewhere the answer depends on the case.

## Applies when

A control that leads to paying stands on the layer that offers to accept.

## Fails when

Nothing: a machine cannot tell whether the price is fair and the alternative equivalent. With a free refusal on the same
layer the check passes.

## Cannot tell when

No free refusal stands on the same layer. A person should judge the price, the alternative and what follows after
subscribing.

## Known limits

Subscriptions, prices and the trackers that subscribers receive are not looked into.

## Example

Passes: a banner that offers to pay and to refuse. Fails: never; see "Cannot tell when".

## References

EDPB Opinion 08/2024 on consent or pay; CNIL, criteria for cookie walls; AEPD, guide on the use of cookies.
"""

from auditor.domain.artifacts import FIRST_LAYER
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, inapplicable, passed
from auditor.domain.controls import Role
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import say, sentences


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether paying is the alternative to consenting."""
    layer = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    if layer.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    pay = layer.first(Role.PAY)
    if layer.accept is None or pay is None:
        return inapplicable(say("The banner does not offer to pay instead of accepting."))
    price = say("The text names no price.")
    if layer.price:
        price = say('The text names a price: "{price}".', price=layer.price[:120])
    if layer.reject is not None:
        free = say('Beside "{label}" the same layer offers to refuse for free.', label=pay.label[:60])
        return passed(sentences([free, price]))
    where = (reference(Journey.NO_ACTION, FIRST_LAYER),)
    choice = say(
        '"{accept}" or "{pay}" is the choice that is offered.', accept=layer.accept.label[:60], pay=pay.label[:60]
    )
    words = sentences([choice, price])
    return cant_tell(sentences([words, say("A person should judge it.")]), [Finding(words, where)])


CHECK = Check(
    id="consent-or-pay",
    version=1,
    title="Paying is not the only alternative to consenting.",
    failure_title="Consent or payment is the choice that is offered.",
    severity=Severity.MODERATE,
    requires=(need(Journey.NO_ACTION, FIRST_LAYER),),
    sources=cited("edpb-pay", "cnil-walls", "aepd-guide"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
