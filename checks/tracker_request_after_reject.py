"""Others receive what singles out the visitor after a refusal.

## What it looks for

Requests to other parties after refusing that carry a cookie which needs consent, or the identifying value of
anything kept on the device, in the address or the body.

## Why it matters

Access to information on the device needs consent whatever the technique: cookie, pixel or address parameter (EDPB
Guidelines 2/2023).

## Applies when

Refusing was possible.

## Fails when

The receiver is a well-known advertising or analytics service, or the item is held to need consent. Values are
sought plain, URL-encoded, in base64, in hexadecimal and hashed; values under 8 characters are ignored (our choice).
Requests within 3 s of the refusal count as in flight (our choice).

Where only a public list of hosts that was fetched calls the receiver a tracker, the failure is likely.

## Cannot tell when

Only items of unknown purpose were sent, to receivers that are not in the table.

## Known limits

Bodies that are compressed or binary are not searched. Mere contact without an identifier is not reported here.

## Example

Passes: `vanilla-honest`. Fails: `walltowall-ignores-reject`.

## References

ePrivacy Directive, Article 5(3); EDPB Guidelines 2/2023.
"""

from auditor.domain.checks import Check, CheckResult, Severity, Status
from auditor.domain.evidence import Evidence, need
from auditor.domain.facts import LEAKS
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import say
from auditor.measure.leaks import judge_leaks


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether an identifier left for another party."""
    return judge_leaks(evidence.get(Journey.REJECT_ALL, LEAKS), say("after refusing"))


CHECK = Check(
    id="tracker-request-after-reject",
    version=2,
    title="Nothing that singles out the visitor is sent to others after a refusal.",
    failure_title="Others receive what singles out the visitor after a refusal.",
    severity=Severity.SERIOUS,
    requires=(need(Journey.REJECT_ALL, LEAKS),),
    sources=cited("eprivacy", "edpb-access", "cnil-shein"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
