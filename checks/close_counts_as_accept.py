"""Closing the banner is taken for consent.

## What it looks for

Items that need consent and appear after the banner was closed by its cross, without a choice.

## Why it matters

Closing a window is no clear affirmative act (GDPR, Article 4(11)).

## Applies when

The banner offers a control that closes it.

## Fails when

At least one item that needs consent appears after closing: it is in the accept-delta, or the knowledge table holds
it to need consent.

## Cannot tell when

Closing showed no effect, or no untouched visit was there to compare with.

## Known limits

Escape and clicks beside the dialog are not tried yet.

## Example

Passes: `vanilla-honest`. Fails: `cross-is-consent`.

## References

GDPR, Article 4(11); VG Hannover 10 A 5385/22 on a label that joined accepting and closing.
"""

from auditor.domain.artifacts import CHOICE, SNAPSHOTS
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, passed
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import ITEMS, Item
from auditor.domain.journeys import Journey, StepName
from auditor.domain.sources import EPRIVACY, GDPR_CONSENT
from auditor.domain.wording import counted


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether closing brings what accepting brings."""
    choice = evidence.get(Journey.CLOSE_BANNER, CHOICE)
    label = choice.actions[-1].label
    items = evidence.get(Journey.CLOSE_BANNER, ITEMS)
    brought = [i for i in items.items if i.needs_consent and _after_closing(i)]
    if brought:
        where = (reference(Journey.CLOSE_BANNER, SNAPSHOTS),)
        found = [Finding(f"{i.key.kind} {i.key.name} ({i.key.domain})", where) for i in brought]
        return failed(f'After closing ("{label}") {counted(len(brought), "item")} needing consent appeared.', found)
    if not (choice.banner_gone or choice.record_changed):
        return cant_tell(f'Closing ("{label}") showed no effect; a person should try it.')
    if not items.compared:
        return cant_tell("No untouched visit was there to compare with; run the audit again.")
    return passed(f'After closing ("{label}") nothing that needs consent appeared.')


def _after_closing(item: Item) -> bool:
    return item.first_seen(Journey.CLOSE_BANNER) not in {None, StepName.LOAD}


CHECK = Check(
    id="close-counts-as-accept",
    version=1,
    title="Closing the banner is not taken for consent.",
    failure_title="Closing the banner is taken for consent.",
    severity=Severity.CRITICAL,
    requires=(
        need(Journey.CLOSE_BANNER, CHOICE),
        need(Journey.CLOSE_BANNER, ITEMS),
    ),
    sources=(
        GDPR_CONSENT,
        EPRIVACY,
    ),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
