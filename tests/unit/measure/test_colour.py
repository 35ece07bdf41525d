import numpy as np
import pytest
from coloraide import Color
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.measure.colour import Array, ciede2000, contrast, lab, linear, luminance, oklab

BLACK, WHITE, GREY = (np.full(3, level) for level in (0.0, 1.0, 0.5))
COLOURS = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: np.array(rgb) / 255)


def _random(number: int, seed: int) -> Array:
    return np.random.default_rng(seed).integers(0, 256, (number, 3)) / 255


def _peer(colours: Array) -> list[Color]:
    return [Color("srgb", list(map(float, c))) for c in colours]


def test_luminance_agrees_with_coloraide() -> None:
    colours = _random(300, 1)
    expected = [c.luminance() for c in _peer(colours)]
    np.testing.assert_allclose(luminance(colours), expected, atol=2e-4)


def test_contrast_agrees_with_coloraide() -> None:
    first, second = _random(300, 2), _random(300, 3)
    expected = [a.contrast(b, method="wcag21") for a, b in zip(_peer(first), _peer(second), strict=True)]
    np.testing.assert_allclose(contrast(first, second), expected, rtol=2e-3)


def test_lab_agrees_with_coloraide() -> None:
    colours = _random(300, 4)
    expected = [c.convert("lab-d65").coords() for c in _peer(colours)]
    np.testing.assert_allclose(lab(colours), expected, atol=0.05)


def test_oklab_agrees_with_coloraide() -> None:
    colours = _random(300, 5)
    expected = [c.convert("oklab").coords() for c in _peer(colours)]
    np.testing.assert_allclose(oklab(colours), expected, atol=1e-4)


def test_ciede2000_agrees_with_coloraide() -> None:
    first, second = _random(400, 6), _random(400, 7)
    expected = [a.delta_e(b, method="2000", space="lab-d65") for a, b in zip(_peer(first), _peer(second), strict=True)]
    np.testing.assert_allclose(ciede2000(lab(first), lab(second)), expected, atol=0.05)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [  # pairs 1, 7, 9, 13, 17 and 24 of Sharma, Wu and Dalal 2005, table 1
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
        ((50, -0.001, 2.49), (50, 0.0009, -2.49), 4.8045),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (50, 3.2592, 0.335), 1.0),
        ((22.7233, 20.0904, -46.694), (23.0331, 14.973, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_ciede2000_gives_the_published_differences(
    first: tuple[float, ...], second: tuple[float, ...], expected: float
) -> None:
    assert ciede2000(np.array(first), np.array(second)) == pytest.approx(expected, abs=1e-4)


def test_black_and_white_are_as_far_apart_as_can_be() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert luminance(WHITE) == pytest.approx(1)
    assert luminance(BLACK) == 0
    assert lab(WHITE)[0] == pytest.approx(100, abs=1e-3)
    assert ciede2000(lab(BLACK), lab(WHITE)) == pytest.approx(100, abs=1e-3)
    assert oklab(WHITE)[0] == pytest.approx(1, abs=1e-6)


def test_grey_has_no_hue() -> None:
    np.testing.assert_allclose(lab(GREY)[1:], 0, atol=0.02)
    np.testing.assert_allclose(oklab(GREY)[1:], 0, atol=1e-4)


def test_linear_light_is_darker_than_its_code_and_keeps_the_ends() -> None:
    np.testing.assert_allclose(linear(np.array([0.0, 0.04045, 0.5, 1.0])), [0, 0.0031308, 0.2140411, 1], atol=1e-6)


@settings(deadline=None)
@given(COLOURS, COLOURS)
def test_differences_are_the_same_both_ways_and_none_to_itself(first: Array, second: Array) -> None:
    assert contrast(first, second) == contrast(second, first) >= 1
    assert ciede2000(lab(first), lab(second)) == pytest.approx(float(ciede2000(lab(second), lab(first))), abs=1e-9)
    assert ciede2000(lab(first), lab(first)) == 0
    assert contrast(first, first) == 1


def test_pictures_keep_their_shape() -> None:
    picture = _random(20, 8).reshape(4, 5, 3)
    assert luminance(picture).shape == contrast(picture, WHITE).shape == ciede2000(lab(picture), lab(WHITE)).shape
    assert lab(picture).shape == oklab(picture).shape == picture.shape
