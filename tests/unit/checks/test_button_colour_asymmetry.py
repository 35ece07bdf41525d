import pytest

from auditor.domain.checks import Outcome
from auditor.domain.controls import Kind
from auditor.domain.facts import Colour, Comparison
from checks.button_colour_asymmetry import CHECK
from tests.evidence.builders import comparison, look, measured, no_pair
from tests.evidence.check_builders import ask, examined

WHITE, BLACK = (255, 255, 255), (0, 0, 0)
BLUE, RED, GREEN, BRIGHT_RED, YELLOW = (0, 60, 180), (200, 0, 0), (0, 128, 0), (255, 0, 0), (255, 204, 0)
SLATE = (108, 117, 125)  # the secondary button of a common library
GREY = (128, 128, 128)
MOVING = measured(None, reason="the background moves")
NO_FILL = measured(None, reason="bare words have no fill")


def fills(accept: Colour, reject: Colour, ground: Colour = WHITE, kind: Kind = Kind.BUTTON) -> Comparison:
    """A filled accept beside a reject of that kind, both on the same ground."""
    return comparison(
        accept=look(fill=accept, surround=ground),
        reject=look(kind, fill=reject, surround=ground),
    )


def level(grey: int) -> Colour:
    return grey, grey, grey


@pytest.mark.parametrize("reject", [SLATE, level(200), level(235)])
def test_failed_when_accept_has_a_colour_and_reject_is_neutral(reject: Colour) -> None:
    told = ask(CHECK, fills(BLUE, reject))
    assert told.outcome is Outcome.FAILED
    assert "Accept is filled with #003cb4 (chroma 75, 63 from the ground)" in told.findings[0].summary
    assert told.findings[0].evidence == ("no-action/removal-pictures",)
    assert told.evidence == examined(CHECK)
    assert told.severity is None


@pytest.mark.parametrize("kind", [Kind.OUTLINED_BUTTON, Kind.TEXT, Kind.LINK])
def test_failed_when_reject_is_filled_with_the_ground(kind: Kind) -> None:
    unfilled = look(kind, fill=BLUE, fill_difference=measured(62.0) if kind is Kind.OUTLINED_BUTTON else NO_FILL)
    told = ask(CHECK, comparison(reject=unfilled))
    assert told.outcome is Outcome.FAILED
    assert "reject with #ffffff (chroma 0, 0 from the ground)" in told.summary


@pytest.mark.parametrize(
    ("grey", "outcome"),
    [(208, Outcome.FAILED), (209, Outcome.PASSED)],  # 10.18 and 9.94 from white
)
def test_failed_from_ten_between_the_fillings(grey: int, outcome: Outcome) -> None:
    assert ask(CHECK, fills(level(grey), WHITE, kind=Kind.OUTLINED_BUTTON)).outcome is outcome


@pytest.mark.parametrize(
    ("blue", "outcome"),
    [(163, Outcome.FAILED), (162, Outcome.PASSED)],  # a chroma of 20.1 and 19.6
)
def test_failed_from_twenty_of_chroma(blue: int, outcome: Outcome) -> None:
    assert ask(CHECK, fills((128, 128, blue), GREY)).outcome is outcome


@pytest.mark.parametrize(
    ("grey", "outcome"),
    [(136, Outcome.FAILED), (137, Outcome.PASSED)],  # 30.5 and 30.2 from white, where reject's double is 30.3
)
def test_failed_from_twice_the_distance_from_the_ground(grey: int, outcome: Outcome) -> None:
    assert ask(CHECK, fills(level(grey), level(188))).outcome is outcome


@pytest.mark.parametrize(
    ("blue", "outcome"),
    [(163, Outcome.PASSED), (162, Outcome.FAILED)],  # reject's chroma: 20.1 and 19.6
)
def test_passed_from_where_reject_is_a_highlight_itself(blue: int, outcome: Outcome) -> None:
    assert ask(CHECK, fills(BRIGHT_RED, (128, 128, blue))).outcome is outcome


@pytest.mark.parametrize(("accept", "reject"), [(RED, GREEN), (BRIGHT_RED, GREEN), (GREEN, RED), (YELLOW, BLUE)])
def test_passed_when_both_are_filled_in_hues_of_equal_salience(accept: Colour, reject: Colour) -> None:
    assert ask(CHECK, fills(accept, reject)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("accept", "reject"),
    [(SLATE, BLUE), (level(230), BRIGHT_RED), (BLACK, BRIGHT_RED), (GREY, YELLOW)],
)
def test_passed_when_reject_has_the_brand_colour(accept: Colour, reject: Colour) -> None:
    assert ask(CHECK, fills(accept, reject)).outcome is Outcome.PASSED


