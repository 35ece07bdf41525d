"""One company's identifier is passed to another before any choice.

## What it looks for

Identifiers that one company keeps on the device, and requests and messages to another company in which they stand, in a
visit without a choice. A company keeps an item when it is kept for its domain, or when its script wrote it for the
site.

## Why it matters

Two companies that know the same identifier can join what each knows of the visitor. Reading it from the device needs
consent first, and both share the responsibility.

## Applies when

Always.

## Fails when

An identifying value of at least 8 characters (CATALOGUE; our choice) stands in the address, the body or a header of a
request, or in a message to a WebSocket: plain, encoded, in base64 or hashed; one of the two companies is a well-known
advertising or analytics service, or the item is held to need consent. The confidence is confirmed when the identifier
was seen being kept before it was passed on, else likely.

## Cannot tell when

Neither company is known, so that both domains may belong to one. The record has gaps.

## Known limits

Which domains belong to one company is told from a compact table. Identifiers that servers pass on among themselves are
invisible, and so is what is encrypted before it leaves.

## Example

Passes: `vanilla-honest`. Fails: `syncs-identifiers`.

## References

ePrivacy Directive, Article 5(3); GDPR, Article 26.
"""

from collections.abc import Iterable

from auditor.domain.checks import Check, CheckResult, Confidence, Finding, Severity, Status, cant_tell, failed, passed
from auditor.domain.early import SYNCS, Sync
from auditor.domain.evidence import Evidence, need
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import listed, say, say_many


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether an identifier was passed from one company to another."""
    found = evidence.get(Journey.NO_ACTION, SYNCS)
    certain = [s for s in found.syncs if s.certain]
    if certain:
        summary = say_many(
            "{n} identifier of one company was passed to another before any choice.",
            "{n} identifiers of one company were passed to another before any choice.",
            len({s.item for s in certain}),
        )
        confidence = Confidence.CONFIRMED if any(s.ordered for s in certain) else Confidence.LIKELY
        return failed(summary, _findings(certain), confidence=confidence)
    if found.syncs:
        return cant_tell(say("A person should judge whether these companies are two."), _findings(found.syncs))
    if found.gaps:
        return cant_tell(say("The record does not rule it out ({gaps}); run the audit again.", gaps=listed(found.gaps)))
    return passed(say("No identifier of one company was seen to be passed to another before a choice."))


def _findings(syncs: Iterable[Sync]) -> list[Finding]:
    return [
        Finding(
            say(
                "{host} ({receiver}) received {kind} {name} of {company} ({carried})",
                host=s.host,
                receiver=s.receiver,
                kind=s.item.kind,
                name=s.item.name,
                company=s.company,
                carried=s.carried,
            ),
            s.evidence,
        )
        for s in syncs
    ]


CHECK = Check(
    id="cookie-sync-before-choice",
    version=1,
    title="No identifier of one company is passed to another before a choice.",
    failure_title="One company's identifier is passed to another before any choice.",
    severity=Severity.SERIOUS,
    requires=(need(Journey.NO_ACTION, SYNCS),),
    sources=cited("eprivacy", "gdpr-joint-control"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
