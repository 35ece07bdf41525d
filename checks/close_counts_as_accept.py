"""Closing the banner is taken for consent.

## What it looks for

Items that need consent and appear after the banner was made to go away without a choice: by its cross, by Escape, by
a click beside it. Each way is tried in fresh state.

## Why it matters

Closing a window is no clear affirmative act (GDPR, Article 4(11)).

## Applies when

The banner can be made to go away without a choice.

## Fails when

At least one item that needs consent appears after one of these ways: it is in the accept-delta, or the knowledge
table holds it to need consent.

## Cannot tell when

A way showed no effect or its effect could not be seen, or no untouched visit was there to compare with.

## Known limits

After Escape and a click beside the banner the same page is watched; after the cross two further pages as well.

## Example

Passes: `vanilla-honest`. Fails: `cross-is-consent`.

## References

GDPR, Article 4(11); VG Hannover 10 A 5385/22 on a label that joined accepting and closing.
"""

from auditor.domain.artifacts import DISMISSALS
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.choices import Dismissal, Way
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import ITEMS, Item, Items
from auditor.domain.journeys import Journey, StepName
from auditor.domain.sources import cited
from auditor.domain.wording import Text, listed, say, say_many

WORDS = {Way.CROSS: say("its cross"), Way.ESCAPE: say("Escape"), Way.BACKDROP: say("a click beside it")}


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether dismissing brings what accepting brings."""
    items = evidence.get(Journey.ACCEPT_ALL, ITEMS)
    tried = evidence.get(Journey.CLOSE_BANNER, DISMISSALS).tried
    where = (reference(Journey.CLOSE_BANNER, DISMISSALS),)
    found = [
        Finding(
            say(
                "{kind} {name} ({domain}) appeared after {way}",
                kind=i.key.kind,
                name=i.key.name,
                domain=i.key.domain,
                way=_way(d),
            ),
            where,
        )
        for d in tried
        for i in _brought(d, items)
    ]
    if found:
        return failed(
            say_many(
                "{n} item needing consent appeared after the banner was dismissed.",
                "{n} items needing consent appeared after the banner was dismissed.",
                len(found),
            ),
            found,
        )
    worked = [d for d in tried if d.banner_gone or d.record_changed]
    if not worked:
        return _nothing_happened(tried)
    if not items.compared:
        return cant_tell(say("No untouched visit was there to compare with; run the audit again."))
    return passed(say("After {worked} nothing that needs consent appeared.", worked=listed([_way(d) for d in worked])))


def _way(dismissal: Dismissal) -> Text:
    words = WORDS[dismissal.way]
    return say('{words} ("{label}")', words=words, label=dismissal.label[:60]) if dismissal.label else words


def _brought(dismissal: Dismissal, items: Items) -> list[Item]:
    keys = set(dismissal.brought)
    found = [i for i in items.items if (i.key.kind.value, i.key.name, i.key.domain) in keys]
    if dismissal.way is Way.CROSS:
        later = (i for i in items.items if i.first_seen(Journey.CLOSE_BANNER) not in {None, StepName.LOAD})
        found += [i for i in later if i not in found]
    return [i for i in found if i.needs_consent]


def _nothing_happened(tried: tuple[Dismissal, ...]) -> CheckResult:
    """Escape and clicks beside the banner need not do anything; a cross does."""
    cross = next((d for d in tried if d.way is Way.CROSS), None)
    if cross is not None:
        if not cross.label:
            return cant_tell(say("Its cross showed no effect; a person should try it."))
        return cant_tell(say('Its cross ("{label}") showed no effect; a person should try it.', label=cross.label[:60]))
    if any(d.banner_gone is None or d.record_changed is None for d in tried) or not tried:
        return cant_tell(say("What dismissing the banner does could not be seen; a person should try it."))
    return inapplicable(say("The banner cannot be made to go away without a choice."))


CHECK = Check(
    id="close-counts-as-accept",
    version=2,
    title="Closing the banner is not taken for consent.",
    failure_title="Closing the banner is taken for consent.",
    severity=Severity.CRITICAL,
    requires=(
        need(Journey.CLOSE_BANNER, DISMISSALS),
        need(Journey.ACCEPT_ALL, ITEMS),
    ),
    sources=cited("gdpr-consent", "eprivacy", "vg-hannover"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
