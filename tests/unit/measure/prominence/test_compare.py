from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.domain.artifacts import Missing
from auditor.domain.box import Box
from auditor.domain.controls import Kind
from auditor.domain.facts import Band, Dimension, Favours, Prominence, Verdict
from auditor.measure.prominence import (
    EXPONENTS,
    METRICS,
    _band,
    _dimensions,
    _favours,
    compare,
    decode,
    weights,
)
from auditor.measure.thresholds import thresholds
from tests.evidence.builders import dimension, look, png, removal_pictures
from tests.unit.measure.drawing import (
    BLACK,
    BLUE,
    GREY,
    PALE,
    WHITE,
    Draw,
    button,
    cross,
    link,
    nothing,
    outlined,
    page,
    pictures,
    seen,
    text,
    unit,
)

LIMITS = thresholds()
LABELS = "Accept all", "Reject all"
REJECT_BUTTON = button(label="Reject all")


def _compared(accept: Draw, reject: Draw, scale: float = 1.0, labels: tuple[str, str] = LABELS) -> Prominence:
    found = compare(pictures(accept, reject, scale), *labels)
    assert isinstance(found, Prominence)
    return found


def _rows(found: Prominence) -> dict[str, Dimension]:
    return {d.name: d for d in found.dimensions}


def _favoured(found: Prominence) -> dict[str, Favours]:
    return {d.name: d.favours for d in found.dimensions if d.verdict is Verdict.ASYMMETRIC}


# Pairs in pictures


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize(
    "draw", [button(), outlined(), link(), text(), text(GREY), button(PALE, BLACK)], ids=lambda _: ""
)
def test_two_of_the_same_are_balanced(draw: Draw, scale: float) -> None:
    found = _compared(draw, draw, scale)
    assert found.envelope == pytest.approx((1, 1))
    assert (found.band, found.favours) == (Band.BALANCED, Favours.NEITHER)
    assert _favoured(found) == {}


def test_buttons_that_differ_in_their_words_alone_are_balanced() -> None:
    found = _compared(button(), REJECT_BUTTON)
    assert (found.band, found.favours) == (Band.BALANCED, Favours.NEITHER)
    assert _favoured(found) == {}


LOUD = [
    (button(), text(GREY, "Reject all")),
    (button(), link(GREY, "Reject all")),
    (button(), outlined(PALE, GREY, "Reject all")),
    (button(), button(PALE, GREY, "Reject all")),
]


@pytest.mark.parametrize(("accept", "reject"), LOUD)
def test_a_loud_acceptance_is_favoured(accept: Draw, reject: Draw) -> None:
    found = _compared(accept, reject)
    assert found.favours is Favours.ACCEPT
    assert found.ratio > LIMITS.severe
    assert found.band in {Band.MARKED, Band.SEVERE}
    assert Favours.REJECT not in _favoured(found).values()


@pytest.mark.parametrize(("accept", "reject"), LOUD)
def test_the_mirrored_pair_gives_the_mirrored_answer(accept: Draw, reject: Draw) -> None:
    found, mirrored = _compared(accept, reject), _compared(reject, accept, labels=LABELS[::-1])
    assert mirrored.favours is Favours.REJECT
    assert mirrored.ratio == pytest.approx(1 / found.ratio)
    assert mirrored.envelope == pytest.approx((1 / found.envelope[1], 1 / found.envelope[0]))
    assert mirrored.band is found.band
    assert (mirrored.accept, mirrored.reject) == (found.reject, found.accept)
    assert set(_favoured(mirrored)) == set(_favoured(found))
    assert set(_favoured(mirrored).values()) == {Favours.REJECT}


def test_each_way_of_being_louder_has_its_row() -> None:
    assert _favoured(_compared(button(), text(GREY, "Reject all"), 2.0)) == {
        "kind": Favours.ACCEPT,
        "area": Favours.ACCEPT,
        "label-contrast": Favours.ACCEPT,
        "removal": Favours.ACCEPT,
    }
    assert _favoured(_compared(button(), button(PALE, BLACK, "Reject all"), 2.0)) == {
        "fill": Favours.ACCEPT,
        "removal": Favours.ACCEPT,
    }
    assert _favoured(_compared(button(size=0.8), button(label="Reject all", size=0.5), 2.0)) == {
        "x-height": Favours.ACCEPT
    }


def test_a_faded_twin_shows_in_the_contrast_of_its_label() -> None:
    found = _compared(button(BLUE, WHITE), button(BLUE, (90, 130, 210), "Reject all"), 2.0)
    assert found.band is Band.BALANCED
    assert _favoured(found) == {"label-contrast": Favours.ACCEPT}
    assert found.favours is Favours.ACCEPT


def test_an_icon_has_no_fill_and_no_small_letters() -> None:
    rows = _rows(_compared(button(), cross(), labels=("Accept all", "×")))
    assert rows["kind"].reject == Kind.ICON
    assert rows["fill"].verdict is rows["x-height"].verdict is Verdict.UNCERTAIN
    assert rows["fill"].reject == rows["x-height"].reject == "–"
    assert rows["x-height"].reason


