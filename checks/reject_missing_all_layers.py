"""No layer of the banner offers a way to refuse.

## What it looks for

A banner in which no control and no set of toggles, on any layer, ends in a refusal.

## Why it matters

Consent that cannot be refused is not freely given (GDPR, Articles 4(11) and 7).

## Applies when

A banner was found.

## Fails when

Every control that may lead on was tried, up to five layers and forty toggles (our choice), and none refused.

## Cannot tell when

The search broke off: a toggle did not move, or settings could not be saved. Or nothing refuses but a control that
closes the banner, and the rules hold that closing refuses, as in Italy.

## Known limits

Closing the banner is not counted as refusing; what it does is told by close-counts-as-accept.

## Example

Passes: `vanilla-honest`. Fails: `osano-single-button`.

## References

EDPB Cookie Banner Taskforce, paragraph 8; CJEU C-673/17.
"""

from auditor.domain.artifacts import EXPLORATION, FIRST_LAYER
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, passed
from auditor.domain.controls import Role
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import listed, say, sentences


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether any path led to a refusal."""
    search = evidence.get(Journey.REJECT_ALL, EXPLORATION)
    if search.path_found:
        return passed(say("Refusing is possible: {tried}.", tried=listed(search.tried)))
    if search.path_found is None:
        return cant_tell(
            say("The search for a refusal broke off ({reason}); a person should try it.", reason=search.reason)
        )
    layer = evidence.get(Journey.REJECT_ALL, FIRST_LAYER)
    labels = listed([say('"{label}"', label=c.label) for c in layer.controls if c.label], most=8)
    told = say("Controls offered: {labels}.", labels=labels)
    if search.tried:
        told = sentences([told, say("Tried: {tried}.", tried=listed(search.tried))])
    finding = Finding(told, (reference(Journey.REJECT_ALL, EXPLORATION),))
    if evidence.limits.closing_refuses and layer.first(Role.CLOSE) is not None:
        words = say("Only closing the banner may refuse, as these rules have it; a person should see whether it does.")
        return cant_tell(words, [finding])
    return failed(say("No layer of the banner offers a way to refuse."), [finding])


CHECK = Check(
    id="reject-missing-all-layers",
    version=2,
    title="Refusing is possible on some layer.",
    failure_title="No layer of the banner offers a way to refuse.",
    severity=Severity.CRITICAL,
    requires=(
        need(Journey.REJECT_ALL, FIRST_LAYER),
        need(Journey.REJECT_ALL, EXPLORATION),
    ),
    sources=cited("taskforce-reject", "gdpr-consent", "planet49"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
