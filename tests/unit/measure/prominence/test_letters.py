import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.domain.box import Box
from auditor.domain.facts import Measured
from auditor.measure.prominence.cuts import Mask
from auditor.measure.prominence.letters import (
    LEAST_X_HEIGHT_PX,
    NO_INK,
    NO_SMALL_LETTERS,
    TOO_SMALL,
    Ink,
    block_of,
    has_small_letters,
    has_tall_letters,
    heights_of,
    ink_of,
    line_height_of,
    stroke_of,
    strongest_line,
)
from tests.unit.measure.drawing import (
    BLACK,
    BLUE,
    GREY,
    PALE,
    WHITE,
    Colour,
    Draw,
    Picture,
    link,
    page,
    ratio_of,
    seen,
    text,
)

SCALES = pytest.mark.parametrize("scale", [1.0, 1.5, 2.0, 3.0])
WITHOUT = {
    "Arabic": "قبول الكل",
    "Han": "同意する",
    "Hangul": "모두 수락",
    "Thai": "ยอมรับทั้งหมด",
    "Devanagari": "सभी स्वीकार करें",
    "Georgian": "ყველას მიღება",
}
WITH = {"Latin": "Accept all", "Greek": "Αποδοχή όλων", "Cyrillic": "Принять все", "Armenian": "Ընդունել բոլորը"}


def _everywhere(picture: Picture) -> Mask:
    return np.ones(picture.shape[:2], bool)


def _ink(draw: Draw, scale: float = 1.0, ground: Colour = WHITE) -> Ink:
    """The ink of words alone on a page."""
    cut = seen(draw, scale, ground=ground)
    region = _everywhere(cut.shown)
    return ink_of(cut.shown, cut.erased, region)


def _heights(label: str = "Accept all", scale: float = 2.0, size: float = 0.6) -> tuple[Measured, Measured]:
    return heights_of(_ink(text(label=label, size=size), scale), label, scale)


def _x_height(label: str = "Accept all", scale: float = 2.0, size: float = 0.6) -> Measured:
    return _heights(label, scale, size)[0]


def _value(found: Measured) -> float:
    assert found.value is not None
    return found.value


def _bar(rows: int, columns: int = 100, across: int = 4) -> Ink:
    """Upright black strokes of one height, one pixel in every four."""
    shown = page()
    shown[50 : 50 + rows, 100 : 100 + columns : across] = 0
    region = _everywhere(shown)
    return ink_of(shown, page(), region)


# Ink


@SCALES
@pytest.mark.parametrize(("colour", "ground"), [(BLACK, WHITE), (WHITE, BLUE), (GREY, PALE), (BLUE, WHITE)])
def test_ink_has_its_own_colour_and_its_contrast_to_the_ground(colour: Colour, ground: Colour, scale: float) -> None:
    ink = _ink(text(colour), scale, ground)
    assert ink.colour == pytest.approx(colour, abs=4)
    assert ink.contrast.value == pytest.approx(ratio_of(colour, ground), rel=0.05)
    assert ink.contrast.error < 0.1 * ratio_of(colour, ground)


def test_ink_covers_its_strokes_and_nothing_else() -> None:
    cut = seen(text())
    ink = _ink(text())
    assert ink.cover.shape == cut.shown.shape[:2]
    assert ink.cover.max() == pytest.approx(1, abs=0.02)
    assert (ink.cover[(cut.shown == cut.erased).all(axis=2)] == 0).all()
    assert ink.mask[(cut.shown < 60).all(axis=2)].all()


@pytest.mark.parametrize("colour", [WHITE, (252, 253, 254)])
def test_words_in_the_colour_of_their_ground_have_the_contrast_one(colour: Colour) -> None:
    ink = _ink(text(colour))
    assert (ink.colour, ink.contrast.value, ink.contrast.reason) == (None, 1, NO_INK)
    assert not ink.mask.any()
    assert stroke_of(ink, 1.0) == Measured(None, reason=NO_INK)
    assert block_of(ink, 1.0) == 0


def test_a_few_inked_pixels_say_nothing() -> None:
    assert _bar(2, 16).colour is None
    assert _bar(8, 16).colour is not None


