"""What a check says of two controls that were compared, whichever layer they stand on."""

from auditor.domain.checks import CheckResult, Finding, Severity, cant_tell, failed, passed
from auditor.domain.facts import Band, Favours, Prominence, Verdict
from auditor.measure.prominence.dimensions import NEAR

SEVERITIES = {
    Band.SEVERE: Severity.SERIOUS,
    Band.MARKED: Severity.MODERATE,
    Band.NOTABLE: Severity.MINOR,
    Band.BALANCED: Severity.MINOR,
}
# Rows without which nobody can say that the two are balanced. Letters without small height, bare words without a fill
# and the like leave the others to decide.
DECISIVE = frozenset({"kind", "area", "label-contrast", "removal"})


def told(seen: Prominence, where: str, *, picture: str, other: str) -> CheckResult:
    """Failed when accept is favoured; `where` is the evidence, `picture` and `other` name what was erased from what."""
    low, high = seen.envelope
    measured = (
        f"Erasing accept changes the {picture} {seen.ratio:.1f} times as much as erasing {other}; "
        f"under {len(seen.definitions)} definitions between {low:.1f} and {high:.1f}."
    )
    flags = [d for d in seen.dimensions if d.verdict is Verdict.ASYMMETRIC and d.favours is Favours.ACCEPT]
    if seen.favours is Favours.ACCEPT and flags:
        found = [Finding(f"{d.name}: accept {d.accept}, {other} {d.reject}", (where,)) for d in flags]
        return failed(measured, found, severity=SEVERITIES[seen.band])
    unsure = unsettled(seen)
    if unsure and seen.favours is not Favours.REJECT:
        return cant_tell(f"{measured} Unknown: {', '.join(unsure)}. A person should compare the two controls.")
    return passed(f"{measured} The comparison favours {seen.favours}.")


def unsettled(seen: Prominence) -> list[str]:
    """The rows, with their reasons, that keep one from saying that the two are balanced.

    When accept is favoured, and no row says in what, that is any row that could not be decided.
    """
    rows = [d for d in seen.dimensions if d.verdict is Verdict.UNCERTAIN]
    if seen.favours is not Favours.ACCEPT:
        rows = [d for d in rows if d.name in DECISIVE or d.reason == NEAR]
    return [f"{d.name} ({d.reason or 'undecided'})" for d in rows]
