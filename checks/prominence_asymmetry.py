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

Nothing is asymmetric, but the removal ratio, the area or the contrast of the labels could not be measured or lies too
near its threshold: over a background that moves or is a picture. When one control leaves no trace in the picture the
check is untested.

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
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import PROMINENCE, Band, Favours, Verdict
from auditor.domain.journeys import Journey
from auditor.domain.sources import CNIL_GUIDELINES, CNIL_NOTICES, TASKFORCE_CONTRAST

# Rows without which nobody can say that the two are balanced. Letters without small height, bare words without a fill
# and the like leave the others to decide.
DECISIVE = frozenset({"kind", "area", "label-contrast", "removal"})
SEVERITIES = {
    Band.SEVERE: Severity.SERIOUS,
    Band.MARKED: Severity.MODERATE,
    Band.NOTABLE: Severity.MINOR,
    Band.BALANCED: Severity.MINOR,
}


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether the comparison favours accepting."""
    seen = evidence.get(Journey.NO_ACTION, PROMINENCE).pair
    if seen is None:
        return inapplicable("The first layer does not offer to accept and to refuse.")
    low, high = seen.envelope
    definitions = len(seen.definitions)
    measured = (
        f"Erasing accept changes the picture {seen.ratio:.1f} times as much as erasing reject; "
        f"under {definitions} definitions between {low:.1f} and {high:.1f}."
    )
    if seen.favours is Favours.REJECT:
        return passed(f"{measured} The comparison favours reject.")
    flags = [d for d in seen.dimensions if d.verdict is Verdict.ASYMMETRIC and d.favours is Favours.ACCEPT]
    if seen.favours is Favours.NEITHER or not flags:
        open_rows = [d for d in seen.dimensions if d.name in DECISIVE and d.verdict is Verdict.UNCERTAIN]
        if open_rows:
            told = "; ".join(f"{d.name}: {d.reason}" for d in open_rows)
            return cant_tell(f"{measured} Not everything could be compared ({told}): a person should look.")
        return passed(measured)
    where = (reference(Journey.NO_ACTION, REMOVAL_PICTURES),)
    found = [Finding(f"{d.name}: accept {d.accept}, reject {d.reject}", where) for d in flags]
    return failed(measured, found, severity=SEVERITIES[seen.band])


CHECK = Check(
    id="prominence-asymmetry",
    version=1,
    title="Refusing is as prominent as accepting.",
    failure_title="Accepting is visibly more prominent than refusing.",
    severity=Severity.MODERATE,
    requires=(need(Journey.NO_ACTION, PROMINENCE),),
    sources=(
        TASKFORCE_CONTRAST,
        CNIL_GUIDELINES,
        CNIL_NOTICES,
    ),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
