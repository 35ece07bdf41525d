from dataclasses import replace

import numpy as np
import pytest

from auditor.domain.controls import Kind
from auditor.measure.colour import ciede2000, lab, srgb
from auditor.measure.prominence.cuts import Cut, Mask, difference
from auditor.measure.prominence.ground import ground_in
from auditor.measure.prominence.paint import SAMPLED, Paint, inside_of, paint_of
from auditor.measure.prominence.shape import Shape
from auditor.measure.thresholds import thresholds
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
    outlined,
    photograph,
    pixels,
    ratio_of,
    seen,
    soft_shadow,
    text,
)

LIMITS = thresholds()
SCALES = pytest.mark.parametrize("scale", [1.0, 1.5, 2.0, 3.0])
WHITE_BUTTON = button(WHITE, BLACK)


def _shape(cut: Cut) -> Shape:
    """The box of a control where it was drawn."""
    mask: Mask = np.zeros(cut.shown.shape[:2], bool)
    left, top, right, bottom = pixels(ACCEPT, cut.scale)
    mask[top:bottom, left:right] = True
    return Shape(mask, mask, boxed=True)


def _paint(draw: Draw, scale: float = 1.0, ground: Ground = WHITE) -> Paint | None:
    cut = seen(draw, scale, ground=ground)
    return paint_of(cut, _shape(cut), LIMITS)


def _painted(draw: Draw, scale: float = 1.0, ground: Ground = WHITE) -> Paint:
    found = _paint(draw, scale, ground)
    assert found is not None
    return found


@SCALES
@pytest.mark.parametrize(
    ("fill", "ink", "ground"), [(BLUE, WHITE, WHITE), (PALE, BLACK, WHITE), (WHITE, BLACK, BLUE), (BLACK, BLACK, PALE)]
)
def test_a_fill_has_its_colour_and_is_measured_against_the_ground(
    fill: Colour, ink: Colour, ground: Colour, scale: float
) -> None:
    found = _painted(button(fill, ink), scale, ground)
    assert found.kind is Kind.BUTTON
    assert found.colour == pytest.approx(fill, abs=2)
    assert found.contrast.value == pytest.approx(ratio_of(fill, ground), rel=0.01)
    assert found.difference.value == pytest.approx(float(ciede2000(lab(srgb(fill)), lab(srgb(ground)))), rel=0.01)
    assert found.contrast.error == pytest.approx(0, abs=0.01)
    # The fill is the box without its label, rounded to whole levels.
    cut = seen(button(fill, ink), scale, ground=ground)
    assert found.fill is not None
    assert np.abs(found.fill[_shape(cut).visible] - np.array(fill, float)).max() <= 1


@SCALES
@pytest.mark.parametrize("line", [BLUE, GREY, PALE])
def test_an_outline_has_its_colour_and_is_measured_against_the_ground(line: Colour, scale: float) -> None:
    found = _painted(outlined(line, BLACK), scale)
    assert (found.kind, found.fill) == (Kind.OUTLINED_BUTTON, None)
    assert found.colour == pytest.approx(line, abs=4)
    assert found.contrast.value == pytest.approx(ratio_of(line, WHITE), rel=0.05)


@SCALES
@pytest.mark.parametrize("strength", [0.15, 0.3])
def test_a_box_that_only_its_shadow_tells_is_an_outline_of_its_own_colour(strength: float, scale: float) -> None:
    found = _painted(soft_shadow(WHITE_BUTTON, strength=strength), scale)
    assert (found.kind, found.fill) == (Kind.OUTLINED_BUTTON, None)
    assert found.colour == pytest.approx(WHITE, abs=2)
    assert 1 < (found.contrast.value or 0) < 2
    assert (found.difference.value or 0) >= LIMITS.shadow_difference


def test_a_stronger_shadow_stands_out_more() -> None:
    faint, strong = (_painted(soft_shadow(WHITE_BUTTON, strength=s)).difference.value for s in (0.1, 0.4))
    assert (faint or 0) < (strong or 0)


