"""Comparing the two controls of a layer: rows, removal ratio, band, and which of the two is favoured.

It is a test of visual equivalence and says nothing about how many people would accept. Verdicts rest on the end of the
envelope that is nearest to balance, after what the length of the two labels explains has been divided out.
"""

from auditor.domain.artifacts import Missing, RemovalPictures
from auditor.domain.controls import Kind
from auditor.domain.facts import Band, Dimension, Favours, Look, Prominence, Verdict
from auditor.measure.prominence.cuts import Cut, cuts
from auditor.measure.prominence.dimensions import dimensions
from auditor.measure.prominence.look import BOXES, MOVING, MOVING_SHARE, Seen, see
from auditor.measure.prominence.removal import MAIN_DEFINITION, weights
from auditor.measure.thresholds import Thresholds, thresholds

WORDS = frozenset({Kind.LINK, Kind.TEXT})


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
    share = explained(accept, reject, limits)
    definitions = _ratios(accept_cut, accept, reject_cut, reject)
    adjusted = [ratio / share ** _exponent(name) for name, ratio in definitions.items()]
    envelope = min(definitions.values()), max(definitions.values())
    decisive = min(adjusted), max(adjusted)
    rows = (
        *dimensions(accept.look, reject.look, explained=share != 1.0, limits=limits),
        _removal(definitions[MAIN_DEFINITION], decisive, max(accept.moving, reject.moving), limits),
    )
    return Prominence(
        accept=accept.look,
        reject=reject.look,
        ratio=definitions[MAIN_DEFINITION],
        envelope=envelope,
        definitions=tuple(definitions.items()),
        band=_band(decisive, limits),
        favours=_favours(rows, decisive),
        dimensions=rows,
        thresholds=limits.version,
        explained=share,
    )


def _ratios(accept_cut: Cut, accept: Seen, reject_cut: Cut, reject: Seen) -> dict[str, float]:
    first = weights(accept_cut.shown, accept_cut.erased, accept.shape.changed, accept_cut.scale)
    second = weights(reject_cut.shown, reject_cut.erased, reject.shape.changed, reject_cut.scale)
    return {name: (first[name] + 1) / (second[name] + 1) for name in first}


def _exponent(definition: str) -> float:
    return float(definition.rsplit(" ", 1)[1])


def explained(accept: Seen, reject: Seen, limits: Thresholds) -> float:
    """The ratio of areas that comes from the length of the labels alone; 1 where anything else plays a part.

    Boxes have to be of one kind, one height and one padding; bare words of one letter height.
    """
    first, second = accept.look, reject.look
    if first.kind is not second.kind and not {first.kind, second.kind} <= WORDS:
        return 1.0
    if first.kind in BOXES:
        if not _same_box(first, second, limits) or not first.area.value or not second.area.value:
            return 1.0
        return first.area.value / second.area.value
    if first.kind in WORDS and _same_letters(first, second, limits) and accept.block and reject.block:
        return accept.block / reject.block
    return 1.0


def _same_box(first: Look, second: Look, limits: Thresholds) -> bool:
    high = max(first.height, second.height) / min(first.height, second.height)
    if high > limits.height_ratio or first.padding is None or second.padding is None:
        return False
    return abs(first.padding - second.padding) <= limits.padding_px


def _same_letters(first: Look, second: Look, limits: Thresholds) -> bool:
    if not first.x_height.value or not second.x_height.value:
        return True  # scripts without small letters: both are measured alike, and the height row stays uncertain
    high = first.x_height.value / second.x_height.value
    return 1 / limits.x_height_ratio <= high <= limits.x_height_ratio


def _removal(ratio: float, decisive: tuple[float, float], moving: float, limits: Thresholds) -> Dimension:
    favours = _envelope_favours(decisive, limits)
    verdict = Verdict.BALANCED if favours is Favours.NEITHER else Verdict.ASYMMETRIC
    limit = f"above {limits.notable:g} under every definition, label length divided out"
    row = Dimension("removal", f"{ratio:.2f}", "1", ratio, verdict, favours, limit=limit)
    if moving <= MOVING_SHARE:
        return row
    return Dimension("removal", row.accept, row.reject, ratio, Verdict.UNCERTAIN, Favours.NEITHER, MOVING, limit)


def _envelope_favours(decisive: tuple[float, float], limits: Thresholds) -> Favours:
    low, high = decisive
    if low > limits.notable:
        return Favours.ACCEPT
    return Favours.REJECT if high < 1 / limits.notable else Favours.NEITHER


def _favours(rows: tuple[Dimension, ...], decisive: tuple[float, float]) -> Favours:
    """The side the envelope names, else the side with more flags, else the side of the ratio.

    Where the flags disagree, area is left out: it says least, and the ratio holds it.
    """
    flagged = [d for d in rows if d.verdict is Verdict.ASYMMETRIC]
    by_envelope = next((d.favours for d in flagged if d.name == "removal"), Favours.NEITHER)
    if by_envelope is not Favours.NEITHER:
        return by_envelope
    if len({d.favours for d in flagged}) > 1:
        flagged = [d for d in flagged if d.name != "area"]
    flags = [d.favours for d in flagged]
    accept, reject = flags.count(Favours.ACCEPT), flags.count(Favours.REJECT)
    if accept == reject:
        if not accept:
            return Favours.NEITHER
        return Favours.ACCEPT if decisive[0] * decisive[1] > 1 else Favours.REJECT
    return Favours.ACCEPT if accept > reject else Favours.REJECT


def _band(decisive: tuple[float, float], limits: Thresholds) -> Band:
    low = max(decisive[0], 1 / decisive[1])
    if low > limits.severe:
        return Band.SEVERE
    if low > limits.marked:
        return Band.MARKED
    return Band.NOTABLE if low > limits.notable else Band.BALANCED
