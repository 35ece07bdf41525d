"""Refusing takes scrolling to see, and accepting does not.

## What it looks for

Whether the controls that accept and refuse are in view when the banner appears, on a large screen and on a phone.

## Why it matters

The Austrian authority holds that an identical button that is seen only after scrolling is not equivalent.

## Applies when

The first layer offers to accept and to refuse on at least one kind of screen.

## Fails when

On one kind of screen accepting is in view at once, and refusing only after the page or the banner is scrolled. The
screens are 1280 by 800 and 412 by 915 pixels (our choice).

## Cannot tell when

The search for a banner broke off.

## Known limits

A control that is partly cut off counts as in view where a click reaches it.

## Example

Passes: `vanilla-honest`. Fails: `refusal-below-the-fold`.

## References

DSB (Austria), questions and answers on cookies; EDPB Guidelines 03/2022.
"""

from auditor.domain.artifacts import FIRST_LAYER, OTHER_DEVICE, ArtifactKind
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.controls import Layer
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import say

SCREENS = (FIRST_LAYER, OTHER_DEVICE)


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether both choices are in view at once."""
    layers = [(kind, evidence.get(Journey.NO_ACTION, kind)) for kind in SCREENS]
    if layers[0][1].present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    found = [finding for kind, layer in layers if (finding := _hidden(kind, layer))]
    if found:
        return failed(say("Accepting is in view at once, refusing only after scrolling."), found)
    if not any(layer.accept and layer.reject for _, layer in layers):
        return inapplicable(say("The first layer does not offer to accept and to refuse."))
    return passed(say("Refusing is in view wherever accepting is."))


def _hidden(kind: ArtifactKind[Layer], layer: Layer) -> Finding | None:
    accept, reject = layer.accept, layer.reject
    if accept is None or reject is None or not accept.in_view or reject.in_view:
        return None
    screen = say("{width:.0f} by {height:.0f} pixels", width=layer.viewport.width, height=layer.viewport.height)
    words = say(
        'At {screen} "{label}" is in view and "{label_2}" is not.',
        screen=screen,
        label=accept.label[:60],
        label_2=reject.label[:60],
    )
    return Finding(words, (reference(Journey.NO_ACTION, kind),))


CHECK = Check(
    id="reject-below-fold",
    version=1,
    title="Refusing is in view where accepting is.",
    failure_title="Refusing takes scrolling to see, and accepting does not.",
    severity=Severity.SERIOUS,
    requires=(
        need(Journey.NO_ACTION, FIRST_LAYER),
        need(Journey.NO_ACTION, OTHER_DEVICE),
    ),
    sources=cited("dsb-faq", "edpb-patterns"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
