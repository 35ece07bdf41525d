from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.domain.box import Box
from auditor.domain.controls import Kind
from auditor.domain.facts import Favours, Look
from auditor.measure.prominence.explained import _padded_alike, explained, explained_ink, longer_words, several_lines
from auditor.measure.prominence.look import Seen, see
from auditor.measure.thresholds import thresholds
from tests.evidence.builders import look, measured
from tests.unit.measure.drawing import BLUE, Draw, box_around, button, cross, link, outlined, seen, text

LIMITS = thresholds()
LONG, SHORT = "Accept all the cookies", "Reject"
SCALES = pytest.mark.parametrize("scale", [1.0, 1.5, 2.0, 3.0])


def _seen(draw: Draw, label: str, scale: float, box: Box) -> Seen:
    found = see(seen(draw, scale, box), label, LIMITS)
    assert found is not None
    return found


def _boxed(label: str, scale: float = 2.0, draw: Draw | None = None, **sizes: float) -> Seen:
    """A button around its label."""
    drawn = draw or button(label=label, size=sizes.get("size", 0.6))
    return _seen(drawn, label, scale, box_around(label, 60, scale, **sizes))


def _words(label: str, scale: float = 2.0, size: float = 0.6, draw: Draw | None = None) -> Seen:
    return _seen(draw or text(label=label, size=size), label, scale, Box(60, 40, 400, 44))


A_CONTROL = _words("Accept")


def _with(its: Look, block: float = 300.0, line: float = 12.0) -> Seen:
    return replace(A_CONTROL, look=its, block=block, line=line)


def _both(first: Seen, second: Seen) -> float:
    """What is explained one way, and found to be the inverse the other way."""
    there = explained(first, second, LIMITS)
    assert explained(second, first, LIMITS) == pytest.approx(1 / there, rel=0.1)
    return there


# Boxes


@SCALES
def test_a_longer_label_explains_a_wider_button(scale: float) -> None:
    first, second = _boxed(LONG, scale), _boxed(SHORT, scale)
    assert _both(first, second) == pytest.approx(first.look.width / second.look.width, rel=0.05)
    assert _both(first, second) > 1.8


def test_a_longer_label_explains_a_wider_outline() -> None:
    first, second = (_boxed(label, draw=outlined(label=label)) for label in (LONG, SHORT))
    assert _both(first, second) == pytest.approx(first.look.width / second.look.width, rel=0.05)


def test_two_of_the_same_leave_nothing_to_explain() -> None:
    assert explained(_boxed(LONG), _boxed(LONG), LIMITS) == 1
    assert explained(_words(LONG), _words(LONG), LIMITS) == 1


@pytest.mark.parametrize(
    ("label", "padding", "other"), [(SHORT, 40, 24), (SHORT, 100, 24), (LONG, 24, 60), (LONG, 120, 24)]
)
def test_other_padding_is_explained_by_no_label(label: str, padding: float, other: float) -> None:
    assert _both(_boxed(label, padding=padding), _boxed(SHORT, padding=other)) == 1


def test_a_higher_button_is_explained_by_no_label() -> None:
    high, low = _boxed(LONG, height=70), _boxed(SHORT, height=44)
    assert _both(high, low) <= 1.1 * high.look.width / low.look.width
    assert _both(_boxed(SHORT, height=70), low) == pytest.approx(1, abs=0.02)


def test_a_button_of_another_kind_is_explained_by_no_label() -> None:
    first, second = _boxed(LONG), _boxed(SHORT, draw=outlined(label=SHORT))
    assert _both(first, second) == _both(first, _words(SHORT)) == 1


def test_larger_letters_are_explained_by_no_label() -> None:
    assert _both(_boxed("Accept all", size=0.9), _boxed("Reject all", size=0.6)) == pytest.approx(1, abs=0.1)


def test_a_label_that_cannot_be_seen_explains_nothing() -> None:
    unseen = _boxed(LONG, draw=button(BLUE, BLUE, LONG))
    assert unseen.look.padding is None
    assert _both(unseen, _boxed(SHORT)) == 1


def test_a_box_without_an_area_explains_nothing() -> None:
    assert _both(_with(look(area=measured(None))), _with(look())) == 1


def test_a_label_of_two_lines_explains_a_higher_button() -> None:
    one, two = (
        _with(look(height=high, area=measured(120 * high), padding=40.0, padding_high=20.0)) for high in (40.0, 60.0)
    )
    assert _both(two, one) == pytest.approx(1.5)


@pytest.mark.parametrize(
    ("padding", "alike"),
    [
        (40.0, True),
        (40.0 - LIMITS.padding_px, True),
        (40.0 - LIMITS.padding_px - 1, False),
        (60.0, True),  # between the same and twice as much, as the label is twice as long
        (80.0 + LIMITS.padding_px, True),
        (80.0 + LIMITS.padding_px + 1, False),
        (None, False),
    ],
)
def test_padding_may_grow_with_a_label_and_no_more_than_that(padding: float | None, *, alike: bool) -> None:
    long, short = look(width=160 + (padding or 0), padding=padding), look(width=120.0, padding=40.0)
    assert _padded_alike(long, short, LIMITS) == alike


