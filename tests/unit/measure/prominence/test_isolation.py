import numpy as np
import pytest

from auditor.domain.box import Box
from auditor.measure.prominence.cuts import MARGIN_PX, Mask, difference
from auditor.measure.prominence.isolation import clearance_of
from tests.evidence.builders import measured
from tests.unit.measure.drawing import (
    ACCEPT,
    BLACK,
    BLUE,
    GREY,
    WHITE,
    Colour,
    Draw,
    Ground,
    Picture,
    button,
    cut_of,
    page,
    photograph,
    pixels,
    text,
)

SCALES = pytest.mark.parametrize("scale", [1.0, 1.5, 2.0, 3.0])
FREE = measured(MARGIN_PX, reason="no other ink nearby")


def _clearance(
    *beside: tuple[Draw, Box], scale: float = 1.0, ground: Ground = WHITE, surround: Colour = WHITE
) -> tuple[float | None, str | None]:
    """How far a button stands from what else is drawn on the page."""
    erased = page(scale, *beside, ground=ground)
    shown = erased.copy()
    button()(shown, ACCEPT, scale)
    found = clearance_of(cut_of(shown, erased, scale), _box(shown, scale), np.array(surround, np.float64))
    return found.value, found.reason


def _box(picture: Picture, scale: float) -> Mask:
    mask = np.zeros(picture.shape[:2], bool)
    left, top, right, bottom = pixels(ACCEPT, scale)
    mask[top:bottom, left:right] = True
    return mask


def _beside(gap: float, width: float = 10, height: float = 12) -> Box:
    return Box(ACCEPT.x - gap - width, 50, width, height)


def test_a_control_alone_is_as_far_from_other_ink_as_is_looked() -> None:
    assert _clearance() == (FREE.value, FREE.reason)


@SCALES
@pytest.mark.parametrize("gap", [2, 5, 12, 20])
def test_a_control_is_as_far_from_other_words_as_there_is_room_between(gap: float, scale: float) -> None:
    value, reason = _clearance((button(BLACK, label=""), _beside(gap)), scale=scale)
    assert value == pytest.approx(gap, abs=1.5)
    assert reason is None


@pytest.mark.parametrize(
    "other", [Box(ACCEPT.right + 6, 50, 9, 9), Box(400, ACCEPT.y - 15, 9, 9), Box(400, ACCEPT.bottom + 6, 40, 9)]
)
def test_other_words_may_stand_on_any_side(other: Box) -> None:
    assert _clearance((button(GREY, label=""), other))[0] == pytest.approx(6, abs=1.5)


def test_the_nearest_of_other_words_counts() -> None:
    near, far = _beside(4), Box(ACCEPT.right + 15, 50, 9, 9)
    assert _clearance((button(GREY, label=""), near), (button(GREY, label=""), far))[0] == pytest.approx(4, abs=1.5)


def test_words_far_away_are_not_told_from_none() -> None:
    assert _clearance((text(), Box(0, 40, 100, 44)))[0] == MARGIN_PX


def test_what_differs_little_from_the_ground_is_no_ink() -> None:
    assert _clearance((button((245, 246, 248), label=""), _beside(3)))[1] == FREE.reason


def test_what_is_taller_than_words_and_controls_is_no_ink() -> None:
    assert _clearance((button(GREY, label=""), Box(260, 5, 40, 100)))[1] == FREE.reason


def test_the_other_control_is_no_other_ink() -> None:
    shown, erased = page(1.0, (button(), ACCEPT), (button(), _beside(5))), page(1.0, (button(), _beside(5)))
    without = page(1.0, (button(), ACCEPT))
    together = cut_of(shown, erased, without=without)
    assert clearance_of(together, _box(shown, 1.0), np.array(WHITE, np.float64)) == FREE
    assert clearance_of(cut_of(shown, erased), _box(shown, 1.0), np.array(WHITE, np.float64)).value != MARGIN_PX


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_on_a_picture_nobody_can_tell_ink_from_ground(scale: float) -> None:
    assert _clearance(ground=photograph(scale), scale=scale) == (None, "the ground is a picture")


def test_a_ground_of_another_colour_is_a_ground() -> None:
    assert _clearance(ground=BLUE, surround=BLUE)[1] == FREE.reason
    words = text(WHITE, "words", 0.5), Box(ACCEPT.x, 96, 100, 20)
    assert (_clearance(words, ground=BLUE, surround=BLUE)[0] or MARGIN_PX) < MARGIN_PX


@SCALES
@pytest.mark.parametrize("row", [100, 101, 102])
def test_however_thin_a_control_its_room_is_measured(row: int, scale: float) -> None:
    shown, erased = page(scale, ground=WHITE), page(scale, (button(label=""), Box(50, 60, 40, 20)))
    shown[:] = erased
    shown[row, 10:60] = BLACK
    visible = difference(shown, erased) > 0
    found = clearance_of(cut_of(shown, erased, scale), visible, np.array(WHITE, np.float64))
    assert found.value is not None
    assert 0 <= found.value <= MARGIN_PX
