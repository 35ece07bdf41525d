"""The rows of the comparison: each asks of one dimension whether the two controls differ beyond its threshold.

A row is uncertain when a value could not be measured, or when its error reaches across the threshold.
"""

from collections.abc import Callable
from dataclasses import replace

from auditor.domain.controls import Kind
from auditor.domain.facts import Dimension, Favours, Look, Measured, Verdict
from auditor.domain.wording import Text, say
from auditor.measure.prominence.claimed import claimed
from auditor.measure.prominence.cuts import MOVING
from auditor.measure.thresholds import Thresholds

WORDS = frozenset({Kind.LINK, Kind.TEXT})
RANK = {Kind.BUTTON: 2, Kind.OUTLINED_BUTTON: 1}
NONE = "–"
CONTRAST = "{value:.2f}:1"
NEAR = say("too near the threshold to tell")
SAME_CONTRAST = 1.05  # contrasts that differ by less are one; what soft edges of letters do to them; our choice


def dimensions(
    accept: Look,
    reject: Look,
    *,
    explained: bool,
    lines: tuple[Measured, Measured] | None = None,
    limits: Thresholds,
) -> tuple[Dimension, ...]:
    """Every row but that of the removal ratio; `explained` when the length of the labels explains the areas.

    `lines` are heights of lines that take the place of those of letters, in scripts whose letters have no one height.
    """
    rows = (
        _kind(accept, reject),
        _area(accept, reject, limits, explained=explained),
        _fill(accept, reject, limits),
        _label(accept, reject, limits),
        _letters(accept, reject, lines, limits),
        _ratio("stroke", accept.stroke, reject.stroke, limits.stroke_ratio, "{value:.2f} px"),
        _isolation(accept, reject, limits),
        _occlusion(accept, reject, limits),
    )
    return tuple(replace(row, claims=claimed(row.name, accept, reject)) for row in rows)


def _kind(accept: Look, reject: Look) -> Dimension:
    difference = RANK.get(accept.kind, 0) - RANK.get(reject.kind, 0)
    favours = Favours.ACCEPT if difference > 0 else Favours.REJECT if difference < 0 else Favours.NEITHER
    limit = say("filled, outlined, or bare words")
    row = _row("kind", Text(accept.kind, accept.kind), Text(reject.kind, reject.kind), None, favours, limit)
    return row if accept.kind_certain and reject.kind_certain else _unsure(row, MOVING)


def _row(name: str, accept: str, reject: str, ratio: float | None, favours: Favours, limit: str) -> Dimension:
    verdict = Verdict.BALANCED if favours is Favours.NEITHER else Verdict.ASYMMETRIC
    return Dimension(name, accept, reject, ratio, verdict, favours, limit=limit)


def _unsure(row: Dimension, reason: str) -> Dimension:
    return replace(row, verdict=Verdict.UNCERTAIN, favours=Favours.NEITHER, reason=reason)


def _texts(form: str, *values: Measured) -> tuple[str, str]:
    first, second = (NONE if v.value is None else say(form, value=v.value) for v in values)
    return first, second


def _ratio(name: str, accept: Measured, reject: Measured, limit: float, form: str) -> Dimension:
    """One value may not be more than `limit` times the other."""
    texts, wording = _texts(form, accept, reject), say("more than {limit:g} times", limit=limit)
    if not accept.value or not reject.value:
        row = Dimension(name, *texts, None, Verdict.UNCERTAIN, Favours.NEITHER, limit=wording)
        return _unsure(row, accept.reason or reject.reason or say("not measured"))
    ratio = accept.value / reject.value
    favours = Favours.ACCEPT if ratio > limit else Favours.REJECT if ratio < 1 / limit else Favours.NEITHER
    row = _row(name, *texts, ratio, favours, wording)
    off = 1 + accept.error / accept.value + reject.error / reject.value
    if any(ratio / off < bound < ratio * off for bound in (limit, 1 / limit)):
        return _unsure(row, NEAR)
    return row


