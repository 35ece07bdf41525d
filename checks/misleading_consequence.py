"""Refusing is said to break or remove the service.

## What it looks for

Sentences of the banner and of the settings that threaten those who refuse with a loss, and whether the site's page
could still be opened after a refusal.

## Why it matters

Consent is free only without detriment (GDPR, Recital 42). CNIL fined Yahoo, where withdrawing consent was presented as
the loss of the mailbox, and the Conseil d'Etat upheld the fine.

## Applies when

A banner was found.

## Fails when

A sentence of at most 300 characters says that who refuses loses the account, the mailbox, or access to the site, with
at most four words between the loss and what is lost, without a negation and without speaking of necessary cookies,
while the page stays at its address when it is loaded again after a refusal. The numbers and the words (in English,
German, French, Dutch, Spanish, Italian and Portuguese) are our choice, so the confidence is `likely`.

## Cannot tell when

The search for a banner broke off, a text is in a language without word lists, or any other sentence is found by the
list `threat`: it may be true, as for a video that stays blocked. A person should read it and try the site after a
refusal.

## Known limits

Nobody logs in, so whether an account would be lost is not tried: a true threat is a detriment, a false one misleads.
Single functions are not tried, and further parts of the settings and the dialog of a withdrawal are not read. A site
without settings is not tested.

## Example

Passes: `vanilla-honest`. Fails: a banner that says "If you refuse, you will lose access to this
website."

## References

CNIL SAN-2023-024 (Yahoo), upheld by the Conseil d'Etat; GDPR, Recital 42.
"""

import re

from auditor.domain.artifacts import FIRST_LAYER, SECOND_LAYER, TIMELINE, Timeline
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
from auditor.domain.journeys import Journey, StepName
from auditor.domain.sources import cited
from auditor.domain.wording import say
from auditor.measure.lexicon.labels import has_concept
from auditor.measure.lexicon.languages import known_language
from auditor.measure.lexicon.phrases import folded
from auditor.measure.lexicon.texts import mentions

QUOTED = 120  # characters of a site's text in a sentence of ours; our choice
MOST_SENTENCE = 300  # characters: in a longer one what belongs together cannot be told; our choice
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
# "You lose", up to four words, and at the end of the clause what is lost; our choice. Words are folded.
LOSS = re.compile(
    r"\b(?:you(?: will| would|'ll)? lose|verlieren sie|verlierst du|vous perd(?:r?ez)|tu perdras"
    r"|verliest u|u verliest|verlies je|je verliest|perdera[is]?) (?:[\w'-]+ ){0,4}"
    r"(?:account|mailbox|website|site|konto|postfach|webseite|seite|compte|messagerie|cuenta|sitio|sito|conta)"
    r"(?= ?(?:[.,;:!?)]|$))"
)


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether the texts threaten those who refuse."""
    first = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    second = evidence.get(Journey.OPEN_SECOND_LAYER, SECOND_LAYER)
    if first.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    if not first.present:
        return inapplicable(say("No banner was found."))
    threats = dict.fromkeys(_threats(second), reference(Journey.OPEN_SECOND_LAYER, SECOND_LAYER))
    threats |= dict.fromkeys(_threats(first), reference(Journey.NO_ACTION, FIRST_LAYER))
    lost = {words: where for words, where in threats.items() if _loses_everything(words)}
    if lost and _stays_open(evidence.get(Journey.REJECT_ALL, TIMELINE)):
        open_still = reference(Journey.REJECT_ALL, TIMELINE)
        summary = say("Who refuses is said to lose the account or the site; the page stayed open after a refusal.")
        return failed(summary, _findings(lost, open_still), confidence=Confidence.LIKELY)
    if threats:
        return cant_tell(
            say(
                "A person should judge whether these consequences of refusing are true, "
                "and try the site after a refusal."
            ),
            _findings(threats),
        )
    if not (_readable(first) and _readable(second)):
        return cant_tell(say("A text of the banner or its settings could not be read; a person should read it."))
    return passed(say("No sentence threatens those who refuse."), confidence=Confidence.LIKELY)


def _threats(layer: Layer) -> list[str]:
    """The sentences that name a loss."""
    return [s for s in _SENTENCE.split(layer.text) if mentions(s, "threat", layer.language) or LOSS.search(folded(s))]


def _loses_everything(sentence: str) -> bool:
    """Whether refusing, and nothing milder, is said to cost the account or the site."""
    if len(sentence) > MOST_SENTENCE or not LOSS.search(folded(sentence)):
        return False
    milder = has_concept(sentence, "negation") or has_concept(sentence, "necessary")
    return has_concept(sentence, "reject") and not milder


def _stays_open(timeline: Timeline) -> bool:
    """Whether the page was loaded again after the refusal and stood at the same address."""
    refused, loaded, again = (timeline.step(n) for n in (StepName.REJECT, StepName.LOAD, StepName.RELOAD))
    if refused is None or loaded is None or again is None:
        return False
    return loaded.url.split("#")[0] == again.url.split("#")[0]


def _readable(layer: Layer) -> bool:
    return bool(layer.text.strip()) and known_language(layer.language) is not None


def _findings(threats: dict[str, str], *also: str) -> list[Finding]:
    return [
        Finding(say('The text says: "{words}"', words=words[:QUOTED]), (where, *also))
        for words, where in threats.items()
    ]


CHECK = Check(
    id="misleading-consequence",
    version=1,
    title="Nobody is told that refusing breaks or removes the service.",
    failure_title="Refusing is said to break or remove the service.",
    severity=Severity.SERIOUS,
    requires=(
        need(Journey.NO_ACTION, FIRST_LAYER),
        need(Journey.OPEN_SECOND_LAYER, SECOND_LAYER),
        need(Journey.REJECT_ALL, TIMELINE),
    ),
    sources=cited("cnil-yahoo", "gdpr-recital-42"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
