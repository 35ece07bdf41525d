"""Accepting is visibly more prominent than refusing.

## What it looks for

How much of the picture goes with each control when it is erased, under fifteen definitions, and in which dimensions
the two differ: kind, area, fill, contrast of the label, height of its letters, thickness of its lines, distance to
other words, and what lies over it.

## Why it matters

Authorities name colour, contrast, size and typeface as means of steering visitors, and judge each banner by itself.
The measure is a test of visual equivalence; it does not say how many people would accept.

## Applies when

Accept and reject stand on the first layer.

## Fails when

The comparison favours accept, and the low end of the envelope of removal ratios is above 1.33 or one dimension is
asymmetric. What the length of the two labels alone explains is divided out before. Above 2 it is moderate, above 4
serious, below that minor. All thresholds are our choice, except the contrasts of WCAG 2.2; they are versioned in
`thresholds.toml`.

## Cannot tell when

Nothing is asymmetric, but the kind, the removal ratio, the area or the contrast of the labels could not be measured, as
over a background that moves or is a picture; or any dimension lies too near its threshold. When one control leaves no
trace in the picture the check is untested.

## Known limits

The ratio alone never decides: a faded twin of a button shows only in the contrast of its label. Letters that no font on
the auditing machine has are drawn as empty boxes; what is measured then are the boxes. Pale buttons with round ends on
a broad shadow of the same darkness may be measured up to a fifth too large.

## Example

Passes: `vanilla-honest`. Fails: the deceptive shop of `auditor demo`.

## References

EDPB Cookie Banner Taskforce, paragraphs 17 and 18; CNIL deliberation 2020-092.
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
    """Whether the comparison favours accepting."""
    seen = evidence.get(Journey.NO_ACTION, PROMINENCE).pair
    if seen is None:
        return inapplicable(say("The first layer does not offer to accept and to refuse."))
    where = reference(Journey.NO_ACTION, REMOVAL_PICTURES)
    return told(seen, where, picture=say("picture"), other=say("reject"))


CHECK = Check(
    id="prominence-asymmetry",
    version=1,
    title="Refusing is as prominent as accepting.",
    failure_title="Accepting is visibly more prominent than refusing.",
    severity=Severity.MODERATE,
    requires=(need(Journey.NO_ACTION, PROMINENCE),),
    sources=cited("taskforce-contrast", "cnil-guidelines", "cnil-notices"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
