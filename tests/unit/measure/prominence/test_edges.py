import numpy as np
import pytest

from auditor.domain.box import Box
from auditor.measure.prominence.cuts import Cut, Mask, bounds
from auditor.measure.prominence.edges import BEFORE, HARD_SHADOW_PX, Change, _Side, _turns, trimmed, within_shadow
from tests.unit.measure.drawing import (
    ACCEPT,
    BLACK,
    BLUE,
    GREEN,
    GREY,
    PALE,
    WHITE,
    Colour,
    Draw,
    Ground,
    button,
    gradient,
    hard_shadow,
    nothing,
    photograph,
    pixels,
    seen,
    soft_shadow,
)

SCALES = pytest.mark.parametrize("scale", [1.0, 1.5, 2.0, 3.0])


def _box(cut: Cut, box: Box) -> Mask:
    mask = np.zeros(cut.still.shape, bool)
    left, top, right, bottom = pixels(box, cut.scale)
    mask[top:bottom, left:right] = True
    return mask


def _change(cut: Cut) -> Change:
    change: Change = np.subtract(cut.shown, cut.erased, dtype=np.float32)
    return change


def _trimmed(draw: Draw, outer: Box, scale: float = 1.0, ground: Ground = WHITE) -> Mask:
    """What is left of an outer box around what was drawn."""
    cut = seen(draw, scale, ground=ground)
    return trimmed(cut, _change(cut), _box(cut, outer))


def _off(mask: Mask, scale: float = 1.0) -> float:
    """How far the edges of a mask lie from those of the box, in CSS pixels, at most."""
    return max(abs(a - b) for a, b in zip(bounds(mask), pixels(ACCEPT, scale), strict=True)) / scale


def _banded(*bands: tuple[Box, Colour]) -> Draw:
    """A button with bands of other colours beside it, all of which go with it."""

    def draw(page: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], box: Box, scale: float) -> None:
        for band, colour in bands:
            button(colour, label="")(page, band, scale)
        button()(page, box, scale)

    return draw


@SCALES
@pytest.mark.parametrize("draw", [button(), button(PALE, BLACK), button(radius=6), gradient()])
def test_a_box_with_sharp_edges_stays_as_it_is(draw: Draw, scale: float) -> None:
    cut = seen(draw, scale)
    box = _box(cut, ACCEPT)
    assert np.array_equal(trimmed(cut, _change(cut), box), box)


@SCALES
@pytest.mark.parametrize("around", [2, 4, 8])
@pytest.mark.parametrize("draw", [button(), button(WHITE, BLACK), button(BLACK)], ids=["blue", "white", "black"])
def test_a_soft_shadow_is_cut_off(draw: Draw, around: float, scale: float) -> None:
    assert _off(_trimmed(soft_shadow(draw), ACCEPT.inflated(around), scale), scale) <= 1


@SCALES
def test_a_soft_shadow_that_is_moved_down_is_cut_off(scale: float) -> None:
    outer = Box(ACCEPT.x - 8, ACCEPT.y - 4, ACCEPT.width + 16, ACCEPT.height + 16)
    assert _off(_trimmed(soft_shadow(button(), down=4), outer, scale), scale) <= 1


@pytest.mark.parametrize("radius", [4, 10])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_round_corners_are_those_along_which_the_edge_is_sharpest(radius: float, scale: float) -> None:
    found = _trimmed(soft_shadow(button(radius=radius), radius=radius), ACCEPT.inflated(6), scale)
    assert found.sum() / scale**2 == pytest.approx(ACCEPT.area - (4 - np.pi) * radius**2, rel=0.02)


def test_square_corners_stay_square() -> None:
    assert _trimmed(soft_shadow(button()), ACCEPT.inflated(6)).sum() == pytest.approx(ACCEPT.area, rel=0.003)


@pytest.mark.parametrize("ground", [BLUE, GREY])
def test_a_shadow_is_cut_off_on_a_ground_of_any_colour(ground: Colour) -> None:
    assert _off(_trimmed(soft_shadow(button(PALE, BLACK)), ACCEPT.inflated(6), ground=ground)) <= 1


# Hard shadows


def _joined(across: float, down: float) -> Box:
    return ACCEPT.joined(Box(ACCEPT.x + across, ACCEPT.y + down, ACCEPT.width, ACCEPT.height))


@SCALES
@pytest.mark.parametrize(("across", "down"), [(5, 5), (-5, 5), (5, -5), (-5, -5), (4, 8)])
def test_a_hard_shadow_on_two_neighbouring_sides_is_cut_off(across: float, down: float, scale: float) -> None:
    assert _off(_trimmed(hard_shadow(button(), across, down), _joined(across, down), scale), scale) <= 1


@pytest.mark.parametrize("strength", [0.2, 0.6, 1.0])
def test_a_hard_shadow_may_be_as_dark_as_it_likes(strength: float) -> None:
    assert _off(_trimmed(hard_shadow(button(), strength=strength), _joined(5, 5))) <= 1


RIGHT = Box(ACCEPT.right, ACCEPT.y, 5, ACCEPT.height + 5)
BELOW = Box(ACCEPT.x, ACCEPT.bottom, ACCEPT.width + 5, 5)
LEFT = Box(ACCEPT.x - 5, ACCEPT.y - 5, 5, ACCEPT.height + 10)
ABOVE = Box(ACCEPT.x - 5, ACCEPT.y - 5, ACCEPT.width + 10, 5)


