from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.domain.artifacts import RemovalPictures
from auditor.domain.box import Box
from auditor.domain.controls import Kind
from auditor.domain.facts import Look, Measured
from auditor.measure.prominence.cuts import MARGIN_PX, MOVING, PICTURE, cuts
from auditor.measure.prominence.look import MOVING_SHARE, PLAIN_SHARE, Seen, doubted, see
from auditor.measure.thresholds import thresholds
from tests.evidence.builders import claims, look
from tests.unit.measure.drawing import (
    ACCEPT,
    BLACK,
    BLUE,
    GREEN,
    GREY,
    PALE,
    REJECT,
    WHITE,
    Colour,
    Draw,
    Ground,
    Picture,
    button,
    cross,
    cut_of,
    gradient,
    hard_shadow,
    link,
    moving_pictures,
    nothing,
    outlined,
    page,
    photograph,
    pictures,
    ratio_of,
    seen,
    soft_shadow,
    text,
)

LIMITS = thresholds()
SCALES = pytest.mark.parametrize("scale", [1.0, 1.5, 2.0, 3.0])


def _see(
    draw: Draw, label: str = "Accept all", scale: float = 1.0, box: Box = ACCEPT, ground: Ground = WHITE
) -> Seen | None:
    return see(seen(draw, scale, box, ground), label, LIMITS)


def _look(draw: Draw, label: str = "Accept all", scale: float = 1.0, box: Box = ACCEPT, ground: Ground = WHITE) -> Look:
    found = _see(draw, label, scale, box, ground)
    assert found is not None
    return found.look


def _value(found: float | None) -> float:
    assert found is not None
    return found


def _first(found: RemovalPictures, label: str = "Accept all") -> Seen:
    """Accept, as it is seen among other things."""
    both = cuts(found)
    assert both is not None
    accept = see(both[0], label, LIMITS)
    assert accept is not None
    return accept


# Kinds


@SCALES
@pytest.mark.parametrize(
    ("draw", "label", "kind"),
    [
        (button(), "Accept all", Kind.BUTTON),
        (button(PALE, BLACK), "Accept all", Kind.BUTTON),
        (button(BLACK, WHITE), "Accept all", Kind.BUTTON),
        (button(radius=22), "Accept all", Kind.BUTTON),
        (button(label=""), "", Kind.BUTTON),
        (button(BLUE, BLUE), "Accept all", Kind.BUTTON),
        (gradient(), "Accept all", Kind.BUTTON),
        (soft_shadow(button()), "Accept all", Kind.BUTTON),
        (hard_shadow(button()), "Accept all", Kind.BUTTON),
        (outlined(), "Accept all", Kind.OUTLINED_BUTTON),
        (outlined(GREY, BLACK), "Accept all", Kind.OUTLINED_BUTTON),
        (soft_shadow(button(WHITE, BLACK)), "Accept all", Kind.OUTLINED_BUTTON),
        (soft_shadow(button(WHITE, BLACK, label="OK", radius=8), radius=8), "OK", Kind.OUTLINED_BUTTON),
        (link(), "Accept all", Kind.LINK),
        (link(BLACK, "Decline"), "Decline", Kind.LINK),
        (link(label="Reject everything, please"), "Reject everything, please", Kind.LINK),
        (text(), "Accept all", Kind.TEXT),
        (text(GREY, "Decline"), "Decline", Kind.TEXT),
        (text(label="jpggy"), "jpggy", Kind.TEXT),
        (cross(), "×", Kind.ICON),
        (cross(), "X", Kind.ICON),
        (cross(), "", Kind.ICON),
        (button(PALE, BLACK, label=""), "", Kind.BUTTON),
    ],
)
def test_a_control_is_what_it_looks_like(draw: Draw, label: str, kind: Kind, scale: float) -> None:
    assert _look(draw, label, scale).kind is kind


@SCALES
@pytest.mark.parametrize("draw", [nothing, button(WHITE, WHITE), text(WHITE), button((253, 254, 253), (252, 252, 252))])
def test_what_cannot_be_seen_has_no_look(draw: Draw, scale: float) -> None:
    assert _see(draw, "Reject all", scale) is None


