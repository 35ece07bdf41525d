"""The text of the first layer is very long.

## What it looks for

The number of words on the first layer, those of its controls included. The average length of a sentence and, for
longer English and German texts, a readability score are given beside it.

## Why it matters

Information has to be concise, easy to understand and in plain language (GDPR, Articles 7(2) and 12(1)).

## Applies when

A banner is on the screen.

## Fails when

The first layer holds more than 250 words. The number is our choice; no source names one.

## Cannot tell when

The search for a banner broke off, no words could be read, or the text is in a script without spaces, such as Chinese
or Japanese, where words cannot be counted so.

## Known limits

Readability never decides. Flesch's formula (English) and Amstad's (German) are used with their published coefficients
from 100 words on (our choice: they were made for longer texts), but syllables are counted by a rule of our own, groups
of vowels, and headings and buttons run into the sentences because they end without a full stop. In other languages no
score is given. Hard words in a short text are not found.

## Example

Passes: `vanilla-honest`. Fails: a first layer with more than 250 words.

## References

GDPR, Articles 7 and 12; EDPB Guidelines 05/2020.
"""

import re

from auditor.domain.artifacts import FIRST_LAYER
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, say, say_many
from auditor.measure.lexicon.languages import known_language

MOST_WORDS = 250  # our choice
LEAST_SCORED = 100  # words; our choice: the formulas were made for texts of about that length
# Constant, weight of words in a sentence, weight of syllables in a word: Flesch (1948) and Amstad (1978).
FORMULAS = {"en": ("Flesch", 206.835, 1.015, 84.6), "de": ("Amstad", 180.0, 1.0, 58.5)}
_VOWELS = re.compile(r"[aeiouyäöü]+")
_SILENT_E = re.compile(r"(?<=[^aeiouyl])e$")  # English: "site" has one syllable, "simple" two
_STOP = re.compile(r"[.!?…](?:\s|$)")
# Thai, Lao, Burmese, Khmer, Japanese and Chinese put no spaces between words.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether the first layer can be read in a moment."""
    layer = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    if layer.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    if not layer.present:
        return inapplicable(say("No banner was found."))
    words = [w for w in layer.text.split() if any(c.isalpha() for c in w)]
    if not words:
        return cant_tell(say("No words could be read on the first layer; a person should look at it."))
    if len(_UNSPACED.findall(layer.text)) > len(words):
        return cant_tell(say("The text is in a script without spaces; a person should judge its length."))
    figures = _figures(layer.text, words, known_language(layer.language))
    if len(words) <= MOST_WORDS:
        return passed(say("The first layer holds {figures}.", figures=figures))
    finding = Finding(say('It begins: "{text}"', text=layer.text[:120]), (reference(Journey.NO_ACTION, FIRST_LAYER),))
    return failed(
        say(
            "The first layer holds {figures}; more than {most_words} are too many.",
            figures=figures,
            most_words=MOST_WORDS,
        ),
        [finding],
    )


def _figures(text: str, words: list[str], language: str | None) -> Text:
    """The number of words, the length of a sentence, and the score where there is a formula."""
    sentences = [s for s in _STOP.split(text) if any(c.isalpha() for c in s)]
    length = len(words) / len(sentences)
    told = say_many(
        "{n} word, about {length:.0f} to a sentence",
        "{n} words, about {length:.0f} to a sentence",
        len(words),
        length=length,
    )
    if language not in FORMULAS or len(words) < LEAST_SCORED:
        return told
    name, constant, by_length, by_syllables = FORMULAS[language]
    each = sum(_syllables(w.lower(), language) for w in words) / len(words)
    return say(
        "{told}, readability about {number:.0f} ({name})",
        told=told,
        number=constant - by_length * length - by_syllables * each,
        name=name,
    )


def _syllables(word: str, language: str) -> int:
    """Groups of vowels, at least one."""
    bare = "".join(c for c in word if c.isalpha())
    if language == "en":
        bare = _SILENT_E.sub("", bare)
    return max(1, len(_VOWELS.findall(bare)))


CHECK = Check(
    id="text-complexity",
    version=1,
    title="The first layer is short enough to be read.",
    failure_title="The text of the first layer is very long.",
    severity=Severity.MINOR,
    requires=(need(Journey.NO_ACTION, FIRST_LAYER),),
    sources=cited("gdpr-information", "gdpr-consent", "edpb-consent"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
