"""Items that need consent are declared nowhere.

## What it looks for

The cookies and storage keys that came with accepting and need consent, and whether the site's own declaration holds
each: the lists in its settings, the tables of its policy, and names in the running text of both.

## Why it matters

Nobody can consent to what is not told. A declaration that leaves items out misinforms those who read it.

## Applies when

After accepting, at least one item that needs consent was on the device.

## Fails when

The site has a declaration, all of it was read, and it holds neither the item's name, nor a pattern with a placeholder
that fits it (such as `_ga_*`), nor its provider (rule: Bollinger et al. 2022, method 5).

## Cannot tell when

No list or table declares anything: then there is nothing in which an item could be missing, and a person should read
what the texts say; a part of the settings or the policy could not be read; an item is missing by name and its provider
is declared; accepting could not be compared with an untouched visit.

## Known limits

Parts that are folded count as declared, whether or not a visitor opens them. A pattern needs two letters or digits
outside its placeholder. Names of fewer than 4 letters are not looked for in running text. Entries of caches and
workers have no name that anyone declares and are left out. One further cookie page that the policy links to is read.

## Example

Passes: `declared-in-full`. Fails: `declared-badly`.

## References

GDPR, Article 13; Directive 2002/58/EC, Article 5(3); Bollinger et al., USENIX Security 2022.
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
from auditor.domain.declarations import DECLARATIONS, Declarations
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import ITEMS, Item
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import listed, say, say_many
from auditor.measure.declarations import declarable, declared_as, provider_declared

QUOTED = 80  # characters of a name in a finding


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether each item that needs consent is declared."""
    found = evidence.get(Journey.NO_ACTION, DECLARATIONS)
    items = evidence.get(Journey.ACCEPT_ALL, ITEMS)
    asked = [i for i in items.items if i.needs_consent and declarable(i) and i.first_seen(Journey.ACCEPT_ALL)]
    if not asked and not items.compared:
        return cant_tell(say("There was no untouched visit to compare with; run the audit again."))
    if not asked:
        return inapplicable(say("After accepting, nothing with a name was kept that needs consent."))
    missing = [i for i in asked if i.key.name not in found.mentioned and not declared_as(i, found)]
    if not missing:
        return passed(say_many("The one item is declared.", "All {n} items are declared.", len(asked)))
    return _judge(found, missing)


def _judge(found: Declarations, missing: list[Item]) -> CheckResult:
    """What follows from items that were not found by name."""
    findings = [_finding(i) for i in missing]
    names = listed(i.key.name[:QUOTED] for i in missing)
    if not found.rows:
        words = say(
            "No table or list declares single items; a person should read what is said of {names}.", names=names
        )
        return cant_tell(words, findings)
    if not found.complete:
        words = say("Not found: {names}. Not read in full: {gaps}.", names=names, gaps=listed(found.gaps))
        return cant_tell(words, findings)
    unknown = [i for i in missing if not provider_declared(i, found)]
    if not unknown:
        words = say("Their provider is declared, and not by name: {names}. A person should look.", names=names)
        return cant_tell(words, findings)
    words = say_many(
        "{n} item that needs consent is not declared.", "{n} items that need consent are not declared.", len(unknown)
    )
    return failed(words, [_finding(i) for i in unknown], confidence=Confidence.LIKELY)


def _finding(item: Item) -> Finding:
    where = (reference(Journey.ACCEPT_ALL, ITEMS), reference(Journey.NO_ACTION, DECLARATIONS))
    name, domain = item.key.name[:QUOTED], item.key.domain[:QUOTED]
    return Finding(say('"{name}" of {domain} is not declared.', name=name, domain=domain), where)


CHECK = Check(
    id="undeclared-item",
    version=1,
    title="Items that need consent are declared.",
    failure_title="Items that need consent are declared nowhere.",
    severity=Severity.MODERATE,
    requires=(need(Journey.NO_ACTION, DECLARATIONS), need(Journey.ACCEPT_ALL, ITEMS)),
    sources=cited("gdpr-information", "eprivacy"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
