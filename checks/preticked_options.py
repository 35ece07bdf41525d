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
from auditor.domain.wording import say, say_many
from auditor.measure.lexicon.texts import says


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether any option was on before the visitor chose."""
    layer = evidence.get(Journey.OPEN_SECOND_LAYER, SECOND_LAYER)
    free = [t for t in layer.toggles if not t.locked]
    if not free:
        return inapplicable(say("The settings show nothing that can be switched."))
    on = [t for t in free if t.on and not (t.radio and says("off", t.label))]
    if not on:
        return passed(say_many("All {n} option are off beforehand.", "All {n} options are off beforehand.", len(free)))
    where = (reference(Journey.OPEN_SECOND_LAYER, SECOND_LAYER),)
    found = [
        Finding(say('"{label}" is on', label=t.label or t.group or say("an option without a name")), where) for t in on
    ]
    return failed(
        say_many(
            "{on} of {n} option are on beforehand.", "{on} of {n} options are on beforehand.", len(free), on=len(on)
        ),
        found,
        confidence=Confidence.LIKELY,
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
