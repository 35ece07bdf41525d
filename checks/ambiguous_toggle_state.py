"""On and off cannot be told apart.

## What it looks for

One free switch of the settings in two pictures: as it was, and after it was switched; and labels of switches that
refuse, so that "on" means "no".

## Why it matters

A switch whose state cannot be seen is no choice. The guidelines on deceptive patterns speak of conflicting information.

## Applies when

The settings show something that can be switched.

## Fails when

The two pictures differ by less than 10 in CIEDE2000 at their most different place, or the label of a switch
begins by refusing or by not agreeing, as in "do not allow analytics" (likely). The 10 is our choice.

## Cannot tell when

No switch could be switched and pictured.

## Known limits

One switch stands for all. Words beside a switch that tell its state are part of the picture only where they are close.
A negation without a word for agreeing, such as "do not measure", is not told from a name such as "not classified".

## Example

Passes: `vanilla-honest`. Fails: a switch that looks the same on and off.

## References

EDPB Guidelines 03/2022 on deceptive design patterns; GDPR, Articles 7(2) and 12(1).
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
from auditor.domain.controls import Role
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import say
from auditor.measure.lexicon.labels import has_concept, label_of

LEAST = 10.0  # CIEDE2000; CATALOGUE, ambiguous-toggle-state (our choice)


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether the state of switches can be seen."""
    layer = evidence.get(Journey.OPEN_SECOND_LAYER, SECOND_LAYER)
    free = [t for t in layer.toggles if not t.locked]
    if not free:
        return inapplicable(say("The settings show nothing that can be switched."))
    where = (reference(Journey.OPEN_SECOND_LAYER, SECOND_LAYER),)
    pictured = [(t, t.seen_as) for t in free if t.seen_as is not None]
    alike = [(t, seen) for t, seen in pictured if seen < LEAST]
    if alike:
        found = [
            Finding(say('"{label}" changes by {seen:.1f} when it is switched', label=t.label[:60], seen=seen), where)
            for t, seen in alike
        ]
        return failed(say("The picture of a switch hardly changes when it is switched."), found)
    negated = [t for t in free if not t.radio and _is_negation(t.label, layer.language)]
    if negated:
        found = [Finding(say('"{label}" is a negation', label=t.label[:120]), where) for t in negated]
        return failed(say("The label of a switch is a negation."), found, confidence=Confidence.LIKELY)
    if not pictured:
        return cant_tell(say("No switch could be switched and pictured; a person should look at on and off."))
    return passed(say("A switch looks clearly different when it is on and off."))


def _is_negation(label: str, language: str | None) -> bool:
    """Whether "on" means "no": "do not allow ads" does; "not necessary" names a purpose, "ads disabled" a state."""
    opening = label.strip().rpartition(" ")[0]
    acts = has_concept(opening, "accept") or has_concept(opening, "reject")
    refuses = acts and all(label_of(words, language).role is Role.REJECT for words in (opening, label))
    return refuses and not has_concept(label, "optional")


CHECK = Check(
    id="ambiguous-toggle-state",
    version=1,
    title="On and off can be told apart.",
    failure_title="On and off cannot be told apart.",
    severity=Severity.MODERATE,
    requires=(need(Journey.OPEN_SECOND_LAYER, SECOND_LAYER),),
    sources=cited("edpb-patterns", "gdpr-information"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
