from dataclasses import replace

import numpy as np
import pytest

from auditor.domain.box import Box
from auditor.measure.prominence.cuts import Cut, Mask, bounds, difference
from auditor.measure.prominence.shape import (
    RESTING_SHARE,
    SETTLED,
    Shape,
    _resting,
    _settled,
    _steadiest,
    changed_in,
    shape_of,
)
from auditor.measure.thresholds import thresholds
from tests.unit.measure.drawing import (
    ACCEPT,
    BLACK,
    BLUE,
    GREY,
    PALE,
    WHITE,
    Draw,
    Ground,
    button,
    cross,
    cut_of,
    gradient,
    hard_shadow,
    link,
    nothing,
    outlined,
    page,
    photograph,
    pixels,
    seen,
    soft_shadow,
    text,
)

LIMITS = thresholds()
SCALES = pytest.mark.parametrize("scale", [1.0, 1.5, 2.0, 3.0])
WHITE_BUTTON = button(WHITE, BLACK)


def _shape(cut: Cut) -> Shape:
    """The shape of a control in a cut of its own size, as it is taken."""
    changed = changed_in(cut, LIMITS)
    assert changed is not None
    return shape_of(cut, changed, LIMITS)


def _drawn(draw: Draw, scale: float = 1.0, box: Box = ACCEPT, ground: Ground = WHITE) -> Shape:
    return _shape(seen(draw, scale, box, ground))


def _is_box(found: Shape, scale: float = 1.0, off: int = 1, box: Box = ACCEPT) -> bool:
    """Whether a shape is this box, but for so many CSS pixels on each side."""
    far = max(abs(a - b) for a, b in zip(found.bounds, pixels(box, scale), strict=True))
    return found.boxed and far <= off * scale


# What changes


def test_what_changes_goes_with_a_control() -> None:
    cut = seen(button())
    changed = changed_in(cut, LIMITS)
    assert changed is not None
    assert np.array_equal(changed, difference(cut.shown, cut.erased) > LIMITS.changed_levels)


@pytest.mark.parametrize("draw", [nothing, button(WHITE, WHITE), button((253, 254, 253), (252, 252, 252))])
def test_nothing_goes_with_what_cannot_be_seen(draw: Draw) -> None:
    assert changed_in(seen(draw), LIMITS) is None


@pytest.mark.parametrize(("more", "found"), [(-1, False), (0, True)])
def test_a_few_changed_pixels_are_no_control(more: int, *, found: bool) -> None:
    shown = page()
    shown[50, 100 : 100 + int(LIMITS.least_pixels) + more] = 0
    assert (changed_in(cut_of(shown, page()), LIMITS) is not None) == found


def test_what_moves_by_itself_does_not_go_with_a_control() -> None:
    film = [photograph(seed=seed) for seed in range(3)]
    shown, erased, again = (
        page(1.0, *drawn, ground=g) for g, drawn in zip(film, ([(button(), ACCEPT)], [], []), strict=True)
    )
    button()(again, ACCEPT, 1.0)
    changed = changed_in(cut_of(shown, erased, again=again), LIMITS)
    assert changed is not None
    left, top, right, bottom = pixels(ACCEPT, 1.0)
    assert changed[top:bottom, left:right].mean() > 0.95
    changed[top:bottom, left:right] = False
    assert changed.mean() < 0.01


# Boxes


@SCALES
@pytest.mark.parametrize(
    "draw",
    [
        button(),
        button(PALE, BLACK),
        button(BLUE, BLUE),
        button(label=""),
        button(label="Reject all"),
        button(radius=8),
        outlined(),
        outlined(PALE, GREY),
        gradient(),
        gradient(BLACK, PALE),
    ],
)
def test_a_box_has_the_bounds_of_its_edges(draw: Draw, scale: float) -> None:
    found = _drawn(draw, scale)
    assert _is_box(found, scale, 0)
    assert found.visible.sum() == pytest.approx(ACCEPT.area * scale**2, rel=0.03)


@SCALES
@pytest.mark.parametrize("radius", [4, 12, 22])
@pytest.mark.parametrize("label", ["Accept all", "OK", "Decline"])
def test_round_corners_are_left_out_of_a_box(label: str, radius: float, scale: float) -> None:
    found = _drawn(button(label=label, radius=radius), scale)
    assert _is_box(found, scale, 0)
    gone = (4 - np.pi) * radius**2
    assert found.visible.sum() / scale**2 == pytest.approx(ACCEPT.area - gone, rel=0.02)