@pytest.mark.parametrize("draw", [nothing, text(), WHITE_BUTTON, button((254, 255, 254), BLACK)])
def test_a_box_that_cannot_be_told_from_the_ground_is_not_painted(draw: Draw) -> None:
    assert _paint(draw) is None


def test_a_fill_that_is_hardly_seen_is_no_fill() -> None:
    assert _paint(button((252, 252, 252), BLACK)) is None


@pytest.mark.parametrize(("first", "last"), [(BLUE, GREEN), (GREY, BLUE)])
def test_a_gradient_is_a_fill_whose_contrast_varies(first: Colour, last: Colour) -> None:
    found = _painted(gradient(first, last), 2.0)
    assert found.kind is Kind.BUTTON
    bare, box = seen(gradient(first, last, label=""), 2.0), _shape(seen(nothing, 2.0)).visible
    assert found.fill is not None
    assert difference(found.fill, bare.shown)[box].max() <= 2
    low, high = sorted(ratio_of(c, WHITE) for c in (first, last))
    assert low < (found.contrast.value or 0) < high
    assert found.contrast.error > 0.1


def test_a_pattern_has_the_middle_of_its_colours() -> None:
    noise = photograph()
    cut = seen(lambda page, box, _: page[40:84, 320:520].__setitem__(..., noise[: int(box.height), :200]))
    shape = _shape(cut)
    found = paint_of(cut, shape, LIMITS)
    assert found is not None
    assert found.fill is not None
    assert not ground_in(cut.shown, inside_of(shape, cut.scale), 3).plain
    assert found.colour == pytest.approx((127,) * 3, abs=10)


def test_on_a_picture_a_contrast_varies() -> None:
    assert _painted(button(), ground=photograph()).contrast.error > 0.3


def test_a_hard_shadow_on_two_sides_does_not_make_a_white_box_an_outline_of_the_shadow() -> None:
    found = _paint(hard_shadow(WHITE_BUTTON))
    assert found is None or found.colour == pytest.approx(WHITE, abs=2)


@pytest.mark.parametrize("side", [10, 17, 18, 40])
def test_a_sample_of_a_region_has_the_contrast_of_the_whole(side: int) -> None:
    cut = seen(button(label=""))
    square: Mask = np.zeros(cut.still.shape, bool)
    square[42 : 42 + side, 330 : 330 + side] = True
    assert (square.sum() > SAMPLED) == (side > 17)
    found = paint_of(cut, Shape(square, square, boxed=True), LIMITS)
    assert found is not None
    assert found.contrast.value == pytest.approx(ratio_of(BLUE, WHITE), rel=0.001)


# What moves


def test_over_a_film_that_shows_through_everywhere_nothing_is_painted() -> None:
    cut = seen(button())
    moving = replace(cut, still=np.zeros_like(cut.still))
    assert paint_of(moving, _shape(cut), LIMITS) is None


def test_what_keeps_still_is_enough_for_a_fill() -> None:
    cut = seen(button())
    still = cut.still.copy()
    still[:, :400] = False
    found = paint_of(replace(cut, still=still), _shape(cut), LIMITS)
    assert found is not None
    assert found.colour == pytest.approx(BLUE, abs=2)


# Within the border


def test_the_inside_of_a_box_is_without_its_border() -> None:
    shape = _shape(seen(button(), 2.0))
    inside = inside_of(shape, 2.0)
    assert 0 < inside.sum() < shape.visible.sum()
    assert not (inside & ~shape.visible).any()


def test_a_box_too_thin_for_a_border_is_its_own_inside() -> None:
    shape = _shape(seen(button()))
    thin = shape.visible.copy()
    thin[44:] = False
    assert np.array_equal(inside_of(Shape(thin, thin, boxed=True), 1.0), thin)
