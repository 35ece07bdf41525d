import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.measure.prominence.cuts import Mask, difference
from auditor.measure.prominence.ground import commonest, ground_in
from tests.unit.measure.drawing import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    PAGE,
    WHITE,
    Colour,
    Picture,
    button,
    gradient,
    page,
    photograph,
    text,
)

SIZE = int(PAGE.height), int(PAGE.width)
WHOLE = np.ones(SIZE, bool)
RIM = 3


def _off(picture: Picture, bare: Picture, region: Mask = WHOLE) -> float:
    """How far, in levels, the fitted ground lies from the one without a label, at most."""
    fitted = ground_in(picture, region, RIM)
    assert fitted.plain
    return float(difference(fitted.picture, bare)[region].max())


def _bent() -> Picture:
    """Light in the middle, dark in the corners."""
    rows, columns = np.mgrid[: SIZE[0], : SIZE[1]]
    away = ((rows / SIZE[0] - 0.5) ** 2 + (columns / SIZE[1] - 0.5) ** 2)[..., None]
    bent: Picture = (np.array([220, 200, 180]) - 160 * away).round().astype(np.uint8)
    return bent


@pytest.mark.parametrize("colour", [BLACK, WHITE, BLUE, GREY])
def test_a_ground_of_one_colour_is_that_colour(colour: Colour) -> None:
    picture = page(ground=colour)
    assert _off(picture, picture) < 1
    assert ground_in(picture, WHOLE, RIM).even == 1


@pytest.mark.parametrize(("first", "last"), [(BLUE, GREEN), (BLACK, WHITE), ((250, 250, 250), (235, 240, 250))])
def test_a_gradient_is_followed_from_end_to_end(first: Colour, last: Colour) -> None:
    bare = page(1.0, (gradient(first, last, label=""), PAGE))
    assert _off(bare, bare) < 3


def test_a_bent_gradient_is_followed() -> None:
    assert _off(_bent(), _bent()) < 2


@pytest.mark.parametrize("bare", [page(ground=BLUE), _bent(), page(1.0, (gradient(label=""), PAGE))])
def test_a_label_is_no_part_of_the_ground(bare: Picture) -> None:
    written = bare.copy()
    text(WHITE, "Accept all cookies", 1.6)(written, PAGE, 1.0)
    assert _off(written, bare) < 3


def test_a_ground_is_that_of_its_region_alone() -> None:
    picture = page(1.0, (button(label=""), PAGE), ground=WHITE)
    picture[:, 300:] = GREEN
    left = np.zeros(SIZE, bool)
    left[:, :300] = True
    assert _off(picture, page(ground=BLUE), left) < 1


@pytest.mark.parametrize(
    "picture",
    [photograph(), cv2.GaussianBlur(photograph(), (0, 0), 1.0)],
    ids=["fine", "coarse"],
)
def test_a_photograph_is_no_plain_ground(picture: Picture) -> None:
    assert not ground_in(picture, WHOLE, RIM).plain


def test_a_pattern_of_three_colours_is_no_plain_ground() -> None:
    picture = page()
    for number, colour in enumerate((BLACK, GREY)):
        picture[:, [x for x in range(SIZE[1]) if x // 7 % 3 == number]] = colour
    assert not ground_in(picture, WHOLE, RIM).plain


@pytest.mark.parametrize("shape", [(1, 1), (1, 5), (4, 5), (1, 600), (120, 1), (2, 2)])
def test_however_small_or_thin_a_region_its_ground_is_its_colour(shape: tuple[int, int]) -> None:
    region = np.zeros(SIZE, bool)
    region[: shape[0], : shape[1]] = True
    assert _off(page(ground=BLUE), page(ground=BLUE), region) < 1


def test_beside_a_region_the_ground_goes_on_and_stays_a_colour() -> None:
    bare = page(1.0, (gradient(BLACK, WHITE, label=""), PAGE))
    middle = np.zeros(SIZE, bool)
    middle[:, 200:400] = True
    fitted = ground_in(bare, middle, RIM).picture
    assert fitted.dtype == np.uint8
    assert fitted.shape == bare.shape
    assert difference(fitted, bare).max() < 20


@settings(deadline=None, max_examples=25)
@given(st.tuples(*[st.integers(0, 255)] * 3), st.tuples(*[st.integers(0, 255)] * 3))
def test_whatever_the_colours_of_label_and_ground_the_ground_is_found(ink: Colour, ground: Colour) -> None:
    picture = page(1.0, (text(ink), PAGE), ground=ground)
    assert _off(picture, page(ground=ground)) < 6


# The commonest colour


def _row(colours: list[Colour]) -> tuple[Picture, Mask]:
    """A picture of one row of these pixels, and all of it as a region."""
    return np.array([colours], np.uint8), np.ones((1, len(colours)), bool)


def test_the_commonest_colour_is_that_of_most_pixels() -> None:
    assert commonest(*_row([BLUE] * 6 + [WHITE] * 3 + [GREY] * 2)).tolist() == list(BLUE)


def test_colours_that_hardly_differ_count_as_one() -> None:
    assert commonest(*_row([(2, 60, 180), (4, 62, 182)] * 2 + [WHITE] * 3)).tolist() == [3, 61, 181]


def test_the_commonest_colour_is_that_of_its_region_alone() -> None:
    picture, region = _row([WHITE] * 6 + [BLUE] * 3)
    region[:, :5] = False
    assert commonest(picture, region).tolist() == list(BLUE)


def test_the_commonest_colour_of_many_pixels_is_found() -> None:
    picture = photograph()
    picture[::2] = GREEN
    assert commonest(picture, WHOLE).tolist() == list(GREEN)
