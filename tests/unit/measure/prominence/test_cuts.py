from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.domain.artifacts import RemovalPictures
from auditor.domain.box import Box
from auditor.measure.prominence.cuts import (
    MARGIN_PX,
    Cut,
    bounds,
    cuts,
    decode,
    difference,
    dilated,
    eroded,
    ranked,
    runs,
)
from tests.evidence.builders import png
from tests.unit.measure.drawing import (
    ACCEPT,
    BLACK,
    PAGE,
    REJECT,
    WHITE,
    Colour,
    button,
    cut_of,
    moving_pictures,
    page,
    photograph,
    pictures,
    pictures_apart,
    pixels,
)


def _both(found: RemovalPictures) -> tuple[Cut, Cut]:
    both = cuts(found)
    assert both is not None
    return both


def _dot(x: int, y: int, size: tuple[int, int] = (9, 9)) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    mask = np.zeros(size, bool)
    mask[y, x] = True
    return mask


# Pictures


def test_a_picture_is_read_in_red_green_and_blue() -> None:
    picture = np.zeros((2, 3, 3), np.uint8)
    picture[..., 0] = 255
    read = decode(png(picture))
    assert read.shape == (2, 3, 3)
    assert read.dtype == np.uint8
    assert read[0, 0].tolist() == [255, 0, 0]


@pytest.mark.parametrize("data", [b"", b"<html>"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a picture"):
        decode(data)


# Cuts


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0, 3.0])
def test_a_cut_holds_a_control_and_a_margin_around_it(scale: float) -> None:
    whole = page(scale, (button(), ACCEPT), (button(), REJECT))
    for cut, box in zip(_both(pictures(button(), button(), scale)), (ACCEPT, REJECT), strict=True):
        left, top, right, bottom = pixels(box.inflated(MARGIN_PX).clipped(PAGE), scale)
        assert np.array_equal(cut.shown, whole[top:bottom, left:right])
        assert cut.scale == scale
        assert cut.shown.shape[:2] == cut.still.shape == cut.beside.shape


def test_a_cut_shows_its_own_control_erased_and_no_other() -> None:
    for cut in _both(pictures(button(), button())):
        assert (cut.erased == 255).all()
        assert (cut.shown != 255).any()


def test_a_margin_ends_where_the_picture_ends() -> None:
    corner = Box(2, 3, 100, 40)
    cut, _ = _both(pictures(button(), button(), boxes=(corner, ACCEPT)))
    assert cut.shown.shape[:2] == (3 + 40 + MARGIN_PX, 2 + 100 + MARGIN_PX)


def test_the_clip_may_lie_anywhere_on_the_page() -> None:
    whole = pictures(button(), button())
    moved = replace(
        whole,
        clip=replace(PAGE, x=150, y=480),
        accept=replace(ACCEPT, x=ACCEPT.x + 150, y=ACCEPT.y + 480),
        reject=replace(REJECT, x=REJECT.x + 150, y=REJECT.y + 480),
    )
    for here, there in zip(_both(whole), _both(moved), strict=True):
        assert np.array_equal(here.shown, there.shown)


@pytest.mark.parametrize("which", ["shown", "without_accept", "without_reject", "again"])
def test_pictures_of_different_sizes_are_not_cut(which: str) -> None:
    other: dict[str, Any] = {which: png(page(2.0))}
    assert cuts(replace(pictures(button(), button()), **other)) is None


@pytest.mark.parametrize("which", ["accept", "reject"])
def test_a_control_outside_the_picture_is_not_cut(which: str) -> None:
    outside: dict[str, Any] = {which: Box(2000, 40, 200, 44)}
    assert cuts(replace(pictures(button(), button()), **outside)) is None


# What moves, and what goes with the other control


def test_what_keeps_still_does_not_move() -> None:
    assert all(cut.still.all() for cut in _both(pictures(button(), button())))


def test_without_a_second_shot_everything_is_taken_for_still() -> None:
    once = replace(moving_pictures(button(), button()), again=b"")
    assert all(cut.still.all() for cut in _both(once))


def test_a_film_moves_and_a_button_on_it_does_not() -> None:
    margin = round(MARGIN_PX)
    for cut in _both(moving_pictures(button(), button())):
        inside = cut.still[margin:-margin, margin:-margin]
        assert inside.all()
        assert cut.still.sum() - inside.sum() < 0.05 * cut.still.size


@pytest.mark.parametrize(("level", "still"), [(254, True), (200, False)])
def test_a_pixel_moves_by_itself_when_it_is_seen_to_change(level: int, *, still: bool) -> None:
    again = page()
    again[:] = level
    cut, _ = _both(replace(pictures(button(WHITE), button(WHITE)), again=png(again)))
    assert cut.still[0, 0] == still


def test_pixels_of_a_near_control_go_with_it() -> None:
    near = replace(ACCEPT, x=REJECT.right + 10)
    accept, reject = _both(pictures(button(), button(), boxes=(near, REJECT)))
    assert np.array_equal(np.unique(np.nonzero(reject.beside)[1]), np.arange(MARGIN_PX + 210, MARGIN_PX + 224))
    assert np.array_equal(np.unique(np.nonzero(accept.beside)[1]), np.arange(14))


