from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.domain.controls import Kind
from auditor.domain.facts import Dimension, Favours, Look, Measured, Verdict
from auditor.measure.prominence.cuts import MOVING
from auditor.measure.prominence.dimensions import dimensions
from auditor.measure.thresholds import thresholds
from tests.evidence.builders import claims, look, measured

LIMITS = thresholds()
A, R, NEITHER = Favours.ACCEPT, Favours.REJECT, Favours.NEITHER
MIRRORED = {A: R, R: A, NEITHER: NEITHER}
NAMES = ["kind", "area", "fill", "label-contrast", "x-height", "stroke", "isolation", "occlusion"]
ROWS = {"fill_contrast": "fill", "x_height": "x-height", "label_contrast": "label-contrast", "clearance": "isolation"}
NEAR = "too near the threshold to tell"
RATIOS = pytest.mark.parametrize(
    ("field", "limit"),
    [
        ("area", LIMITS.area_ratio),
        ("x_height", LIMITS.x_height_ratio),
        ("stroke", LIMITS.stroke_ratio),
        ("label_contrast", LIMITS.label_contrast_ratio),
    ],
)
REACHED = pytest.mark.parametrize(
    ("field", "limit"), [("fill_contrast", LIMITS.fill_contrast), ("label_contrast", LIMITS.label_contrast)]
)
SIDES = pytest.mark.parametrize("favours", [A, R])


def _rows(accept: Look, reject: Look, *, explained: bool = False) -> dict[str, Dimension]:
    return {d.name: d for d in dimensions(accept, reject, explained=explained, limits=LIMITS)}


def _row(field: str, more: Measured, less: Measured, favours: Favours = A, *, explained: bool = False) -> Dimension:
    """The row of a measure of which the favoured control has more."""
    # Colours agree with light: the one that has more differs more from its ground.
    pair = (
        look(Kind.BUTTON, **({"fill_difference": measured(40.0)} | {field: more})),
        look(Kind.BUTTON, **({"fill_difference": measured(20.0)} | {field: less})),
    )
    rows = _rows(*(pair if favours is A else pair[::-1]), explained=explained)
    return rows[ROWS.get(field, field)]


def _told(row: Dimension) -> tuple[Verdict, Favours, str | None]:
    return row.verdict, row.favours, row.reason


def test_every_dimension_has_its_row() -> None:
    assert list(_rows(look(), look())) == NAMES


def test_two_of_the_same_are_balanced_in_every_row() -> None:
    for row in _rows(look(), look()).values():
        assert _told(row) == (Verdict.BALANCED, NEITHER, None)
        assert row.accept == row.reject
        assert row.ratio in {None, 1.0}
        assert row.limit


# Kind


@pytest.mark.parametrize(
    ("accept", "reject", "favours"),
    [
        (Kind.BUTTON, Kind.OUTLINED_BUTTON, A),
        (Kind.OUTLINED_BUTTON, Kind.LINK, A),
        (Kind.OUTLINED_BUTTON, Kind.ICON, A),
        (Kind.TEXT, Kind.BUTTON, R),
        (Kind.ICON, Kind.BUTTON, R),
        (Kind.LINK, Kind.TEXT, NEITHER),
        (Kind.ICON, Kind.LINK, NEITHER),
        (Kind.BUTTON, Kind.BUTTON, NEITHER),
    ],
)
def test_a_filled_button_outranks_an_outlined_one_and_that_the_rest(
    accept: Kind, reject: Kind, favours: Favours
) -> None:
    row = _rows(look(accept), look(reject))["kind"]
    assert row.favours is favours
    assert row.verdict is (Verdict.BALANCED if favours is NEITHER else Verdict.ASYMMETRIC)
    assert (row.accept, row.reject) == (accept.value, reject.value)


# Ratios


@RATIOS
@SIDES
def test_a_measure_is_asymmetric_beyond_its_limit(field: str, limit: float, favours: Favours) -> None:
    row = _row(field, measured(20.4 * limit / 2), measured(10), favours)
    assert _told(row) == (Verdict.ASYMMETRIC, favours, None)
    assert row.ratio == pytest.approx(1.02 * limit if favours is A else 1 / (1.02 * limit))


@RATIOS
@SIDES
def test_a_measure_is_balanced_below_its_limit(field: str, limit: float, favours: Favours) -> None:
    assert _told(_row(field, measured(9.8 * limit), measured(10), favours)) == (Verdict.BALANCED, NEITHER, None)


@RATIOS
@SIDES
@pytest.mark.parametrize("times", [0.95, 1.05])
def test_an_error_across_the_limit_makes_a_measure_uncertain(
    field: str, limit: float, times: float, favours: Favours
) -> None:
    row = _row(field, measured(10 * times * limit, 0.5), measured(10, 0.5), favours)
    assert _told(row) == (Verdict.UNCERTAIN, NEITHER, NEAR)
    assert row.ratio is not None


