"""Something that needs consent is written again after consent was withdrawn.

## What it looks for

Items that needed consent and that a server or a script sets, renews or restores after the withdrawal.

## Why it matters

In closing the Orange case CNIL noted that no read or write operation takes place any more after withdrawal.

## Applies when

Consent was given and withdrawn, and something that needs consent had been stored.

## Fails when

After the reload a `Set-Cookie` header that the browser took, or a call by a script, writes such an item. A deletion
is no write.

## Cannot tell when

It was seen only on the page of the withdrawal itself, the record is incomplete, or the withdrawal showed no effect.

## Known limits

Entirely new items after the withdrawal are compared with the untouched visit by name only.

## Example

Passes: `vanilla-honest`. Fails: the deceptive shop of `auditor demo`.

## References

ePrivacy Directive, Article 5(3); CNIL SAN-2025-007.
"""

from auditor.domain.checks import Check, CheckResult, Severity, Status
from auditor.domain.evidence import Evidence, need
from auditor.domain.facts import READS, Read
from auditor.domain.journeys import Journey
from auditor.domain.recording import Form
from auditor.domain.sources import cited
from auditor.domain.wording import say
from auditor.measure.withdrawn import judge


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether an item is written again."""
    return judge(evidence.get(Journey.WITHDRAW, READS), _concerns, (say("item"), say("items")), say("written again"))


def _concerns(read: Read) -> bool:
    return read.form is Form.REWRITTEN


CHECK = Check(
    id="withdrawn-write",
    version=1,
    title="Nothing that needs consent is written after withdrawal.",
    failure_title="Something that needs consent is written again after consent was withdrawn.",
    severity=Severity.CRITICAL,
    requires=(need(Journey.WITHDRAW, READS),),
    sources=cited("eprivacy", "cnil-orange-closed", "cnil-amex"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