def test_a_small_box_with_a_cross_in_it_is_an_icon() -> None:
    small = Box(400, 40, 36, 36)
    boxed: Draw = lambda picture, box, scale: (  # noqa: E731 - one picture of two drawings
        button(PALE, label="")(picture, box, scale),
        cross()(picture, box, scale),
    )[0]
    assert _look(boxed, "×", 2.0, small).kind is Kind.ICON
    assert _look(boxed, "OK", 2.0, small).kind is Kind.BUTTON


def test_a_large_or_long_glyph_is_no_icon() -> None:
    assert _look(cross(side=60), "×", box=Box(300, 10, 200, 100)).kind is Kind.TEXT
    assert _look(text(label="-----"), "×").kind is not Kind.ICON


def test_a_control_on_a_dark_page_is_told_as_well() -> None:
    ghost = _look(outlined(WHITE, WHITE), ground=BLACK)
    assert ghost.kind is Kind.OUTLINED_BUTTON
    assert ghost.label_contrast.value == pytest.approx(21, abs=1)


def test_a_box_in_the_colour_of_the_page_is_no_button() -> None:
    almost = (249, 249, 249)
    found = _look(button(almost, BLACK))
    assert found.kind is Kind.TEXT
    assert found.width < ACCEPT.width / 2


# Underlines


def _lined(*rows: int, label: str = "Accept all", ink: Colour = BLACK) -> Draw:
    """Words with level lines at so many pixels below their middle."""

    def draw(picture: Picture, box: Box, scale: float) -> None:
        text(ink, label)(picture, box, scale)
        left, right = (round((box.centre[0] + d) * scale) for d in (-37, 37))
        for row in rows:
            top = round((box.centre[1] + row) * scale)
            picture[top : top + round(scale), left:right] = ink

    return draw


@SCALES
def test_a_line_below_the_words_makes_a_link(scale: float) -> None:
    assert _look(_lined(11), scale=scale).kind is Kind.LINK


@SCALES
@pytest.mark.parametrize("row", [-7, -3, 0])
def test_a_line_through_the_words_or_along_their_top_makes_no_link(row: int, scale: float) -> None:
    assert _look(_lined(row), scale=scale).kind is Kind.TEXT


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_broad_bar_is_no_underline(scale: float) -> None:
    assert _look(_lined(*range(10, 16)), scale=scale).kind is Kind.TEXT


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_an_underline_that_letters_interrupt_is_one(scale: float) -> None:
    def draw(picture: Picture, box: Box, scale: float) -> None:
        _lined(11)(picture, box, scale)
        for x in (400, 440):
            picture[:, round(x * scale) : round((x + 6) * scale)] = WHITE

    assert _look(draw, scale=scale).kind is Kind.LINK


@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
def test_glyphs_that_no_font_has_are_boxes_and_no_link(scale: float) -> None:
    def draw(picture: Picture, box: Box, scale: float) -> None:
        for x in range(330, 500, 14):
            outlined(BLACK, label="")(picture, Box(x, box.y + 14, 11, 16), scale)

    assert _look(draw, "同意する", scale).kind is Kind.TEXT


def test_an_underline_is_no_part_of_the_label() -> None:
    found = _look(link(GREY, line=BLACK), scale=2.0)
    assert found.kind is Kind.LINK
    assert found.label_contrast.value == pytest.approx(ratio_of(GREY, WHITE), rel=0.05)


def test_an_underline_does_not_change_the_height_of_letters() -> None:
    lined, bare = _look(link(), scale=2.0), _look(text(BLUE), scale=2.0)
    assert lined.x_height == bare.x_height
    assert lined.stroke.value == pytest.approx(_value(bare.stroke.value), rel=0.05)


# Sizes


@SCALES
@pytest.mark.parametrize("draw", [button(), outlined(), gradient(), soft_shadow(button()), hard_shadow(button())])
def test_the_size_is_in_css_pixels(draw: Draw, scale: float) -> None:
    found = _look(draw, scale=scale)
    assert found.area.value == pytest.approx(ACCEPT.area, rel=0.02)
    assert (found.width, found.height) == pytest.approx((ACCEPT.width, ACCEPT.height), abs=1)
    assert 0 < found.area.error < 0.05 * ACCEPT.area


