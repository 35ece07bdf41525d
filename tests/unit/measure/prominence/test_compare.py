from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.domain.artifacts import Missing, RemovalPictures
from auditor.domain.box import Box
from auditor.domain.controls import Kind
from auditor.domain.facts import Band, Dimension, Favours, Prominence, Verdict
from auditor.measure.prominence.compare import _adjusted, _band, _favours, compare
from auditor.measure.prominence.paint import MOVING
from auditor.measure.prominence.removal import EXPONENTS, MAIN_DEFINITION, METRICS
from auditor.measure.thresholds import thresholds
from tests.evidence.builders import claims, dimension, png, removal_pictures
from tests.unit.measure.drawing import (
    ACCEPT,
    BLACK,
    BLUE,
    GREEN,
    GREY,
    PAGE,
    PALE,
    WHITE,
    Draw,
    Ground,
    box_around,
    button,
    cross,
    gradient,
    hard_shadow,
    link,
    moving_pictures,
    nothing,
    outlined,
    page,
    photograph,
    pictures,
    pictures_apart,
    soft_shadow,
    text,
)

LIMITS = thresholds()
LABELS = "Accept all", "Reject all"
LONG, SHORT = "Accept all the cookies", "Reject"
REJECT_BUTTON = button(label="Reject all")
A, R, NEITHER = Favours.ACCEPT, Favours.REJECT, Favours.NEITHER
MIRRORED = {A: R, R: A, NEITHER: NEITHER}
GONE = Missing("control-leaves-no-trace-in-the-picture")
SCALES = pytest.mark.parametrize("scale", [1.0, 1.5, 2.0, 3.0])
ROWS = ["kind", "area", "fill", "label-contrast", "x-height", "stroke", "isolation", "occlusion", "removal"]


def _result(found: RemovalPictures, labels: tuple[str, str] = LABELS) -> Prominence:
    result = compare(found, *labels)
    assert isinstance(result, Prominence)
    return result


def _compared(
    accept: Draw, reject: Draw, scale: float = 1.0, labels: tuple[str, str] = LABELS, ground: Ground = WHITE
) -> Prominence:
    return _result(pictures(accept, reject, scale, ground), labels)


def _lettered(accept: Draw, reject: Draw, scale: float = 2.0, paddings: tuple[float, float] = (24, 24)) -> Prominence:
    """Two controls in boxes around their labels, of which accept's is far longer."""
    boxes = box_around(LONG, 140, scale, paddings[0]), box_around(SHORT, 10, scale, paddings[1])
    return _result(pictures(accept, reject, scale, boxes=boxes), (LONG, SHORT))


def _row(found: Prominence, name: str) -> Dimension:
    row = found.dimension(name)
    assert row is not None
    return row


def _favoured(found: Prominence) -> dict[str, Favours]:
    return {d.name: d.favours for d in found.dimensions if d.verdict is Verdict.ASYMMETRIC}


def _exchanged(found: RemovalPictures) -> RemovalPictures:
    return replace(
        found,
        accept=found.reject,
        reject=found.accept,
        without_accept=found.without_reject,
        without_reject=found.without_accept,
    )


# What is alike


@SCALES
@pytest.mark.parametrize(
    "draw",
    [
        button(),
        button(PALE, BLACK),
        button(radius=22),
        gradient(),
        outlined(),
        link(),
        text(),
        text(GREY),
        soft_shadow(button(WHITE, BLACK)),
        hard_shadow(button()),
    ],
)
def test_two_of_the_same_are_balanced(draw: Draw, scale: float) -> None:
    found = _compared(draw, draw, scale)
    assert found.envelope == pytest.approx((1, 1), abs=0.02)
    assert (found.band, found.favours) == (Band.BALANCED, NEITHER)
    assert found.explained == pytest.approx(1, abs=0.02)
    assert _favoured(found) == {}


@SCALES
@pytest.mark.parametrize(
    ("accept", "reject"),
    [
        (button(), REJECT_BUTTON),
        (outlined(), outlined(label="Reject all")),
        (text(), text(label="Reject all")),
        (link(), link(label="Reject all")),
        (soft_shadow(button(WHITE, BLACK)), soft_shadow(button(WHITE, BLACK, "Reject all"))),
    ],
)
def test_two_that_differ_in_their_words_alone_are_balanced(accept: Draw, reject: Draw, scale: float) -> None:
    found = _compared(accept, reject, scale)
    assert (found.band, found.favours) == (Band.BALANCED, NEITHER)
    assert _favoured(found) == {}


