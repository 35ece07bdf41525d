"""The page is closed to whoever does not consent.

## What it looks for

Whether the page can be reached beside the banner: a click at thirty points of the screen, and scrolling; and whether
any way to refuse, or to pay instead, was found on any layer.

## Why it matters

Consent is not free where the only alternative is to leave (GDPR, Recitals 42 and 43). In France walls are judged case
by case.

## Applies when

A banner that can be accepted was found.

## Fails when

At least eight of ten points of the screen no longer reach the page, or the page does not scroll, and no refusal was
found on any layer. The eight of ten are our choice.

## Cannot tell when

The search for a banner or for a refusal broke off, or what the banner covers was not measured.

## Known limits

Whether the page opens after Escape or a click beside the banner is told by another check. Age gates and log-ins are
not told apart from other dialogs that do not speak of consent.

## Example

Passes: `vanilla-honest`. Fails: a wall without a refusal.

## References

EDPB Guidelines 05/2020 on consent; GDPR, Recitals 42 and 43; CNIL, criteria for cookie walls.
"""

from auditor.domain.artifacts import EXPLORATION, FIRST_LAYER
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.controls import Cover, Role
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import say

BLOCKED = 0.8  # part of the screen from which the page cannot be reached; CATALOGUE, tracking-wall (our choice)


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether the page is closed and refusing impossible."""
    layer = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    if layer.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    if layer.accept is None:
        return inapplicable(say("No banner with a control that accepts was found."))
    if layer.first(Role.PAY) is not None:
        return inapplicable(say("Paying is offered instead; see consent-or-pay."))
    if layer.cover is None:
        return cant_tell(
            say("What the banner covers was not measured; a person should try to read the page beside it.")
        )
    if not _closed(layer.cover):
        return passed(
            say(
                "The page can be reached beside the banner, which covers {share:.0%} of the screen.",
                share=layer.cover.share,
            )
        )
    found = evidence.get(Journey.REJECT_ALL, EXPLORATION).path_found
    if found is None:
        return cant_tell(
            say("The page is closed, and the search for a refusal broke off; a person should look for one.")
        )
    if found:
        return passed(say("The page is closed until a choice is made, and refusing is one."))
    where = (reference(Journey.NO_ACTION, FIRST_LAYER), reference(Journey.REJECT_ALL, EXPLORATION))
    words = say("The banner covers {share:.0%} of the screen, and no layer offers to refuse.", share=layer.cover.share)
    return failed(words, [Finding(words, where)])


def _closed(cover: Cover) -> bool:
    return cover.share >= BLOCKED or cover.scroll_locked is True


CHECK = Check(
    id="tracking-wall",
    version=1,
    title="The page is open to whoever does not consent.",
    failure_title="The page is closed to whoever does not consent.",
    severity=Severity.SERIOUS,
    requires=(
        need(Journey.NO_ACTION, FIRST_LAYER),
        need(Journey.REJECT_ALL, EXPLORATION),
    ),
    sources=cited("edpb-consent", "gdpr-recital-42", "cnil-walls"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
