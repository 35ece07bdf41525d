import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.measure.prominence.widths import breadth_of, expected_width, heights_agree, is_square


@pytest.mark.parametrize(
    ("label", "width"),
    [
        ("Accept all", 4.335),  # Helvetica: A 667, c 500, e 556, p 556, t 278, space 278, a 556, l 222
        ("  OK ", 1.445),
        ("Tillåt", 2.111),
        ("Да", 1.246),
        ("接受", 2.0),
        ("동의", 2.0),
        ("", None),
        ("✕", None),
        ("الكل", None),
        ("सभी", None),
    ],
)
def test_labels_are_as_wide_as_their_letters(label: str, width: float | None) -> None:
    assert expected_width(label) == (None if width is None else pytest.approx(width))


@given(st.text(max_size=40))
def test_any_label_has_a_width_or_none(label: str) -> None:
    width = expected_width(label)
    assert width is None or width > 0


@pytest.mark.parametrize(
    ("label", "square"),
    [("接受", True), ("すべて拒否", True), ("동의", True), ("全部 OK", False), ("OK", False), ("!", False)],
)
def test_signs_that_take_a_square(label: str, *, square: bool) -> None:
    assert is_square(label) == square


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_lines_are_as_wide_as_their_ink_together(scale: float) -> None:
    inked = np.zeros((60, 100), bool)
    inked[5:20, 10:60] = True
    inked[30:45, 20:40] = True
    inked[46:48, 0:100] = True  # an underline is no line
    assert breadth_of(inked, scale) == 70 / scale
    assert breadth_of(np.zeros((4, 4), bool), scale) == 0


@pytest.mark.parametrize(
    ("heights", "widths", "agree"),
    [(1.4, 1.4, True), (1.4, 1.19, True), (1.4, 1.17, False), (1.4, 0.7, False), (0.7, 0.7, True), (0.7, 1.0, False)],
)
def test_heights_agree_with_widths_that_go_half_the_way(heights: float, widths: float, *, agree: bool) -> None:
    assert heights_agree(heights, widths) == agree
    assert heights_agree(1 / heights, 1 / widths) == agree
