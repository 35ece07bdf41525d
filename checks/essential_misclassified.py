"""What needs consent is presented as necessary.

## What it looks for

Switches and rows of the settings that are locked on, and whose own words name advertising, measurement or social
media.

## Why it matters

Calling such purposes essential takes the choice away (EDPB taskforce, type I). In its decision on Conde Nast, CNIL
objected to purposes that were shown as strictly necessary.

## Applies when

The settings show something that is locked on.

## Fails when

A locked entry's own label names advertising, measurement or social media (likely: audience measurement is exempt in
some countries under conditions).

## Cannot tell when

The text around a locked entry, and not its label, names such a purpose; or the label says "necessary" and holds a
negation beside the purpose, as in "necessary, no advertising".

## Known limits

What a cookie declaration says of single cookies is not compared yet.

## Example

Passes: `vanilla-honest`. Fails: `settings-maze`.

## References

EDPB Cookie Banner Taskforce, type I; CNIL SAN-2025-010 (Conde Nast).
"""

from auditor.domain.artifacts import SECOND_LAYER
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
from auditor.domain.wording import say
from auditor.measure.lexicon.labels import has_concept
from auditor.measure.lexicon.texts import mentions, says

CONTESTED = ("advertising", "measurement", "social")


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether a locked entry names a purpose that needs consent."""
    layer = evidence.get(Journey.OPEN_SECOND_LAYER, SECOND_LAYER)
    locked = [t for t in layer.toggles if t.locked and t.on]
    if not locked:
        return inapplicable(say("The settings show nothing that is locked on."))
    where = (reference(Journey.OPEN_SECOND_LAYER, SECOND_LAYER),)
    named = [t for t in locked if _named(t.label, layer)]
    found = [
        Finding(say('"{label}" cannot be switched off', label=t.label[:120]), where)
        for t in named
        if not _denied(t.label)
    ]
    if found:
        words = say("Entries that cannot be switched off name purposes that need consent.")
        return failed(words, found, confidence=Confidence.LIKELY)
    around = [t for t in locked if t in named or _named(t.about, layer)]
    if around:
        names = [Finding(say('"{label}": "{about}"', label=t.label[:60], about=t.about[:120]), where) for t in around]
        return cant_tell(say("The text of a locked entry names a contested purpose; a person should read it."), names)
    return passed(say("No locked entry names advertising, measurement or social media."))


def _named(text: str, layer: Layer) -> bool:
    return any(mentions(text, concept, layer.language) for concept in CONTESTED)


def _denied(label: str) -> bool:
    """Whether a label may speak of a purpose only to rule it out."""
    return says("locked", label) and has_concept(label, "negation")


CHECK = Check(
    id="essential-misclassified",
    version=1,
    title="What needs consent is not presented as necessary.",
    failure_title="What needs consent is presented as necessary.",
    severity=Severity.SERIOUS,
    requires=(need(Journey.OPEN_SECOND_LAYER, SECOND_LAYER),),
    sources=cited("taskforce-essential", "cnil-conde-nast", "eprivacy"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
