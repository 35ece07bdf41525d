"""What needs consent is still read after the visitor refused.

## What it looks for

Cookies and storage entries that needed consent, were on the device before the refusal (set without waiting for a
choice), and are sent, read or passed on by their value afterwards: after a reload and on two inner pages.

## Why it matters

A refusal leaves no permission to read. CNIL found that SHEIN's "refuse all" did not stop the reading of cookies that
were there already.

## Applies when

Refusing was possible, and something that needs consent was on the device before.

## Fails when

After the reload such an item is in a `Cookie` header, or its value is in an address, a body, a header or a message.
The request that deletes it does not count, nor do requests within 3 s of the refusal on the same page (our choice).

## Cannot tell when

It was seen only on the page of the refusal itself, the record is incomplete, or the refusal showed no effect.

## Known limits

Only what the knowledge table holds to need consent can have been there before a refusal: what appears after accepting
alone cannot.

## Example

Passes: `reads-on-after-refusal-not`. Fails: `forgets-overnight`.

## References

ePrivacy Directive, Article 5(3); CNIL SAN-2025-005.
"""

from auditor.domain.checks import Check, CheckResult, Severity, Status
from auditor.domain.evidence import Evidence, need
from auditor.domain.facts import READS, Read
from auditor.domain.journeys import Journey
from auditor.domain.recording import Form
from auditor.domain.sources import cited
from auditor.domain.wording import say
from auditor.measure.withdrawn import REFUSAL, judge


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether an item is still read."""
    return judge(evidence.get(Journey.REJECT_ALL, READS), _concerns, (say("item"), say("items")), say("read"), REFUSAL)


def _concerns(read: Read) -> bool:
    return read.form is not Form.REWRITTEN


CHECK = Check(
    id="reads-after-reject",
    version=1,
    title="What needs consent is no longer read after a refusal.",
    failure_title="What needs consent is still read after the visitor refused.",
    severity=Severity.CRITICAL,
    requires=(need(Journey.REJECT_ALL, READS),),
    sources=cited("eprivacy", "edpb-access", "cnil-shein", "cnil-amex"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
