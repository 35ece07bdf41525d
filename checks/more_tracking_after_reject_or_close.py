"""Refusing or closing brings more tracking than doing nothing.

## What it looks for

What needs consent, and which known trackers received an identifier, after the banner was refused or was closed (by its
cross, by Escape or by a click beside it), where no untouched visit shows the same.

## Why it matters

A visitor who says no, or says nothing, is worse off than one who never answered. Article 5(3) of the ePrivacy
Directive asks for consent first.

## Applies when

Refusing or closing was possible.

## Fails when

After one of these ways at least two are new, and there is more than in the untouched visit with its scrolling and its
inner pages (ours; after the count of DarkDialogs). Items count by the knowledge table, or when they otherwise come
with accepting alone, where that is certain; the hosts of one owner are one, and a tracker that received one of the new
items is not counted beside it.

## Cannot tell when

At least two are new and not all are certain, or others came instead of more; a way showed no effect; things came that
no other visit saw; or a visit was not recorded in full.

## Known limits

Each way is walked once, so that chance is kept out by the number two alone. After Escape and a click beside the banner
the traffic is not compared. One new item is a matter of `storage-after-reject` and `close-counts-as-accept`.

## Example

Passes: `vanilla-honest`. Fails: `refusal-brings-more`.

## References

ePrivacy Directive, Article 5(3).
"""

from collections.abc import Iterator, Sequence

from auditor.domain.checks import Check, CheckResult, Confidence, Finding, Severity, Status, cant_tell, failed, passed
from auditor.domain.evidence import Evidence, need
from auditor.domain.growth import GROWTH, Afterwards, Growth
from auditor.domain.journeys import Journey, StepName
from auditor.domain.sources import cited
from auditor.domain.wording import Text, joined, listed, say, say_many

LEAST_NEW = 2  # CATALOGUE, our choice: one new thing may be chance
# Escape and a click beside a banner need not do anything; a refusal and a cross do.
EXPECTED = frozenset({StepName.REJECT, StepName.CLOSE})


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether a way of saying no brings more than silence."""
    told = evidence.get(Journey.NO_ACTION, GROWTH)
    worse = [after for after in told.ways if _certain(after, told) >= LEAST_NEW and after.total > told.untouched]
    if worse:
        number = sum(_certain(after, told) for after in worse)
        summary = say("{n} things that need consent came after {ways} and not without.", n=number, ways=_names(worse))
        return failed(summary, _findings(worse, told), confidence=Confidence.LIKELY)
    unsure = [after for after in told.ways if _new(after) + len(after.unjudged) >= LEAST_NEW]
    if unsure:
        words = say("A person should judge what came after {ways} and not without.", ways=_names(unsure))
        return cant_tell(words, [Finding(_sentence(a, what), (where,)) for a in unsure for what, where in _all(a)])
    return _without_more(told)


def _certain(after: Afterwards, told: Growth) -> int:
    """How many new things count: hosts only where the untouched visit was recorded in full."""
    sure = sum(1 for item in after.items if item.confidence is Confidence.CONFIRMED)
    return sure + (0 if told.gaps else len(after.receivers))


def _new(after: Afterwards) -> int:
    return len(after.items) + len(after.receivers)


def _without_more(told: Growth) -> CheckResult:
    gaps = [gap for gaps in (told.gaps, *(after.gaps for after in told.ways)) for gap in gaps]
    if gaps:
        return cant_tell(
            say("The record does not rule it out ({gaps}); run the audit again.", gaps=listed(dict.fromkeys(gaps)))
        )
    idle = [after for after in told.ways if not after.effective and after.step in EXPECTED]
    worked = [after for after in told.ways if after.effective]
    if idle or not worked:
        return cant_tell(say("No effect was seen of {ways}; a person should try it.", ways=_names(idle or told.ways)))
    return passed(
        say_many(
            "After {ways} {n} new thing that needs consent came, too few to count.",
            "After {ways} {n} new things that need consent came, too few to count.",
            max(map(_new, worked)),
            ways=_names(worked),
        )
    )


def _names(ways: Sequence[Afterwards]) -> Text:
    return joined(dict.fromkeys(_NAMES[after.step] for after in ways))


_NAMES = {
    StepName.REJECT: say("refusing"),
    StepName.CLOSE: say("closing"),
    StepName.ESCAPE: say("Escape"),
    StepName.BACKDROP: say("a click beside the banner"),
}


def _findings(worse: Sequence[Afterwards], told: Growth) -> list[Finding]:
    rows = [(after, row) for after in worse for row in (*_items(after), *(() if told.gaps else _hosts(after)))]
    return [Finding(_sentence(after, what), (where,)) for after, (what, where) in rows]


def _sentence(after: Afterwards, what: Text) -> Text:
    return say("after {way}: {what}", way=_NAMES[after.step], what=what)


def _all(after: Afterwards) -> Iterator[tuple[Text, str]]:
    yield from _items(after)
    yield from _hosts(after)
    for name in after.unjudged:
        yield say("{name}, which no other visit saw", name=name), after.evidence


def _items(after: Afterwards) -> Iterator[tuple[Text, str]]:
    for item in after.items:
        owner = item.owner or say("owner unknown")
        key = item.key
        yield (
            say("{kind} {name} ({domain}), {owner}", kind=key.kind, name=key.name, domain=key.domain, owner=owner),
            after.evidence,
        )


def _hosts(after: Afterwards) -> Iterator[tuple[Text, str]]:
    for leak in after.receivers:
        yield say("{host} received {what}", host=leak.host, what=leak.carries), leak.evidence


CHECK = Check(
    id="more-tracking-after-reject-or-close",
    version=1,
    title="Refusing or closing brings no more tracking than doing nothing.",
    failure_title="Refusing or closing brings more tracking than doing nothing.",
    severity=Severity.SERIOUS,
    requires=(need(Journey.NO_ACTION, GROWTH),),
    sources=cited("eprivacy"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