def test_passed_when_accept_has_the_colour_of_the_banner_and_reject_has_not() -> None:
    assert ask(CHECK, fills((0, 60, 200), WHITE, ground=BLUE)).outcome is Outcome.PASSED


def test_failed_when_reject_has_the_colour_of_the_banner_and_accept_has_not() -> None:
    assert ask(CHECK, fills(WHITE, (0, 60, 200), ground=BLUE)).outcome is Outcome.FAILED


@pytest.mark.parametrize("ground", [WHITE, BLACK, BLUE])
def test_passed_when_both_have_one_colour(ground: Colour) -> None:
    assert ask(CHECK, fills(YELLOW, YELLOW, ground=ground)).outcome is Outcome.PASSED


@pytest.mark.parametrize("kind", [Kind.OUTLINED_BUTTON, Kind.TEXT, Kind.LINK])
def test_passed_when_accept_is_not_filled(kind: Kind) -> None:
    told = ask(CHECK, comparison(accept=look(kind, surround=YELLOW), reject=look(kind, surround=WHITE)))
    assert told.outcome is Outcome.PASSED
    assert told.summary == "Accept is not filled with a colour of its own."


@pytest.mark.parametrize(
    ("accept_error", "reject_error", "outcome"),
    [
        (0.1, 0.0, Outcome.FAILED),  # 10.18 between the fillings
        (0.2, 0.0, Outcome.CANT_TELL),
    ],
)
def test_cant_tell_when_the_error_of_the_fillings_decides(
    accept_error: float, reject_error: float, outcome: Outcome
) -> None:
    accept = look(fill=level(208), fill_difference=measured(10.0, accept_error))
    reject = look(Kind.OUTLINED_BUTTON, fill_difference=measured(20.0, reject_error))
    assert ask(CHECK, comparison(accept=accept, reject=reject)).outcome is outcome


@pytest.mark.parametrize(
    ("grey", "error"),
    [(136, 0.5), (137, 0.5)],  # on either side of twice the distance from the ground
)
def test_cant_tell_when_the_error_of_the_distance_decides(grey: int, error: float) -> None:
    accept = look(fill=level(grey), fill_difference=measured(30.0, error))
    told = ask(CHECK, comparison(accept=accept, reject=look(fill=level(188))))
    assert told.outcome is Outcome.CANT_TELL
    assert "The error of a distance decides" in told.summary
    reject = look(fill=level(188), fill_difference=measured(15.0, error))
    assert ask(CHECK, comparison(accept=look(fill=level(grey)), reject=reject)).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize("who", ["accept", "reject"])
def test_cant_tell_when_the_ground_is_unknown(who: str) -> None:
    colours: dict[str, Colour] = {"accept": BLUE, "reject": SLATE}
    looks: dict[str, object] = {name: look(fill=colour) for name, colour in colours.items()}
    told = ask(CHECK, comparison(**(looks | {who: look(fill=colours[who], fill_difference=MOVING)})))
    assert told.outcome is Outcome.CANT_TELL
    assert "the background moves" in told.summary
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_the_ground_is_unknown_for_no_reason_given() -> None:
    told = ask(CHECK, comparison(reject=look(fill=SLATE, fill_difference=measured(None))))
    assert told.outcome is Outcome.CANT_TELL
    assert "not measured" in told.summary


def test_passed_when_two_fillings_are_alike_whatever_the_ground() -> None:
    same = look(fill_difference=MOVING)
    assert ask(CHECK, comparison(accept=same, reject=same)).outcome is Outcome.PASSED


@pytest.mark.parametrize("who", ["accept", "reject"])
def test_cant_tell_when_the_filling_is_unknown(who: str) -> None:
    told = ask(CHECK, comparison(**{who: look(Kind.ICON, fill=None)}))
    assert told.outcome is Outcome.CANT_TELL
    assert "the picture shows none" in told.summary


def test_cant_tell_when_what_is_seen_through_an_outline_moves() -> None:
    seen = comparison(reject=look(Kind.OUTLINED_BUTTON, surround=BLUE, fill_difference=MOVING))
    told = ask(CHECK, seen)
    assert told.outcome is Outcome.CANT_TELL
    assert "the background moves" in told.summary


def test_inapplicable_without_both() -> None:
    assert ask(CHECK, no_pair()).outcome is Outcome.INAPPLICABLE
