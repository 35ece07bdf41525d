"""The banner has no command to go on without consent.

## What it looks for

A control on the first layer that closes the banner or refuses.

## Why it matters

The Italian authority expects a command, as a rule a cross in the upper right corner, that keeps everything switched off
and is as visible as accepting. A refusal of equal weight serves in practice.

## Applies when

The first layer offers to accept.

## Fails when

The first layer has neither a control that closes it nor one that refuses. The rule is the source's.

## Cannot tell when

The search for a banner broke off.

## Known limits

It is Italian guidance; elsewhere reject-missing-first-layer is the measure. How visible the command is, is told by the
checks of visual balance.

## Example

Passes: `vanilla-honest`. Fails: the deceptive shop of `auditor demo`.

## References

Garante (Italy), guidelines 231/2021.
"""

from auditor.domain.artifacts import FIRST_LAYER
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.controls import Role
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import listed, say


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether there is a command to go on without consent."""
    layer = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    if layer.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    if layer.accept is None:
        return inapplicable(say("No banner with a control that accepts was found."))
    command = layer.reject or layer.first(Role.CLOSE)
    if command is not None:
        return passed(say('"{label}" leads on without consent.', label=(command.label or command.accessible_name)[:60]))
    labels = listed([say('"{label}"', label=c.label[:60]) for c in layer.controls if c.label], most=8)
    where = (reference(Journey.NO_ACTION, FIRST_LAYER),)
    return failed(
        say("No control closes the banner or refuses."), [Finding(say("Controls: {labels}.", labels=labels), where)]
    )


CHECK = Check(
    id="italian-x-missing",
    version=1,
    title="The banner has a command to go on without consent.",
    failure_title="The banner has no command to go on without consent.",
    severity=Severity.SERIOUS,
    requires=(need(Journey.NO_ACTION, FIRST_LAYER),),
    sources=cited("garante-closing"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