def test_words_alone_are_as_large_as_their_own_box() -> None:
    words, lined, boxed = (_value(_look(draw).area.value) for draw in (text(), link(), button()))
    assert words < lined < boxed / 4


@SCALES
def test_padding_is_what_the_words_leave_free(scale: float) -> None:
    narrow, wide = _look(button(label="OK"), "OK", scale), _look(button(label="Accept all"), scale=scale)
    assert _value(narrow.padding) > _value(wide.padding) > 100
    assert narrow.padding_high == pytest.approx(ACCEPT.height - 21 * 0.6, abs=3)


@pytest.mark.parametrize("draw", [text(), link(), button(label=""), button(BLUE, BLUE)])
def test_without_a_box_or_words_there_is_no_padding(draw: Draw) -> None:
    found = _look(draw)
    assert (found.padding, found.padding_high) == (None, None)


@pytest.mark.parametrize("draw", [button(), link(), soft_shadow(button(WHITE, BLACK))])
@pytest.mark.parametrize(("x", "y"), [(1, 0), (0, 1), (-1, -1)])
def test_a_box_that_is_a_pixel_off_changes_nothing(draw: Draw, x: int, y: int) -> None:
    exact = pictures(draw, button(label="Reject all"), 2.0)
    off = replace(exact, accept=replace(ACCEPT, x=ACCEPT.x + x, y=ACCEPT.y + y))
    assert _first(off).look == _first(exact).look


@pytest.mark.parametrize("grown", [-1, 1])
def test_a_box_that_is_a_pixel_too_large_or_small_changes_nothing(grown: int) -> None:
    exact = pictures(button(), button(label="Reject all"), 1.5)
    assert _first(replace(exact, accept=ACCEPT.inflated(grown))).look == _first(exact).look


# Fill


@pytest.mark.parametrize(("fill", "ground"), [(BLUE, WHITE), (PALE, WHITE), (PALE, BLACK), (WHITE, GREEN)])
def test_the_fill_is_measured_against_the_page(fill: Colour, ground: Colour) -> None:
    found = _look(button(fill, BLACK), ground=ground)
    assert found.fill_contrast.value == pytest.approx(ratio_of(fill, ground), rel=0.01)
    assert (found.fill, found.surround) == (fill, ground)


def test_an_outline_is_measured_against_the_page() -> None:
    found = _look(outlined(GREY, BLACK))
    assert found.fill_contrast.value == pytest.approx(ratio_of(GREY, WHITE), rel=0.01)
    assert found.fill == GREY


@pytest.mark.parametrize(("draw", "label"), [(text(), "Accept all"), (link(), "Accept all"), (cross(), "×")])
def test_words_and_icons_have_no_fill(draw: Draw, label: str) -> None:
    found = _look(draw, label)
    assert found.fill is None
    assert found.fill_contrast.value is found.fill_difference.value is None
    assert found.fill_contrast.reason


# Label


@pytest.mark.parametrize(
    ("draw", "ink", "ground"),
    [
        (button(), WHITE, BLUE),
        (button(PALE, GREY), GREY, PALE),
        (outlined(BLUE, GREY), GREY, WHITE),
        (soft_shadow(button(WHITE, GREY)), GREY, WHITE),
        (text(GREY), GREY, WHITE),
        (link(BLUE), BLUE, WHITE),
    ],
)
def test_the_contrast_of_a_label_is_that_of_its_ink_on_its_ground(draw: Draw, ink: Colour, ground: Colour) -> None:
    found = _look(draw, scale=2.0)
    assert found.label_contrast.value == pytest.approx(ratio_of(ink, ground), rel=0.02)
    assert found.ink == pytest.approx(ink, abs=4)


def test_a_label_on_a_gradient_is_measured_against_what_is_behind_it() -> None:
    found = _look(gradient(BLUE, GREEN), scale=2.0)
    low, high = sorted(ratio_of(WHITE, c) for c in (BLUE, GREEN))
    assert low < _value(found.label_contrast.value) < high


