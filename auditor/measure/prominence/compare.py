"""Comparing the two controls of a layer: rows, removal ratio, band, and which of the two is favoured.

It is a test of visual equivalence and says nothing about how many people would accept. Verdicts rest on the end of the
envelope that is nearest to balance, after what the length of the two labels explains has been divided out.
"""

from dataclasses import replace

from auditor.domain.artifacts import Missing, RemovalPictures
from auditor.domain.facts import Band, Dimension, Favours, Measured, Prominence, Verdict
from auditor.domain.wording import say
from auditor.measure.prominence.cuts import MOVING, PICTURE, cuts
from auditor.measure.prominence.dimensions import dimensions, letter_heights
from auditor.measure.prominence.explained import explained
from auditor.measure.prominence.look import MOVING_SHARE, PLAIN_SHARE, Seen, see
from auditor.measure.prominence.removal import MAIN_DEFINITION, weights
from auditor.measure.prominence.widths import heights_agree
from auditor.measure.thresholds import Thresholds, thresholds

DISAGREE = say("the widths of the letters tell another size than their heights")


def compare(pictures: RemovalPictures, accept_label: str, reject_label: str) -> Prominence | Missing:
    """Measure both controls and compare them; `Missing` when one of them leaves no trace in the picture."""
    limits = thresholds()
    both = cuts(pictures)
    if both is None:
        return Missing("pictures-differ-in-size")
    accept_cut, reject_cut = both
    accept = see(accept_cut, accept_label, limits, pictures.accept_claims)
    reject = see(reject_cut, reject_label, limits, pictures.reject_claims)
    if accept is None or reject is None:
        return Missing("control-leaves-no-trace-in-the-picture")
    accept, reject = _settled(accept, reject, limits)
    share = explained(accept, reject, limits)
    definitions = _ratios(accept, reject)
    adjusted = [ratio / share ** _exponent(name) for name, ratio in definitions.items()]
    envelope = min(definitions.values()), max(definitions.values())
    decisive = min(adjusted), max(adjusted)
    rows = (
        *dimensions(accept.look, reject.look, explained=share != 1.0, limits=limits),
        _removal(definitions[MAIN_DEFINITION], decisive, (accept, reject), limits),
    )
    return Prominence(
        accept=accept.look,
        reject=reject.look,
        ratio=definitions[MAIN_DEFINITION],
        envelope=envelope,
        definitions=tuple(definitions.items()),
        band=_band(rows, decisive, limits),
        favours=_favours(rows, decisive),
        dimensions=rows,
        thresholds=limits.version,
        explained=share,
    )


def _settled(accept: Seen, reject: Seen, limits: Thresholds) -> tuple[Seen, Seen]:
    """Both without the heights of their letters when these differ, and the widths do not bear it out."""
    first, second, _ = letter_heights(accept.look, reject.look)
    if not first.value or not second.value or not accept.letters or not reject.letters:
        return accept, reject
    ratio = first.value / second.value
    alike = 1 / limits.x_height_ratio <= ratio <= limits.x_height_ratio
    if alike or heights_agree(ratio, accept.letters / reject.letters):
        return accept, reject
    unknown = Measured(None, reason=DISAGREE)
    one, other = (replace(s, look=replace(s.look, x_height=unknown, cap_height=unknown)) for s in (accept, reject))
    return one, other


def _ratios(accept: Seen, reject: Seen) -> dict[str, float]:
    first, second = (weights(s.cut.shown, s.cut.erased, s.shape.changed, s.cut.scale) for s in (accept, reject))
    return {name: (first[name] + 1) / (second[name] + 1) for name in first}


def _exponent(definition: str) -> float:
    return float(definition.rsplit(" ", 1)[1])


def _removal(ratio: float, decisive: tuple[float, float], pair: tuple[Seen, Seen], limits: Thresholds) -> Dimension:
    favours = _envelope_favours(decisive, limits)
    verdict = Verdict.BALANCED if favours is Favours.NEITHER else Verdict.ASYMMETRIC
    limit = say("above {limit:g} under every definition, label length divided out", limit=limits.notable)
    row = Dimension("removal", say("{ratio:.2f}", ratio=ratio), "1", ratio, verdict, favours, limit=limit)
    reason = MOVING if max(s.moving for s in pair) > MOVING_SHARE else None
    if min(s.plain for s in pair) < PLAIN_SHARE:
        reason = reason or PICTURE
    if reason is None:
        return row
    return replace(row, verdict=Verdict.UNCERTAIN, favours=Favours.NEITHER, reason=reason)


def _envelope_favours(decisive: tuple[float, float], limits: Thresholds) -> Favours:
    low, high = decisive
    if low > limits.notable:
        return Favours.ACCEPT
    return Favours.REJECT if high < 1 / limits.notable else Favours.NEITHER


def _favours(rows: tuple[Dimension, ...], decisive: tuple[float, float]) -> Favours:
    """The side the envelope names, else that of the kind, else that of most flags, else that of the ratio.

    Where the flags disagree, area is left out: it says least, and the ratio holds it.
    """
    flagged = [d for d in rows if d.verdict is Verdict.ASYMMETRIC]
    for name in ("removal", "kind"):
        named = next((d.favours for d in flagged if d.name == name), None)
        if named is not None:
            return named
    if len({d.favours for d in flagged}) > 1:
        flagged = [d for d in flagged if d.name != "area"]
    flags = [d.favours for d in flagged]
    accept, reject = flags.count(Favours.ACCEPT), flags.count(Favours.REJECT)
    if accept == reject:
        if not accept:
            return Favours.NEITHER
        return Favours.ACCEPT if decisive[0] * decisive[1] > 1 else Favours.REJECT
    return Favours.ACCEPT if accept > reject else Favours.REJECT


def _band(rows: tuple[Dimension, ...], decisive: tuple[float, float], limits: Thresholds) -> Band:
    """By the removal ratio; where that is uncertain, the least band that the other rows allow."""
    if rows[-1].verdict is Verdict.UNCERTAIN:
        return Band.NOTABLE if any(d.verdict is Verdict.ASYMMETRIC for d in rows) else Band.BALANCED
    low = max(decisive[0], 1 / decisive[1])
    if low > limits.severe:
        return Band.SEVERE
    if low > limits.marked:
        return Band.MARKED
    return Band.NOTABLE if low > limits.notable else Band.BALANCED
