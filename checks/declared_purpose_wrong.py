"""An item is declared for a milder purpose than the one it is known for.

## What it looks for

The category under which the settings or the policy declare an item, against what the item is known to be for.

## Why it matters

A visitor who allows "functional" and gets advertising was misled: information has to be true to be fair.

## Applies when

An item that was on the device after accepting is declared with a category, and its purpose is known.

## Fails when

The category is milder than the known purpose: measurement, advertising or social media declared as necessary or
functional, advertising or social media declared as measurement. Only purposes that are known for certain count, where
name, party, lifetime, value and domain fit (the catalogue asks for 0.9 and more; rule: Bollinger et al. 2022, methods
1 and 2). That a stricter category than the known one is no harm is our choice.

## Cannot tell when

The purpose is only likely or contested, as when another vendor may use the same name; the country exempts audience
measurement and the item may be that; or nothing wrong was found and a part of the declarations could not be read.

## Known limits

Categories are those of headings, columns and short labels; descriptions in sentences are not judged. "Unclassified" is
a matter of its own. How other sites declare the same item is not compared.

## Example

Passes: `declared-in-full`. Fails: `declared-badly`.

## References

GDPR, Articles 5(1)(a) and 13; Bollinger et al., USENIX Security 2022.
"""

from dataclasses import dataclass

from auditor.domain.checks import (
    Check,
    CheckResult,
    Confidence,
    Finding,
    Severity,
    Status,
    cant_tell,
    failed,
    inapplicable,
    passed,
)
from auditor.domain.declarations import DECLARATIONS, Category, Declarations, Declared
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import ITEMS, Item, Items
from auditor.domain.journeys import Journey
from auditor.domain.limits import Limits
from auditor.domain.sources import cited
from auditor.domain.wording import listed, say, say_many
from auditor.measure.declarations import declarable, declared_as
from auditor.measure.knowledge import Known, known_item

QUOTED = 80  # characters of a name in a finding
MILD = frozenset({Category.NECESSARY, Category.FUNCTIONAL})
# What is milder than each purpose of the knowledge table.
MILDER = {
    "analytics": MILD,
    "measurement": MILD,
    "advertising": MILD | {Category.MEASUREMENT},
    "social": MILD | {Category.MEASUREMENT},
}


@dataclass(frozen=True, slots=True)
class Pair:
    """An item with its declaration and what is known of it."""

    item: Item
    row: Declared
    known: Known

    @property
    def wrong(self) -> bool:
        """Whether the declared category is milder than the known purpose."""
        return self.row.category in MILDER[self.known.purpose]

    def certain(self, limits: Limits) -> bool:
        """Whether the known purpose leaves no doubt under these rules."""
        exempt = limits.audience and self.known.audience
        return self.known.confidence is Confidence.CONFIRMED and not exempt

    @property
    def finding(self) -> Finding:
        """What is declared and what is known."""
        where = (reference(Journey.NO_ACTION, DECLARATIONS), reference(Journey.ACCEPT_ALL, ITEMS))
        words = say(
            '"{name}" is declared as {category} in the {place} and known for {purpose}.',
            name=self.item.key.name[:QUOTED],
            category=self.row.category or "",
            place=self.row.place,
            purpose=self.known.purpose,
        )
        return Finding(words, where)


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether the declared categories are those of the known purposes."""
    found = evidence.get(Journey.NO_ACTION, DECLARATIONS)
    pairs = _pairs(evidence.get(Journey.ACCEPT_ALL, ITEMS), found)
    wrong = [p for p in pairs if p.wrong]
    certain = [p.finding for p in wrong if p.certain(evidence.limits)]
    if certain:
        words = say_many(
            "{n} declared purpose is milder than the known one.",
            "{n} declared purposes are milder than the known ones.",
            len(certain),
        )
        return failed(words, certain, confidence=Confidence.LIKELY)
    if wrong:
        words = say("Declared purposes may be milder than the real ones; a person should look.")
        return cant_tell(words, [p.finding for p in wrong])
    if not found.complete:
        return cant_tell(say("Nothing wrong was found; not read in full: {gaps}.", gaps=listed(found.gaps)))
    if not pairs:
        return inapplicable(say("No declared item with a category is one whose purpose is known."))
    return passed(
        say_many("The one known purpose is declared.", "All {n} known purposes are declared.", len(pairs)),
        confidence=Confidence.LIKELY,
    )


def _pairs(items: Items, found: Declarations) -> list[Pair]:
    """Each known item with each of its rows that name a category."""
    pairs = []
    for item in items.items:
        if not declarable(item) or item.first_seen(Journey.ACCEPT_ALL) is None:
            continue
        key = item.key
        known = known_item(
            key.kind.value, key.name, key.domain, item.party, item.lifetime_s, identifies=item.identifying
        )
        if known is None or known.purpose not in MILDER:
            continue
        rows = [r for r in declared_as(item, found) if r.category not in {None, Category.UNCLASSIFIED}]
        pairs += [Pair(item, row, known) for row in rows]
    return pairs


CHECK = Check(
    id="declared-purpose-wrong",
    version=1,
    title="Items are declared for what they are known for.",
    failure_title="An item is declared for a milder purpose than the one it is known for.",
    severity=Severity.MODERATE,
    requires=(need(Journey.NO_ACTION, DECLARATIONS), need(Journey.ACCEPT_ALL, ITEMS)),
    sources=cited("gdpr-fairness", "gdpr-information"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