@pytest.mark.parametrize("ground", [BLUE, BLACK, photograph()])
def test_a_box_is_found_on_any_ground(ground: Ground) -> None:
    assert _is_box(_drawn(WHITE_BUTTON, ground=ground))


def test_a_box_with_a_wide_label_is_the_box() -> None:
    assert _is_box(_drawn(button(label="Accept all cookies")), 1.0, 0)
    narrow = Box(320, 40, 110, 44)
    assert _is_box(_drawn(button(label="Accept all"), box=narrow), 1.0, 0, narrow)


def test_a_box_is_found_where_a_part_of_it_moves() -> None:
    cut = seen(button())
    still = cut.still.copy()
    still[50:60, 330:340] = False
    assert _is_box(_shape(replace(cut, still=still)))


# Bare words


@SCALES
@pytest.mark.parametrize("draw", [text(), text(GREY), link(), cross(), text(label="-----")])
def test_bare_words_are_the_pixels_of_their_letters(draw: Draw, scale: float) -> None:
    cut = seen(draw, scale)
    found = _shape(cut)
    assert not found.boxed
    assert not (found.visible & ~found.changed).any()
    assert found.visible[(cut.shown != cut.erased).any(axis=2)].mean() > 0.8


def test_a_faint_glow_is_no_part_of_bare_words() -> None:
    cut = seen(
        lambda page, box, scale: (soft_shadow(nothing, 4, strength=0.03)(page, box, scale), text()(page, box, scale))[0]
    )
    found = _shape(cut)
    assert found.changed.sum() > 4 * found.visible.sum()


def test_a_shape_of_nothing_is_nothing() -> None:
    cut = seen(nothing)
    found = shape_of(cut, np.zeros(cut.still.shape, bool), LIMITS)
    assert not found.boxed
    assert not found.visible.any()


# Shadows


@SCALES
@pytest.mark.parametrize(("reach", "strength"), [(12, 0.3), (12, 0.15), (20, 0.3), (6, 0.3)])
@pytest.mark.parametrize("draw", [button(), WHITE_BUTTON], ids=["blue", "white"])
def test_a_soft_shadow_around_a_box_is_no_part_of_it(draw: Draw, reach: float, strength: float, scale: float) -> None:
    found = _drawn(soft_shadow(draw, reach, strength=strength), scale)
    assert _is_box(found, scale)
    assert (found.changed & ~found.visible).sum() > 200


# Of a pill on a straight-lined shadow the ends are too weak to be told at three pixels to one.
@pytest.mark.parametrize(
    ("radius", "scale"), [(r, s) for r in (0, 8, 22) for s in (1.0, 1.5, 2.0, 3.0) if (r, s) != (22, 3.0)]
)
@pytest.mark.parametrize("label", ["OK", "Accept all", "Reject all"])
def test_a_pale_box_on_its_soft_shadow_is_the_box(label: str, radius: float, scale: float) -> None:
    found = _drawn(soft_shadow(button(PALE, BLACK, label, radius=radius), radius=radius), scale)
    assert _is_box(found, scale, 4)


@SCALES
@pytest.mark.parametrize("radius", [6, 22])
def test_a_round_box_on_its_soft_shadow_keeps_its_corners(radius: float, scale: float) -> None:
    found = _drawn(soft_shadow(button(radius=radius), radius=radius), scale)
    assert _is_box(found, scale)
    gone = (4 - np.pi) * radius**2
    assert found.visible.sum() / scale**2 == pytest.approx(ACCEPT.area - gone, rel=0.03)


@SCALES
@pytest.mark.parametrize("label", ["OK", "Accept all", "Reject all", "Decline"])
@pytest.mark.parametrize(("reach", "down", "strength"), [(4, 4, 0.25), (6, 6, 0.3), (8, 10, 0.25)])
def test_a_white_box_is_told_by_a_shadow_on_three_sides(
    reach: float, down: float, strength: float, label: str, scale: float
) -> None:
    found = _drawn(soft_shadow(button(WHITE, BLACK, label), reach, down, strength), scale)
    left, top, right, bottom = pixels(ACCEPT, scale)
    assert found.boxed
    assert (found.bounds[0], *found.bounds[2:]) == pytest.approx((left, right, bottom), abs=scale)
    assert found.bounds[1] == pytest.approx(top, abs=10 * scale)  # of the upper edge there is nothing to be seen