def letter_heights(first: Look, second: Look) -> tuple[Measured, Measured, bool]:
    """The heights that compare two labels: of small letters, or of capitals where one label has nothing else."""
    if first.x_height.value and second.x_height.value:
        return first.x_height, second.x_height, False
    if first.cap_height.value and second.cap_height.value:
        return first.cap_height, second.cap_height, True
    return first.x_height, second.x_height, False


def _letters(accept: Look, reject: Look, lines: tuple[Measured, Measured] | None, limits: Thresholds) -> Dimension:
    first, second, capitals = letter_heights(accept, reject)
    if lines is not None:
        row = _ratio("x-height", *lines, limits.x_height_ratio, "{value:.1f} px")
        return replace(row, reason=row.reason or say("height of the line"))
    row = _ratio("x-height", first, second, limits.x_height_ratio, "{value:.1f} px")
    return replace(row, reason=row.reason or say("height of capitals")) if capitals else row


def _area(accept: Look, reject: Look, limits: Thresholds, *, explained: bool) -> Dimension:
    bare = {accept.kind, reject.kind} <= WORDS
    limit = limits.words_area_ratio if bare else limits.area_ratio
    row = _ratio("area", accept.area, reject.area, limit, "{value:.0f} px²")
    if row.verdict is Verdict.BALANCED:
        return row
    if not explained:
        doubt = _doubt(accept, reject, limits)
        return _unsure(row, doubt) if doubt else row
    reason = say("the longer label explains it")
    return replace(row, verdict=Verdict.BALANCED, favours=Favours.NEITHER, reason=reason)


def _doubt(accept: Look, reject: Look, limits: Thresholds) -> str | None:
    """Why words may be all of the difference between the areas of two boxes of one height.

    Specks of a moving ground hide how much room the words take. And where both boxes have a least width, a long label
    outgrows it and a short one does not: then the larger box has less room around its words.
    """
    if max(accept.height, reject.height) > limits.height_ratio * min(accept.height, reject.height):
        return None
    if MOVING in {accept.stroke.reason, reject.stroke.reason}:
        return MOVING
    larger, smaller = sorted((accept, reject), key=lambda look: -(look.area.value or 0.0))
    outgrown = larger.padding is not None and smaller.padding is not None and larger.padding < smaller.padding
    return say("the longer label may explain it") if outgrown else None


def _reaches(accept: Measured, reject: Measured, limit: float, row: Callable[[Favours], Dimension]) -> Dimension:
    """Asymmetric when exactly one of the two reaches the threshold; both values are there."""
    assert accept.value is not None  # noqa: S101 - the callers look
    assert reject.value is not None  # noqa: S101
    first, second = accept.value >= limit, reject.value >= limit
    apart = max(accept.value, reject.value) / min(accept.value, reject.value)
    if first == second or apart <= SAME_CONTRAST:
        return row(Favours.NEITHER)
    found = row(Favours.ACCEPT if first else Favours.REJECT)
    near = any(abs(m.value - limit) <= m.error for m in (accept, reject) if m.value is not None)
    return _unsure(found, NEAR) if near else found


def _fill(accept: Look, reject: Look, limits: Thresholds) -> Dimension:
    texts = _texts(CONTRAST, accept.fill_contrast, reject.fill_contrast)
    limit = say(
        "one reaches {contrast:g}:1 against its ground, the other does not, "
        "and its colour differs {times:g} times as much",
        contrast=limits.fill_contrast,
        times=limits.fill_difference_ratio,
    )
    missing = [v.reason for v in (accept.fill_contrast, reject.fill_contrast) if v.value is None]
    bare = [look for look in (accept, reject) if look.fill is None]
    if len(bare) == 2:  # noqa: PLR2004 - both
        row = Dimension("fill", *texts, None, Verdict.BALANCED, Favours.NEITHER, limit=limit)
        return replace(row, reason=say("neither has a fill or an outline"))
    if missing:
        row = Dimension("fill", *texts, None, Verdict.UNCERTAIN, Favours.NEITHER, limit=limit)
        return _unsure(row, missing[0] or say("not measured"))
    ratio = (accept.fill_contrast.value or 1.0) / (reject.fill_contrast.value or 1.0)
    row = _reaches(
        accept.fill_contrast,
        reject.fill_contrast,
        limits.fill_contrast,
        lambda favours: _row("fill", *texts, ratio, favours, limit),
    )
    favours = Favours.ACCEPT if ratio > 1 else Favours.REJECT
    if row.verdict is Verdict.BALANCED or _stands_out(favours, accept, reject, limits):
        return row
    reason = say("as different from the ground in colour")
    return replace(row, verdict=Verdict.BALANCED, favours=Favours.NEITHER, reason=reason)


