"""The settings are a maze of switches.

## What it looks for

How many free switches the settings and their further parts hold, how deep they lie, and whether one control refuses
everything.

## Why it matters

Hundreds of switches, or lists behind lists, keep people from choosing. The guidelines on deceptive patterns speak of
too many options and of a privacy maze.

## Applies when

The settings were opened.

## Fails when

More than fifty free switches without a control that refuses everything, or a part that lies more than three layers
deep holds switches that are on. The numbers are our choice.

## Cannot tell when

Not every part of the settings was opened, and what was seen is within bounds.

## Known limits

At most six parts are opened, and only those that speak of partners or of legitimate interest, or are tabs.

## Example

Passes: `vanilla-honest`. Fails: `settings-maze`.

## References

EDPB Guidelines 03/2022 on deceptive design patterns; GDPR, Article 7(2).
"""

from auditor.domain.artifacts import SECOND_LAYER, SETTINGS
from auditor.domain.checks import (
    Check,
    CheckResult,
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
from auditor.domain.wording import say

MOST_SWITCHES = 50  # CATALOGUE, excessive-options (our choice)
DEEPEST = 3  # layers; CATALOGUE, excessive-options (our choice)


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether the number and depth of the switches is bearable."""
    layer = evidence.get(Journey.OPEN_SECOND_LAYER, SECOND_LAYER)
    if not layer.present:
        return inapplicable(say("The banner offers no settings."))
    settings = evidence.get(Journey.OPEN_SECOND_LAYER, SETTINGS)
    where = (reference(Journey.OPEN_SECOND_LAYER, SECOND_LAYER), reference(Journey.OPEN_SECOND_LAYER, SETTINGS))
    most = max([sum(1 for t in layer.toggles if not t.locked), *(p.toggles for p in settings.parts)])
    if most > MOST_SWITCHES and layer.reject is None:
        words = say("The settings hold {most} switches in one list and no control that refuses everything.", most=most)
        return failed(words, [Finding(words, where)])
    deep = [p for p in settings.parts if p.depth > DEEPEST and p.interest_on]
    if deep:
        found = [
            Finding(
                say(
                    '"{label}": layer {depth}, {interest_on} switches on',
                    label=p.label[:60],
                    depth=p.depth,
                    interest_on=p.interest_on,
                ),
                where,
            )
            for p in deep
        ]
        return failed(say("Switches that are on lie more than {deepest} layers deep.", deepest=DEEPEST), found)
    if not settings.complete:
        return cant_tell(say("Not every part of the settings was opened; a person should count the switches."))
    return passed(say("The longest list of the settings holds {most} switches.", most=most))


CHECK = Check(
    id="excessive-options",
    version=1,
    title="The settings can be surveyed.",
    failure_title="The settings are a maze of switches.",
    severity=Severity.MODERATE,
    requires=(
        need(Journey.OPEN_SECOND_LAYER, SECOND_LAYER),
        need(Journey.OPEN_SECOND_LAYER, SETTINGS),
    ),
    sources=cited("edpb-patterns", "gdpr-consent"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
