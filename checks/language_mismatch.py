"""The request for consent speaks another language than the page.

## What it looks for

The language of the banner's text and that of the page around it, each told from its words.

## Why it matters

A request for consent is intelligible and in plain language (GDPR, Articles 7(2) and 12(1)). The guidelines on deceptive
patterns name the change of language between a page and what it says of privacy.

## Applies when

A banner was found.

## Fails when

The two languages differ, both texts hold at least 60 characters, and both languages are told with a certainty of at
least 0.9. The principle is the source's, the numbers are our choice. A language is told by its letters and words, so
the confidence is `likely`.

## Cannot tell when

The search for a banner broke off; a text is shorter, or its language less certain; the two languages are so alike that
they are easily taken for each other, such as Norwegian and Danish (the pairs are our choice); or the banner speaks the
language of the browser, which the site may have followed.

## Known limits

A page or banner in two languages counts as one of them. The settings and the policy page are not compared. Audit a site
with the language of its market (`--locale`), or an English banner on a foreign page is left to a person.

## Example

Passes: `vanilla-honest`. Fails: `settings-maze`.

## References

GDPR, Articles 7(2) and 12(1); EDPB Guidelines 03/2022 on deceptive design patterns.
"""

from auditor.domain.artifacts import ENVIRONMENT, FIRST_LAYER
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
from auditor.domain.controls import Layer
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import say, sentences
from auditor.measure.lexicon.languages import known_language

LEAST_TEXT = 60  # characters of the banner; our choice
# Languages that are easily taken for each other in a short text; our choice.
ALIKE = (
    {"no", "nb", "nn", "da", "sv"},
    {"hr", "sr", "bs", "sl"},
    {"cs", "sk"},
    {"bg", "mk"},
    {"ru", "uk", "be"},
    {"gl", "pt", "es"},
    {"ca", "oc", "es"},
    {"de", "lb"},
    {"nl", "af"},
    {"id", "ms"},
)


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether banner and page speak one language."""
    layer = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    if layer.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    if not layer.present:
        return inapplicable(say("No banner was found."))
    if len(layer.text) < LEAST_TEXT:
        return cant_tell(
            say(
                "The banner holds fewer than {least_text} characters; a person should compare the languages.",
                least_text=LEAST_TEXT,
            )
        )
    if not layer.language_certain or not layer.language or not layer.page_language:
        return cant_tell(say("The languages are not certain; a person should compare banner and page."))
    if layer.language == layer.page_language:
        return passed(
            say("Banner and page speak one language: {language}.", language=layer.language),
            confidence=Confidence.LIKELY,
        )
    return _different(layer, layer.language, evidence.get(Journey.NO_ACTION, ENVIRONMENT).locale)


def _different(layer: Layer, spoken: str, locale: str) -> CheckResult:
    """What follows from two languages."""
    told = say(
        "The banner speaks {spoken}, the page {page_language}.", spoken=spoken, page_language=layer.page_language
    )
    finding = Finding(
        sentences([told, say('The banner begins: "{text}".', text=layer.text[:120])]),
        (reference(Journey.NO_ACTION, FIRST_LAYER),),
    )
    if any({spoken, layer.page_language} <= pair for pair in ALIKE):
        return cant_tell(
            sentences([told, say("The two are easily taken for each other; a person should read them.")]), [finding]
        )
    if spoken == (known_language(locale) or locale[:2].lower()):
        return cant_tell(
            sentences(
                [told, say("The browser asked for {locale}; a person should try the page's language.", locale=locale)]
            ),
            [finding],
        )
    return failed(told, [finding], confidence=Confidence.LIKELY)


CHECK = Check(
    id="language-mismatch",
    version=1,
    title="The request for consent speaks the language of the page.",
    failure_title="The request for consent speaks another language than the page.",
    severity=Severity.MODERATE,
    requires=(
        need(Journey.NO_ACTION, FIRST_LAYER),
        need(Journey.NO_ACTION, ENVIRONMENT),
    ),
    sources=cited("gdpr-information", "gdpr-consent", "edpb-patterns"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