@pytest.mark.parametrize("draw", [button(BLUE, BLUE), button(BLUE, (2, 62, 182)), button(label=".", size=0.4)])
def test_words_of_which_nothing_is_seen_have_the_contrast_one(draw: Draw) -> None:
    found = _look(draw)
    assert (found.label_contrast.value, found.ink, found.x_height.value) == (1.0, None, None)
    assert found.label_contrast.reason == found.x_height.reason


@pytest.mark.parametrize("label", ["", "×", "→"])
def test_a_control_without_words_has_no_contrast_of_words(label: str) -> None:
    found = _look(button(label=""), label)
    assert found.label_contrast.value is found.x_height.value is None
    assert found.label_contrast.reason == "there are no words"


@SCALES
@pytest.mark.parametrize("size", [0.5, 0.6, 0.9])
def test_letters_are_as_high_as_their_type_says(size: float, scale: float) -> None:
    assert _look(button(size=size), scale=scale).x_height.value == pytest.approx(14 * size, abs=1.7)


@pytest.mark.parametrize("label", ["قبول الكل", "同意する", "모두 수락", "सभी स्वीकार करें"])
def test_scripts_without_small_letters_have_no_height(label: str) -> None:
    found = _look(button(), label)
    assert found.x_height.value is None
    assert found.x_height.reason == "the script has no small letters"


def test_type_that_is_too_small_is_not_measured() -> None:
    assert _look(text(size=0.15)).x_height.reason == "text under 11 px"


# Grounds


def test_a_picture_as_ground_is_told() -> None:
    found = _see(button(), scale=2.0, ground=photograph(2.0))
    assert found is not None
    assert found.plain < 0.5
    assert found.look.clearance.value is None
    assert found.look.clearance.reason == "the ground is a picture"
    assert found.moving == 0


@pytest.mark.parametrize("draw", [button(), text(), outlined()])
def test_a_plain_ground_is_plain_and_keeps_still(draw: Draw) -> None:
    found = _see(draw)
    assert found is not None
    assert (found.plain, found.moving) == (1, 0)


@pytest.mark.parametrize("draw", [button(), button(PALE, BLACK)])
def test_over_a_film_a_button_has_its_own_colours_and_no_other_measure_of_the_ground(draw: Draw) -> None:
    found = _first(moving_pictures(draw, button(label="Reject all")))
    assert found.moving > MOVING_SHARE
    assert found.look.kind is Kind.BUTTON
    for doubtful in (found.look.fill_contrast, found.look.fill_difference, found.look.clearance):
        assert (doubtful.value, doubtful.reason) == (None, MOVING)
    assert found.look.label_contrast.value is not None
    assert found.look.area.value == pytest.approx(ACCEPT.area, rel=0.03)


def test_over_a_film_bare_words_have_no_contrast() -> None:
    found = _first(moving_pictures(text(), button(label="Reject all")))
    assert found.look.kind is not Kind.BUTTON
    assert (found.look.label_contrast.value, found.look.label_contrast.reason) == (None, MOVING)


GROUNDED = ("fill_contrast", "fill_difference", "clearance")
LETTERS = ("x_height", "cap_height", "stroke")
SIZES = ("area", *LETTERS, "label_contrast")


def _doubts(found: Look, reason: str) -> set[str]:
    return {name for name in (*GROUNDED, *SIZES) if getattr(found, name) == Measured(None, reason=reason)}


@pytest.mark.parametrize("fill", [BLUE, None])
@pytest.mark.parametrize(("moving", "plain"), [(0.0, 1.0), (MOVING_SHARE, PLAIN_SHARE)])
def test_a_ground_that_is_plain_and_keeps_still_is_notdoubted(moving: float, plain: float, fill: Colour | None) -> None:
    whole = look(fill=fill)
    assert doubted(whole, moving, plain) is whole


def test_over_a_picture_a_fill_has_no_contrast() -> None:
    found = doubted(look(), MOVING_SHARE, PLAIN_SHARE - 0.01)
    assert _doubts(found, PICTURE) == {"fill_contrast", "fill_difference"}
    assert found == replace(look(), fill_contrast=found.fill_contrast, fill_difference=found.fill_difference)