def test_ink_on_a_gradient_is_measured_against_what_is_right_behind_it() -> None:
    shown = page()
    shown[:] = np.linspace(255, 205, shown.shape[1]).round().astype(np.uint8)[None, :, None]
    ground = shown.copy()
    shown[50:60, 100:500:4] = BLACK
    region = _everywhere(shown)
    ink = ink_of(shown, ground, region)
    assert ink.mask.sum() == 1000
    assert ratio_of((205,) * 3, BLACK) < (ink.contrast.value or 0) < ratio_of(WHITE, BLACK)
    assert ink.contrast.error > 0.5


def test_ink_of_no_pixels_is_none() -> None:
    shown = page()
    ink = ink_of(shown, page(ground=BLACK), ~_everywhere(shown))
    assert ink.colour is None


# Small letters


@pytest.mark.parametrize("label", WITH.values(), ids=WITH)
def test_scripts_with_an_x_height_have_small_letters(label: str) -> None:
    assert has_small_letters(label)
    assert not has_small_letters(label.upper())


@pytest.mark.parametrize("label", [*WITHOUT.values(), "1234", "", "×", "a"])
def test_scripts_without_small_letters_have_no_height(label: str) -> None:
    assert not has_small_letters(label)
    assert not has_tall_letters(label)
    assert heights_of(_ink(text(), 2.0), label, 2.0) == (Measured(None, reason=NO_SMALL_LETTERS),) * 2


@pytest.mark.parametrize("label", ["Í lagi", "Éi"])
def test_beside_small_letters_an_accented_capital_has_no_height(label: str) -> None:
    assert not has_tall_letters(label)


@pytest.mark.parametrize("label", ["ACCEPT ALL", "OK", "ПРИНЯТЬ"])
def test_capitals_alone_have_the_height_of_capitals_alone(label: str) -> None:
    small, tall = _heights("ACCEPT ALL") if label.isascii() else heights_of(_ink(text(label="HHH"), 2.0), label, 2.0)
    assert not has_small_letters(label)
    assert has_tall_letters(label)
    assert small == Measured(None, reason=NO_SMALL_LETTERS)
    assert tall.value == pytest.approx(21 * 0.6, abs=1.7)  # units of the typeface: capitals are 21 high


def test_small_letters_alone_tell_of_capitals_what_typefaces_make_likely() -> None:
    small, tall = _heights("accept")
    assert small.value is not None
    assert tall.value is not None
    assert not has_tall_letters("accept")
    assert tall.value / small.value == pytest.approx(1.42)
    assert tall.error == pytest.approx(0.1 * tall.value)


@SCALES
@pytest.mark.parametrize("size", [0.5, 0.6, 0.9])
def test_capitals_are_half_as_high_again_as_small_letters(size: float, scale: float) -> None:
    small, tall = _heights("Accept all", scale, size)
    assert 1.25 * _value(small) < _value(tall) < 1.75 * _value(small)


@SCALES
@pytest.mark.parametrize("size", [0.5, 0.6, 0.9])
def test_the_height_of_small_letters_follows_the_size_of_the_type(size: float, scale: float) -> None:
    small = 14 * size  # units of the typeface: a small x is 14 high, and its stroke goes a little beyond
    found = _x_height(scale=scale, size=size)
    assert found.value == pytest.approx(small, abs=1.7)
    assert 0 < found.error <= 0.5 / scale


@pytest.mark.parametrize("label", ["Accept all", "accept", "nnnn", "Reject all", "Decline", "Only what is needed"])
def test_letters_of_one_size_have_nearly_one_height(label: str) -> None:
    assert _x_height(label).value == pytest.approx(_value(_x_height("Agree and close")), abs=1)


@pytest.mark.parametrize("size", [0.1, 0.15])
def test_type_that_is_too_small_is_not_measured(size: float) -> None:
    assert _heights("Accept all", 1.0, size)[0] == Measured(None, reason=TOO_SMALL)


def test_a_line_of_ink_that_is_too_thin_is_not_measured() -> None:
    assert heights_of(_bar(2), "Accept all", 1.0) == (Measured(None, reason=TOO_SMALL),) * 2
    assert heights_of(_bar(round(LEAST_X_HEIGHT_PX) + 4), "Accept all", 1.0)[0].value is not None