@pytest.mark.parametrize("ground", [BLACK, BLUE, PALE])
def test_two_of_the_same_are_balanced_on_any_ground(ground: Ground) -> None:
    found = _compared(button(GREEN), button(GREEN, label="Reject all"), 2.0, ground=ground)
    assert (found.band, found.favours) == (Band.BALANCED, NEITHER)


# What is not

LOUD = pytest.mark.parametrize(
    ("accept", "reject"),
    [
        (button(), text(GREY, "Reject all")),
        (button(), link(GREY, "Reject all")),
        (button(), outlined(PALE, GREY, "Reject all")),
        (button(), button(PALE, GREY, "Reject all")),
        (button(), soft_shadow(button(WHITE, GREY, "Reject all"))),
    ],
)


@LOUD
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_loud_acceptance_is_favoured(accept: Draw, reject: Draw, scale: float) -> None:
    found = _compared(accept, reject, scale)
    assert found.favours is A
    assert found.ratio > LIMITS.severe
    assert found.band in {Band.MARKED, Band.SEVERE}
    assert set(_favoured(found).values()) == {A}
    assert _row(found, "removal").favours is A


@LOUD
def test_a_loud_refusal_is_favoured_as_much(accept: Draw, reject: Draw) -> None:
    found = _compared(accept, reject)
    mirrored = _result(_exchanged(pictures(accept, reject)), LABELS[::-1])
    assert mirrored.favours is R
    assert mirrored.ratio == pytest.approx(1 / found.ratio)
    assert mirrored.envelope == pytest.approx((1 / found.envelope[1], 1 / found.envelope[0]))
    assert mirrored.band is found.band
    assert (mirrored.accept, mirrored.reject) == (found.reject, found.accept)
    assert _favoured(mirrored) == {name: MIRRORED[side] for name, side in _favoured(found).items()}


@pytest.mark.parametrize(
    ("accept", "reject", "rows"),
    [
        (button(), text(GREY, "Reject all"), {"kind", "area", "label-contrast", "removal"}),
        (button(), button(PALE, BLACK, "Reject all"), {"fill", "removal"}),
        (button(size=0.8), button(label="Reject all", size=0.5), {"x-height"}),
        (button(), button(BLUE, (90, 130, 210), "Reject all"), {"label-contrast"}),
        (button(), button(BLUE, BLUE, "Reject all"), {"label-contrast"}),
        (outlined(), text(BLUE, "Reject all"), {"kind", "area"}),
        (outlined(BLUE, BLACK), outlined(PALE, BLACK, "Reject all"), {"fill"}),
    ],
)
def test_each_way_of_being_louder_has_its_row(accept: Draw, reject: Draw, rows: set[str]) -> None:
    there, back = _compared(accept, reject, 2.0), _compared(reject, accept, 2.0, LABELS[::-1])
    ratio = rows - {"stroke", "removal"}
    assert _favoured(there).keys() - {"stroke", "removal"} == ratio
    assert set(_favoured(there).values()) == {A}
    assert set(_favoured(back).values()) == {R}
    assert ("removal" in rows) <= ("removal" in _favoured(there))


def test_a_faded_twin_is_favoured_less_though_the_picture_hardly_changes() -> None:
    found = _compared(button(), button(BLUE, (90, 130, 210), "Reject all"), 2.0)
    assert (found.band, found.favours) == (Band.BALANCED, A)


def test_a_refusal_glued_to_other_words_stands_less_free() -> None:
    words = button(GREY, label=""), Box(60, 74, 200, 10)
    boxes = ACCEPT, Box(60, 40, 200, 32)
    drawn = (button(), boxes[0]), (REJECT_BUTTON, boxes[1])
    glued = RemovalPictures(
        clip=PAGE,
        scale=1.0,
        accept=boxes[0],
        reject=boxes[1],
        shown=png(page(1.0, words, *drawn)),
        without_accept=png(page(1.0, words, drawn[1])),
        without_reject=png(page(1.0, words, drawn[0])),
    )
    assert _row(_result(glued), "isolation").favours is A
    assert _row(_result(_exchanged(glued)), "isolation").favours is R


def test_a_covered_refusal_is_told_from_clicks() -> None:
    tried = replace(
        pictures(button(), REJECT_BUTTON), accept_claims=claims(), reject_claims=claims(covered=0.6, font_size=40.0)
    )
    found = _result(tried)
    assert _favoured(found) == {"occlusion": A}
    assert found.favours is A
    assert _row(found, "x-height").claims == "reject: font-size 40 px"


