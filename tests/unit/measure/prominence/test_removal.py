import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.domain.box import Box
from auditor.measure.prominence.cuts import Mask, difference
from auditor.measure.prominence.removal import (
    EXPONENTS,
    MAIN_DEFINITION,
    MANY_PAIRS,
    METRICS,
    _Colours,
    colour_pairs,
    weights,
)
from tests.unit.measure.drawing import (
    BLACK,
    BLUE,
    GREY,
    WHITE,
    Picture,
    button,
    nothing,
    page,
    photograph,
    seen,
)

PATCH = Box(10, 10, 20, 10)


def _patched(scale: float = 1.0, level: int = 0) -> tuple[Picture, Picture, Mask]:
    shown, erased = page(scale, (button((level,) * 3, label=""), PATCH)), page(scale)
    return shown, erased, difference(shown, erased) > 0


def _levels(*colours: tuple[int, int, int]) -> Picture:
    return np.array(colours, np.uint8)


def test_there_are_five_metrics_and_three_exponents() -> None:
    found = weights(*_patched(), 1.0)
    assert len(found) == len(METRICS) * len(EXPONENTS) == 15
    assert MAIN_DEFINITION in found


def test_black_on_white_weighs_its_area_by_every_metric() -> None:
    for name, weight in weights(*_patched(), 1.0).items():
        exponent = float(name.rpartition(" ")[2])
        assert weight == pytest.approx(PATCH.area**exponent, rel=0.001)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0, 3.0])
def test_weight_is_counted_in_css_pixels(scale: float) -> None:
    assert weights(*_patched(scale), scale)["luminance, exponent 1"] == pytest.approx(PATCH.area)


def test_nothing_weighs_nothing() -> None:
    cut = seen(nothing)
    found = weights(cut.shown, cut.erased, np.zeros(cut.shown.shape[:2], bool), 1.0)
    assert set(found) == set(weights(*_patched(), 1.0))
    assert set(found.values()) == {0.0}


def test_what_does_not_go_with_a_control_weighs_nothing() -> None:
    shown, erased, changed = _patched()
    shown[100:110, 300:400] = BLUE
    assert weights(shown, erased, changed, 1.0) == weights(*_patched(), 1.0)


def test_half_of_a_control_weighs_half() -> None:
    shown, erased, changed = _patched()
    changed[:, 20:] = False
    assert weights(shown, erased, changed, 1.0)[MAIN_DEFINITION] == pytest.approx(PATCH.area / 2, rel=0.001)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 254), st.integers(0, 254))
def test_a_darker_control_never_weighs_less(first: int, second: int) -> None:
    dark, light = sorted((first, second))
    found = [weights(*_patched(level=level), 1.0) for level in (dark, light)]
    assert all(found[0][name] >= found[1][name] - 1e-9 for name in found[0])


@settings(deadline=None, max_examples=25)
@given(*[st.tuples(*[st.integers(0, 255)] * 3)] * 2)
def test_black_for_white_weighs_as_much_as_white_for_black(
    first: tuple[int, int, int], second: tuple[int, int, int]
) -> None:
    one, other, everywhere = page(ground=first), page(ground=second), np.ones(page().shape[:2], bool)
    assert weights(one, other, everywhere, 1.0) == pytest.approx(weights(other, one, everywhere, 1.0))


# Pairs of colours


def test_each_pair_of_colours_is_counted_once() -> None:
    first, second, counts = colour_pairs(_levels(BLUE, WHITE, BLUE, BLUE), _levels(GREY, WHITE, GREY, BLACK))
    found = {
        (tuple(a), tuple(b)): n
        for a, b, n in zip(
            (first * 255).round().astype(int).tolist(), (second * 255).round().astype(int).tolist(), counts, strict=True
        )
    }
    assert found == {(BLUE, GREY): 2, (WHITE, WHITE): 1, (BLUE, BLACK): 1}


def test_pairs_of_no_pixels_are_none() -> None:
    first, second, counts = colour_pairs(np.zeros((0, 3), np.uint8), np.zeros((0, 3), np.uint8))
    assert (len(first), len(second), len(counts)) == (0, 0, 0)


@given(st.lists(st.tuples(*[st.integers(0, 255)] * 6), min_size=1, max_size=30))
def test_pairs_of_colours_are_those_of_the_pixels(pixels: list[tuple[int, ...]]) -> None:
    both = np.array(pixels, np.uint8)
    first, second, counts = colour_pairs(both[:, :3], both[:, 3:])
    pairs = (np.hstack([first, second]) * 255).round().astype(int).tolist()
    assert {tuple(p): n for p, n in zip(pairs, counts, strict=True)} == {p: pixels.count(p) for p in pixels}


def test_the_colours_of_a_photograph_are_told_apart_in_steps() -> None:
    first, second = photograph().reshape(-1, 3), photograph(seed=2).reshape(-1, 3) // 64 * 64
    few, _, counts = colour_pairs(first, second)
    exact = np.unique(np.hstack([first, second]), axis=0)
    assert len(exact) > MANY_PAIRS
    assert counts.sum() == len(first)
    assert len(np.unique(few)) < 64


@pytest.mark.parametrize("name", METRICS)
@pytest.mark.parametrize(("ground", "off"), [(photograph(seed=2), 0.02), (page(ground=BLUE), 0.05)])
def test_steps_of_colours_hardly_change_the_weight_of_a_photograph(name: str, ground: Picture, off: float) -> None:
    shown = photograph()
    found = weights(shown, ground, np.ones(shown.shape[:2], bool), 1.0)[f"{name}, exponent 1"]
    exact = METRICS[name](_Colours.of(shown / 255), _Colours.of(ground / 255)).sum() / 100
    assert found == pytest.approx(exact, rel=off)
