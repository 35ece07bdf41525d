"""The choice differs between large and small screens.

## What it looks for

The controls of the first layer on the other kind of screen, seen in a browser of its own: a phone beside a desktop, or
a desktop beside a phone.

## Why it matters

A choice that shrinks with the screen leaves part of the visitors without it.

## Applies when

A banner that can be accepted was found on both kinds of screen.

## Fails when

Refusing is offered on the first layer on one kind of screen and not on the other. That the first layer alone counts is
our choice; the principle is that of the guidelines on deceptive patterns.

## Cannot tell when

The banner was seen on one kind of screen only, or the other one could not be looked at.

## Known limits

Prominence on the other screen is not compared yet. A site that tests two banners at random may differ for that reason:
run the audit again.

## Example

Passes: `vanilla-honest`. Fails: `no-refusal-on-phones`.

## References

EDPB Guidelines 03/2022 on deceptive design patterns; GDPR, Article 5(1)(a).
"""

from auditor.domain.artifacts import FIRST_LAYER, OTHER_DEVICE
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.controls import Layer
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, listed, say


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether both screens offer the same choice."""
    here = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    there = evidence.get(Journey.NO_ACTION, OTHER_DEVICE)
    if here.present is None or there.present is None or here.present is not there.present:
        return cant_tell(say("The banner was not seen on both kinds of screen; a person should compare them."))
    if not here.present:
        return inapplicable(say("No banner was found on either kind of screen."))
    if here.accept is None or there.accept is None:
        return inapplicable(say("The banner cannot be accepted on both kinds of screen."))
    if (here.reject is None) is (there.reject is None):
        return passed(say("Both kinds of screen offer the same choice on the first layer."))
    where = (reference(Journey.NO_ACTION, FIRST_LAYER), reference(Journey.NO_ACTION, OTHER_DEVICE))
    found = Finding(
        say(
            "{screen}: {labels}. {screen_2}: {labels_2}.",
            screen=_screen(here),
            labels=_labels(here),
            screen_2=_screen(there),
            labels_2=_labels(there),
        ),
        where,
    )
    return failed(say("Refusing is offered on the first layer on one kind of screen and not on the other."), [found])


def _screen(layer: Layer) -> Text:
    return say("On a screen {width:.0f} pixels wide", width=layer.viewport.width)


def _labels(layer: Layer) -> Text:
    return listed([say('"{label}"', label=c.label[:60]) for c in layer.controls if c.label], most=6)


CHECK = Check(
    id="interface-inconsistent-across-devices",
    version=1,
    title="Large and small screens offer the same choice.",
    failure_title="The choice differs between large and small screens.",
    severity=Severity.MODERATE,
    requires=(
        need(Journey.NO_ACTION, FIRST_LAYER),
        need(Journey.NO_ACTION, OTHER_DEVICE),
    ),
    sources=cited("edpb-patterns", "gdpr-fairness"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
