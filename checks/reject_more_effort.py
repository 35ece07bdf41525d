"""Refusing takes more actions than accepting.

## What it looks for

The number of clicks, toggles and page changes on the shortest path to a full refusal, against those to full
acceptance. Both paths are walked, not assumed.

## Why it matters

CNIL asks for the same degree of simplicity; in its decisions on Google and Facebook one action accepted and several
refused.

## Applies when

Both paths were walked to their end.

## Fails when

Refusing takes more actions than accepting. Equality is the source's rule; that every kind of action counts one is
our choice.

## Cannot tell when

Never: without both paths the check is untested.

## Known limits

Only actions are counted, not the time spent reading.

## Example

Passes: `vanilla-honest`. Fails: the deceptive shop of `auditor demo`.

## References

CNIL deliberations 2020-091 and 2020-092; SAN-2021-023; SAN-2021-024.
"""

from auditor.domain.artifacts import CHOICE
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, failed, passed
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import listed, say, say_many


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether the two paths are equally long."""
    accept, reject = (evidence.get(j, CHOICE).actions for j in (Journey.ACCEPT_ALL, Journey.REJECT_ALL))
    both = say_many(
        "Accepting takes {n} action, refusing {reject}.",
        "Accepting takes {n} actions, refusing {reject}.",
        len(accept),
        reject=len(reject),
    )
    if len(reject) <= len(accept):
        return passed(both)
    path = listed([say('"{label}"', label=a.label) for a in reject], most=8)
    finding = Finding(say("Path to refuse: {path}.", path=path), (reference(Journey.REJECT_ALL, CHOICE),))
    return failed(both, [finding])


CHECK = Check(
    id="reject-more-effort",
    version=1,
    title="Refusing takes no more actions than accepting.",
    failure_title="Refusing takes more actions than accepting.",
    severity=Severity.SERIOUS,
    requires=(
        need(Journey.ACCEPT_ALL, CHOICE),
        need(Journey.REJECT_ALL, CHOICE),
    ),
    sources=cited("cnil-guidelines", "cnil-google", "gdpr-consent", "ap-rules"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
