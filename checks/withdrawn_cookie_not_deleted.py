"""What needed consent is left on the device after withdrawal.

## What it looks for

Items on the site's own domain that needed consent and are still stored after the withdrawal, the reload and two
inner pages.

## Why it matters

The duty is to stop reading; deleting is the usual means. Orange deleted the cookies of its own domain by script,
and CNIL closed the case.

## Applies when

Consent was given and withdrawn, and something that needs consent had been stored.

## Fails when

At least one such item that singles out a visitor is still stored. Items of other parties do not count: the
publisher cannot delete them.

## Cannot tell when

Only items whose value singles nobody out are left, an item's place could not be looked at again, the record is
incomplete, or the withdrawal showed no effect.

## Known limits

A cookie that is left is usually also sent with the next page; then the check on reading fails as well.

## Example

Passes: `vanilla-honest`. Fails: the deceptive shop of `auditor demo`.

## References

CNIL SAN-2025-007; CNIL SAN-2025-010.
"""

from auditor.domain.artifacts import SNAPSHOTS
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
from auditor.domain.facts import READS, Item
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, listed, say, say_many


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether items of the site are left."""
    reads = evidence.get(Journey.WITHDRAW, READS)
    telling = [i for i in reads.left if i.identifying]
    if telling:
        where = (reference(Journey.WITHDRAW, SNAPSHOTS),)
        found = [Finding(_named(i), where) for i in telling]
        confidence = min((i.confidence for i in telling), key=list(Confidence).index)
        summary = say_many(
            "{n} item that needed consent still stored.",
            "{n} items that needed consent still stored.",
            len(telling),
        )
        return failed(summary, found, confidence=confidence)
    if reads.left:
        names = listed([i.key.name for i in reads.left])
        return cant_tell(say("A person should judge whether these may stay: {names}.", names=names))
    if reads.unseen:
        names = listed([i.key.name for i in reads.unseen])
        return cant_tell(say("These could not be looked at again, for their frame was not open: {names}.", names=names))
    if not (reads.complete and reads.registered):
        return cant_tell(say("The record is incomplete, or the withdrawal showed no effect; run the audit again."))
    if not reads.consented:
        return inapplicable(say("Nothing that needs consent was stored after accepting."))
    return passed(say("Nothing of the site that needed consent is left on the device."))


def _named(item: Item) -> Text:
    return say("{kind} {name} ({domain})", kind=item.key.kind, name=item.key.name, domain=item.key.domain)


CHECK = Check(
    id="withdrawn-cookie-not-deleted",
    version=1,
    title="What needed consent is gone after withdrawal.",
    failure_title="What needed consent is left on the device after withdrawal.",
    severity=Severity.MODERATE,
    requires=(need(Journey.WITHDRAW, READS),),
    sources=cited("cnil-orange-closed", "cnil-conde-nast"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