@pytest.mark.parametrize(
    ("accept", "reject"), [(nothing, button()), (button(), nothing), (button(), button(WHITE, WHITE))]
)
def test_a_control_that_cannot_be_seen_is_not_compared(accept: Draw, reject: Draw) -> None:
    found = compare(pictures(accept, reject), *LABELS)
    assert found == Missing("control-leaves-no-trace-in-the-picture")


def test_a_control_outside_the_picture_is_not_compared() -> None:
    outside = replace(pictures(button(), button()), accept=Box(2000, 40, 200, 44))
    assert compare(outside, *LABELS) == Missing("control-leaves-no-trace-in-the-picture")


def test_pictures_of_different_sizes_are_not_compared() -> None:
    other = replace(pictures(button(), button()), without_reject=png(page(2.0)))
    assert compare(other, *LABELS) == Missing("pictures-differ-in-size")


def test_the_place_of_the_clip_on_the_page_makes_no_difference() -> None:
    whole = pictures(button(), text(GREY, "Reject all"), 2.0)
    moved = replace(
        whole,
        **{
            name: replace(box, x=box.x + 150, y=box.y + 480)
            for name in ("clip", "accept", "reject")
            if isinstance(box := getattr(whole, name), Box)
        },
    )
    assert compare(moved, *LABELS) == compare(whole, *LABELS)


@pytest.mark.parametrize("scale", [2.0, 3.0])
def test_the_scale_of_the_screen_makes_no_difference(scale: float) -> None:
    loud, quiet = button(label=""), button(PALE, label="")
    once = _compared(loud, quiet)
    assert _compared(loud, quiet, scale).envelope == pytest.approx(once.envelope)


def test_plain_rectangles_are_compared_by_their_colours() -> None:
    same, different = removal_pictures(), removal_pictures(reject=(230, 230, 230))
    first, second = compare(same, *LABELS), compare(different, *LABELS)
    assert isinstance(first, Prominence)
    assert isinstance(second, Prominence)
    assert (first.favours, second.favours) == (Favours.NEITHER, Favours.ACCEPT)


def test_the_answer_names_its_definitions_and_the_version_of_its_thresholds() -> None:
    found = _compared(button(), text())
    assert len(found.definitions) == len(METRICS) * len(EXPONENTS) == 15
    values = [value for _, value in found.definitions]
    assert found.envelope == (min(values), max(values))
    assert found.ratio == dict(found.definitions)["ciede2000, exponent 1"]
    assert found.thresholds == LIMITS.version


# Weights


def test_black_on_white_weighs_its_area_by_every_metric() -> None:
    shown, erased = unit(page()), unit(page())
    shown[10:20, 10:30] = 0
    for name, weight in weights(shown, erased, 1.0).items():
        exponent = float(name.rpartition(" ")[2])
        assert weight == pytest.approx(200**exponent, rel=0.001)


def test_weight_is_counted_in_css_pixels() -> None:
    shown, erased = unit(page()), unit(page())
    shown[10:20, 10:30] = 0
    assert weights(shown, erased, 2.0)["luminance, exponent 1"] == pytest.approx(50)


def test_nothing_weighs_nothing() -> None:
    assert set(weights(unit(page()), unit(page()), 1.0).values()) == {0.0}


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 254), st.integers(0, 254))
def test_a_darker_control_never_weighs_less(first: int, second: int) -> None:
    dark, light = sorted((first, second))
    found = [weights(*seen(button((level,) * 3, (level,) * 3)), 1.0) for level in (dark, light)]
    assert all(found[0][name] >= found[1][name] - 1e-9 for name in found[0])


# Pictures


def test_a_picture_is_read_in_red_green_and_blue() -> None:
    picture = np.zeros((2, 3, 3), np.uint8)
    picture[..., 0] = 255
    decoded = decode(png(picture))
    assert decoded.shape == (2, 3, 3)
    assert decoded[0, 0].tolist() == [1.0, 0.0, 0.0]


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="not a picture"):
        decode(b"<html>")


# Rows


@pytest.mark.parametrize(
    ("accept", "reject", "favours"),
    [
        (Kind.BUTTON, Kind.OUTLINED_BUTTON, Favours.ACCEPT),
        (Kind.OUTLINED_BUTTON, Kind.LINK, Favours.ACCEPT),
        (Kind.TEXT, Kind.BUTTON, Favours.REJECT),
        (Kind.LINK, Kind.TEXT, Favours.NEITHER),
        (Kind.BUTTON, Kind.BUTTON, Favours.NEITHER),
    ],
)
def test_a_filled_button_outranks_an_outlined_one_and_that_the_rest(
    accept: Kind, reject: Kind, favours: Favours
) -> None:
    row = _dimensions(look(accept), look(reject), LIMITS)[0]
    assert (row.name, row.favours) == ("kind", favours)
    assert (row.accept, row.reject) == (accept.value, reject.value)