@pytest.mark.parametrize(
    ("bands", "outer"),
    [
        ([(BELOW, GREY)], Box(ACCEPT.x, ACCEPT.y, ACCEPT.width, ACCEPT.height + 5)),
        ([(RIGHT, GREEN), (BELOW, GREEN)], _joined(5, 5)),
        ([(RIGHT, GREY), (BELOW, GREY), (LEFT, GREY), (ABOVE, GREY)], ACCEPT.inflated(5)),
        ([(RIGHT, GREY), (LEFT, GREY)], Box(ACCEPT.x - 5, ACCEPT.y, ACCEPT.width + 10, ACCEPT.height)),
    ],
    ids=["one side", "another colour", "all sides", "opposite sides"],
)
def test_bands_that_are_no_shadow_belong_to_a_box(bands: list[tuple[Box, Colour]], outer: Box) -> None:
    left, top, right, bottom = pixels(outer, 1.0)
    assert bounds(_trimmed(_banded(*bands), outer)) == (left, top, right, bottom)


def test_bands_broader_than_a_shadow_belong_to_a_box() -> None:
    far = HARD_SHADOW_PX + 4
    outer = _joined(far, far)
    found = _trimmed(hard_shadow(button(label=""), far, far), outer)
    assert bounds(found) == pixels(outer, 1.0)


# What cannot be trimmed


@pytest.mark.parametrize("outer", [Box(320, 40, 1, 1), Box(320, 40, 2, 44), Box(320, 40, 200, 2), Box(0, 0, 600, 120)])
@pytest.mark.parametrize("ground", [WHITE, photograph()], ids=["plain", "picture"])
def test_a_box_of_any_size_leaves_something(outer: Box, ground: Ground) -> None:
    found = _trimmed(button(), outer, ground=ground)
    left, top, right, bottom = pixels(outer, 1.0)
    assert found.any()
    found[top:bottom, left:right] = False
    assert not found.any()


def test_a_glow_without_an_edge_stays_as_it_is() -> None:
    def glow(page: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], box: Box, scale: float) -> None:
        soft_shadow(button((233, 233, 233), label="", radius=20), 30, strength=0.1)(page, box, scale)

    cut = seen(glow)
    faint = _change(cut) // 8
    box = _box(cut, ACCEPT)
    assert np.array_equal(trimmed(cut, faint, box), box)


# Within the outline of a shadow


def _within(draw: Draw, scale: float = 1.0, *, levelled: bool = False, sides: bool = True) -> Mask | None:
    """The box within an outline 8 px around it, with all edges, without the upper, or with the right one only."""
    cut = seen(draw, scale)
    outline, change = _box(cut, ACCEPT.inflated(8)), _change(cut)
    middle = round(ACCEPT.centre[1] * scale)
    if levelled:
        change[:middle] = change[middle]
    if not sides:
        change[middle:] = change[middle]
        change[:, : round(ACCEPT.centre[0] * scale)] = change[middle, round(ACCEPT.centre[0] * scale)]
    return within_shadow(cut, change, outline)


@SCALES
@pytest.mark.parametrize("draw", [button(), button(WHITE, BLACK)], ids=["blue", "white"])
def test_a_box_is_told_within_the_outline_of_its_shadow(draw: Draw, scale: float) -> None:
    found = _within(soft_shadow(draw), scale)
    assert found is not None
    assert _off(found, scale) <= 1


@SCALES
def test_a_side_that_is_not_seen_lies_as_far_in_as_the_others(scale: float) -> None:
    found = _within(soft_shadow(button(label="")), scale, levelled=True)
    assert found is not None
    assert _off(found, scale) <= 1


@SCALES
def test_one_side_that_is_seen_tells_no_box(scale: float) -> None:
    assert _within(soft_shadow(button(label="")), scale, levelled=True, sides=False) is None


@SCALES
@pytest.mark.parametrize("draw", [nothing, soft_shadow(nothing)], ids=["nothing", "shadow alone"])
def test_a_shadow_without_a_box_tells_none(draw: Draw, scale: float) -> None:
    assert _within(draw, scale) is None


# Where a shadow turns


def _grown(*levels: float) -> _Side:
    """A side that changes by so many levels at each pixel."""
    change = -np.repeat(np.array(levels, np.float64)[:, None], 3, axis=1)
    return _Side(np.abs(np.diff(np.array([0.0, *levels]))), change, np.full_like(change, 255))


@pytest.mark.parametrize(
    ("levels", "turns"),
    [
        ([0, 3, 6, 9, 5, 5, 5, 5], True),  # back
        ([0, 3, 6, 9, 9.4, 9.4, 9.4, 9.4], True),  # even from here on
        ([0, 3, 6, 9, 9, 9, 9, 9], False),  # even since a pixel before
        ([0, 3, 6, 9, 12, 15, 18, 21], False),  # grows on
        ([0, 3, 6, 9, 5, 5, 5, 8], False),  # not even ahead
        ([0, 1, 2, 3, 0, 0, 0, 0], False),  # hardly grew
        ([0, 3, 6, 9, 5, 5, 5], False),  # nothing is known that far ahead
    ],
)
def test_a_shadow_turns_where_it_grew_and_is_even_from_there_on(levels: list[float], *, turns: bool) -> None:
    assert _turns(_grown(*levels), BEFORE + 1) == turns


def test_where_too_little_led_up_to_it_nothing_turns() -> None:
    assert not _turns(_grown(3, 6, 9, 5, 5, 5, 5, 5), BEFORE)
