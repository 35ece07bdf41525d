import pytest

from auditor.domain.checks import Outcome, Severity
from auditor.domain.controls import Kind
from auditor.domain.facts import Look, Measured
from checks.size_asymmetry import CHECK
from tests.evidence.builders import comparison, look, measured, no_pair
from tests.evidence.check_builders import ask, examined

TALL = 60.0  # a height no label explains


def sized(area: float | None, *, width: float = 120.0, height: float = 40.0, padding: float | None = 36.0) -> Look:
    """A button that encloses so much."""
    reason = None if area is not None else "the picture is cut off"
    return look(area=measured(area, reason=reason), width=width, height=height, padding=padding)


def text(height: float, x_height: Measured | None = None, kind: Kind = Kind.TEXT, width: float = 90.0) -> Look:
    """Bare words of that height."""
    small = x_height or measured(8.0)
    return look(kind, width=width, height=height, area=measured(width * height), x_height=small, padding=None)


@pytest.mark.parametrize(
    ("area", "outcome", "severity"),
    [
        (1499.0, Outcome.PASSED, None),
        (1500.0, Outcome.FAILED, Severity.MODERATE),
        (2499.0, Outcome.FAILED, Severity.MODERATE),
        (2500.0, Outcome.FAILED, Severity.SERIOUS),
    ],
)
def test_failed_from_one_and_a_half_times_the_area(area: float, outcome: Outcome, severity: Severity | None) -> None:
    told = ask(CHECK, comparison(accept=sized(area, height=TALL), reject=sized(1000.0)))
    assert told.outcome is outcome
    assert told.severity is severity
    assert told.evidence == examined(CHECK)


def test_failed_says_how_large_each_is_and_cites_the_pictures() -> None:
    told = ask(CHECK, comparison(accept=sized(9600.0, width=160.0, height=60.0)))
    assert told.outcome is Outcome.FAILED
    [finding] = told.findings
    assert (
        finding.summary
        == "Accept is 160 by 60 pixels (9600 square pixels), reject 120 by 40 pixels (4800 square pixels)."
    )
    assert finding.evidence == ("no-action/removal-pictures",)


@pytest.mark.parametrize(
    ("height", "padding", "outcome"),
    [
        (40.0, 36.0, Outcome.PASSED),
        (44.0, 36.0, Outcome.PASSED),
        (44.1, 36.0, Outcome.FAILED),
        (40.0, 40.0, Outcome.PASSED),
        (40.0, 40.1, Outcome.FAILED),
        (30.0, 20.0, Outcome.PASSED),  # lower and tighter, and yet larger: a long label
    ],
)
def test_passed_when_the_length_of_the_label_explains_it(height: float, padding: float, outcome: Outcome) -> None:
    told = ask(CHECK, comparison(accept=sized(14400.0, width=360.0, height=height, padding=padding)))
    assert told.outcome is outcome
    assert ("length of the label" in told.summary) is (outcome is Outcome.PASSED)


def test_passed_when_both_fill_the_width_of_a_phone() -> None:
    long = sized(15200.0, width=380.0, padding=290.0)
    short = sized(15200.0, width=380.0, padding=340.0)
    assert ask(CHECK, comparison(accept=long, reject=short)).outcome is Outcome.PASSED


def test_failed_when_accept_alone_fills_the_width_of_a_phone() -> None:
    told = ask(CHECK, comparison(accept=sized(15200.0, width=380.0, padding=290.0)))
    assert told.outcome is Outcome.FAILED
    assert told.severity is Severity.SERIOUS


def test_passed_when_reject_is_the_larger_one() -> None:
    assert ask(CHECK, comparison(reject=sized(20000.0, height=TALL, padding=90.0))).outcome is Outcome.PASSED


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LINK])
@pytest.mark.parametrize("height", [14.0, 40.0])
def test_failed_when_a_button_stands_beside_mere_words(kind: Kind, height: float) -> None:
    told = ask(CHECK, comparison(reject=text(height, kind=kind, width=60.0)))
    assert told.outcome is Outcome.FAILED