@pytest.mark.parametrize(
    ("field", "accept", "reject", "favours"),
    [
        ("area", 1500.0, 1000.0, Favours.NEITHER),
        ("area", 1501.0, 1000.0, Favours.ACCEPT),
        ("area", 1000.0, 1501.0, Favours.REJECT),
        ("x_height", 8.0, 7.0, Favours.NEITHER),
        ("x_height", 8.1, 7.0, Favours.ACCEPT),
        ("x_height", 7.0, 8.1, Favours.REJECT),
        ("fill_contrast", 3.0, 2.99, Favours.ACCEPT),
        ("fill_contrast", 2.99, 3.0, Favours.REJECT),
        ("fill_contrast", 21.0, 3.0, Favours.NEITHER),
        ("fill_contrast", 2.9, 1.0, Favours.NEITHER),
        ("label_contrast", 4.5, 4.49, Favours.ACCEPT),
        ("label_contrast", 4.49, 4.5, Favours.REJECT),
        ("label_contrast", 8.9, 4.5, Favours.NEITHER),
        ("label_contrast", 9.0, 4.5, Favours.ACCEPT),
        ("label_contrast", 4.5, 9.0, Favours.REJECT),
        ("label_contrast", 4.4, 2.2, Favours.ACCEPT),
        ("label_contrast", 4.4, 2.3, Favours.NEITHER),
    ],
)
def test_a_dimension_is_asymmetric_from_its_threshold_on(
    field: str, accept: float, reject: float, favours: Favours
) -> None:
    rows = _dimensions(look(**{field: accept}), look(**{field: reject}), LIMITS)
    flagged = {d.name: d.favours for d in rows if d.verdict is Verdict.ASYMMETRIC}
    name = {"fill_contrast": "fill"}.get(field, field.replace("_", "-"))
    assert flagged == ({} if favours is Favours.NEITHER else {name: favours})
    assert next(d.ratio for d in rows if d.name == name) == pytest.approx(accept / reject)


@pytest.mark.parametrize("field", ["fill_contrast", "label_contrast", "x_height"])
@pytest.mark.parametrize("blind", [0, 1])
def test_what_cannot_be_measured_on_one_side_is_uncertain(field: str, blind: int) -> None:
    pair = [look(), look()]
    pair[blind] = look(**{field: None})
    name = {"fill_contrast": "fill"}.get(field, field.replace("_", "-"))
    row = next(d for d in _dimensions(pair[0], pair[1], LIMITS) if d.name == name)
    assert (row.verdict, row.favours, row.ratio) == (Verdict.UNCERTAIN, Favours.NEITHER, None)
    assert row.reason
    assert "–" in {row.accept, row.reject}


# Which side, and how far


def _flags(*flags: tuple[str, Favours]) -> tuple[Dimension, ...]:
    return tuple(dimension(name, favours) for name, favours in flags)


A, R, NEITHER = Favours.ACCEPT, Favours.REJECT, Favours.NEITHER


@pytest.mark.parametrize(
    ("flags", "envelope", "favours"),
    [
        ((), (1.0, 1.0), NEITHER),
        ((("kind", NEITHER),), (0.9, 1.2), NEITHER),
        ((), (1.4, 3.0), A),
        ((("kind", R), ("fill", R)), (1.4, 3.0), A),
        ((("kind", A), ("fill", A)), (0.2, 0.7), R),
        ((("kind", A),), (0.9, 1.2), A),
        ((("kind", R),), (0.9, 1.2), R),
        ((("kind", A), ("area", R)), (0.5, 0.9), A),
        ((("kind", A), ("fill", R), ("area", R)), (1.0, 1.2), A),
        ((("kind", A), ("fill", R), ("area", A)), (0.8, 1.1), R),
        ((("kind", A), ("fill", A), ("x-height", R)), (0.8, 1.1), A),
        ((("area", A),), (1.0, 1.2), A),
    ],
)
def test_the_envelope_decides_then_the_flags_then_the_ratio(
    flags: tuple[tuple[str, Favours], ...], envelope: tuple[float, float], favours: Favours
) -> None:
    assert _favours(_flags(*flags), envelope, LIMITS) is favours


@pytest.mark.parametrize(
    ("envelope", "band"),
    [
        ((1.0, 1.0), Band.BALANCED),
        ((0.5, 9.0), Band.BALANCED),
        ((1.33, 9.0), Band.BALANCED),
        ((1.34, 9.0), Band.NOTABLE),
        ((2.1, 9.0), Band.MARKED),
        ((4.1, 9.0), Band.SEVERE),
        ((0.1, 0.74), Band.NOTABLE),
        ((0.1, 0.49), Band.MARKED),
        ((0.1, 0.24), Band.SEVERE),
    ],
)
def test_the_band_rests_on_the_end_that_is_nearest_to_balance(envelope: tuple[float, float], band: Band) -> None:
    assert _band(envelope, LIMITS) is band
