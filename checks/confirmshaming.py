"""The words of the refusal make the visitor feel bad about refusing.

## What it looks for

The words on the controls that refuse, on the first layer and in the settings: plain ("Reject all"), or such that
whoever refuses has to call the own choice foolish ("No, I prefer a worse experience").

## Why it matters

The guidelines on deceptive patterns call it emotional steering: words that play on feelings lead to choices against the
visitor's interest. The Dutch authority names such wording among its misleading examples.

## Applies when

A control of the first layer or of the settings refuses.

## Fails when

At least one label is found by the list `shaming` of the word lists. The principle is the source's; the lists, and
deciding by words alone, are our choice, so the confidence is `likely`.

## Cannot tell when

The search for a banner broke off; such words also name personalisation and may describe what is refused; they stand on
a control that says nothing of refusing and speaks of accepting, settings or details; or no rule can read a control that
refuses, or may be the only refusal beside an acceptance.

## Known limits

Only labels are read, not the text around them. A brand that jokes on both of its buttons is not told from one that
jokes on the refusal alone. Labels of more than 80 characters are not understood. A site without settings is not tested.

## Example

Passes: `vanilla-honest`. Fails: a banner whose refusal reads "No, I prefer a worse experience".

## References

EDPB Guidelines 03/2022 on deceptive design patterns; Autoriteit Persoonsgegevens; GDPR, Article 5(1)(a).
"""

from auditor.domain.artifacts import FIRST_LAYER, SECOND_LAYER, ArtifactKind
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
from auditor.domain.controls import REFUSING, Control, Layer, Role
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, listed, say
from auditor.measure.lexicon.labels import has_concept, label_of
from auditor.measure.lexicon.texts import mentions

QUOTED = 120  # characters of a site's text in a sentence of ours; our choice
LAYERS: tuple[tuple[Journey, ArtifactKind[Layer]], ...] = (
    (Journey.NO_ACTION, FIRST_LAYER),
    (Journey.OPEN_SECOND_LAYER, SECOND_LAYER),
)
SAYS_NO = ("negation", "reject")
# What a control may do that has such words and says no "no"; our choice.
OTHER_ACTS = ("accept", "manage", "policy", "settings")


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether a refusal is worded to shame."""
    first, second = (evidence.get(journey, kind) for journey, kind in LAYERS)
    if first.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    if not first.present:
        return inapplicable(say("No banner was found."))
    shaming = [f for layer, where in zip((first, second), LAYERS, strict=True) for f in _found(layer, *where)]
    certain = [f for doubtful, f in shaming if not doubtful]
    if certain:
        return failed(say("The words of a refusal make it feel bad to refuse."), certain, confidence=Confidence.LIKELY)
    if shaming:
        return cant_tell(say("A person should judge whether these words shame or describe."), [f for _, f in shaming])
    unread = [c for layer in (first, second) for c in _unread(layer)]
    if unread:
        return cant_tell(
            say("No rule knows the words of: {unread}. A person should read them.", unread=listed(map(_quoted, unread)))
        )
    refusals = dict.fromkeys(_quoted(c) for layer in (first, second) for c in layer.controls if c.role in REFUSING)
    if not refusals:
        return inapplicable(say("No control refuses."))
    return passed(
        say("No refusal is worded to shame: {refusals}.", refusals=listed(refusals)), confidence=Confidence.LIKELY
    )


def _found(layer: Layer, journey: Journey, kind: ArtifactKind[Layer]) -> list[tuple[bool, Finding]]:
    """Each control with words that shame, and whether there is doubt about them."""
    return [
        (
            _doubtful(_words(c), layer.language),
            Finding(say("The refusal reads {label}.", label=_quoted(c)), (reference(journey, kind),)),
        )
        for c in layer.controls
        if c.role in {*REFUSING, Role.UNKNOWN} and label_of(_words(c), layer.language).rule.endswith(":shaming")
    ]


def _doubtful(words: str, language: str | None) -> bool:
    """Whether the words may be the plain name of what is refused, or stand on no refusal at all."""
    if mentions(words, "personalisation", language):
        return True
    return not _has(words, SAYS_NO) and _has(words, OTHER_ACTS)


def _has(words: str, concepts: tuple[str, ...]) -> bool:
    return any(has_concept(words, c) for c in concepts)


def _unread(layer: Layer) -> list[Control]:
    """The refusals that no rule reads, and where none refuses beside an acceptance, the buttons that may be one."""
    if layer.reject is None:
        return [c for c in layer.controls if layer.accept and _may_refuse(c)]
    unknown = [c for c in layer.controls if label_of(_words(c), layer.language).role is Role.UNKNOWN]
    return [c for c in unknown if c.role in REFUSING]


def _may_refuse(control: Control) -> bool:
    return control.role is Role.UNKNOWN and control.semantic == "button" and bool(_words(control))


def _words(control: Control) -> str:
    return control.label or control.accessible_name


def _quoted(control: Control) -> Text:
    return say('"{words}"', words=_words(control)[:QUOTED])


CHECK = Check(
    id="confirmshaming",
    version=1,
    title="The words of the refusal do not make the visitor feel bad.",
    failure_title="The words of the refusal make the visitor feel bad about refusing.",
    severity=Severity.MODERATE,
    requires=tuple(need(journey, kind) for journey, kind in LAYERS),
    sources=cited("edpb-patterns", "ap-rules", "gdpr-fairness"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
