"""The layer that offers to accept does not offer to refuse.

## What it looks for

A first layer with a control that accepts and none whose sole effect is to refuse. "Settings", "save" and a cross
are no refusal; "only necessary" is one.

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

A language without word lists leaves controls unknown; then the check cannot tell.

## Example

Passes: `vanilla-honest`. Fails: the deceptive shop of `auditor demo`.

## References

EDPB Cookie Banner Taskforce, paragraph 8; CNIL deliberation 2020-091; APD-GBA 113/2024.
"""

from auditor.domain.artifacts import FIRST_LAYER
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.controls import Role
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import listed


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether the first layer offers both choices."""
    layer = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    if layer.present is None:
        return cant_tell("The search for a banner broke off; a person should open the site.")
    if not layer.present or layer.accept is None:
        return inapplicable("No banner with a control that accepts was found.")
    if layer.reject is not None:
        return passed(f'The first layer offers to refuse: "{layer.reject.label}".')
    unknown = [c.label for c in layer.controls if c.role is Role.UNKNOWN and c.semantic == "button" and c.label]
    if unknown:
        return cant_tell(f"No rule knows the words of: {listed(unknown)}. A person should read them.")
    labels = listed([f'"{c.label}"' for c in layer.controls if c.label], most=8)
    finding = Finding(f"Controls on the first layer: {labels}.", (reference(Journey.NO_ACTION, FIRST_LAYER),))
    return failed(f'The first layer offers "{layer.accept.label}" and no way to refuse.', [finding])


CHECK = Check(
    id="reject-missing-first-layer",
    version=1,
    title="Refusing is offered on the same layer as accepting.",
    failure_title="The layer that offers to accept does not offer to refuse.",
    severity=Severity.CRITICAL,
    requires=(need(Journey.NO_ACTION, FIRST_LAYER),),
    sources=cited("taskforce-reject", "gdpr-consent", "cnil-guidelines", "apd-mediahuis"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
