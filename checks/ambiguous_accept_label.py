"""The control that counts as consent does not say that it agrees.

## What it looks for

A first layer whose only way to agree reads "OK", "Got it", "Continue" or the like, and what comes after it is used.

## Why it matters

Consent is an unambiguous indication by a clear affirmative act (GDPR, Article 4(11)), and a request for it is clearly
distinguishable and in plain language (Article 7(2)). "OK" says that a text was read. VG Hannover held that a banner
whose faults included the label "Accept & close x" brought no valid consent; how far the judgment reaches is disputed.

## Applies when

A control of the first layer agrees, or is used as if it did.

## Fails when

Every control that agrees is one that only takes note, by its words, and using it brings at least one item that singles
out a visitor and comes in no visit without acceptance. The principle is the source's; the word lists, and counting
such items as the effect of acceptance, are our choice.

## Cannot tell when

The search for a banner broke off; no rule knows the words of another button, which may be the plain acceptance; the
effect of the click could not be seen or compared; or it changed only what singles nobody out, which may be the note
that the notice was read.

## Known limits

A control that reads "Close" is judged by the check of crosses. The words of "Accept & close" count as acceptance. A
notice that asks nothing and brings nothing is left alone.

## Example

Passes: `vanilla-honest`. Fails: a banner whose only buttons are "OK" and "Settings".

## References

GDPR, Articles 4(11) and 7; EDPB Guidelines 05/2020; VG Hannover 10 A 5385/22.
"""

from auditor.domain.artifacts import CHOICE, FIRST_LAYER
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
from auditor.domain.controls import AGREEING, Control, Layer, Role
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import ITEMS, Basis, Item, Items
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, listed, say, say_many

QUOTED = 120  # characters of a site's text in a sentence of ours; our choice


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether the control that agrees says so."""
    layer = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    if layer.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    agreeing = [c for c in layer.controls if c.role in AGREEING]
    if not agreeing:
        return inapplicable(say("No banner with a control that agrees was found."))
    plain = layer.first(Role.ACCEPT)
    if plain is not None:
        return passed(say("The control that agrees reads {label}.", label=_quoted(plain)), confidence=Confidence.LIKELY)
    return _by_effect(evidence, layer, agreeing)


def _by_effect(evidence: Evidence, layer: Layer, noting: list[Control]) -> CheckResult:
    """What a control that only takes note does: by its effect it is a consent or a notice."""
    unknown = [c for c in layer.controls if c.role is Role.UNKNOWN and c.semantic == "button" and c.label]
    if unknown:
        return cant_tell(
            say(
                "No rule knows the words of: {unknown}. A person should read them.",
                unknown=listed(map(_quoted, unknown)),
            )
        )
    items, changed = evidence.get(Journey.ACCEPT_ALL, ITEMS), evidence.get(Journey.ACCEPT_ALL, CHOICE).record_changed
    words, came = listed(map(_quoted, noting)), _of_consent(items)
    brought = [i for i in came if i.identifying]
    if brought:
        names = listed(say("{kind} {name}", kind=i.key.kind, name=i.key.name[:QUOTED]) for i in brought)
        where = (reference(Journey.NO_ACTION, FIRST_LAYER), reference(Journey.ACCEPT_ALL, ITEMS))
        finding = Finding(
            say("The only way to agree reads {words} and brings {names}.", words=words, names=names), where
        )
        summary = say_many(
            "{words} counts as consent: no other visit gets {n} item that it brings.",
            "{words} counts as consent: no other visit gets {n} items that it brings.",
            len(brought),
            words=words,
        )
        return failed(summary, [finding], confidence=Confidence.LIKELY)
    if changed is None or not items.compared:
        return cant_tell(
            say("What {words} brings could not be compared; a person should look at what it sets.", words=words)
        )
    if changed or came:
        return cant_tell(
            say("A person should judge whether {words} gives consent or notes that the notice was read.", words=words)
        )
    return inapplicable(say("{words} brings nothing: it closes a notice and asks for no consent.", words=words))


def _of_consent(items: Items) -> list[Item]:
    """What comes with acceptance and in no visit without it."""
    return [i for i in items.items if i.basis is Basis.ACCEPT_DELTA and i.first_seen(Journey.ACCEPT_ALL) is not None]


def _quoted(control: Control) -> Text:
    return say('"{label}"', label=(control.label or control.accessible_name)[:QUOTED])


CHECK = Check(
    id="ambiguous-accept-label",
    version=1,
    title="The control that agrees says plainly that it agrees.",
    failure_title="The control that counts as consent does not say that it agrees.",
    severity=Severity.MODERATE,
    requires=(
        need(Journey.NO_ACTION, FIRST_LAYER),
        need(Journey.ACCEPT_ALL, CHOICE),
        need(Journey.ACCEPT_ALL, ITEMS),
    ),
    sources=cited("gdpr-consent", "edpb-consent", "vg-hannover"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
