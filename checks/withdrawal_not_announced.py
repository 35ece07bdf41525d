"""The banner does not say that consent can be withdrawn.

## What it looks for

Words on the first layer or in the settings that say that consent can be withdrawn or changed later.

## Why it matters

The visitor has to be told of the right to withdraw before giving consent (GDPR, Article 7(3), third sentence). The
Dutch authority's standard explanation says where the button or link for it is; VG Hannover dealt with a notice that was
hidden.

## Applies when

A banner was found and its settings could be opened.

## Fails when

No phrase of the list for withdrawing stands on the first layer or in the settings as they open. The rule is the
source's; the word lists are our choice.

## Cannot tell when

The search for a layer broke off, there is no word list for its language, its text was cut, only the lists of another
language know a phrase, the phrase stands only in a further part of the settings, or not all of those were read: the
tab that says it may be one that was not opened.

## Known limits

That a phrase is there does not tell that it says how to withdraw. In France, the Netherlands and Germany a layer one
click away may carry it. Without settings to open the question is not asked. Words shown only under the mouse and the
policy page are not read.

## Example

Passes: `vanilla-honest`. Fails: `api-only-way-back`.

## References

GDPR, Article 7(3); EDPB Guidelines 05/2020; Autoriteit Persoonsgegevens; VG Hannover 10 A 5385/22.
"""

from auditor.domain.artifacts import FIRST_LAYER, SECOND_LAYER, SETTINGS
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
from auditor.domain.wording import Text, listed, say
from auditor.measure.lexicon.languages import known_language
from auditor.measure.lexicon.texts import MAX_TEXT, Mention, mentions

NAMES = (say("The first layer"), say("The settings layer"))


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether either layer speaks of withdrawing."""
    first = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    second = evidence.get(Journey.OPEN_SECOND_LAYER, SECOND_LAYER)
    if first.present is False:
        return inapplicable(say("No banner was found."))
    for name, layer in zip(NAMES, (first, second), strict=True):
        said = _said(layer.text, layer.language) if known_language(layer.language) else []
        if said:
            told = say('{name} speaks of it: "{words}".', name=name, words=said[0].words[:120])
            return passed(told, confidence=Confidence.LIKELY)
    doubt = _doubt(first) or _doubt(second) or _elsewhere(evidence, first, second)
    if doubt:
        return cant_tell(doubt)
    found = (
        Finding(
            say('The first layer begins: "{text}"', text=first.text[:120]), (reference(Journey.NO_ACTION, FIRST_LAYER),)
        ),
        Finding(
            say('The settings begin: "{text}"', text=second.text[:120]),
            (reference(Journey.OPEN_SECOND_LAYER, SECOND_LAYER),),
        ),
    )
    return failed(say("Neither layer says that consent can be withdrawn."), found, confidence=Confidence.LIKELY)


def _said(text: str, language: str | None) -> list[Mention]:
    return mentions(text, "withdrawable", language)


def _doubt(layer: Layer) -> Text | None:
    """Why words that were not found may be there all the same."""
    if not layer.present:
        return say("The search for a layer broke off; a person should open the site.")
    if known_language(layer.language) is None:
        return say("There is no word list for the banner's language; a person should read it.")
    if len(layer.text) >= MAX_TEXT:
        return say("The banner's text was cut; a person should read the rest.")
    if _said(layer.text, None):  # the language may have been told wrongly
        return say("Only the words of another language speak of withdrawing; a person should read the banner.")
    return None


def _elsewhere(evidence: Evidence, *layers: Layer) -> Text | None:
    """Whether a further part of the settings may say it: some platforms keep it in a tab beside the purposes."""
    settings = evidence.get(Journey.OPEN_SECOND_LAYER, SETTINGS)
    parts = [part.label[:120] for part in settings.parts if _said(part.text, None)]
    if parts:
        return say(
            "Only these parts of the settings speak of withdrawing: {parts}. A person should judge them.",
            parts=listed(parts),
        )
    # Only tabs about partners or legitimate interest are opened; what stands in another was not read.
    read = {part.label for part in settings.parts}
    tabs = [c.label[:120] for la in layers for c in la.controls if c.semantic == "tab" and c.label not in read]
    if tabs:
        return say("A person should read these tabs: {tabs}.", tabs=listed(dict.fromkeys(tabs)))
    if settings.complete:
        return None
    return say("Not every part of the settings was opened; a person should read the rest.")


CHECK = Check(
    id="withdrawal-not-announced",
    version=1,
    title="The banner says that consent can be withdrawn.",
    failure_title="The banner does not say that consent can be withdrawn.",
    severity=Severity.MODERATE,
    requires=(
        need(Journey.NO_ACTION, FIRST_LAYER),
        need(Journey.OPEN_SECOND_LAYER, SECOND_LAYER),
        need(Journey.OPEN_SECOND_LAYER, SETTINGS),
    ),
    sources=cited("gdpr-withdrawal", "edpb-consent", "ap-rules", "vg-hannover"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
