"""Options that need consent are switched on beforehand.

## What it looks for

Check boxes, switches and radio buttons of the settings that are on before the visitor touched anything, those
locked as necessary left out.

## Why it matters

Silence and pre-ticked boxes are no consent (GDPR, Recital 32; Planet49).

## Applies when

The settings show something to switch.

## Fails when

At least one option that is not locked and not called necessary is on. The rule is the source's.

## Cannot tell when

Never: without the settings the check is untested.

## Known limits

The state is the one exposed to assistive technology. Whether saving without a change would record consent is not
tried yet, so the confidence is `likely`.

## Example

Passes: `vanilla-honest`. Fails: the deceptive shop of `auditor demo`.

## References

EDPB Cookie Banner Taskforce, paragraph 10; GDPR, Recital 32; CJEU C-673/17.
"""

from auditor.domain.artifacts import SECOND_LAYER
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
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import counted
from auditor.measure.lexicon.texts import says


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether any option was on before the visitor chose."""
    layer = evidence.get(Journey.OPEN_SECOND_LAYER, SECOND_LAYER)
    free = [t for t in layer.toggles if not t.locked]
    if not free:
        return inapplicable("The settings show nothing that can be switched.")
    on = [t for t in free if t.on and not (t.radio and says("off", t.label))]
    if not on:
        return passed(f"All {counted(len(free), 'option')} are off beforehand.")
    where = (reference(Journey.OPEN_SECOND_LAYER, SECOND_LAYER),)
    found = [Finding(f'"{t.label or t.group or "an option without a name"}" is on', where) for t in on]
    return failed(
        f"{len(on)} of {counted(len(free), 'option')} are on beforehand.", found, confidence=Confidence.LIKELY
    )


CHECK = Check(
    id="preticked-options",
    version=1,
    title="Nothing that needs consent is switched on beforehand.",
    failure_title="Options that need consent are switched on beforehand.",
    severity=Severity.CRITICAL,
    requires=(need(Journey.OPEN_SECOND_LAYER, SECOND_LAYER),),
    sources=cited("taskforce-preticked", "gdpr-recital-32", "planet49"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
