"""Comparing the two controls of a layer: rows, removal ratio, band, and which of the two is favoured.

It is a test of visual equivalence and says nothing about how many people would accept. Verdicts rest on the end of the
envelope that is nearest to balance, after what the length of the two labels explains has been divided out.
"""

import math
from dataclasses import replace

from auditor.domain.artifacts import Missing, RemovalPictures
from auditor.domain.facts import Band, Dimension, Favours, Prominence, Verdict
from auditor.domain.wording import say
from auditor.measure.prominence.cuts import MOVING, PICTURE, cuts
from auditor.measure.prominence.dimensions import dimensions
from auditor.measure.prominence.explained import explained, explained_ink, longer_words
from auditor.measure.prominence.letter_size import lines, settled
from auditor.measure.prominence.look import MOVING_SHARE, PLAIN_SHARE, Seen, doubted, see
from auditor.measure.prominence.removal import MAIN_DEFINITION, weights
from auditor.measure.thresholds import Thresholds, thresholds


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
    # Where the ground of one moves that of the other may have kept still for a moment.
    moving = max(accept.moving, reject.moving)
    accept, reject = (replace(s, look=doubted(s.look, moving, s.plain)) for s in (accept, reject))
    accept, reject = settled(accept, reject, limits)
    share, ink = explained(accept, reject, limits), explained_ink(accept, reject, limits)
    definitions = _ratios(accept, reject)
    adjusted = [_adjusted(ratio, share, ink, _exponent(name)) for name, ratio in definitions.items()]
    envelope = min(definitions.values()), max(definitions.values())
    decisive = min(adjusted), max(adjusted)
    rows = (
        *dimensions(
            accept.look, reject.look, explained=share != 1.0, lines=lines(accept, reject, limits), limits=limits
        ),
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


def _ratios(accept: Seen, reject: Seen) -> dict[str, float]:
    first, second = (weights(s.cut.shown, s.cut.erased, s.shape.changed, s.cut.scale) for s in (accept, reject))
    return {name: (first[name] + 1) / (second[name] + 1) for name in first}


def _adjusted(ratio: float, share: float, ink: float | None, exponent: float) -> float:
    """The ratio with the labels' length divided out; where nothing but ink differs, no further than to balance."""
    if ink is None:
        return float(ratio / share**exponent)
    most = exponent * max(math.log(share), math.log(ink), key=abs)
    left = math.log(ratio)
    return math.exp(math.copysign(max(0.0, abs(left) - abs(most)), left)) if most * left > 0 else ratio


def _exponent(definition: str) -> float:
    return float(definition.rsplit(" ", 1)[1])


def _removal(ratio: float, decisive: tuple[float, float], pair: tuple[Seen, Seen], limits: Thresholds) -> Dimension:
    favours = _envelope_favours(decisive, limits)
    verdict = Verdict.BALANCED if favours is Favours.NEITHER else Verdict.ASYMMETRIC
    limit = say("above {limit:g} under every definition, label length divided out", limit=limits.notable)
    row = Dimension("removal", say("{ratio:.2f}", ratio=ratio), "1", ratio, verdict, favours, limit=limit)
    reason = MOVING if max(s.moving for s in pair) > MOVING_SHARE else None
    if favours is not Favours.NEITHER and favours is longer_words(*pair, limits):
        reason = say("a longer label may be all of it")
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
