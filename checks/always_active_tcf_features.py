"""Features of the IAB framework are shown as always active.

## What it looks for

Entries of the settings that name the framework's features, such as matching data from other sources, linking devices or
identifying them, and whether they are locked on.

## Why it matters

In its decision on Conde Nast, CNIL objected to such features being shown as strictly necessary. Within the framework
they are not separately switchable; what is criticised is missing or wrong information.

## Applies when

The settings were read.

## Fails when

A switch of the settings that is locked on is itself called after such a feature (likely).

## Cannot tell when

The settings name such a feature beside words such as "always active": a person should read whether it says that the
feature is used only with consent.

## Known limits

Only the texts of the official translations and close to them are known.

## Example

Passes: `vanilla-honest`. Fails: settings that lock "link different devices".

## References

CNIL SAN-2025-010 (Conde Nast); GDPR, Article 13.
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
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import say, sentences
from auditor.measure.lexicon.texts import mentions


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether a feature is shown as locked on."""
    layer = evidence.get(Journey.OPEN_SECOND_LAYER, SECOND_LAYER)
    if not layer.present:
        return inapplicable(say("The banner offers no settings."))
    where = (reference(Journey.OPEN_SECOND_LAYER, SECOND_LAYER),)
    locked = [t for t in layer.toggles if t.locked and t.on and mentions(t.label, "feature", layer.language)]
    if locked:
        found = [Finding(say('"{label}" cannot be switched off', label=t.label[:120]), where) for t in locked]
        return failed(say("Features of the framework cannot be switched off."), found, confidence=Confidence.LIKELY)
    named = mentions(layer.text, "feature", layer.language)
    if named and mentions(layer.text, "locked", layer.language):
        words = say('The settings name "{words}" beside words such as "always active".', words=named[0].words[:120])
        return cant_tell(sentences([words, say("A person should read what they say.")]), [Finding(words, where)])
    return passed(say("The settings show no feature of the framework as always active."))


CHECK = Check(
    id="always-active-tcf-features",
    version=1,
    title="No feature of the IAB framework is shown as always active.",
    failure_title="Features of the IAB framework are shown as always active.",
    severity=Severity.MODERATE,
    requires=(need(Journey.OPEN_SECOND_LAYER, SECOND_LAYER),),
    sources=cited("cnil-conde-nast", "gdpr-information"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