@RATIOS
@SIDES
def test_an_error_that_does_not_reach_the_limit_leaves_a_verdict(field: str, limit: float, favours: Favours) -> None:
    assert _row(field, measured(10 * 1.5 * limit, 0.5), measured(10, 0.5), favours).favours is favours


@RATIOS
@pytest.mark.parametrize("error", [0.03, 0.08, 0.15])
@pytest.mark.parametrize("times", [0.8, 0.9, 1.1, 1.17, 1.21, 1.35])
def test_an_error_reaches_as_far_for_either_control(field: str, limit: float, times: float, error: float) -> None:
    more, less = measured(10 * times * limit, 10 * times * limit * error), measured(10, 10 * error)
    assert _row(field, more, less, A).verdict is _row(field, more, less, R).verdict


@pytest.mark.parametrize("field", ["area", "x_height", "stroke", "fill_contrast", "label_contrast", "clearance"])
@pytest.mark.parametrize("blind", [A, R])
@pytest.mark.parametrize(("reason", "told"), [("too dark", "too dark"), (None, "not measured")])
def test_what_cannot_be_measured_on_one_side_is_uncertain(
    field: str, blind: Favours, reason: str | None, told: str
) -> None:
    pair = [look(), look(Kind.BUTTON, **{field: measured(None, reason=reason)})]
    rows = _rows(*(pair if blind is R else pair[::-1]))
    row = rows[ROWS.get(field, field)]
    assert _told(row) == (Verdict.UNCERTAIN, NEITHER, told)
    assert row.ratio is None
    assert [row.accept, row.reject].index("–") == (0 if blind is A else 1)
    assert (row.reject if blind is A else row.accept) != "–"


@pytest.mark.parametrize("accept", [measured(4800), measured(48_000)])
def test_a_longer_label_explains_a_larger_area(accept: Measured) -> None:
    row = _row("area", accept, measured(4800), explained=True)
    assert (row.verdict, row.favours) == (Verdict.BALANCED, NEITHER)
    assert (row.reason is None) == (row.ratio == 1.0)


def test_a_longer_label_explains_nothing_but_the_area() -> None:
    row = _row("x_height", measured(12), measured(8), explained=True)
    assert row.favours is A


@pytest.mark.parametrize(
    ("kinds", "limit"),
    [
        ((Kind.TEXT, Kind.TEXT), LIMITS.words_area_ratio),
        ((Kind.LINK, Kind.TEXT), LIMITS.words_area_ratio),
        ((Kind.LINK, Kind.BUTTON), LIMITS.area_ratio),
        ((Kind.ICON, Kind.TEXT), LIMITS.area_ratio),
    ],
)
def test_bare_words_on_both_sides_may_differ_more_in_area(kinds: tuple[Kind, Kind], limit: float) -> None:
    small = look(kinds[1], area=measured(1000))
    for times, favours in ((0.98, NEITHER), (1.02, A)):
        large = look(kinds[0], area=measured(1000 * times * limit))
        assert _rows(large, small)["area"].favours is favours
        assert _rows(small, large)["area"].favours is MIRRORED[favours]


# Fill


@REACHED
@SIDES
def test_one_that_reaches_a_contrast_is_favoured(field: str, limit: float, favours: Favours) -> None:
    row = _row(field, measured(limit * 1.02), measured(limit * 0.96), favours)
    assert _told(row) == (Verdict.ASYMMETRIC, favours, None)
    assert row.ratio == pytest.approx(1.0625 if favours is A else 1 / 1.0625, abs=0.001)


@REACHED
def test_two_contrasts_that_are_all_but_the_same_are_balanced(field: str, limit: float) -> None:
    row = _row(field, measured(limit * 1.02), measured(limit * 0.98))
    assert _told(row) == (Verdict.BALANCED, NEITHER, None)


@REACHED
@pytest.mark.parametrize("times", [(1.2, 1.8), (0.6, 0.9)])
def test_two_that_reach_a_contrast_or_miss_it_are_balanced(
    field: str, limit: float, times: tuple[float, float]
) -> None:
    row = _row(field, measured(limit * times[0]), measured(limit * times[1]))
    assert _told(row) == (Verdict.BALANCED, NEITHER, None)


@REACHED
@SIDES
@pytest.mark.parametrize(("more", "less"), [((1.02, 0.1), (0.9, 0.0)), ((1.1, 0.0), (0.98, 0.1))])
def test_an_error_across_a_contrast_makes_it_uncertain(
    field: str, limit: float, more: tuple[float, float], less: tuple[float, float], favours: Favours
) -> None:
    pair = [measured(limit * value, error) for value, error in (more, less)]
    assert _told(_row(field, pair[0], pair[1], favours)) == (Verdict.UNCERTAIN, NEITHER, NEAR)


