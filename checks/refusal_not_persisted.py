"""A refusal is forgotten while an acceptance is kept.

## What it looks for

What accepting and refusing each leave on the device as the record of the choice, and for how long.

## Why it matters

A choice that is kept only when it is yes leads to being asked again until it is. CNIL recommends to keep a refusal as
well as a consent.

## Applies when

Accepting left a record that outlives the session.

## Fails when

Refusing leaves no record at all, or one that ends with the session.

## Cannot tell when

The refusal showed no effect, or its record lives less than a tenth as long as that of an acceptance (our choice).

## Known limits

A record is told by its name, or as a plain value that both choices leave, each with a content of its own. Records
kept on the site's servers alone cannot be seen.

## Example

Passes: `vanilla-honest`. Fails: `forgets-overnight`.

## References

CNIL deliberations 2020-091 and 2020-092.
"""

from auditor.domain.artifacts import CHOICE, SNAPSHOTS
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
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, say, say_many
from auditor.measure.signals.keeping import DAY, kept_records

SHARE = 0.1  # of the lifetime of an acceptance; our choice


def evaluate(evidence: Evidence) -> CheckResult:
    """How long each choice is kept."""
    yes, no = kept_records(evidence.get(Journey.ACCEPT_ALL, SNAPSHOTS), evidence.get(Journey.REJECT_ALL, SNAPSHOTS))
    choice = evidence.get(Journey.REJECT_ALL, CHOICE)
    if yes is None or yes.lifetime_s is None:
        return inapplicable(say("Accepting left no record that outlives the session."))
    where = (reference(Journey.ACCEPT_ALL, SNAPSHOTS), reference(Journey.REJECT_ALL, SNAPSHOTS))
    kept = say("Acceptance is kept as {name}, {days}", name=yes.name, days=_days(yes.lifetime_s))
    if not (choice.banner_gone or choice.record_changed):
        return cant_tell(say("The refusal showed no effect; a person should try it."))
    if no is None:
        found = [Finding(say("{kept}; the refusal left no record", kept=kept), where)]
        return failed(say("A refusal leaves no record, an acceptance does."), found, confidence=Confidence.LIKELY)
    if no.lifetime_s is None:
        session = say("{kept}; the refusal as {name}, until the browser is closed", kept=kept, name=no.name)
        found = [Finding(session, where)]
        return failed(say("A refusal is kept for the session only."), found)
    both = say("{kept}; refusal as {name}, {days}", kept=kept, name=no.name, days=_days(no.lifetime_s))
    if no.lifetime_s < SHARE * yes.lifetime_s:
        return cant_tell(say("A refusal is kept for a much shorter time than an acceptance."), [Finding(both, where)])
    return passed(say("{both}.", both=both))


def _days(lifetime_s: float) -> Text:
    if lifetime_s == float("inf"):
        return say("without an end")
    return say_many("{n} day", "{n} days", round(lifetime_s / DAY))


CHECK = Check(
    id="refusal-not-persisted",
    version=1,
    title="A refusal is kept like an acceptance.",
    failure_title="A refusal is forgotten while an acceptance is kept.",
    severity=Severity.MODERATE,
    requires=(
        need(Journey.ACCEPT_ALL, SNAPSHOTS),
        need(Journey.REJECT_ALL, SNAPSHOTS),
        need(Journey.REJECT_ALL, CHOICE),
    ),
    sources=cited("cnil-guidelines"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
