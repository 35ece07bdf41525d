"""Scrolling or opening another page is taken for consent.

## What it looks for

Items that accepting brings at once on the first page, and that a visitor who touches nothing receives as well as
soon as they scroll or open another page.

## Why it matters

Consent takes a clear affirmative act; scrolling and browsing on are none (GDPR, Recital 32).

## Applies when

A banner was found and could be accepted.

## Fails when

At least one item that singles out a visitor appears right after accepting on the first page, is absent there
without a choice, and appears after scrolling three screens or opening one of two inner pages (counts: our choice).

## Cannot tell when

The search for a banner broke off, accepting left no trace, or no inner page could be opened.

## Known limits

Consent claimed in words alone ("by using this site you agree") is not judged here.

## Example

Passes: `vanilla-honest`. Fails: `jquery-continue-is-consent`.

## References

GDPR, Articles 4(11) and 7, Recital 32; CJEU C-673/17.
"""

from auditor.domain.artifacts import CHOICE, FIRST_LAYER, SNAPSHOTS, TIMELINE
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import ITEMS, Basis, Item
from auditor.domain.journeys import Journey, StepName
from auditor.domain.sources import cited
from auditor.domain.wording import say, say_many

INNER = frozenset({StepName.INNER_PAGE, StepName.SECOND_INNER_PAGE})


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether what accepting brings also comes without accepting."""
    present = evidence.get(Journey.NO_ACTION, FIRST_LAYER).present
    if present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    if not present:
        return inapplicable(say("No banner was found."))
    brought = [i for i in evidence.get(Journey.NO_ACTION, ITEMS).items if _comes_unasked(i)]
    opened = sum(1 for s in evidence.get(Journey.NO_ACTION, TIMELINE).steps if s.name in INNER)
    if not brought and not opened:
        return cant_tell(say("No inner page could be opened; a person should read on and look."))
    if not brought and not evidence.get(Journey.ACCEPT_ALL, CHOICE).record_changed:
        return cant_tell(say("Accepting left no trace to compare with."))
    if not brought:
        return passed(
            say_many(
                "Scrolling and opening {n} inner page brought nothing that accepting brings.",
                "Scrolling and opening {n} inner pages brought nothing that accepting brings.",
                opened,
            )
        )
    where = (reference(Journey.NO_ACTION, SNAPSHOTS),)
    found = [
        Finding(
            say(
                "{kind} {name} appeared at step {step}",
                kind=i.key.kind,
                name=i.key.name,
                step=i.first_seen(Journey.NO_ACTION),
            ),
            where,
        )
        for i in brought
    ]
    return failed(
        say_many(
            "{n} item that accepting brings appeared without accepting.",
            "{n} items that accepting brings appeared without accepting.",
            len(brought),
        ),
        found,
    )


def _comes_unasked(item: Item) -> bool:
    at_once = item.first_seen(Journey.ACCEPT_ALL) is StepName.ACCEPT
    unasked = item.first_seen(Journey.NO_ACTION) not in {None, StepName.LOAD}
    return item.identifying and item.basis is not Basis.EXEMPT and at_once and unasked


CHECK = Check(
    id="implied-consent",
    version=1,
    title="Reading on is not taken for consent.",
    failure_title="Scrolling or opening another page is taken for consent.",
    severity=Severity.CRITICAL,
    requires=(
        need(Journey.NO_ACTION, FIRST_LAYER),
        need(Journey.NO_ACTION, ITEMS),
        need(Journey.NO_ACTION, TIMELINE),
        need(Journey.ACCEPT_ALL, CHOICE),
    ),
    sources=cited("gdpr-consent", "gdpr-recital-32", "planet49"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
