"""A deleted identifier comes back.

## What it looks for

Items that were deleted after the withdrawal and whose identifier is written again with the same value, under the same
name or another, by a server or a script.

## Why it matters

An identifier that restores itself takes the choice away from the visitor altogether.

## Applies when

Consent was withdrawn, and an item that singles out the visitor was deleted.

## Fails when

After an item was really deleted (it was missing from the next state, or had to be written again to be there), a
`Set-Cookie` header that the browser took, or a call by a script, writes its identifier.

## Cannot tell when

The record is incomplete.

## Known limits

Identifiers restored after a refusal alone are a matter of `storage-after-reject` and `reads-after-reject`. An
identifier computed from characteristics of the device is the same for every visit of ours and is not recognised.

## Example

Passes: `vanilla-honest`. Fails: `forgets-overnight`.

## References

ePrivacy Directive, Article 5(3); GDPR, Article 7(3).
"""

from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.evidence import Evidence, need
from auditor.domain.facts import READS, Respawn
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import listed, say, say_many


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether an identifier comes back."""
    reads = evidence.get(Journey.WITHDRAW, READS)
    if reads.respawns:
        summary = say_many(
            "{n} deleted identifier came back.", "{n} deleted identifiers came back.", len(reads.respawns)
        )
        return failed(summary, map(_finding, reads.respawns))
    if reads.gaps:
        return cant_tell(say("The record does not rule it out ({gaps}); run the audit again.", gaps=listed(reads.gaps)))
    if not reads.consented or not reads.deleted:
        return inapplicable(say("Nothing that singles out the visitor was deleted after the withdrawal."))
    return passed(
        say_many("{n} deleted item did not come back.", "{n} deleted items did not come back.", reads.deleted)
    )


def _finding(respawn: Respawn) -> Finding:
    same = respawn.key.name == respawn.item.name
    told = say(
        "{name} was restored by {source}, {seconds:.1f} s later",
        name=respawn.item.name if same else say("{old} as {new}", old=respawn.item.name, new=respawn.key.name),
        source=respawn.source,
        seconds=respawn.back_at - respawn.deleted_at,
    )
    return Finding(told, (respawn.evidence,))


CHECK = Check(
    id="cookie-respawn",
    version=1,
    title="Deleted identifiers stay deleted.",
    failure_title="A deleted identifier comes back.",
    severity=Severity.CRITICAL,
    requires=(need(Journey.WITHDRAW, READS),),
    sources=cited("eprivacy", "gdpr-withdrawal"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