@REACHED
def test_two_contrasts_that_may_be_equal_are_uncertain(field: str, limit: float) -> None:
    row = _row(field, measured(limit + 0.2, 0.19), measured(limit - 0.3, 0.29))
    assert row.verdict is Verdict.ASYMMETRIC
    row = _row(field, measured(limit + 0.4, 0.1), measured(limit - 0.01, 0.02))
    assert _told(row) == (Verdict.UNCERTAIN, NEITHER, NEAR)


def test_bare_words_on_both_sides_have_no_fill_to_compare() -> None:
    bare = look(Kind.LINK, fill=None, fill_contrast=measured(None, reason="bare words have no fill"))
    row = _rows(bare, bare)["fill"]
    assert (row.verdict, row.favours, row.accept, row.reject) == (Verdict.BALANCED, NEITHER, "–", "–")
    assert row.reason
    assert _rows(look(), bare)["fill"].verdict is Verdict.UNCERTAIN


# Contrast of the label


@SIDES
def test_a_label_that_cannot_be_seen_is_outdone_by_one_that_can(favours: Favours) -> None:
    row = _row("label_contrast", measured(9), measured(1, reason="no label can be seen"), favours)
    assert _told(row) == (Verdict.ASYMMETRIC, favours, None)
    assert row.ratio == pytest.approx(9 if favours is A else 1 / 9)


def test_labels_beyond_the_contrast_are_asymmetric_when_one_is_far_stronger() -> None:
    row = _row("label_contrast", measured(LIMITS.label_contrast * 4), measured(LIMITS.label_contrast * 1.1))
    assert _told(row) == (Verdict.ASYMMETRIC, A, None)


def test_a_label_far_stronger_is_favoured_though_it_may_not_reach_the_contrast() -> None:
    near = LIMITS.label_contrast * 1.01
    row = _row("label_contrast", measured(near, 0.2), measured(near / LIMITS.label_contrast_ratio / 1.5))
    assert _told(row) == (Verdict.ASYMMETRIC, A, None)


# Isolation

GLUED, FREE = 8 * 2 * LIMITS.clearance_share * 0.5, 8 * 2 * LIMITS.clearance_share * 3


@SIDES
def test_one_that_is_glued_to_other_words_is_outdone_by_one_that_stands_free(favours: Favours) -> None:
    row = _row("clearance", measured(FREE), measured(GLUED), favours)
    assert _told(row) == (Verdict.ASYMMETRIC, favours, None)


@pytest.mark.parametrize(
    ("accept", "reject"),
    [
        (FREE, FREE),
        (GLUED, GLUED),
        (GLUED, GLUED / 10),
        (GLUED * 2.1, GLUED * 1.9),
        (GLUED * 1.9, GLUED * 2.1),
    ],
)
def test_two_that_stand_alike_are_balanced(accept: float, reject: float) -> None:
    row = _row("clearance", measured(accept), measured(reject))
    assert _told(row) == (Verdict.BALANCED, NEITHER, None)


def test_where_letters_are_not_measured_their_height_is_taken_from_the_control() -> None:
    pair = [look(x_height=measured(None), height=64.0, clearance=measured(c)) for c in (FREE * 2, GLUED * 3)]
    assert _rows(*pair)["isolation"].favours is A
    assert _rows(*(replace(p, height=16.0) for p in pair))["isolation"].favours is NEITHER


# Occlusion


@pytest.mark.parametrize(
    ("more", "favours"),
    [(0.1, A), (-0.05, NEITHER)],
)
def test_one_that_is_covered_far_more_is_outdone(more: float, favours: Favours) -> None:
    covered = look(claims=claims(covered=0.1 + LIMITS.covered_share + more))
    open_one = look(claims=claims(covered=0.1))
    assert _rows(open_one, covered)["occlusion"].favours is favours
    assert _rows(covered, open_one)["occlusion"].favours is MIRRORED[favours]


@pytest.mark.parametrize("blind", [0, 1])
def test_without_clicks_nobody_knows_what_covers_a_control(blind: int) -> None:
    pair = [look(), look()]
    pair[blind] = look(claims=None)
    row = _rows(*pair)["occlusion"]
    assert _told(row) == (Verdict.UNCERTAIN, NEITHER, "no clicks were tried")
    assert (row.accept, row.reject) == ("–", "–")


# Claims


def test_a_row_says_what_styles_claim_instead() -> None:
    lying = look(claims=claims(font_size=40.0))
    assert "40 px" in (_rows(lying, look())["x-height"].claims or "")
    assert {name: row.claims for name, row in _rows(look(), look()).items()} == dict.fromkeys(NAMES)


# Both ways

