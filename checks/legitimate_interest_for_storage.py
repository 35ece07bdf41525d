"""Legitimate interest is claimed for storing or reading.

## What it looks for

Purposes for which a TC string claims a legitimate interest before anything was chosen, switches of the settings that
stand for a legitimate interest, and texts that speak of one beside advertising or measurement.

## Why it matters

Storing and reading on a device needs consent or strict necessity; a legitimate interest is no ground for it (EDPB
taskforce, type H). The framework's own rules no longer allow it for purposes 3 to 6.

## Applies when

The first layer or the settings were read.

## Fails when

A TC string on the untouched page claims a legitimate interest for purpose 1, 3, 4, 5 or 6 (confirmed), or a switch of
the settings stands for a legitimate interest in advertising or measurement (likely). The list of purposes is the
framework's.

## Cannot tell when

A text speaks of legitimate interest beside advertising or measurement: whether it is claimed for storing and reading or
for later processing alone, a person must read. Or the first layer or a signal was not recorded in full.

## Known limits

A legitimate interest claimed only in the policy page is not looked for.

## Example

Passes: `vanilla-honest`. Fails: `settings-maze`.

## References

EDPB Cookie Banner Taskforce, type H; Directive 2002/58/EC, Article 5(3); IAB Europe, TCF policies.
"""

from auditor.domain.artifacts import FIRST_LAYER, SECOND_LAYER
from auditor.domain.checks import (
    Check,
    CheckResult,
    Confidence,
    Finding,
    Severity,
    Status,
    cant_tell,
    failed,
    passed,
)
from auditor.domain.controls import Layer, Toggle
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.signals import SIGNALS, Signals
from auditor.domain.sources import cited
from auditor.domain.wording import Text, joined, listed, say
from auditor.measure.lexicon.texts import mentions
from auditor.measure.signals.telling import doubts

CONSENT_ALONE = frozenset({1, 3, 4, 5, 6})  # purposes for which the framework knows consent only (TCF 2.2)
CONTESTED = ("advertising", "measurement", "personalisation")


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether legitimate interest is claimed where consent is needed."""
    told = evidence.get(Journey.NO_ACTION, SIGNALS)
    signals = _signals(told)
    if signals:
        return failed(say("A TC string claims a legitimate interest for purposes that need consent."), signals)
    settings = evidence.get(Journey.OPEN_SECOND_LAYER, SECOND_LAYER)
    where = (reference(Journey.OPEN_SECOND_LAYER, SECOND_LAYER),)
    switches = [t for t in settings.toggles if t.interest and _contested(f"{t.label} {t.about}", settings)]
    if switches:
        found = [Finding(say('"{name}" stands for a legitimate interest', name=_name(t)), where) for t in switches]
        return failed(
            say("Switches of the settings stand for a legitimate interest."), found, confidence=Confidence.LIKELY
        )
    first = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    layers = (first, settings)
    if any(mentions(layer.text, "interest", layer.language) and _contested(layer.text, layer) for layer in layers):
        return cant_tell(
            say(
                "The banner speaks of legitimate interest beside advertising or measurement; "
                "a person should read for what."
            )
        )
    if first.present is None:
        return cant_tell(
            say("Whether there is a banner could not be told; a person should look for legitimate interest.")
        )
    if doubts(told):
        return cant_tell(say("The record does not rule it out: {doubts}.", doubts=listed(doubts(told))))
    return passed(say("Neither the banner nor its settings nor a TC string claims a legitimate interest."))


def _signals(told: Signals) -> list[Finding]:
    claims = [(s, CONSENT_ALONE & set(s.interest)) for s in told.signals]
    return [
        Finding(
            say(
                "{name} claims it for purposes {purposes}",
                name=s.name[:60],
                purposes=joined(map(str, sorted(purposes))),
            ),
            (s.evidence,),
        )
        for s, purposes in claims
        if purposes
    ]


def _contested(text: str, layer: Layer) -> bool:
    return any(mentions(text, concept, layer.language) for concept in CONTESTED)


def _name(toggle: Toggle) -> Text:
    name = (toggle.label or toggle.group)[:120]
    return Text(name, parts=(name,)) if name else say("a switch without a name")


CHECK = Check(
    id="legitimate-interest-for-storage",
    version=1,
    title="No legitimate interest is claimed for storing or reading.",
    failure_title="Legitimate interest is claimed for storing or reading.",
    severity=Severity.SERIOUS,
    requires=(
        need(Journey.NO_ACTION, FIRST_LAYER),
        need(Journey.NO_ACTION, SIGNALS),
        need(Journey.OPEN_SECOND_LAYER, SECOND_LAYER),
    ),
    sources=cited("taskforce-interest", "eprivacy", "tcf-policies"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
