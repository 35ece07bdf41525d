"""Something that needs consent is stored before the visitor chose.

## What it looks for

Cookies and storage entries that are on the device after the first page was loaded and before anything was touched.

## Why it matters

Article 5(3) of the ePrivacy Directive asks for consent first. CNIL fined SHEIN, Conde Nast and American Express for
cookies on arrival, among other things.

## Applies when

Always.

## Fails when

At least one item is held by the knowledge table to need consent: its name, party, lifetime and the shape of its
value all fit. A name alone never decides.

## Cannot tell when

Only items of unknown purpose that single out a visitor and outlive the visit were found.

## Known limits

The table knows the commonest items. What it does not know leads to `cantTell`, never to a failure.

## Example

Passes: `vanilla-honest`. Fails: the deceptive shop of `auditor demo`.

## References

ePrivacy Directive, Article 5(3); CNIL SAN-2025-005, SAN-2025-010, SAN-2025-011.
"""

from auditor.domain.artifacts import SNAPSHOTS
from auditor.domain.checks import Check, CheckResult, Confidence, Finding, Severity, Status, cant_tell, failed, passed
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import ITEMS, Basis, Item
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import ItemKind
from auditor.domain.sources import cited
from auditor.domain.wording import Text, listed, say, say_many

LASTING_S = 86_400.0  # one day: a shorter cookie ends with the visit; our choice


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether anything that needs consent is there before a choice."""
    items = evidence.get(Journey.NO_ACTION, ITEMS).items
    early = [i for i in items if i.first_seen(Journey.NO_ACTION) is StepName.LOAD]
    needy = [i for i in early if i.needs_consent]
    if needy:
        where = (reference(Journey.NO_ACTION, SNAPSHOTS),)
        found = [Finding(_named(i), where) for i in needy]
        confidence = min((i.confidence for i in needy), key=list(Confidence).index)
        summary = say_many(
            "{n} item needing consent on the device before any choice.",
            "{n} items needing consent on the device before any choice.",
            len(needy),
        )
        return failed(summary, found, confidence=confidence)
    unknown = [
        say("{name} ({domain})", name=i.key.name, domain=i.key.domain)
        for i in early
        if i.basis is Basis.UNKNOWN and _lasting(i)
    ]
    if unknown:
        return cant_tell(say("A person should judge what these are for: {items}.", items=listed(unknown)))
    return passed(
        say_many(
            "{n} item on the device before a choice, none held to need consent.",
            "{n} items on the device before a choice, none held to need consent.",
            len(early),
        )
    )


def _named(item: Item) -> Text:
    return say(
        "{kind} {name} ({domain}), {owner}, {purpose}",
        kind=item.key.kind,
        name=item.key.name,
        domain=item.key.domain,
        owner=item.owner or say("owner unknown"),
        purpose=item.purpose,
    )


def _lasting(item: Item) -> bool:
    """Singles out a visitor beyond this visit."""
    kept = item.key.kind is ItemKind.LOCAL_STORAGE or (item.lifetime_s or 0.0) > LASTING_S
    return item.identifying and kept


CHECK = Check(
    id="prior-storage-before-choice",
    version=1,
    title="Nothing that needs consent is stored before a choice.",
    failure_title="Something that needs consent is stored before the visitor chose.",
    severity=Severity.CRITICAL,
    requires=(need(Journey.NO_ACTION, ITEMS),),
    sources=cited("eprivacy", "lil-82", "cnil-shein", "cnil-conde-nast", "cnil-amex"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
