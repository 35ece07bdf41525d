"""Who refused must object as well.

## What it looks for

Claims of legitimate interest that are left after everything was refused: in TC strings, and in switches of the settings
that are on beforehand while a control refuses everything.

## Why it matters

Visitors might think that refusing is enough (EDPB taskforce, type H).

## Applies when

A refusal was walked to its end, and its signals were recorded.

## Fails when

A TC string after the reload that follows the refusal still claims a legitimate interest for a purpose of advertising or
measurement, 2 to 4 or 7 to 10 (confirmed).

## Cannot tell when

Switches that stand for a legitimate interest are on in the settings: whether a refusal turns them off as well, a person
should try. Or the signals were not recorded in full.

## Known limits

Objections to single vendors are not followed.

## Example

Passes: `tcf-honest`. Fails: a TC string that keeps its legitimate interests after a refusal.

## References

EDPB Cookie Banner Taskforce, type H; GDPR, Articles 5(1)(a) and 21.
"""

from auditor.domain.artifacts import SECOND_LAYER
from auditor.domain.checks import (
    Check,
    CheckResult,
    Finding,
    Severity,
    Status,
    cant_tell,
    failed,
    passed,
)
from auditor.domain.evidence import Evidence, need
from auditor.domain.journeys import Journey, StepName
from auditor.domain.signals import SIGNALS
from auditor.domain.sources import cited
from auditor.domain.wording import joined, listed, say, say_many
from auditor.measure.signals.telling import doubts

ADVERTISING = frozenset({2, 3, 4, 7, 8, 9, 10})  # purposes of advertising, measurement and development (TCF 2.2)
# In the step of the refusal itself a request may still carry the record from before.
BEFORE = frozenset({StepName.LOAD, StepName.REJECT})


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether refusing everything leaves something to object to."""
    told = evidence.get(Journey.REJECT_ALL, SIGNALS)
    left = [(s, ADVERTISING & set(s.interest)) for s in told.signals if s.step not in BEFORE]
    found = [
        Finding(
            say(
                "{name} claims it for purposes {purposes}",
                name=s.name[:60],
                purposes=joined(map(str, sorted(purposes))),
            ),
            (s.evidence,),
        )
        for s, purposes in left
        if purposes
    ]
    if found:
        return failed(say("After the refusal a legitimate interest is still claimed for advertising."), found)
    layer = evidence.get(Journey.OPEN_SECOND_LAYER, SECOND_LAYER)
    on = [t for t in layer.toggles if t.interest and t.on and not t.locked]
    if on:
        return cant_tell(
            say_many(
                "On beforehand for legitimate interest: {n} switch; a person should refuse and look.",
                "On beforehand for legitimate interest: {n} switches; a person should refuse and look.",
                len(on),
            )
        )
    if doubts(told):
        return cant_tell(say("The record does not rule it out: {doubts}.", doubts=listed(doubts(told))))
    return passed(say("After the refusal no legitimate interest is left to object to."))


CHECK = Check(
    id="object-twice",
    version=1,
    title="Refusing everything leaves nothing to object to.",
    failure_title="Who refused must object as well.",
    severity=Severity.SERIOUS,
    requires=(
        need(Journey.REJECT_ALL, SIGNALS),
        need(Journey.OPEN_SECOND_LAYER, SECOND_LAYER),
    ),
    sources=cited("taskforce-interest", "gdpr-objection", "gdpr-fairness"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
