import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.domain.box import Box
from auditor.domain.controls import Kind
from auditor.domain.facts import Look
from auditor.measure.colour import contrast
from auditor.measure.shape import has_x_height, look
from auditor.measure.thresholds import thresholds
from tests.unit.measure.drawing import (
    ACCEPT,
    BLACK,
    BLUE,
    GREY,
    PALE,
    WHITE,
    Colour,
    Draw,
    button,
    cross,
    gradient,
    link,
    nothing,
    outlined,
    page,
    seen,
    text,
    unit,
)

SCALES = pytest.mark.parametrize("scale", [1.0, 1.5, 2.0, 3.0])


def _look(
    draw: Draw, label: str = "Accept all", scale: float = 1.0, box: Box = ACCEPT, ground: Colour = WHITE
) -> Look | None:
    return look(*seen(draw, scale, box, ground), label, scale, thresholds())


def _seen(draw: Draw, label: str = "Accept all", scale: float = 1.0, box: Box = ACCEPT, ground: Colour = WHITE) -> Look:
    found = _look(draw, label, scale, box, ground)
    assert found is not None
    return found


def _ratio(first: Colour, second: Colour) -> float:
    return float(contrast(np.array(first) / 255, np.array(second) / 255))


# Kinds


@SCALES
@pytest.mark.parametrize(
    ("draw", "label", "kind"),
    [
        (button(), "Accept all", Kind.BUTTON),
        (button(PALE, BLACK), "Accept all", Kind.BUTTON),
        (button(BLACK, WHITE), "Accept all", Kind.BUTTON),
        (button(label=""), "", Kind.BUTTON),
        (gradient(), "Accept all", Kind.BUTTON),
        (outlined(), "Accept all", Kind.OUTLINED_BUTTON),
        (outlined(GREY, BLACK), "Accept all", Kind.OUTLINED_BUTTON),
        (link(), "Accept all", Kind.LINK),
        (link(BLACK, "Decline"), "Decline", Kind.LINK),
        (text(), "Accept all", Kind.TEXT),
        (text(GREY, "Decline"), "Decline", Kind.TEXT),
        (cross(), "×", Kind.ICON),
        (cross(), "X", Kind.ICON),
        (cross(), "", Kind.ICON),
    ],
)
def test_a_control_is_what_it_looks_like(draw: Draw, label: str, kind: Kind, scale: float) -> None:
    assert _seen(draw, label, scale).kind is kind


@SCALES
def test_what_cannot_be_seen_has_no_look(scale: float) -> None:
    assert _look(nothing, "Reject all", scale) is None
    assert _look(button(WHITE, WHITE), "Reject all", scale) is None
    assert _look(button((253, 254, 253), (252, 252, 252)), "Reject all", scale) is None


def test_a_few_changed_pixels_are_no_control() -> None:
    erased = unit(page())
    shown = erased.copy()
    shown[50, 100:111] = 0
    assert look(shown, erased, "Accept", 1.0, thresholds()) is None
    shown[50, 111] = 0
    assert look(shown, erased, "Accept", 1.0, thresholds()) is not None


def test_a_large_or_long_glyph_is_no_icon() -> None:
    assert _seen(cross(side=60), "×", box=Box(300, 10, 200, 100)).kind is Kind.TEXT
    assert _seen(text(label="-----"), "×").kind is not Kind.ICON


def test_a_control_on_a_dark_page_is_told_as_well() -> None:
    ghost = _seen(outlined(WHITE, WHITE), ground=BLACK)
    assert ghost.kind is Kind.OUTLINED_BUTTON
    assert ghost.label_contrast == pytest.approx(21, abs=1)


def test_a_box_in_the_colour_of_the_page_is_no_filled_button() -> None:
    almost = tuple(c - 6 for c in WHITE)
    assert _seen(button(almost, BLACK)).kind is not Kind.BUTTON


# Area


@SCALES
def test_the_area_is_in_css_pixels(scale: float) -> None:
    assert _seen(button(), scale=scale).area == pytest.approx(ACCEPT.area, rel=0.02)


def test_words_alone_are_as_large_as_their_own_box() -> None:
    assert _seen(text()).area < _seen(link()).area < _seen(button()).area / 4


# Fill


