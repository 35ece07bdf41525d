"""What closing the banner means is not said.

## What it looks for

A control that closes the banner, and any words that say what closing does: in the banner's text, in the control's own
words or in its name.

## Why it matters

The Italian authority asks that closing means going on without consent and that the banner says so; the French one asks
for it where closing is the way to refuse. Elsewhere it is a matter of clarity.

## Applies when

The first layer has a control that closes it.

## Fails when

No words in the banner, on the control or in its name say what closing does. The list of words is our choice, and the
finding is minor.

## Cannot tell when

The search for a banner broke off, or the word lists do not know the banner's language.

## Known limits

What closing really does is told by close-counts-as-accept.

## Example

Passes: a banner whose text explains its cross. Fails: `cross-is-consent`.

## References

Garante 231/2021; CNIL deliberation 2020-092.
"""

from auditor.domain.artifacts import FIRST_LAYER
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
from auditor.domain.controls import AGREEING, REFUSING, Control, Role
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import say
from auditor.measure.lexicon.labels import has_concept, label_of
from auditor.measure.lexicon.languages import known_language
from auditor.measure.lexicon.texts import mentions

SAYING = ("closing_refuses", "closing_accepts")


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether the banner says what closing it means."""
    layer = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    if layer.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    close = layer.first(Role.CLOSE)
    if close is None:
        return inapplicable(say("The first layer has no control that closes it."))
    if known_language(layer.language) is None:
        return cant_tell(
            say(
                "No word list knows the banner's language ({language}); a person should read it.",
                language=layer.language,
            )
        )
    if _says_so(close, layer.language) or any(mentions(layer.text, s, layer.language) for s in SAYING):
        return passed(say("The banner says what closing it means."))
    where = (reference(Journey.NO_ACTION, FIRST_LAYER),)
    words = say('The banner does not say what "{label}" does.', label=(close.label or close.accessible_name)[:60])
    return failed(words, [Finding(words, where)], confidence=Confidence.LIKELY)


def _says_so(close: Control, language: str | None) -> bool:
    """A label such as "close without accepting" says it itself."""
    for words in (close.label, close.accessible_name):
        told = label_of(words, known_language(language)).role in AGREEING | REFUSING
        if told or (has_concept(words, "close") and has_concept(words, "negation")):
            return True
    return False


CHECK = Check(
    id="ambiguous-close",
    version=1,
    title="The banner says what closing it means.",
    failure_title="What closing the banner means is not said.",
    severity=Severity.MINOR,
    requires=(need(Journey.NO_ACTION, FIRST_LAYER),),
    sources=cited("garante-closing", "cnil-guidelines"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
