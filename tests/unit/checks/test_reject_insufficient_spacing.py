import pytest

from auditor.domain.checks import Outcome, Severity
from auditor.domain.controls import Kind
from auditor.domain.facts import Look
from checks.reject_insufficient_spacing import CHECK
from tests.evidence.builders import claims, comparison, look, measured, no_pair
from tests.evidence.check_builders import ask, examined


def free(value: float | None, error: float = 0.0, reason: str | None = None, **fields: object) -> Look:
    """A control with so much free space around it and type of 16 px, so that 8 px are the limit."""
    return look(Kind.BUTTON, clearance=measured(value, error, reason), **fields)


def unread(space: float, letter: float | None, error: float = 0.0) -> Look:
    """A control whose styles nobody read."""
    return free(space, x_height=measured(letter, error, None if letter else "no small letters"), claims=None)


def test_failed_when_refusing_is_glued_and_accepting_is_not() -> None:
    told = ask(CHECK, comparison(accept=free(20.0), reject=free(3.0)))
    assert told.outcome is Outcome.FAILED
    assert CHECK.severity is Severity.MODERATE
    assert told.findings[0].summary == ("Around refusing 3.0 px are free, around accepting 20.0 px; type of 16 px.")
    assert told.findings[0].evidence == ("no-action/removal-pictures",)
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(
    ("accept", "reject", "outcome"),
    [
        (free(24.0), free(7.9), Outcome.FAILED),
        (free(24.0), free(8.0), Outcome.PASSED),
        (free(12.0), free(6.0), Outcome.FAILED),
        (free(11.9), free(6.0), Outcome.PASSED),
        (free(8.0), free(1.0), Outcome.FAILED),
        (free(7.9), free(1.0), Outcome.PASSED),
        (free(8.0), free(0.0), Outcome.FAILED),
        (free(24.0), free(6.0, 1.9), Outcome.FAILED),
        (free(24.0), free(10.0, 2.0), Outcome.PASSED),
        (free(24.0), free(5.9, claims=claims(font_size=12.0)), Outcome.FAILED),
        (free(24.0), free(6.0, claims=claims(font_size=12.0)), Outcome.PASSED),
    ],
)
def test_failed_at_the_limits(accept: Look, reject: Look, outcome: Outcome) -> None:
    assert ask(CHECK, comparison(accept=accept, reject=reject)).outcome is outcome


@pytest.mark.parametrize(("space", "outcome"), [(5.9, Outcome.FAILED), (6.0, Outcome.PASSED)])
def test_failed_by_the_height_of_a_small_letter(space: float, outcome: Outcome) -> None:
    assert ask(CHECK, comparison(accept=free(24.0), reject=unread(space, 6.0))).outcome is outcome


@pytest.mark.parametrize(
    ("accept", "reject"),
    [
        (free(0.0), free(0.0)),  # both glued, as in a list inside a line
        (free(4.0), free(1.0)),
        (free(3.0), free(20.0)),  # the bright pattern
        (free(None), free(20.0)),
        (free(7.0, 0.5), free(7.8, 0.4)),  # unsure whether reject is tight, and accept surely has no more
    ],
)
def test_passed(accept: Look, reject: Look) -> None:
    told = ask(CHECK, comparison(accept=accept, reject=reject))
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(
    ("accept", "reject", "why"),
    [
        (
            free(20.0),
            free(None, reason="the background moves"),
            "around refusing cannot be judged (the background moves)",
        ),
        (free(20.0), free(None), "(not measured)"),
        (free(20.0), unread(3.0, None), "(no small letters)"),
        (free(None, reason="the background moves"), free(3.0), "around accepting cannot be judged"),
        (free(24.0), free(7.0, 1.0), "too near the limits"),
        (free(24.0), free(8.5, 1.0), "too near the limits"),
        (free(24.0), unread(5.9, 6.0, 0.2), "too near the limits"),
        (free(12.0, 0.5), free(6.0), "too near the limits"),
        (free(12.0), free(6.0, 0.1), "too near the limits"),
        (free(8.0, 0.5), free(1.0), "too near the limits"),
    ],
)
def test_cant_tell(accept: Look, reject: Look, why: str) -> None:
    told = ask(CHECK, comparison(accept=accept, reject=reject))
    assert told.outcome is Outcome.CANT_TELL
    assert why in told.summary
    assert "a person should look" in told.summary
    assert told.evidence == examined(CHECK)


def test_inapplicable_without_both() -> None:
    told = ask(CHECK, no_pair())
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)
