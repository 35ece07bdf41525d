"""Something that needs consent is stored after the visitor refused.

## What it looks for

Cookies and storage entries that appear only after refusing: on the same page, after a reload and on two inner
pages.

## Why it matters

CNIL found new cookies after "refuse all" at SHEIN, Conde Nast and American Express.

## Applies when

Refusing was possible.

## Fails when

At least one item appears after the refusal that the knowledge table holds to need consent.

## Cannot tell when

The refusal showed no effect, or only items of unknown purpose of other parties appeared.

## Known limits

Items that were there before the refusal are a matter of `prior-storage-before-choice`.

## Example

Passes: `vanilla-honest`. Fails: `walltowall-ignores-reject`.

## References

ePrivacy Directive, Article 5(3); CNIL SAN-2025-005, SAN-2025-010, SAN-2025-011.
"""

from auditor.domain.artifacts import CHOICE, SNAPSHOTS
from auditor.domain.checks import Check, CheckResult, Confidence, Finding, Severity, Status, cant_tell, failed, passed
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import ITEMS, Basis, Item
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import Party
from auditor.domain.sources import cited
from auditor.domain.wording import Text, listed, say, say_many


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether anything that needs consent appears after refusing."""
    choice = evidence.get(Journey.REJECT_ALL, CHOICE)
    later = [i for i in evidence.get(Journey.REJECT_ALL, ITEMS).items if _after_refusal(i)]
    needy = [i for i in later if i.needs_consent]
    if needy:
        where = (reference(Journey.REJECT_ALL, SNAPSHOTS),)
        found = [Finding(_named(i), where) for i in needy]
        confidence = min((i.confidence for i in needy), key=list(Confidence).index)
        summary = say_many(
            "{n} item needing consent appeared after refusing.",
            "{n} items needing consent appeared after refusing.",
            len(needy),
        )
        return failed(summary, found, confidence=confidence)
    if not (choice.banner_gone or choice.record_changed):
        return cant_tell(say("The refusal showed no effect; a person should try it."))
    unknown = [i.key.name for i in later if i.basis is Basis.UNKNOWN and i.identifying and i.party is Party.THIRD]
    if unknown:
        return cant_tell(say("A person should judge what these are for: {items}.", items=listed(unknown)))
    return passed(say("Nothing that is held to need consent appeared after refusing."))


def _named(item: Item) -> Text:
    return say(
        "{kind} {name} ({domain}), {purpose}",
        kind=item.key.kind,
        name=item.key.name,
        domain=item.key.domain,
        purpose=item.purpose or say("purpose unknown"),
    )


def _after_refusal(item: Item) -> bool:
    return item.first_seen(Journey.REJECT_ALL) not in {None, StepName.LOAD}


CHECK = Check(
    id="storage-after-reject",
    version=1,
    title="Nothing that needs consent is stored after a refusal.",
    failure_title="Something that needs consent is stored after the visitor refused.",
    severity=Severity.CRITICAL,
    requires=(
        need(Journey.REJECT_ALL, CHOICE),
        need(Journey.REJECT_ALL, ITEMS),
    ),
    sources=cited("eprivacy", "cnil-shein", "cnil-conde-nast", "cnil-amex"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
