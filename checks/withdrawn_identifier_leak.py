"""An identifier from the time of consent is still transmitted after withdrawal.

## What it looks for

Values that singled the visitor out while consent was given, and that leave after the withdrawal in an address, a body,
a header, a WebSocket message or under another cookie's name: plain, percent-encoded, in base64 or hexadecimal, inside
JSON, or hashed with MD5, SHA-1 or SHA-256.

## Why it matters

A cookie that is deleted is not withdrawn when its number lives on elsewhere.

## Applies when

Consent was given and withdrawn, and something that singles out a visitor had been stored.

## Fails when

After the reload, or in a later session, such a value leaves. Values of fewer than 8 characters, words, dates, and
parts that two fresh visitors had in common do not count (our choice).

## Cannot tell when

It was seen only on the page of the withdrawal itself, the record is incomplete, the withdrawal showed no effect, or a
script read the device through three or more interfaces (canvas, audio, fonts and the like) and sent something.

## Known limits

Values that are encrypted, or hashed with a secret, are not recognised. The first words of a shared worker are not
heard; a body that was not recorded leads to "cannot tell".

## Example

Passes: `vanilla-honest`. Fails: `klaro-unclear-refusal`.

## References

ePrivacy Directive, Article 5(3); GDPR, Article 7(3).
"""

from auditor.domain.checks import Check, CheckResult, Finding, Outcome, Severity, Status, cant_tell
from auditor.domain.evidence import Evidence, need
from auditor.domain.facts import READS, Read
from auditor.domain.journeys import Journey
from auditor.domain.recording import Phase
from auditor.domain.sources import cited
from auditor.domain.wording import listed, say
from auditor.measure.withdrawn import BY_VALUE, judge


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether a value still leaves."""
    reads = evidence.get(Journey.WITHDRAW, READS)
    result = judge(reads, _concerns, (say("identifier"), say("identifiers")), say("sent"))
    devices = [d for d in reads.devices if d.phase is not Phase.SAME_PAGE]
    if result.outcome is Outcome.FAILED or not devices:
        return result
    found = [
        Finding(
            say("{script} read {interfaces} and sent something", script=d.script, interfaces=listed(d.interfaces)),
            d.evidence,
        )
        for d in devices
    ]
    return cant_tell(
        say("A script read characteristics of the device; a person should judge whether it recognises."), found
    )


def _concerns(read: Read) -> bool:
    return read.form in BY_VALUE and read.left_device


CHECK = Check(
    id="withdrawn-identifier-leak",
    version=1,
    title="No identifier from the time of consent is transmitted after withdrawal.",
    failure_title="An identifier from the time of consent is still transmitted after withdrawal.",
    severity=Severity.CRITICAL,
    requires=(need(Journey.WITHDRAW, READS),),
    sources=cited("eprivacy", "edpb-access", "gdpr-withdrawal"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
