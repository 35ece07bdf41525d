"""Browser storage is still read after consent was withdrawn.

## What it looks for

Entries of local storage, session storage and databases that needed consent and whose value leaves the device after
the withdrawal, or that a well-known tracker reads.

## Why it matters

The law does not distinguish cookies from other storage on the device (EDPB Guidelines 2/2023).

## Applies when

Consent was given and withdrawn, and something that needs consent had been stored.

## Fails when

After the reload the value of such an entry is in an address or a body (confirmed), or a script of a well-known
tracker reads the entry (likely). A mere read by another script is no finding: everything that looks for its own
entry reads.

## Cannot tell when

It was seen only on the page of the withdrawal itself, the record is incomplete, or the withdrawal showed no effect.

## Known limits

Reads through plain properties of the storage object cannot be seen, so reads are counted as "at least".

## Example

Passes: `vanilla-honest`. Fails: `klaro-unclear-refusal`.

## References

ePrivacy Directive, Article 5(3); EDPB Guidelines 2/2023.
"""

from auditor.domain.checks import Check, CheckResult, Severity, Status
from auditor.domain.evidence import Evidence, need
from auditor.domain.facts import READS, Read
from auditor.domain.journeys import Journey
from auditor.domain.recording import Form, ItemKind
from auditor.domain.sources import cited
from auditor.domain.wording import say
from auditor.measure.withdrawn import judge


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether storage is still read."""
    return judge(
        evidence.get(Journey.WITHDRAW, READS), _concerns, (say("storage entry"), say("storage entries")), say("read")
    )


def _concerns(read: Read) -> bool:
    return read.item.kind is not ItemKind.COOKIE and read.form is not Form.REWRITTEN


CHECK = Check(
    id="withdrawn-storage-still-read",
    version=1,
    title="Browser storage is no longer read after withdrawal.",
    failure_title="Browser storage is still read after consent was withdrawn.",
    severity=Severity.SERIOUS,
    requires=(need(Journey.WITHDRAW, READS),),
    sources=cited("eprivacy", "edpb-access", "cnil-orange-closed"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
