"""Purposes cannot be chosen one by one.

## What it looks for

The purposes of what accepting brings, by the knowledge table, against the free switches of the settings.

## Why it matters

Consent is given for each purpose (GDPR, Recital 43); one yes for everything is no choice between purposes.

## Applies when

Accepting brings items of at least two known purposes.

## Fails when

Items of at least two purposes need consent, and fewer than two free switches stand in the settings. Radio buttons of
one group count as one. The counts are our choice.

## Cannot tell when

The purposes of what accepting brings are not known, no switch at all was seen in the settings, or further parts of the
settings hold switches or were not opened.

## Known limits

A purpose is known only for items of the knowledge table.

## Example

Passes: `vanilla-honest`. Fails: `keeps-partner-cookie`.

## References

GDPR, Recital 43; EDPB Guidelines 05/2020 on consent.
"""

from auditor.domain.artifacts import SECOND_LAYER, SETTINGS
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
from auditor.domain.controls import Toggle
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import ITEMS
from auditor.domain.journeys import Journey
from auditor.domain.limits import COMMON_EXEMPTIONS
from auditor.domain.sources import cited
from auditor.domain.wording import listed, say, say_many

LEAST = 2  # purposes, and switches; CATALOGUE, non-granular-purposes (our choice)


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether there is a switch for more than one purpose."""
    needing = [i for i in evidence.get(Journey.ACCEPT_ALL, ITEMS).items if i.needs_consent]
    if not needing:
        return inapplicable(say("Accepting brings nothing that needs consent."))
    # What serves security or the basket is no purpose to choose, whenever it appears.
    purposes = sorted({i.purpose for i in needing if i.purpose} - COMMON_EXEMPTIONS)
    layer = evidence.get(Journey.OPEN_SECOND_LAYER, SECOND_LAYER)
    free = {_choice(t) for t in layer.toggles if not t.locked}
    if len(free) >= LEAST:
        return passed(
            say_many("The settings offer {n} free switch.", "The settings offer {n} free switches.", len(free))
        )
    if not purposes:
        return cant_tell(say("The purposes of what accepting brings are not known; a person should look for switches."))
    if len(purposes) < LEAST:
        return inapplicable(say("What accepting brings serves one known purpose: {purposes}.", purposes=purposes[0]))
    settings = evidence.get(Journey.OPEN_SECOND_LAYER, SETTINGS)
    unread = bool(layer.present) and not layer.toggles
    if unread or not settings.complete or any(p.toggles for p in settings.parts):
        return cant_tell(
            say("Not every switch of the settings was read; a person should look whether purposes have their own.")
        )
    words = say_many(
        "Accepting brings items for {purposes}, and the settings offer {n} free switch.",
        "Accepting brings items for {purposes}, and the settings offer {n} free switches.",
        len(free),
        purposes=listed(purposes),
    )
    where = (reference(Journey.OPEN_SECOND_LAYER, SECOND_LAYER),)
    return failed(words, [Finding(words, where)], confidence=Confidence.LIKELY)


def _choice(toggle: Toggle) -> tuple[str, ...]:
    """What tells one choice from another: the question of a radio button, or everything said about a switch."""
    if toggle.radio and toggle.group:
        return (toggle.group,)
    told = (toggle.label, toggle.group, toggle.about)
    return told if any(told) else (str(toggle.node),)


CHECK = Check(
    id="non-granular-purposes",
    version=1,
    title="Purposes can be chosen one by one.",
    failure_title="Purposes cannot be chosen one by one.",
    severity=Severity.MODERATE,
    requires=(
        need(Journey.ACCEPT_ALL, ITEMS),
        need(Journey.OPEN_SECOND_LAYER, SECOND_LAYER),
        need(Journey.OPEN_SECOND_LAYER, SETTINGS),
    ),
    sources=cited("gdpr-recital-42", "edpb-consent"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