def test_nothing_goes_with_a_control_that_is_far_away() -> None:
    assert not any(cut.beside.any() for cut in _both(pictures(button(), button())))


def test_controls_on_two_screens_have_pictures_of_their_own() -> None:
    accept, reject = _both(pictures_apart(button(), button(BLACK)))
    assert [cut.shown.min() for cut in (accept, reject)] == [0, 0]
    assert (reject.shown == BLACK).all(axis=2).any()
    assert not (accept.shown == BLACK).all(axis=2).any()
    assert not accept.beside.any()
    assert not reject.beside.any()


@pytest.mark.parametrize(
    "which", ["shown", "without_accept", "again", "reject_shown", "without_reject", "reject_again"]
)
def test_pictures_of_the_second_screen_have_its_size(which: str) -> None:
    apart = pictures_apart(button(), button())
    assert cuts(replace(apart, reject_clip=Box(0, 0, 500, 120))) is None
    other: dict[str, Any] = {which: png(page(2.0))}
    assert cuts(replace(apart, **other)) is None


def test_two_screens_may_have_pictures_of_two_sizes() -> None:
    apart = pictures_apart(button(), button(BLACK))
    narrow = Box(0, 0, 400, 120)
    second, empty = (png(page(1.0, *drawn)[:, :400]) for drawn in ([(button(BLACK), REJECT)], []))
    smaller = replace(apart, reject_clip=narrow, reject_shown=second, reject_again=second, without_reject=empty)
    for here, there in zip(_both(apart), _both(smaller), strict=True):
        assert np.array_equal(here.shown, there.shown)
        assert np.array_equal(here.erased, there.erased)


@pytest.mark.parametrize("which", ["accept", "reject"])
def test_a_control_outside_its_own_screen_is_not_cut(which: str) -> None:
    outside: dict[str, Any] = {which: Box(2000, 40, 200, 44)}
    assert cuts(replace(pictures_apart(button(), button()), **outside)) is None


@pytest.mark.parametrize("which", ["shown", "without_accept", "without_reject", "again"])
def test_one_pixel_makes_another_size(which: str) -> None:
    other: dict[str, Any] = {which: png(page()[:, 1:])}
    assert cuts(replace(pictures(button(), button()), **other)) is None


# Arithmetic


@pytest.mark.parametrize(
    ("first", "second", "far"),
    [
        ((10, 20, 30), (10, 20, 30), 0),
        ((10, 20, 30), (12, 20, 25), 5),
        ((0, 255, 0), (0, 0, 0), 255),
        ((0, 0, 0), (0, 255, 0), 255),
    ],
)
def test_pictures_differ_by_the_channel_in_which_they_differ_most(first: Colour, second: Colour, far: int) -> None:
    assert (difference(page(ground=first), page(ground=second)) == far).all()


def test_a_part_is_what_lies_in_a_box_and_around_it() -> None:
    cut = cut_of(photograph(), photograph(seed=2))
    part = cut.part((100, 20, 150, 60), 5.4)
    assert np.array_equal(part.shown, cut.shown[15:65, 95:155])
    assert np.array_equal(part.erased, cut.erased[15:65, 95:155])
    assert part.still.shape == part.beside.shape == (50, 60)


def test_a_part_ends_where_the_cut_ends() -> None:
    assert cut_of(page(), page()).part((2, 3, 600, 120), 10).shown.shape == (120, 600, 3)


def test_bounds_end_before_the_first_pixel_beyond() -> None:
    assert bounds(_dot(2, 3) | _dot(6, 4)) == (2, 3, 7, 5)


def test_a_rim_is_taken_away_and_put_on() -> None:
    square = np.zeros((9, 9), bool)
    square[2:7, 2:7] = True
    assert np.array_equal(eroded(square, 2), _dot(4, 4))
    assert np.array_equal(dilated(_dot(4, 4), 2), square)


def test_beyond_the_picture_nothing_is_masked() -> None:
    whole = np.ones((5, 5), bool)
    assert np.array_equal(eroded(whole, 1), np.pad(np.ones((3, 3), bool), 1))


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ([], []),
        ([False, False], []),
        ([True], [(0, 1)]),
        ([True, True, False, True], [(0, 2), (3, 4)]),
        ([False, True, True, False], [(1, 3)]),
    ],
)
def test_runs_begin_with_the_first_and_end_after_the_last(marked: list[bool], found: list[tuple[int, int]]) -> None:
    assert runs(np.array(marked, bool)) == found


@given(st.lists(st.booleans(), max_size=40))
def test_runs_hold_what_is_marked_and_are_apart(marked: list[bool]) -> None:
    found = runs(np.array(marked, bool))
    assert [n for start, end in found for n in range(start, end)] == [n for n, m in enumerate(marked) if m]
    assert all(end < start for (_, end), (start, _) in pairwise(found))


@pytest.mark.parametrize(("share", "found"), [(0.0, [1, 5]), (0.15, [1, 5]), (0.5, [3, 7]), (1.0, [4, 8])])
def test_a_rank_is_the_value_below_which_that_share_lies(share: float, found: list[float]) -> None:
    assert ranked(np.array([[3, 1, 4, 2], [8, 5, 7, 6]], np.float32), share).tolist() == found