def test_without_padding_nothing_is_padded_alike() -> None:
    assert not _padded_alike(look(padding=40.0), look(padding=None), LIMITS)


@pytest.mark.parametrize(
    ("high", "padding", "line", "several"),
    [
        (40.0, 20.0, 12.0, True),
        (40.0, 21.0, 12.0, False),
        (60.0, 20.0, 12.0, True),
        (40.0, None, 12.0, True),
        (60.0, 20.0, 0.0, False),
    ],
)
def test_a_label_has_several_lines_when_it_is_higher_than_one(
    high: float, padding: float | None, line: float, *, several: bool
) -> None:
    assert several_lines(_with(look(height=high, padding_high=padding), line=line)) == several


def test_a_broken_label_explains_a_higher_button_padded_otherwise() -> None:
    one, two = (
        _with(look(width=wide, height=high, area=measured(wide * high), padding=padding, padding_high=20.0))
        for wide, high, padding in ((120.0, 32.0, 40.0), (150.0, 60.0, 100.0))
    )
    assert _both(two, one) == pytest.approx(150 * 60 / (120 * 32))


# Words


@SCALES
@pytest.mark.parametrize("lined", [False, True])
def test_a_longer_label_explains_longer_words(scale: float, *, lined: bool) -> None:
    first = _words(LONG, scale, draw=link(label=LONG) if lined else None)
    second = _words(SHORT, scale)
    assert _both(first, second) == pytest.approx(first.look.width / second.look.width, rel=0.15)


def test_words_in_larger_letters_are_explained_by_no_label() -> None:
    assert _both(_words(SHORT, size=0.9), _words(SHORT)) == 1


def test_words_without_ink_explain_nothing() -> None:
    assert explained(_with(look(Kind.TEXT), block=0.0), _with(look(Kind.TEXT)), LIMITS) == 1


@pytest.mark.parametrize(("line", "alike"), [(1.0, True), (1.05, True), (3.0, False)])
def test_scripts_without_small_letters_are_compared_by_their_lines(line: float, *, alike: bool) -> None:
    bare = look(Kind.TEXT, x_height=measured(None))
    first = _with(bare, block=900.0, line=12.0 * line)
    second = _with(bare, block=300.0, line=12.0)
    assert _both(first, second) == (3 if alike else 1)


def test_lines_without_height_explain_nothing() -> None:
    bare = look(Kind.TEXT, x_height=measured(None))
    assert explained(_with(bare, line=12.0), _with(bare, line=0.0), LIMITS) == 1


def test_icons_are_explained_by_no_label() -> None:
    small, large = (_seen(cross(side=side), "×", 2.0, Box(60, 40, 200, 44)) for side in (14, 28))
    assert small.look.kind is large.look.kind is Kind.ICON
    assert _both(large, small) == 1


# Both ways


BOXES = st.builds(
    look,
    st.sampled_from([Kind.BUTTON, Kind.BUTTON, Kind.OUTLINED_BUTTON, Kind.TEXT]),
    width=st.sampled_from([120.0, 160.0, 240.0]),
    height=st.sampled_from([36.0, 44.0, 60.0]),
    padding=st.one_of(st.none(), st.integers(20, 70).map(float)),
    padding_high=st.one_of(st.none(), st.integers(10, 40).map(float)),
    x_height=st.sampled_from([measured(None), measured(7.0), measured(8.5), measured(12.0)]),
).map(lambda found: replace(found, area=measured(found.width * found.height)))


@settings(deadline=None)
@given(BOXES, BOXES)
def test_what_is_explained_one_way_is_explained_the_other_way(first: Look, second: Look) -> None:
    assert _both(_with(first), _with(second)) > 0


def test_ink_is_explained_between_bare_words_and_between_outlined_boxes_of_one_size() -> None:
    sort = {"width": 300.0, "height": 40.0, "area": measured(12000.0), "padding_high": 20.0}
    for kind, told in ((Kind.TEXT, 3.0), (Kind.OUTLINED_BUTTON, 3.0), (Kind.BUTTON, None)):
        long, short = (_with(look(kind=kind, **sort), block=block) for block in (900.0, 300.0))
        assert explained_ink(long, short, LIMITS) == told
        assert explained_ink(short, long, LIMITS) == (None if told is None else pytest.approx(1 / told))
    higher = _with(look(kind=Kind.OUTLINED_BUTTON, width=300.0, height=80.0, area=measured(24000.0)))
    assert explained_ink(higher, _with(look(kind=Kind.OUTLINED_BUTTON, **sort)), LIMITS) is None


def test_the_longer_of_bare_words_and_a_box_is_named_when_it_is_the_words() -> None:
    words, box = _with(look(kind=Kind.LINK), block=900.0), _with(look(kind=Kind.OUTLINED_BUTTON), block=300.0)
    assert longer_words(words, box, LIMITS) is Favours.ACCEPT
    assert longer_words(box, words, LIMITS) is Favours.REJECT
    assert longer_words(replace(words, block=200.0), box, LIMITS) is Favours.NEITHER
    assert longer_words(box, box, LIMITS) is Favours.NEITHER
    larger = replace(words, look=look(kind=Kind.LINK, x_height=measured(20.0)))
    assert longer_words(larger, _with(look(x_height=measured(8.0))), LIMITS) is Favours.NEITHER
