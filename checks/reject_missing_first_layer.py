"""The layer that offers to accept does not offer to refuse.

## What it looks for

A first layer with a control that accepts and none whose sole effect is to refuse. "Settings", "save" and a cross
are no refusal; "only necessary" is one. Where the rules hold that closing refuses, as in Italy, a cross is one too.

## Why it matters

A vast majority of the authorities in the EDPB taskforce hold that a banner without a refuse option on a layer with
a consent button is an infringement.

## Applies when

A banner with a control that accepts is on the screen.

## Fails when

At least one control accepts and none refuses. The rule is the source's; no threshold is ours.

## Cannot tell when

The search for a banner broke off, or a button of the first layer has words that no rule of the lexicon knows: it may
be the refusal.

## Known limits

A language without word lists leaves controls unknown; then the check cannot tell. Whether a cross really refuses is
told by close-counts-as-accept.

## Example

Passes: `vanilla-honest`. Fails: the deceptive shop of `auditor demo`.

## References

EDPB Cookie Banner Taskforce, paragraph 8; CNIL deliberation 2020-091; APD-GBA 113/2024.
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
from auditor.domain.controls import Layer, Role
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import listed, say
from auditor.measure.lexicon.texts import mentions


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether the first layer offers both choices."""
    layer = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    if layer.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    if not layer.present or layer.accept is None:
        return inapplicable(say("No banner with a control that accepts was found."))
    if layer.reject is not None:
        return passed(say('The first layer offers to refuse: "{label}".', label=layer.reject.label))
    if evidence.limits.closing_refuses and _may_be_closed(layer):
        words = say("The first layer can be closed, which refuses under these rules.")
        return passed(words, confidence=Confidence.LIKELY)
    unknown = [c.label for c in layer.controls if c.role is Role.UNKNOWN and c.semantic == "button" and c.label]
    if unknown:
        words = say("No rule knows the words of: {labels}. A person should read them.", labels=listed(unknown))
        return cant_tell(words)
    labels = listed([say('"{label}"', label=c.label) for c in layer.controls if c.label], most=8)
    where = (reference(Journey.NO_ACTION, FIRST_LAYER),)
    finding = Finding(say("Controls on the first layer: {labels}.", labels=labels), where)
    summary = say('The first layer offers "{label}" and no way to refuse.', label=layer.accept.label)
    return failed(summary, [finding])


def _may_be_closed(layer: Layer) -> bool:
    """Whether a control closes the layer, and the layer does not say that closing accepts."""
    accepts = mentions(layer.text, "closing_accepts", layer.language)
    return layer.first(Role.CLOSE) is not None and not accepts


CHECK = Check(
    id="reject-missing-first-layer",
    version=2,
    title="Refusing is offered on the same layer as accepting.",
    failure_title="The layer that offers to accept does not offer to refuse.",
    severity=Severity.CRITICAL,
    requires=(need(Journey.NO_ACTION, FIRST_LAYER),),
    sources=cited("taskforce-reject", "gdpr-consent", "cnil-guidelines", "apd-mediahuis"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
