import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.domain.text import whole


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("", ""),
        ("plain", "plain"),
        ("é😀", "é😀"),
        ("\ud83d\ude00", "😀"),
        ("a\ud83db", "a\ufffdb"),
        ("\ude00\ud83d", "\ufffd\ufffd"),
        ("a\0b", "a\ufffdb"),
    ],
)
def test_halves_are_joined_and_lone_ones_replaced(text: str, fit: str) -> None:
    assert whole(text) == fit


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_becomes_fit_for_a_file_and_stays_so(text: str) -> None:
    fit = whole(text)
    assert fit.encode().decode() == fit == whole(fit)
    assert "\0" not in fit
