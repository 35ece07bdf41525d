"""On the settings layer accepting everything is visibly more prominent than refusing or saving.

## What it looks for

How much of the picture of the settings goes with each of two controls when it is erased, and in which dimensions they
differ: the one that accepts everything, and the one that refuses or, where there is none, saves the choices.

## Why it matters

The administrative court of Hanover took into account that the button to save was less conspicuous than the one to
accept. How far the judgment reaches is disputed. The measure is a test of visual equivalence; it does not say how many
people would accept.

## Applies when

The settings offer to accept everything and, beside it, to refuse or to save.

## Fails when

The comparison favours accept, and at least one dimension that favours it is asymmetric. Above 2, on the low end of the
envelope of removal ratios, it is moderate, above 4 serious, below that minor. All thresholds are our choice, except the
contrasts of WCAG 2.2; they are versioned in `thresholds.toml`.

## Cannot tell when

Nothing is asymmetric, but the kind, the removal ratio, the area or the contrast of the labels could not be measured, as
over a background that moves or is a picture; or any dimension lies too near its threshold.

## Known limits

A button to save that stays in view above a long list is measured where it is seen. The other questions on visual
balance are asked of the first layer alone.

## Example

Passes: `vanilla-honest`. Fails: `visual-imbalance`.

## References

VG Hannover 10 A 5385/22; GDPR, Articles 4(11) and 5(1)(a); EDPB Guidelines 03/2022.
"""

from auditor.domain.artifacts import REMOVAL_PICTURES
from auditor.domain.checks import Check, CheckResult, Severity, Status, inapplicable
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import PROMINENCE
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import say
from auditor.measure.prominence.told import told


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether the comparison of the settings' controls favours accepting."""
    seen = evidence.get(Journey.OPEN_SECOND_LAYER, PROMINENCE).pair
    if seen is None:
        return inapplicable(say("The settings do not offer to accept and, beside it, to refuse or save."))
    where = reference(Journey.OPEN_SECOND_LAYER, REMOVAL_PICTURES)
    return told(seen, where, picture=say("picture of the settings"), other=say("the other control"))


CHECK = Check(
    id="second-layer-asymmetry",
    version=1,
    title="On the settings layer refusing or saving is as prominent as accepting everything.",
    failure_title="On the settings layer accepting everything is more prominent than refusing or saving.",
    severity=Severity.MODERATE,
    requires=(need(Journey.OPEN_SECOND_LAYER, PROMINENCE),),
    sources=cited("vg-hannover", "gdpr-consent", "gdpr-fairness", "edpb-patterns"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
