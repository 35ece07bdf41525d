"""The only way to refuse is a link inside running text.

## What it looks for

Whether the control that refuses is mere text that stands in a line with other words, and nothing sets it apart.

## Why it matters

The EDPB taskforce describes a refusal that is a link embedded in a paragraph, without enough visual support to draw
an average visitor's attention to it, while accepting is a button; it holds that this does not lead to valid consent.
CNIL gave formal notice to publishers whose refusal was confused with the information around it.

## Applies when

Accept and reject stand on the first layer.

## Fails when

In the picture reject is text or a link, it stands in a line of text with at least 3 other words, less than 12 CSS
pixels of free space surround it, accept does not stand in running text itself, and no other control refuses. Both
numbers are our choice.

## Cannot tell when

The search for a banner broke off; the styles of a control without a shape, or the free space around it, could not be
measured; the free space is too near the limit; or the words beside reject may be those of other controls.

## Known limits

The number of words is that of the page's line, whatever the script: where no spaces are written, a line counts as few
words. Whether another control that refuses stands in running text as well is not measured.

## Example

Passes: `vanilla-honest`. Fails: `visual-imbalance`.

## References

EDPB Cookie Banner Taskforce, paragraphs 13 and 14; CNIL formal notices of 12 December 2024; Autoriteit
Persoonsgegevens, rules for clear cookie banners.
"""

from auditor.domain.artifacts import FIRST_LAYER, REMOVAL_PICTURES
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.controls import REFUSING, Control, Kind, Layer
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import PROMINENCE, Look, Measured, Prominence
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, say, say_many

PLAIN = frozenset({Kind.LINK, Kind.TEXT})
LEAST_WORDS = 3  # other words in the line; CATALOGUE, reject-embedded-in-paragraph (our choice)
SET_APART_PX = 12.0  # CSS pixels of free space around the words; the same entry (our choice)


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether refusing takes words in running text, and accepting does not."""
    layer = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    pair, reject = evidence.get(Journey.NO_ACTION, PROMINENCE).pair, layer.reject
    if layer.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    if pair is None or reject is None:
        return inapplicable(say("The first layer does not offer to accept and to refuse."))
    name = reject.label[:60]
    refusing, accepting = _embedded(pair.reject), _embedded(pair.accept)
    if refusing is False:
        return passed(say('"{name}" does not stand in running text, or is set apart from it.', name=name))
    other = _other(layer, reject)
    if other is not None:
        return passed(say('Apart from "{name}", "{other}" refuses as well.', name=name, other=other.label[:60]))
    if accepting is True:
        return passed(say("Accepting stands in running text itself."))
    doubt = _doubt(pair, refusing, accepting)
    if doubt:
        return cant_tell(doubt)
    if _words_of_text(pair.reject, reject, layer) < LEAST_WORDS:
        return cant_tell(
            say('The words beside "{name}" may be other controls; a person should look at the line.', name=name)
        )
    finding = Finding(_seen(name, pair.reject), (reference(Journey.NO_ACTION, REMOVAL_PICTURES),))
    return failed(say('The only control that refuses, "{name}", stands in running text.', name=name), [finding])


def _embedded(look: Look) -> bool | None:
    """Whether it is mere text in a line of others; None when that could not be told."""
    if look.kind not in PLAIN:
        return False
    if look.claims is None:
        return None
    if not look.claims.inline or _words_beside(look) < LEAST_WORDS:
        return False
    return _near(look.clearance)


def _near(clearance: Measured) -> bool | None:
    """Whether the free space is too small to set it apart."""
    if clearance.value is None:
        return None
    if clearance.value + clearance.error < SET_APART_PX:
        return True
    return False if clearance.value - clearance.error >= SET_APART_PX else None


def _other(layer: Layer, reject: Control) -> Control | None:
    """Another control that refuses, at a place of its own."""
    others = (c for c in layer.controls if c.role in REFUSING and not c.disabled)
    return next((c for c in others if not c.box.clipped(reject.box).area), None)


def _doubt(pair: Prominence, refusing: bool | None, accepting: bool | None) -> Text | None:
    """What keeps a control without a shape from being judged."""
    if refusing is None:
        return say(
            "Refusing is mere text, and {why}; a person should look whether it stands in running text.",
            why=_why(pair.reject),
        )
    if accepting is None:
        return say(
            "Accepting is mere text, and {why}; a person should look whether it stands in running text.",
            why=_why(pair.accept),
        )
    return None


def _why(look: Look) -> Text:
    """Why nobody can tell whether mere text stands in a line of others."""
    if look.claims is None:
        return say("its styles were not read")
    if look.clearance.value is None:
        reason = look.clearance.reason or say("no reason given")
        return say("the free space around it could not be measured ({reason})", reason=reason)
    return say(
        "the free space around it, {space:.0f} px, is too near {limit:.0f} px",
        space=look.clearance.value,
        limit=SET_APART_PX,
    )


def _words_of_text(look: Look, reject: Control, layer: Layer) -> int:
    """The other words of the line without those on controls at the same height."""
    others = [c for c in layer.controls if c.node != reject.node and _level(c, reject)]
    return _words_beside(look) - sum(len(c.label.split()) for c in others)


def _level(one: Control, other: Control) -> bool:
    return one.box.y < other.box.bottom and other.box.y < one.box.bottom


def _seen(name: str, look: Look) -> Text:
    return say_many(
        '"{name}" is a {kind} in a line with {n} other word, {space:.0f} px from the nearest.',
        '"{name}" is a {kind} in a line with {n} other words, {space:.0f} px from the nearest.',
        _words_beside(look),
        name=name,
        kind=look.kind,
        space=look.clearance.value,
    )


def _words_beside(look: Look) -> int:
    return look.claims.words_beside if look.claims else 0


CHECK = Check(
    id="reject-embedded-in-paragraph",
    version=1,
    title="Refusing does not depend on a link inside running text.",
    failure_title="The only way to refuse is a link inside running text.",
    severity=Severity.CRITICAL,
    requires=(
        need(Journey.NO_ACTION, FIRST_LAYER),
        need(Journey.NO_ACTION, PROMINENCE),
    ),
    sources=cited("taskforce-link", "cnil-notices", "ap-rules"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
