"""What a check says of two controls that were compared, whichever layer they stand on."""

from auditor.domain.checks import CheckResult, Finding, Severity, cant_tell, failed, passed
from auditor.domain.facts import Band, Dimension, Favours, Prominence, Verdict
from auditor.domain.wording import Text, joined, say, sentences
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


def told(seen: Prominence, where: str, *, picture: Text, other: Text) -> CheckResult:
    """Failed when accept is favoured; `where` is the evidence, `picture` and `other` name what was erased from what."""
    low, high = seen.envelope
    measured = say(
        "Erasing accept changes the {picture} {ratio:.1f} times as much as erasing {other}; "
        "under {definitions} definitions between {low:.1f} and {high:.1f}.",
        picture=picture,
        ratio=seen.ratio,
        other=other,
        definitions=len(seen.definitions),
        low=low,
        high=high,
    )
    flags = [d for d in seen.dimensions if d.verdict is Verdict.ASYMMETRIC and d.favours is Favours.ACCEPT]
    if seen.favours is Favours.ACCEPT and flags:
        found = [Finding(_row(d, other), (where,)) for d in flags]
        return failed(measured, found, severity=SEVERITIES[seen.band])
    unsure = unsettled(seen)
    if unsure and seen.favours is not Favours.REJECT:
        unknown = say("Unknown: {rows}. A person should compare the two controls.", rows=joined(unsure))
        return cant_tell(sentences([measured, unknown]))
    return passed(sentences([measured, say("The comparison favours {side}.", side=seen.favours)]))


def _row(row: Dimension, other: Text) -> Text:
    return say(
        "{name}: accept {accept}, {other} {reject}",
        name=Text(row.name, row.name),
        accept=row.accept,
        other=other,
        reject=row.reject,
    )


def unsettled(seen: Prominence) -> list[Text]:
    """The rows, with their reasons, that keep one from saying that the two are balanced.

    When accept is favoured, and no row says in what, that is any row that could not be decided.
    """
    rows = [d for d in seen.dimensions if d.verdict is Verdict.UNCERTAIN]
    if seen.favours is not Favours.ACCEPT:
        rows = [d for d in rows if d.name in DECISIVE or d.reason == NEAR]
    return [say("{name} ({reason})", name=Text(d.name, d.name), reason=d.reason or say("undecided")) for d in rows]