def test_without_ink_there_is_no_height() -> None:
    assert heights_of(_ink(text(WHITE)), "Accept all", 1.0) == (Measured(None, reason=NO_INK),) * 2


# Lines


@pytest.mark.parametrize(
    ("weight", "line"),
    [
        ([], []),
        ([0, 0], []),
        ([0, 3, 4, 0, 5, 0], [3, 4]),
        ([0, 3, 4, 0, 9, 0], [9]),
        ([0.5, 100, 0.5], [100]),
        ([2, 2, 200, 2], [2, 2, 200, 2]),  # the stems of a capital beside a long word
        ([70, 0.7, 200, 0.7, 90], [200]),  # an underline or another line ends it
    ],
)
def test_the_strongest_line_is_that_with_most_ink(weight: list[float], line: list[float]) -> None:
    assert strongest_line(np.array(weight, np.float64), 1.0).tolist() == line


def test_of_two_lines_of_words_one_is_measured() -> None:
    shown, erased = page(2.0), page(2.0)
    for y, size in ((10, 0.6), (70, 0.45)):
        text(size=size)(shown, Box(200, y, 200, 40), 2.0)
    region = _everywhere(shown)
    ink = ink_of(shown, erased, region)
    assert heights_of(ink, "Accept all", 2.0)[0].value == pytest.approx(14 * 0.6, abs=1.7)


# Strokes and blocks


@SCALES
def test_bold_words_have_thicker_strokes(scale: float) -> None:
    thin, bold = page(scale), page(scale)
    for picture, broad in ((thin, 2), (bold, 4)):
        for x in range(100, 200, 20):
            picture[round(40 * scale) : round(60 * scale), round(x * scale) : round((x + broad) * scale)] = 0
    region = _everywhere(thin)
    found = [_value(stroke_of(ink_of(p, page(scale), region), scale)) for p in (thin, bold)]
    assert found[0] == pytest.approx(2, abs=0.5)
    assert found[1] == pytest.approx(4, abs=0.8)


@pytest.mark.parametrize("colour", [GREY, BLUE, PALE])
def test_the_colour_of_words_does_not_change_their_strokes(colour: Colour) -> None:
    found = stroke_of(_ink(text(colour), 2.0), 2.0)
    assert found.value == pytest.approx(_value(stroke_of(_ink(text(), 2.0), 2.0)), rel=0.1)
    assert found.error > 0


@SCALES
def test_a_block_grows_with_the_length_of_a_label(scale: float) -> None:
    short, long = (block_of(_ink(text(label=label), scale), scale) for label in ("accept", "accept accept"))
    assert long == pytest.approx(2.1 * short, rel=0.15)


@SCALES
def test_a_line_is_as_high_as_its_highest_and_lowest_letters(scale: float) -> None:
    plain, deep = (line_height_of(_ink(text(label=label), scale), scale) for label in ("accept", "accept Agj"))
    assert 14 * 0.6 < plain < deep < 40 * 0.6
    assert line_height_of(_ink(text(WHITE), scale), scale) == 0


def test_a_block_is_in_css_pixels() -> None:
    assert block_of(_ink(text(), 3.0), 3.0) == pytest.approx(block_of(_ink(text(), 2.0), 2.0), rel=0.1)


def test_a_block_holds_the_gaps_between_words() -> None:
    ink = _ink(text(label="a a a a a"), 2.0)
    assert block_of(ink, 2.0) > 1.5 * ink.mask.sum() / 4


COLOURS = st.tuples(*[st.integers(0, 255)] * 3)


@settings(deadline=None, max_examples=30)
@given(COLOURS, COLOURS)
def test_whatever_the_colours_ink_is_sound(colour: Colour, ground: Colour) -> None:
    ink = _ink(link(colour), ground=ground)
    assert 1 <= (ink.contrast.value or 0) <= 21
    assert ink.cover.min() >= 0
    assert ink.cover.max() <= 1
    assert (ink.colour is None) == (ink.contrast.reason is not None)