# Uncertain rows


def test_every_row_is_there_and_an_uncertain_one_says_why() -> None:
    found = _compared(button(), cross(), labels=("Accept all", "×"))
    assert [d.name for d in found.dimensions] == ROWS
    assert _row(found, "kind").reject == Kind.ICON
    for name in ("fill", "x-height"):
        assert _row(found, name).verdict is Verdict.UNCERTAIN
        assert _row(found, name).reject == "–"
    assert all(d.reason for d in found.dimensions if d.verdict is Verdict.UNCERTAIN)


@pytest.mark.parametrize(
    ("labels", "reason"),
    [(("同意する", "拒否する"), "the script has no small letters"), (LABELS, "text under 11 px")],
)
def test_letters_that_cannot_be_measured_leave_their_row_uncertain(labels: tuple[str, str], reason: str) -> None:
    size = 0.15 if labels == LABELS else 0.6
    row = _row(_compared(text(size=size), text(label="Reject all", size=size), labels=labels), "x-height")
    assert (row.verdict, row.reason) == (Verdict.UNCERTAIN, reason)


@pytest.mark.parametrize("reject", [REJECT_BUTTON, text(label="Reject all"), outlined(label="Reject all")])
def test_over_a_film_what_rests_on_the_ground_is_uncertain(reject: Draw) -> None:
    found = _result(moving_pictures(button(), reject))
    for name in ("removal", "fill", "isolation"):
        assert (_row(found, name).verdict, _row(found, name).reason) == (Verdict.UNCERTAIN, MOVING)
        assert _row(found, name).favours is NEITHER


def test_over_a_film_two_buttons_alike_are_balanced() -> None:
    found = _result(moving_pictures(button(), REJECT_BUTTON))
    assert (found.band, found.favours) == (Band.BALANCED, NEITHER)


@pytest.mark.parametrize("reject", [text(WHITE, "Reject all"), outlined(WHITE, WHITE, "Reject all")])
def test_over_a_film_letters_of_one_size_are_not_told_apart(reject: Draw) -> None:
    row = _row(_result(moving_pictures(button(), reject, 2.0)), "x-height")
    assert row.verdict is not Verdict.ASYMMETRIC


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_on_a_picture_what_rests_on_the_ground_is_uncertain(scale: float) -> None:
    found = _compared(button(), text(label="Reject all"), scale, ground=photograph(scale))
    for name in ("removal", "isolation"):
        assert _row(found, name).verdict is Verdict.UNCERTAIN
        assert "picture" in (_row(found, name).reason or "")


# The length of labels


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize(
    ("accept", "reject"),
    [(button(label=LONG), button(label=SHORT)), (text(label=LONG), text(label=SHORT))],
    ids=["boxes", "words"],
)
def test_what_a_longer_label_explains_is_divided_out(accept: Draw, reject: Draw, scale: float) -> None:
    found = _lettered(accept, reject, scale)
    assert found.explained > 1.5
    assert found.envelope[1] > LIMITS.notable
    assert (found.band, found.favours) == (Band.BALANCED, NEITHER)
    row = _row(found, "area")
    assert (row.verdict, row.reason) == (Verdict.BALANCED, "the longer label explains it")
    assert _row(found, "removal").verdict is Verdict.BALANCED


def test_what_a_longer_label_explains_does_not_excuse_the_rest() -> None:
    found = _lettered(button(label=LONG), button(PALE, BLACK, SHORT))
    assert found.explained > 1.5
    assert found.favours is A
    assert found.band is not Band.BALANCED


def test_more_padding_is_not_divided_out() -> None:
    found = _lettered(button(label=LONG), button(label=SHORT), paddings=(120, 24))
    assert found.explained == 1
    assert _favoured(found) == {"area": A, "removal": A}


# What cannot be compared


@pytest.mark.parametrize(
    ("accept", "reject"), [(nothing, button()), (button(), nothing), (button(), button(WHITE, WHITE))]
)
def test_a_control_that_cannot_be_seen_is_not_compared(accept: Draw, reject: Draw) -> None:
    assert compare(pictures(accept, reject), *LABELS) == GONE


def test_a_control_outside_the_picture_is_not_compared() -> None:
    outside = replace(pictures(button(), button()), accept=Box(2000, 40, 200, 44))
    assert isinstance(compare(outside, *LABELS), Missing)


