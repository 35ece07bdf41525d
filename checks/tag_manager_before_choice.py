"""A tag manager runs, or consent mode pings are sent, before a choice.

## What it looks for

Requests for the containers of tag managers, and pings of Google's consent mode with their `gcs` and `gcd`, in the visit
that touches nothing. A container behind the site's own domain is told by its path and number.

## Why it matters

VG Hannover held that a tag manager needed consent in the set-up that it judged, because loading it reads the device
and passes data on; how far the judgment reaches is disputed. A ping without cookies tells the receiver of the visit
all the same.

## Applies when

Always.

## Fails when

At least one such request left before a choice (rule: the source's; the list of addresses is ours). The severity
depends on the country: moderate in Germany, minor elsewhere.

## Cannot tell when

The traffic of the visit was not recorded in full, and nothing was found in what was.

## Known limits

A container under an invented path and without its number is not seen. What the container starts is a matter of other
checks, and so is a ping that says yes: `consent-recorded-before-choice`.

## Example

Passes: `vanilla-honest`. Fails: `runs-before-it-asks`.

## References

TDDDG, section 25; VG Hannover 10 A 5385/22; EDPB Guidelines 2/2023.
"""

from collections.abc import Sequence

from auditor.domain.artifacts import TRAFFIC
from auditor.domain.checks import Check, CheckResult, Confidence, Finding, Severity, Status, cant_tell, failed, passed
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, listed, say, say_many
from auditor.measure.tag_managers import TagRequest, tag_requests


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether a tag manager or a ping was seen."""
    traffic = evidence.get(Journey.NO_ACTION, TRAFFIC)
    found = tag_requests(traffic.requests)
    if found:
        return _failed(found)
    if traffic.gaps:
        return cant_tell(
            say("The record does not rule it out ({gaps}); run the audit again.", gaps=listed(traffic.gaps))
        )
    if not traffic.requests:
        return cant_tell(say("No request was recorded; run the audit again."))
    return passed(say("No tag manager and no ping of consent mode was seen before a choice."))


def _failed(found: Sequence[TagRequest]) -> CheckResult:
    summary = say_many(
        "{n} kind of request of a tag manager or of consent mode before any choice.",
        "{n} kinds of requests of tag managers or of consent mode before any choice.",
        len(found),
    )
    findings = [Finding(_sentence(f), (reference(Journey.NO_ACTION, TRAFFIC, f.request),)) for f in found]
    sure = any(f.named_host or f.modes for f in found)
    return failed(summary, findings, confidence=Confidence.CONFIRMED if sure else Confidence.LIKELY)


def _sentence(found: TagRequest) -> Text:
    modes = listed(say("{name}={value}", name=name, value=value) for name, value in found.modes)
    if found.manager is None:
        return say("{host} received a ping of consent mode: {modes}", host=found.host, modes=modes)
    if found.modes:
        return say("{host} was asked for {manager}: {modes}", host=found.host, manager=found.manager, modes=modes)
    return say("{host} was asked for {manager}", host=found.host, manager=found.manager)


CHECK = Check(
    id="tag-manager-before-choice",
    version=1,
    title="No tag manager runs before a choice.",
    failure_title="A tag manager runs, or consent mode pings are sent, before a choice.",
    severity=Severity.MINOR,
    requires=(need(Journey.NO_ACTION, TRAFFIC),),
    sources=cited("eprivacy", "edpb-access", "vg-hannover"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
