"""The reopened settings do not show what was consented to.

## What it looks for

The switches of the dialog that the way back opens, after everything was accepted: each that can be changed has to be
on.

## Why it matters

Who cannot see the present state cannot tell what there is to withdraw.

## Applies when

The way back opens switches that can be changed.

## Fails when

At least one of them is off although everything was accepted.

## Cannot tell when

Never: without switches the question does not arise.

## Known limits

A state that is told in words is not read. Whether the switches are off after the withdrawal is not looked at.

## Example

Passes: `klaro-unclear-refusal`. Fails: `policy-only-wall`.

## References

GDPR, Article 7(3).
"""

from auditor.domain.artifacts import SECOND_LAYER, WITHDRAWAL
from auditor.domain.checks import (
    Check,
    CheckResult,
    Confidence,
    Finding,
    Severity,
    Status,
    failed,
    inapplicable,
    passed,
)
from auditor.domain.choices import Mechanism
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import listed, say, say_many


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether the switches are on."""
    if evidence.get(Journey.WITHDRAW, WITHDRAWAL).mechanism is Mechanism.API_ONLY:
        return inapplicable(say("No control that a visitor sees reopens the settings."))
    toggles = [t for t in evidence.get(Journey.WITHDRAW, SECOND_LAYER).toggles if not t.locked and not t.radio]
    if not toggles:
        return inapplicable(say("What the way back opens has no switches that show a state."))
    off = [t.label or t.group or say("a switch") for t in toggles if not t.on]
    if off:
        where = (reference(Journey.WITHDRAW, SECOND_LAYER),)
        found = [Finding(say("Off although everything was accepted: {switches}", switches=listed(off)), where)]
        summary = say_many(
            "{n} switch of {all} showed no consent.",
            "{n} switches of {all} showed no consent.",
            len(off),
            all=len(toggles),
        )
        return failed(summary, found, confidence=Confidence.LIKELY)
    return passed(
        say_many(
            "The only switch was on, as it had been accepted.",
            "All {n} switches were on, as they had been accepted.",
            len(toggles),
        )
    )


CHECK = Check(
    id="withdrawal-state-not-shown",
    version=1,
    title="The reopened settings show what was consented to.",
    failure_title="The reopened settings do not show what was consented to.",
    severity=Severity.MINOR,
    requires=(need(Journey.WITHDRAW, SECOND_LAYER), need(Journey.WITHDRAW, WITHDRAWAL)),
    sources=cited("gdpr-withdrawal"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