@SCALES
@pytest.mark.parametrize("draw", [button(), button(PALE, BLACK), button(GREY)], ids=["blue", "pale", "grey"])
@pytest.mark.parametrize(("across", "down"), [(5, 5), (-5, 5), (5, -5), (-5, -5), (3, 8)])
def test_a_hard_shadow_is_no_part_of_a_box(draw: Draw, across: float, down: float, scale: float) -> None:
    found = _drawn(hard_shadow(draw, across, down), scale)
    assert _is_box(found, scale)
    assert (found.changed & ~found.visible).sum() > 200


def test_a_shadow_on_one_side_alone_makes_no_box_of_bare_words() -> None:
    shown, erased = page(1.0, (text(), ACCEPT)), page()
    shown[90:94, 320:520] = np.linspace(255, 200, 4)[:, None, None].astype(np.uint8)
    assert not _shape(cut_of(shown, erased)).boxed


def test_bars_at_both_ends_make_no_box_of_bare_words() -> None:
    shown = page(1.0, (text(), ACCEPT))
    shown[40:84, [330, 510]] = (200, 200, 200)
    assert not _shape(cut_of(shown, page())).boxed


@pytest.mark.parametrize(
    ("areas", "steadiest"),
    [([9], 0), ([90, 60, 60, 60], 3), ([90, 90, 90, 60], 2), ([90, 90, 60, 60], 3), ([90, 60, 40], 2)],
)
def test_the_box_is_the_shape_that_stays_the_same_longest(areas: list[int], steadiest: int) -> None:
    masks = [np.full((1, area), number) > 0 for number, area in enumerate(areas)]
    assert _steadiest(list(zip(masks, areas, strict=True))) is masks[steadiest]


@pytest.mark.parametrize(
    ("areas", "settled"),
    [
        ([90], False),
        ([90] * (SETTLED - 1), False),
        ([90] * SETTLED, True),
        ([60, *[90] * SETTLED], True),
        ([*[90] * SETTLED, 60], False),
        ([1000, 990, 985, 981], True),
        ([1000, 990, 980, 970], False),
    ],
)
def test_a_shape_has_settled_when_the_last_few_are_one(areas: list[int], *, settled: bool) -> None:
    assert _settled([(np.zeros((1, 1), bool), area) for area in areas]) == settled


# A ground that moves


def _specked(share: float) -> Mask:
    """A button of which this share goes with the control, on a ground with specks."""
    cut = seen(nothing)
    changed = np.zeros(cut.still.shape, bool)
    changed[5::20, 5::20] = True
    left, top, right, bottom = pixels(ACCEPT, 1.0)
    changed[top:bottom, left:right] = np.arange(right - left) % 5 < 5 * share
    return changed


def test_a_box_rests_on_a_ground_that_moves() -> None:
    assert 2 / 5 < RESTING_SHARE < 4 / 5
    found = _resting(seen(nothing), _specked(4 / 5), LIMITS)
    assert found is not None
    assert bounds(found) == pytest.approx(pixels(ACCEPT, 1.0), abs=1)
    assert np.count_nonzero(found) == pytest.approx(ACCEPT.area, rel=0.02)


def test_what_goes_with_a_control_in_part_only_does_not_rest() -> None:
    assert _resting(seen(nothing), _specked(2 / 5), LIMITS) is None


def test_specks_alone_are_no_box_that_rests() -> None:
    assert _resting(seen(nothing), _specked(0), LIMITS) is None


@pytest.mark.parametrize("draw", [button(), link()], ids=["box", "words"])
def test_what_moves_elsewhere_changes_no_shape(draw: Draw) -> None:
    cut = seen(draw)
    still = cut.still.copy()
    still[:30] = False
    moving = replace(cut, still=still)
    assert moving.moves
    here, there = _shape(cut), _shape(moving)
    assert here.boxed == there.boxed
    assert here.bounds == there.bounds


def test_the_bounds_of_a_shape_are_those_of_what_is_visible() -> None:
    found = _drawn(soft_shadow(button()))
    assert found.bounds == bounds(found.visible)