def test_the_fill_is_measured_against_the_page() -> None:
    assert _seen(button()).fill_contrast == pytest.approx(_ratio(BLUE, WHITE), rel=0.01)
    assert _seen(button(PALE, BLACK)).fill_contrast == pytest.approx(_ratio(PALE, WHITE), rel=0.01)
    assert _seen(button(PALE, BLACK), ground=BLACK).fill_contrast == pytest.approx(_ratio(PALE, BLACK), rel=0.01)


def test_an_outline_is_measured_against_the_page() -> None:
    assert _seen(outlined(GREY, BLACK)).fill_contrast == pytest.approx(_ratio(GREY, WHITE), rel=0.01)


@pytest.mark.parametrize(("draw", "label"), [(text(), "Accept all"), (link(), "Accept all"), (cross(), "×")])
def test_words_and_icons_have_no_fill(draw: Draw, label: str) -> None:
    assert _seen(draw, label).fill_contrast is None


# Label


@pytest.mark.parametrize(
    ("draw", "ink", "ground"),
    [
        (button(), WHITE, BLUE),
        (button(PALE, GREY), GREY, PALE),
        (outlined(BLUE, GREY), GREY, WHITE),
        (text(GREY), GREY, WHITE),
        (link(BLUE), BLUE, WHITE),
    ],
)
def test_the_contrast_of_a_label_is_that_of_its_ink_on_its_ground(draw: Draw, ink: Colour, ground: Colour) -> None:
    assert _seen(draw, scale=2.0).label_contrast == pytest.approx(_ratio(ink, ground), rel=0.02)


def test_an_underline_is_no_part_of_the_label() -> None:
    found = _seen(link(GREY, line=BLACK), scale=2.0)
    assert found.kind is Kind.LINK
    assert found.label_contrast == pytest.approx(_ratio(GREY, WHITE), rel=0.05)


def test_without_ink_there_is_no_contrast_and_no_height() -> None:
    blank = _seen(button(label=""))
    assert (blank.label_contrast, blank.x_height) == (None, None)


def test_too_little_ink_says_nothing() -> None:
    dot = _seen(button(label=".", size=0.4), "Accept all")
    assert (dot.label_contrast, dot.x_height) == (None, None)


# Height of small letters


@SCALES
@pytest.mark.parametrize("size", [0.5, 0.6, 0.9])
def test_the_height_of_small_letters_follows_the_size_of_the_type(size: float, scale: float) -> None:
    small = 14 * size  # units of the typeface: a small x is 14 high, and its stroke goes a little beyond
    found = _seen(button(label="Accept all", size=size), scale=scale).x_height
    assert found == pytest.approx(small, abs=1.7)


def test_an_underline_does_not_change_the_height() -> None:
    assert _seen(link(), scale=2.0).x_height == _seen(text(BLUE), scale=2.0).x_height


@pytest.mark.parametrize("label", ["ACCEPT ALL", "12", "a", "", "同意する"])
def test_without_small_letters_there_is_no_height(label: str) -> None:
    assert _seen(button(label=label or " "), label).x_height is None


def test_type_that_is_too_small_is_not_measured() -> None:
    assert _seen(text(size=0.15)).x_height is None


def test_a_line_of_ink_that_is_too_thin_is_not_measured() -> None:
    erased = unit(page())
    shown = erased.copy()
    shown[50:52, 100:180:4] = 0
    found = look(shown, erased, "Accept all", 1.0, thresholds())
    assert found is not None
    assert found.label_contrast == pytest.approx(21)
    assert found.x_height is None


@pytest.mark.parametrize(
    ("label", "has"),
    [
        ("Accept all", True),
        ("Принять", True),
        ("Αποδοχή", True),
        ("ACCEPT", False),
        ("Ok", False),
        ("同意する", False),
        ("1234", False),
        ("", False),
    ],
)
def test_which_labels_have_small_letters(label: str, *, has: bool) -> None:
    assert has_x_height(label) is has


COLOURS = st.tuples(*[st.integers(0, 255)] * 3)


@settings(deadline=None, max_examples=40)
@given(COLOURS, COLOURS, COLOURS)
def test_whatever_the_colours_a_look_is_sound(fill: Colour, ink: Colour, ground: Colour) -> None:
    found = _look(button(fill, ink), ground=ground)
    if found is None:
        return
    assert 0 < found.area <= ACCEPT.area * 1.01
    assert found.fill_contrast is None or 1 <= found.fill_contrast <= 21
    assert found.label_contrast is None or 1 <= found.label_contrast <= 21
    assert found.x_height is None or 0 < found.x_height <= ACCEPT.height
