import pytest

from auditor.domain.checks import Outcome
from auditor.domain.controls import Kind
from auditor.domain.facts import Comparison, Measured
from checks.control_contrast_asymmetry import CHECK
from tests.evidence.builders import comparison, look, measured, no_pair
from tests.evidence.check_builders import ask, examined

NO_FILL = measured(None, reason="bare words have no fill")
MOVING = measured(None, reason="the background moves")


def pair(accept: Measured, reject: Measured, kind: Kind = Kind.BUTTON, other: Kind = Kind.BUTTON) -> Comparison:
    """Two controls whose shapes have these contrasts; `kind` is accept's, `other` reject's."""
    return comparison(accept=look(kind, fill_contrast=accept), reject=look(other, fill_contrast=reject))


@pytest.mark.parametrize(
    ("accept", "reject", "outcome"),
    [
        (2.0, 1.0, Outcome.FAILED),
        (1.99, 1.0, Outcome.PASSED),
        (9.0, 2.99, Outcome.FAILED),
        (9.0, 3.0, Outcome.PASSED),
        (4.0, 2.0, Outcome.FAILED),
        (3.99, 2.0, Outcome.PASSED),
        (21.0, 9.0, Outcome.PASSED),
        (1.2, 1.2, Outcome.PASSED),
    ],
)
def test_failed_or_passed_at_the_limits(accept: float, reject: float, outcome: Outcome) -> None:
    told = ask(CHECK, pair(measured(accept), measured(reject)))
    assert told.outcome is outcome
    assert f"a contrast of {accept:.2f}:1, reject of {reject:.2f}:1" in told.summary
    assert told.evidence == examined(CHECK)


def test_failed_cites_the_pictures() -> None:
    told = ask(CHECK, pair(measured(9.0), measured(1.2)))
    assert told.outcome is Outcome.FAILED
    assert [f.evidence for f in told.findings] == [("no-action/removal-pictures",)]
    assert told.severity is None


@pytest.mark.parametrize("kind", [Kind.BUTTON, Kind.OUTLINED_BUTTON])
@pytest.mark.parametrize("other", [Kind.TEXT, Kind.LINK])
def test_failed_when_reject_is_mere_words_beside_a_button(kind: Kind, other: Kind) -> None:
    told = ask(CHECK, pair(measured(2.0), NO_FILL, kind, other))
    assert told.outcome is Outcome.FAILED
    assert "reject of 1:1 (bare words)" in told.findings[0].summary


def test_passed_when_the_button_beside_mere_words_is_faint() -> None:
    assert ask(CHECK, pair(measured(1.99), NO_FILL, other=Kind.TEXT)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("kind", "other"),
    [(Kind.TEXT, Kind.TEXT), (Kind.LINK, Kind.TEXT), (Kind.ICON, Kind.TEXT), (Kind.TEXT, Kind.BUTTON)],
)
def test_passed_when_accept_is_no_button(kind: Kind, other: Kind) -> None:
    told = ask(CHECK, pair(measured(9.0), measured(1.0), kind, other))
    assert told.outcome is Outcome.PASSED
    assert "no button" in told.summary


def test_failed_between_two_boxed_icons() -> None:
    assert ask(CHECK, pair(measured(9.0), measured(1.2), Kind.ICON, Kind.ICON)).outcome is Outcome.FAILED


def test_passed_when_an_outlined_reject_has_a_clear_outline() -> None:
    seen = pair(measured(9.0), measured(4.6), other=Kind.OUTLINED_BUTTON)
    assert ask(CHECK, seen).outcome is Outcome.PASSED


def test_failed_when_the_outline_of_reject_is_hardly_seen() -> None:
    seen = pair(measured(9.0), measured(1.4), other=Kind.OUTLINED_BUTTON)
    assert ask(CHECK, seen).outcome is Outcome.FAILED


@pytest.mark.parametrize("kind", [Kind.BUTTON, Kind.OUTLINED_BUTTON, Kind.TEXT])
def test_passed_when_it_is_reject_that_stands_out(kind: Kind) -> None:
    assert ask(CHECK, pair(measured(1.3), measured(9.0), kind)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("accept", "reject"),
    [
        (measured(9.0), measured(2.9, 0.2)),  # reject's own limit
        (measured(4.0, 0.3), measured(2.0)),  # the ratio, by accept
        (measured(4.0), measured(2.0, 0.1)),  # the ratio, by reject
    ],
)
def test_cant_tell_when_the_error_straddles_a_limit(accept: Measured, reject: Measured) -> None:
    told = ask(CHECK, pair(accept, reject))
    assert told.outcome is Outcome.CANT_TELL
    assert " ± " in told.summary
    assert "A person should look" in told.summary


@pytest.mark.parametrize(
    ("accept", "reject", "outcome"),
    [
        (measured(9.0, 0.5), measured(2.0, 0.5), Outcome.FAILED),
        (measured(9.0, 0.5), measured(3.3, 0.2), Outcome.PASSED),
        (measured(1.5, 0.3), measured(1.1, 0.3), Outcome.PASSED),  # no contrast is below 1
    ],
)
def test_failed_or_passed_when_the_error_changes_nothing(accept: Measured, reject: Measured, outcome: Outcome) -> None:
    assert ask(CHECK, pair(accept, reject)).outcome is outcome


@pytest.mark.parametrize("accept", [measured(9.0), measured(1.2), MOVING])
def test_cant_tell_when_the_contrast_of_reject_is_unknown(accept: Measured) -> None:
    told = ask(CHECK, pair(accept, MOVING))
    assert told.outcome is Outcome.CANT_TELL
    assert "the background moves" in told.summary


@pytest.mark.parametrize("other", [Kind.BUTTON, Kind.TEXT])
def test_cant_tell_when_the_contrast_of_accept_is_unknown_and_reject_blends_in(other: Kind) -> None:
    told = ask(CHECK, pair(MOVING, measured(1.2), other=other))
    assert told.outcome is Outcome.CANT_TELL
    assert told.evidence == examined(CHECK)


def test_passed_when_only_the_contrast_of_accept_is_unknown_and_reject_stands_out() -> None:
    assert ask(CHECK, pair(MOVING, measured(4.0))).outcome is Outcome.PASSED


def test_inapplicable_without_both() -> None:
    assert ask(CHECK, no_pair()).outcome is Outcome.INAPPLICABLE