def test_passed_when_mere_words_are_no_smaller() -> None:
    assert ask(CHECK, comparison(reject=text(40.0, width=120.0))).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("height", "outcome", "severity"),
    [
        (14.9, Outcome.PASSED, None),
        (15.0, Outcome.FAILED, Severity.MODERATE),
        (24.9, Outcome.FAILED, Severity.MODERATE),
        (25.0, Outcome.FAILED, Severity.SERIOUS),
    ],
)
def test_failed_when_bare_words_are_taller(height: float, outcome: Outcome, severity: Severity | None) -> None:
    seen = comparison(accept=text(height, measured(12.0)), reject=text(10.0, kind=Kind.LINK))
    told = ask(CHECK, seen)
    assert told.outcome is outcome
    assert told.severity is severity


def test_passed_when_bare_words_are_longer_and_no_taller() -> None:
    assert ask(CHECK, comparison(accept=text(14.0, width=400.0), reject=text(14.0))).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("small", "outcome"),
    [
        (measured(8.8), Outcome.PASSED),  # two lines of equal letters
        (measured(8.9), Outcome.FAILED),
        (measured(8.4, 0.3), Outcome.PASSED),
        (measured(8.8, 0.1), Outcome.CANT_TELL),
        (measured(9.0, 0.1), Outcome.FAILED),
    ],
)
def test_passed_when_bare_words_merely_take_more_lines(small: Measured, outcome: Outcome) -> None:
    told = ask(CHECK, comparison(accept=text(36.0, small), reject=text(14.0)))
    assert told.outcome is outcome


@pytest.mark.parametrize("who", ["accept", "reject"])
def test_cant_tell_when_bare_words_may_merely_take_more_lines(who: str) -> None:
    nothing = measured(None, reason="the script has no small letters")
    looks = {"accept": text(36.0), "reject": text(14.0)}
    looks[who] = text(looks[who].height, nothing)
    told = ask(CHECK, comparison(**looks))
    assert told.outcome is Outcome.CANT_TELL
    assert "only the labels differ in length" in told.summary


def test_passed_when_bare_words_are_equally_tall_whatever_their_area() -> None:
    words = look(Kind.TEXT, area=measured(None, reason="the picture is cut off"), padding=None)
    assert ask(CHECK, comparison(accept=words, reject=words)).outcome is Outcome.PASSED


@pytest.mark.parametrize("who", ["accept", "reject"])
def test_cant_tell_when_the_area_is_unknown(who: str) -> None:
    told = ask(CHECK, comparison(**{who: sized(None)}))
    assert told.outcome is Outcome.CANT_TELL
    assert "the picture is cut off" in told.summary
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("who", ["accept", "reject"])
def test_cant_tell_when_the_padding_that_decides_is_unknown(who: str) -> None:
    looks = {"accept": sized(9600.0), "reject": sized(4800.0)}
    looks[who] = sized(looks[who].area.value, padding=None)
    assert ask(CHECK, comparison(**looks)).outcome is Outcome.CANT_TELL


def test_failed_without_a_padding_when_the_height_decides() -> None:
    assert ask(CHECK, comparison(accept=sized(9600.0, height=TALL, padding=None))).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("accept", "reject", "outcome", "severity"),
    [
        (measured(1600.0, 50.0), measured(1000.0), Outcome.FAILED, Severity.MODERATE),
        (measured(1600.0, 150.0), measured(1000.0), Outcome.CANT_TELL, None),
        (measured(1600.0), measured(1000.0, 100.0), Outcome.CANT_TELL, None),
        (measured(1450.0, 60.0), measured(1000.0), Outcome.CANT_TELL, None),
        (measured(1400.0, 60.0), measured(1000.0), Outcome.PASSED, None),
        (measured(2550.0, 100.0), measured(1000.0), Outcome.FAILED, Severity.MODERATE),
    ],
)
def test_cant_tell_when_the_error_straddles_the_limit(
    accept: Measured, reject: Measured, outcome: Outcome, severity: Severity | None
) -> None:
    told = ask(CHECK, comparison(accept=look(area=accept, height=TALL), reject=look(area=reject)))
    assert told.outcome is outcome
    assert told.severity is severity


def test_inapplicable_without_both() -> None:
    assert ask(CHECK, no_pair()).outcome is Outcome.INAPPLICABLE