def _stands_out(favours: Favours, accept: Look, reject: Look, limits: Thresholds) -> bool:
    """Whether colour agrees with light: red and green on black are as far from it, and only green is much lighter."""
    first, second = accept.fill_difference.value, reject.fill_difference.value
    if not first or not second:
        return True
    ratio = second / first if favours is Favours.REJECT else first / second
    return ratio >= limits.fill_difference_ratio


def _label(accept: Look, reject: Look, limits: Thresholds) -> Dimension:
    first, second = accept.label_contrast, reject.label_contrast
    texts = _texts(CONTRAST, first, second)
    limit = say(
        "one reaches {contrast:g}:1, the other not; or {times:g} times as much",
        contrast=limits.label_contrast,
        times=limits.label_contrast_ratio,
    )
    if not first.value or not second.value:
        row = Dimension("label-contrast", *texts, None, Verdict.UNCERTAIN, Favours.NEITHER, limit=limit)
        return _unsure(row, first.reason or second.reason or say("not measured"))
    ratio = first.value / second.value
    row = _reaches(first, second, limits.label_contrast, lambda f: _row("label-contrast", *texts, ratio, f, limit))
    twice = replace(_ratio("label-contrast", first, second, limits.label_contrast_ratio, CONTRAST), limit=limit)
    # Either rule is enough, and only both together tell that the two are balanced.
    order = (Verdict.ASYMMETRIC, Verdict.UNCERTAIN, Verdict.BALANCED)
    return min((row, twice), key=lambda r: order.index(r.verdict))


def _isolation(accept: Look, reject: Look, limits: Thresholds) -> Dimension:
    """Glued to other words, while the other control stands free."""
    first, second = accept.clearance, reject.clearance
    texts = _texts("{value:.0f} px", first, second)
    limit = say(
        "one is nearer to other words than {share:g} of its letters' height, the other is not",
        share=limits.clearance_share,
    )
    if first.value is None or second.value is None:
        row = Dimension("isolation", *texts, None, Verdict.UNCERTAIN, Favours.NEITHER, limit=limit)
        return _unsure(row, first.reason or second.reason or say("not measured"))
    glued = _glued(accept, limits), _glued(reject, limits)
    if None in glued:
        return _unsure(_row("isolation", *texts, None, Favours.NEITHER, limit), NEAR)
    favours = Favours.NEITHER
    if glued == (False, True) and first.value >= limits.clearance_ratio * second.value:
        favours = Favours.ACCEPT
    elif glued == (True, False) and second.value >= limits.clearance_ratio * first.value:
        favours = Favours.REJECT
    return _row("isolation", *texts, None, favours, limit)


def _glued(look: Look, limits: Thresholds) -> bool | None:
    """Whether other ink is nearer than a share of the letters' height; None when that is too near to tell."""
    letters = 2 * (look.x_height.value or look.height / 4)
    room = (look.clearance.value or 0.0) - limits.clearance_share * letters
    return None if abs(room) < look.clearance.error / 2 else room < 0


def _occlusion(accept: Look, reject: Look, limits: Thresholds) -> Dimension:
    limit = say("covered by something else on {share:.0%} more of its box", share=limits.covered_share)
    if accept.claims is None or reject.claims is None:
        row = Dimension("occlusion", NONE, NONE, None, Verdict.UNCERTAIN, Favours.NEITHER, limit=limit)
        return _unsure(row, say("no clicks were tried"))
    first, second = accept.claims.covered, reject.claims.covered
    favours = Favours.NEITHER
    if abs(first - second) > limits.covered_share:
        favours = Favours.ACCEPT if second > first else Favours.REJECT
    return _row("occlusion", *_texts("{value:.0%}", Measured(first), Measured(second)), None, favours, limit)
