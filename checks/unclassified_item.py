"""Items are declared without a purpose, as unclassified.

## What it looks for

Rows of the settings and the policy whose category is "unclassified", "unknown" or "other".

## Why it matters

Consent is given for a purpose. Whoever lists an item as unclassified does not know, or does not say, what it is for.

## Applies when

The site declares single items in its settings or its policy.

## Fails when

At least one declared item has such a category (rule: Bollinger et al. 2022, method 4; the words are those of the
lexicon).

## Cannot tell when

No item is unclassified, and a part of the declarations could not be read or some item has no category that is
understood.

## Known limits

An item under no category at all is not held against the site, and not for it. Rows in folded parts count as declared.

## Example

Passes: `declared-in-full`. Fails: `declared-badly`.

## References

GDPR, Article 13; Bollinger et al., USENIX Security 2022.
"""

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

QUOTED = 80  # characters of a name in a finding


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether every declared item has a purpose."""
    found = evidence.get(Journey.NO_ACTION, DECLARATIONS)
    open_rows = {(r.place, r.name): r for r in found.rows if r.category is Category.UNCLASSIFIED}
    if open_rows:
        words = say_many(
            "{n} item is declared as unclassified.", "{n} items are declared as unclassified.", len(open_rows)
        )
        return failed(words, [_finding(r) for r in open_rows.values()], confidence=Confidence.LIKELY)
    if not found.complete:
        return cant_tell(say("No unclassified item was found; not read in full: {gaps}.", gaps=listed(found.gaps)))
    if not found.rows:
        return inapplicable(say("The site declares no single items."))
    unread = {r.name.casefold() for r in found.rows} - {r.name.casefold() for r in found.rows if r.category}
    if unread:
        words = say_many(
            "The category of {n} declared item was not understood; a person should read it.",
            "The categories of {n} declared items were not understood; a person should read them.",
            len(unread),
        )
        return cant_tell(words)
    return passed(say("No declared item is left unclassified."), confidence=Confidence.LIKELY)


def _finding(row: Declared) -> Finding:
    words = say('"{name}" is unclassified in the {place}.', name=row.name[:QUOTED], place=row.place)
    return Finding(words, (reference(Journey.NO_ACTION, DECLARATIONS),))


CHECK = Check(
    id="unclassified-item",
    version=1,
    title="Every declared item has a purpose.",
    failure_title="Items are declared as unclassified.",
    severity=Severity.MINOR,
    requires=(need(Journey.NO_ACTION, DECLARATIONS),),
    sources=cited("gdpr-information"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
