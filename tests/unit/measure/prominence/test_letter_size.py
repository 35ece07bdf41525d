from dataclasses import replace

import pytest

from auditor.domain.controls import Kind
from auditor.domain.facts import Look, Measured
from auditor.measure.prominence.letter_size import DISAGREE, lines, settled
from auditor.measure.prominence.letters import NO_SMALL_LETTERS
from auditor.measure.prominence.look import Seen
from auditor.measure.thresholds import thresholds
from tests.evidence.builders import look, measured
from tests.unit.measure.prominence.test_explained import A_CONTROL

LIMITS = thresholds()
NONE = Measured(None, reason=NO_SMALL_LETTERS)


def _with(its: Look, label: str = "Accept all", letters: float | None = 15.0, line: float = 12.0) -> Seen:
    return replace(A_CONTROL, look=its, label=label, letters=letters, line=line)


def _heights(first: float, second: float, letters: tuple[float | None, float | None]) -> tuple[Measured, Measured]:
    looks = (look(x_height=measured(height), cap_height=measured(height * 1.4)) for height in (first, second))
    one, other = settled(*(_with(its, letters=w) for its, w in zip(looks, letters, strict=True)), LIMITS)
    assert one.look.cap_height.value is None or one.look.cap_height.value == pytest.approx(first * 1.4)
    return one.look.x_height, other.look.x_height


@pytest.mark.parametrize("letters", [(20.0, 14.0), (None, 14.0), (20.0, None)])
def test_heights_that_widths_bear_out_or_cannot_gainsay_stand(letters: tuple[float | None, float | None]) -> None:
    assert [h.value for h in _heights(10, 7, letters)] == [10, 7]


@pytest.mark.parametrize("letters", [(15.0, 15.0), (14.0, 20.0), (16.0, 15.0)])
def test_heights_that_widths_do_not_bear_out_are_not_told(letters: tuple[float, float]) -> None:
    assert {(h.value, h.reason) for h in _heights(10, 7, letters)} == {(None, DISAGREE)}


def test_equal_heights_stand_whatever_the_widths() -> None:
    assert [h.value for h in _heights(8, 8, (20.0, 10.0))] == [8, 8]


def _lines(
    strokes: tuple[float, float], heights: tuple[float, float], label: str = "सभी", **more: tuple[float, float]
) -> bool:
    letters: tuple[float | None, float | None] = more.get("letters", (None, None))
    seen = [
        _with(
            look(x_height=NONE, cap_height=NONE, stroke=measured(stroke), height=high, padding_high=high - line),
            label,
            letters=width,
            line=line,
        )
        for stroke, high, width, line in zip(strokes, heights, letters, (16.0, 11.0), strict=True)
    ]
    told, back = lines(seen[0], seen[1], LIMITS), lines(seen[1], seen[0], LIMITS)
    assert (told is None) == (back is None)
    assert told is None or [m.value for m in told] == [16, 11]
    return told is not None


@pytest.mark.parametrize(
    ("strokes", "heights", "told"),
    [
        ((1.4, 1.0), (46.0, 38.0), True),
        ((1.1, 1.0), (46.0, 38.0), False),  # strokes of one thickness: letters with marks
        ((1.0, 1.4), (46.0, 38.0), False),
        ((1.4, 1.0), (40.0, 40.0), False),  # boxes of one height
        ((1.4, 1.0), (38.0, 46.0), False),
    ],
)
def test_lines_differ_where_strokes_and_boxes_do(
    strokes: tuple[float, float], heights: tuple[float, float], *, told: bool
) -> None:
    assert _lines(strokes, heights) == told


def test_lines_differ_where_widths_do() -> None:
    assert _lines((1.0, 1.0), (40.0, 40.0), "接受", letters=(17.0, 12.0))
    assert not _lines((1.4, 1.0), (46.0, 38.0), "接受", letters=(15.0, 15.0))


def test_few_letters_of_a_script_with_small_letters_are_not_told_by_their_lines() -> None:
    assert not _lines((1.4, 1.0), (46.0, 38.0), "Не", letters=(17.0, 12.0))


def test_lines_are_not_asked_where_letters_have_heights_or_are_bare_words() -> None:
    tall = _with(look(x_height=measured(8.0)))
    assert lines(tall, replace(tall, line=20.0), LIMITS) is None
    words = [
        _with(look(kind=Kind.TEXT, x_height=NONE, cap_height=NONE, stroke=measured(s), height=h), "सभी", None, line)
        for s, h, line in ((1.4, 46.0, 16.0), (1.0, 38.0, 11.0))
    ]
    assert lines(words[0], words[1], LIMITS) is None
    assert lines(replace(words[0], line=0.0), words[1], LIMITS) is None