def test_pictures_of_different_sizes_are_not_compared() -> None:
    other = replace(pictures(button(), button()), without_reject=png(page(2.0)))
    assert compare(other, *LABELS) == Missing("pictures-differ-in-size")


# What makes no difference


def test_the_place_of_the_clip_on_the_page_makes_no_difference() -> None:
    whole = pictures(button(), text(GREY, "Reject all"), 2.0)
    clip, accept, reject = (replace(b, x=b.x + 150, y=b.y + 480) for b in (whole.clip, whole.accept, whole.reject))
    assert compare(replace(whole, clip=clip, accept=accept, reject=reject), *LABELS) == compare(whole, *LABELS)


def test_a_second_shot_of_what_keeps_still_makes_no_difference() -> None:
    whole = pictures(button(), text(GREY, "Reject all"))
    assert compare(replace(whole, again=b""), *LABELS) == compare(whole, *LABELS)


@pytest.mark.parametrize("reject", [REJECT_BUTTON, link(GREY, "Reject all")])
def test_two_screens_make_no_difference(reject: Draw) -> None:
    assert compare(pictures_apart(button(), reject), *LABELS) == compare(pictures(button(), reject), *LABELS)


@pytest.mark.parametrize(("x", "y"), [(1, 1), (-1, 0), (0, -1)])
@pytest.mark.parametrize("reject", [REJECT_BUTTON, link(GREY, "Reject all")])
def test_boxes_that_are_a_pixel_off_make_no_difference(reject: Draw, x: int, y: int) -> None:
    exact = pictures(button(), reject, 1.5)
    accept, other = (replace(b, x=b.x + x, y=b.y + y) for b in (exact.accept, exact.reject))
    assert compare(replace(exact, accept=accept, reject=other), *LABELS) == compare(exact, *LABELS)


@SCALES
def test_the_scale_of_the_screen_makes_no_difference(scale: float) -> None:
    loud, quiet = button(label=""), button(PALE, label="")
    once = _compared(loud, quiet)
    assert _compared(loud, quiet, scale).envelope == pytest.approx(once.envelope, rel=0.001)


# The answer


def test_plain_rectangles_are_compared_by_their_colours() -> None:
    same, different = removal_pictures(), removal_pictures(reject=(230, 230, 230))
    assert (_result(same).favours, _result(different).favours) == (NEITHER, A)


def test_the_answer_names_its_definitions_and_the_version_of_its_thresholds() -> None:
    found = _compared(button(), text())
    assert len(found.definitions) == len(METRICS) * len(EXPONENTS) == 15
    values = [value for _, value in found.definitions]
    assert found.envelope == (min(values), max(values))
    assert found.ratio == dict(found.definitions)[MAIN_DEFINITION]
    assert found.thresholds == LIMITS.version


# Both ways

LEVELS = st.integers(0, 255).map(lambda level: (level, level, level))
COLOURS = st.one_of(LEVELS, st.sampled_from([BLUE, GREEN, WHITE, BLACK, PALE, GREY]))
DRAWN = st.one_of(
    st.builds(button, COLOURS, COLOURS, size=st.sampled_from([0.5, 0.6, 0.8])),
    st.builds(outlined, COLOURS, COLOURS),
    st.builds(text, COLOURS),
    st.builds(link, COLOURS),
    st.builds(soft_shadow, st.builds(button, COLOURS, COLOURS)),
    st.just(nothing),
)


@settings(deadline=None, max_examples=40)
@given(DRAWN, DRAWN, st.sampled_from([WHITE, PALE, BLUE]))
def test_exchanging_the_controls_turns_every_verdict_round(accept: Draw, reject: Draw, ground: Ground) -> None:
    whole = pictures(accept, reject, ground=ground)
    there, back = compare(whole, *LABELS), compare(_exchanged(whole), *LABELS[::-1])
    if isinstance(there, Missing) or isinstance(back, Missing):
        assert there == back == GONE
        return
    assert back.favours is MIRRORED[there.favours]
    assert back.band is there.band
    assert back.explained == pytest.approx(1 / there.explained, rel=0.05)
    assert back.ratio == pytest.approx(1 / there.ratio)
    for one, other in zip(there.dimensions, back.dimensions, strict=True):
        assert (one.name, one.verdict, MIRRORED[one.favours]) == (other.name, other.verdict, other.favours)