VALUES = st.integers(0, 175).map(lambda n: 1.0173**n)  # no two of them have a ratio that is a threshold
MEASURED = st.builds(Measured, st.one_of(st.none(), VALUES), st.sampled_from([0.0, 0.1, 0.5, 1.0]))
LOOKS = st.builds(
    look,
    st.sampled_from(Kind),
    area=MEASURED,
    fill=st.sampled_from([None, (0, 60, 180)]),
    fill_contrast=MEASURED,
    label_contrast=MEASURED,
    x_height=MEASURED,
    stroke=MEASURED,
    clearance=MEASURED,
    claims=st.one_of(st.none(), st.builds(claims, covered=st.floats(0, 1))),
)


@settings(deadline=None)
@given(LOOKS, LOOKS, st.booleans())
def test_exchanging_the_controls_turns_every_verdict_round(accept: Look, reject: Look, explained: bool) -> None:
    there, back = _rows(accept, reject, explained=explained), _rows(reject, accept, explained=explained)
    for name, row in there.items():
        assert back[name].favours is MIRRORED[row.favours], name
        assert (back[name].verdict, back[name].accept, back[name].reject) == (row.verdict, row.reject, row.accept)


@settings(deadline=None)
@given(LOOKS, LOOKS, st.booleans())
def test_only_an_asymmetric_row_favours_a_side_and_an_uncertain_one_says_why(
    accept: Look, reject: Look, explained: bool
) -> None:
    for row in _rows(accept, reject, explained=explained).values():
        assert (row.verdict is Verdict.ASYMMETRIC) == (row.favours is not NEITHER)
        assert row.reason or row.verdict is not Verdict.UNCERTAIN
        assert row.verdict is not Verdict.ASYMMETRIC or row.reason is None


@pytest.mark.parametrize(
    ("differences", "verdict"), [((38.8, 32.7), Verdict.BALANCED), ((60.0, 30.0), Verdict.ASYMMETRIC)]
)
def test_a_fill_that_is_darker_and_as_colourful_is_balanced(differences: tuple[float, float], verdict: Verdict) -> None:
    accept = look(fill_contrast=measured(3.27), fill_difference=measured(differences[0]))
    reject = look(fill_contrast=measured(2.12), fill_difference=measured(differences[1]))
    assert _rows(accept, reject)["fill"].verdict is verdict
    assert _rows(reject, accept)["fill"].verdict is verdict
    assert bool(_rows(accept, reject)["fill"].reason) is (verdict is Verdict.BALANCED)


@pytest.mark.parametrize("difference", [measured(None), measured(0.0)])
@SIDES
def test_where_nobody_knows_the_difference_in_colour_light_decides(difference: Measured, favours: Favours) -> None:
    pair = (
        look(fill_contrast=measured(LIMITS.fill_contrast * 2)),
        look(fill_contrast=measured(LIMITS.fill_contrast / 2), fill_difference=difference),
    )
    assert _told(_rows(*(pair if favours is A else pair[::-1]))["fill"]) == (Verdict.ASYMMETRIC, favours, None)


@pytest.mark.parametrize(("times", "favours"), [(0.98, NEITHER), (1.02, A)])
def test_colour_has_to_agree_with_light(times: float, favours: Favours) -> None:
    lighter = look(
        fill_contrast=measured(LIMITS.fill_contrast * 2),
        fill_difference=measured(40 * times * LIMITS.fill_difference_ratio),
    )
    darker = look(fill_contrast=measured(LIMITS.fill_contrast / 2), fill_difference=measured(40))
    assert _rows(lighter, darker)["fill"].favours is favours
    assert _rows(darker, lighter)["fill"].favours is MIRRORED[favours]


def test_a_box_with_less_room_around_its_longer_label_is_not_told_larger() -> None:
    long = look(area=measured(8000.0), height=40.0, padding=30.0)
    short = look(area=measured(5000.0), height=40.0, padding=100.0)
    assert _rows(long, short)["area"].verdict is Verdict.UNCERTAIN
    assert _rows(short, long)["area"].verdict is Verdict.UNCERTAIN
    assert _rows(replace(long, height=50.0), short)["area"].verdict is Verdict.ASYMMETRIC
    assert _rows(replace(long, padding=100.0), short)["area"].verdict is Verdict.ASYMMETRIC
    assert _rows(long, replace(short, padding=None))["area"].verdict is Verdict.ASYMMETRIC


def test_over_a_moving_ground_boxes_of_one_height_are_not_told_by_their_width() -> None:
    moving = measured(None, reason=MOVING)
    long, short = (look(area=measured(a), height=40.0, stroke=moving) for a in (8000.0, 5000.0))
    assert _rows(long, short)["area"].reason == MOVING
    assert _rows(replace(long, height=50.0), short)["area"].verdict is Verdict.ASYMMETRIC