def test_over_a_picture_bare_words_have_no_contrast() -> None:
    words = look(Kind.TEXT, fill=None)
    assert _doubts(doubted(words, 0.0, 0.0), PICTURE) == {"label_contrast"}
    assert doubted(words, 0.0, 1.0) is words


@pytest.mark.parametrize("plain", [0.0, 1.0])
def test_over_a_film_a_button_has_a_size_and_a_label_and_whatever_else_has_none(plain: float) -> None:
    moving = MOVING_SHARE + 0.01
    filled, lined = (doubted(look(kind), moving, plain) for kind in (Kind.BUTTON, Kind.OUTLINED_BUTTON))
    assert _doubts(filled, MOVING) == {*GROUNDED, *LETTERS}
    assert filled.kind_certain
    assert _doubts(lined, MOVING) == {*GROUNDED, *SIZES}
    assert not lined.kind_certain


def test_a_button_seen_over_a_picture_has_no_contrast_and_keeps_its_label() -> None:
    found = _look(button(), scale=2.0, ground=photograph(2.0))
    assert found.fill_contrast == found.fill_difference == Measured(None, reason=PICTURE)
    assert found.kind_certain
    assert found.label_contrast.value == pytest.approx(ratio_of(WHITE, BLUE), rel=0.05)


# Clearance


def test_a_control_alone_stands_free() -> None:
    assert _look(button()).clearance.value == MARGIN_PX


@SCALES
@pytest.mark.parametrize("draw", [button(), soft_shadow(button()), link()])
def test_a_control_beside_words_is_as_far_from_them_as_its_shape(draw: Draw, scale: float) -> None:
    words = button(BLACK, label=""), Box(ACCEPT.x - 8 - 12, 50, 12, 12)
    shown, erased = page(scale, words, (draw, ACCEPT)), page(scale, words)
    alone = _look(draw, scale=scale)
    found = see(cut_of(shown, erased, scale), "Accept all", LIMITS)
    assert found is not None
    gap = 8 if alone.kind is Kind.BUTTON else MARGIN_PX
    assert found.look.clearance.value == pytest.approx(gap, abs=1.5)


def test_the_other_control_does_not_take_away_room() -> None:
    near = pictures(button(), button(label="Reject all"), boxes=(replace(ACCEPT, x=REJECT.right + 8), REJECT))
    assert _first(near).look.clearance.value == MARGIN_PX


# Claims and soundness


def test_what_styles_claim_is_kept() -> None:
    told = claims(font_size=40.0)
    found = see(seen(button()), "Accept all", LIMITS, told)
    assert found is not None
    assert found.look.claims is told
    assert _look(button()).claims is None


COLOURS = st.tuples(*[st.integers(0, 255)] * 3)


@settings(deadline=None, max_examples=40)
@given(COLOURS, COLOURS, COLOURS)
def test_whatever_the_colours_a_look_is_sound(fill: Colour, ink: Colour, ground: Colour) -> None:
    found = _see(button(fill, ink), ground=ground)
    if found is None:
        assert max(np.abs(np.subtract(fill, ground)).max(), np.abs(np.subtract(ink, ground)).max()) < 10
        return
    seen_look = found.look
    assert 0 < _value(seen_look.area.value) <= ACCEPT.area * 1.01
    assert seen_look.fill_contrast.value is None or 1 <= seen_look.fill_contrast.value <= 21
    assert 1 <= _value(seen_look.label_contrast.value) <= 21
    assert seen_look.x_height.value is None or 0 < seen_look.x_height.value <= ACCEPT.height
    assert seen_look.surround == ground


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 1000), st.sampled_from([button(), text(), outlined(), link(), cross(), nothing]))
def test_whatever_the_picture_behind_it_a_look_is_sound(seed: int, draw: Draw) -> None:
    found = _see(draw, ground=photograph(seed=seed))
    assert (found is None) == (draw is nothing)
    if found is not None:
        assert 0 < _value(found.look.area.value) <= ACCEPT.area * 1.01
        assert 0 <= found.moving <= 1
        assert 0 <= found.plain <= 1
