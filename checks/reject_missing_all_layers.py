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

The search broke off: a toggle did not move, or settings could not be saved.

## Known limits

Closing the banner is not counted as refusing, except where national rules say so; see the `close-banner` journey.

## Example

Passes: `vanilla-honest`. Fails: `osano-single-button`.

## References

EDPB Cookie Banner Taskforce, paragraph 8; CJEU C-673/17.
"""

from auditor.domain.artifacts import EXPLORATION, FIRST_LAYER
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, passed
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import listed


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether any path led to a refusal."""
    search = evidence.get(Journey.REJECT_ALL, EXPLORATION)
    if search.path_found:
        return passed(f"Refusing is possible: {listed(search.tried)}.")
    if search.path_found is None:
        return cant_tell(f"The search for a refusal broke off ({search.reason}); a person should try it.")
    layer = evidence.get(Journey.REJECT_ALL, FIRST_LAYER)
    labels = listed([f'"{c.label}"' for c in layer.controls if c.label], most=8)
    tried = f" Tried: {listed(search.tried)}." if search.tried else ""
    finding = Finding(f"Controls offered: {labels}.{tried}", (reference(Journey.REJECT_ALL, EXPLORATION),))
    return failed("No layer of the banner offers a way to refuse.", [finding])


CHECK = Check(
    id="reject-missing-all-layers",
    version=1,
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
