"""The same item is declared as necessary and for another purpose.

## What it looks for

Rows of the settings and the policy that declare the same name for the same domain under several categories.

## Why it matters

An item is either strictly necessary, and then needs no consent, or it is not. Declaring both leaves the visitor
without a true answer.

## Applies when

The site declares single items with a category that is understood.

## Fails when

A name stands under "necessary" and under measurement, advertising, social media or "unclassified" as well (rule:
Bollinger et al. 2022, method 6). Rows that name different domains are different items; a row without a domain may be
about any.

## Cannot tell when

The second category is "functional", which some sites take to be the same as necessary; or nothing was found, and a part
of the declarations could not be read or the category of an item that is declared twice was not understood.

## Known limits

Vendors that list an item once for each purpose of the IAB framework, none of them necessary, are no contradiction.

## Example

Passes: `declared-in-full`. Fails: `declared-badly`.

## References

GDPR, Article 5(1)(a); EDPB Cookie Banner Taskforce, type I; Bollinger et al., USENIX Security 2022.
"""

from collections import Counter

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
from auditor.domain.declarations import DECLARATIONS, Category, Declared
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import listed, say, say_many
from auditor.measure.domains import registrable_domain

QUOTED = 80  # characters of a name in a finding


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether any item is declared as necessary and as something else."""
    found = evidence.get(Journey.NO_ACTION, DECLARATIONS)
    told = [r for r in found.rows if r.category is not None]
    pairs = _pairs(told)
    plain = [_finding(*p) for p in pairs if p[1].category is not Category.FUNCTIONAL]
    if plain:
        words = say_many(
            "{n} item is declared as necessary and for another purpose.",
            "{n} items are declared as necessary and for another purpose.",
            len(plain),
        )
        return failed(words, plain, confidence=Confidence.LIKELY)
    if pairs:
        words = say("Items are declared as necessary and as functional; a person should see whether that differs.")
        return cant_tell(words, [_finding(*p) for p in pairs])
    if not found.complete:
        return cant_tell(say("No contradiction was found; not read in full: {gaps}.", gaps=listed(found.gaps)))
    if unread := _unread(found.rows):
        words = say_many(
            "The categories of {n} declared item were not understood everywhere; a person should compare them.",
            "The categories of {n} declared items were not understood everywhere; a person should compare them.",
            len(unread),
        )
        return cant_tell(words)
    if not told:
        return inapplicable(say("The site declares no single items with a category."))
    return passed(say("No declared item has contradictory purposes."), confidence=Confidence.LIKELY)


def _unread(rows: tuple[Declared, ...]) -> set[str]:
    """Items that are declared more than once, at least once without a category that is understood.

    What is declared once, under whatever words, contradicts nothing.
    """
    names = Counter(row.name.casefold() for row in rows)
    return {name for row in rows if row.category is None and names[name := row.name.casefold()] > 1}


def _pairs(rows: list[Declared]) -> list[tuple[Declared, Declared]]:
    """Each necessary row with the first other row for the same item, plain contradictions before doubtful ones."""
    found: dict[str, tuple[Declared, Declared]] = {}
    by_name: dict[str, list[Declared]] = {}
    for row in rows:
        by_name.setdefault(row.name.casefold(), []).append(row)
    for name, same in by_name.items():
        others = sorted(
            (r for r in same if r.category is not Category.NECESSARY), key=lambda r: r.category is Category.FUNCTIONAL
        )
        for row in (r for r in same if r.category is Category.NECESSARY):
            other = next((o for o in others if _same_domain(row, o)), None)
            if other is not None:
                found.setdefault(name, (row, other))
    return list(found.values())


def _same_domain(one: Declared, other: Declared) -> bool:
    first, second = ({registrable_domain(d) for d in row.domains} for row in (one, other))
    return not first or not second or bool(first & second)


def _finding(necessary: Declared, other: Declared) -> Finding:
    words = say(
        '"{name}" is necessary in the {place} and {category} in the {other}.',
        name=necessary.name[:QUOTED],
        place=necessary.place,
        category=other.category or "",
        other=other.place,
    )
    return Finding(words, (reference(Journey.NO_ACTION, DECLARATIONS),))


CHECK = Check(
    id="contradictory-declaration",
    version=1,
    title="No declared item has contradictory purposes.",
    failure_title="The same item is declared as necessary and for another purpose.",
    severity=Severity.MINOR,
    requires=(need(Journey.NO_ACTION, DECLARATIONS),),
    sources=cited("gdpr-fairness", "taskforce-essential"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