# Which side, and how far


@pytest.mark.parametrize(
    ("flags", "decisive", "favours"),
    [
        ({}, (1.0, 1.0), NEITHER),
        ({"kind": NEITHER}, (0.9, 1.2), NEITHER),
        ({}, (1.4, 3.0), NEITHER),
        ({"removal": A}, (1.4, 3.0), A),
        ({"removal": A, "kind": R, "fill": R}, (1.4, 3.0), A),
        ({"removal": R, "kind": A, "fill": A}, (0.2, 0.7), R),
        ({"kind": A}, (0.9, 1.2), A),
        ({"kind": R}, (0.9, 1.2), R),
        ({"kind": A, "area": R}, (0.5, 0.9), A),
        ({"kind": A, "fill": R, "area": R}, (1.0, 1.2), A),
        ({"kind": A, "fill": R, "area": A}, (0.8, 1.1), A),
        ({"kind": A, "fill": A, "x-height": R}, (0.8, 1.1), A),
        ({"kind": A, "fill": R, "x-height": R}, (0.8, 1.1), A),
        ({"fill": R, "label-contrast": A, "x-height": R}, (0.8, 1.1), R),
        ({"fill": R, "label-contrast": A}, (0.8, 1.1), R),
        ({"fill": R, "label-contrast": A}, (0.9, 1.2), A),
        ({"area": A}, (1.0, 1.2), A),
    ],
)
def test_the_removal_row_decides_then_the_kind_then_the_flags_then_the_ratio(
    flags: dict[str, Favours], decisive: tuple[float, float], favours: Favours
) -> None:
    there = tuple(dimension(name, side) for name, side in flags.items())
    back = tuple(dimension(name, MIRRORED[side]) for name, side in flags.items())
    assert _favours(there, decisive) is favours
    assert _favours(back, (1 / decisive[1], 1 / decisive[0])) is MIRRORED[favours]


def test_an_uncertain_row_is_no_flag() -> None:
    row = dimension("removal", A, verdict=Verdict.UNCERTAIN)
    assert _favours((row, dimension("kind", A, verdict=Verdict.UNCERTAIN)), (5.0, 9.0)) is NEITHER


@pytest.mark.parametrize(
    ("low", "band"),
    [
        (0.5, Band.BALANCED),
        (1.0, Band.BALANCED),
        (LIMITS.notable * 0.99, Band.BALANCED),
        (LIMITS.notable * 1.01, Band.NOTABLE),
        (LIMITS.marked * 0.99, Band.NOTABLE),
        (LIMITS.marked * 1.01, Band.MARKED),
        (LIMITS.severe * 0.99, Band.MARKED),
        (LIMITS.severe * 1.01, Band.SEVERE),
    ],
)
def test_the_band_rests_on_the_end_that_is_nearest_to_balance(low: float, band: Band) -> None:
    rows = (dimension("kind", NEITHER), dimension("removal", NEITHER))
    assert _band(rows, (low, 9.0), LIMITS) is band
    assert _band(rows, (1 / 9.0, 1 / low), LIMITS) is band


@pytest.mark.parametrize(("kind", "band"), [(NEITHER, Band.BALANCED), (A, Band.NOTABLE)])
def test_without_a_removal_ratio_the_band_is_the_least_that_the_rows_allow(kind: Favours, band: Band) -> None:
    rows = dimension("kind", kind), dimension("removal", NEITHER, verdict=Verdict.UNCERTAIN)
    assert _band(rows, (9.0, 12.0), LIMITS) is band


@pytest.mark.parametrize(
    ("ratio", "share", "ink", "adjusted"),
    [
        (0.5, 0.5, None, 1.0),
        (0.8, 0.5, None, 1.6),  # shorter words, and louder all the same
        (0.5, 1.0, 0.5, 1.0),
        (0.8, 1.0, 0.5, 1.0),  # ink explains no more than there is
        (0.25, 1.0, 0.5, 0.5),
        (2.0, 1.0, 0.5, 2.0),  # against the length of the labels it explains nothing
        (0.2, 0.4, 0.8, 0.5),
    ],
)
def test_label_length_is_divided_out(ratio: float, share: float, ink: float | None, adjusted: float) -> None:
    assert _adjusted(ratio, share, ink, 1.0) == pytest.approx(adjusted)
    turned = _adjusted(1 / ratio, 1 / share, ink and 1 / ink, 1.0)
    assert turned == pytest.approx(1 / adjusted)
