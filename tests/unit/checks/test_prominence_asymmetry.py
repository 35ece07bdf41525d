import pytest

from auditor.domain.checks import Outcome, Severity
from auditor.domain.facts import Band, Favours, Verdict
from checks.prominence_asymmetry import CHECK
from tests.evidence.builders import comparison, dimension, no_pair
from tests.evidence.check_builders import ask, examined


@pytest.mark.parametrize(
    ("band", "severity"),
    [
        (Band.SEVERE, Severity.SERIOUS),
        (Band.MARKED, Severity.MODERATE),
        (Band.NOTABLE, Severity.MINOR),
        (Band.BALANCED, Severity.MINOR),
    ],
)
def test_failed_when_the_comparison_favours_accept(band: Band, severity: Severity) -> None:
    seen = comparison(
        dimension("kind"),
        dimension("area", Favours.REJECT),
        dimension("fill", Favours.NEITHER),
        ratio=4.4,
        band=band,
        favours=Favours.ACCEPT,
    )
    told = ask(CHECK, seen)
    assert told.outcome is Outcome.FAILED
    assert told.severity is severity
    assert [f.summary for f in told.findings] == ["kind: accept button, reject text"]
    assert told.findings[0].evidence == ("no-action/removal-pictures",)
    assert told.evidence == examined(CHECK)


def test_summary_gives_the_ratio_and_its_envelope() -> None:
    told = ask(CHECK, comparison(dimension(), ratio=4.0, favours=Favours.ACCEPT))
    assert "4.0 times as much" in told.summary
    assert "under 15 definitions between 4.0 and 5.0" in told.summary


def test_passed_when_the_two_are_balanced() -> None:
    told = ask(CHECK, comparison(dimension(favours=Favours.NEITHER)))
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)


def test_passed_when_the_comparison_favours_reject() -> None:
    told = ask(CHECK, comparison(dimension(), ratio=0.2, band=Band.SEVERE, favours=Favours.REJECT))
    assert told.outcome is Outcome.PASSED
    assert told.summary.endswith("The comparison favours reject.")


def test_passed_when_flags_on_both_sides_leave_neither_favoured() -> None:
    told = ask(CHECK, comparison(dimension("kind"), dimension("fill", Favours.REJECT), favours=Favours.NEITHER))
    assert told.outcome is Outcome.PASSED


def test_cant_tell_when_accept_is_favoured_and_no_dimension_is_surely_asymmetric() -> None:
    unsure = dimension("fill", verdict=Verdict.UNCERTAIN)
    told = ask(CHECK, comparison(unsure, favours=Favours.ACCEPT))
    assert told.outcome is Outcome.CANT_TELL


def test_inapplicable_without_both() -> None:
    told = ask(CHECK, no_pair())
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.findings == ()
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("name", ["removal", "area", "label-contrast", "kind"])
def test_cant_tell_that_two_are_balanced_when_a_deciding_row_is_uncertain(name: str) -> None:
    row = dimension(name, Favours.NEITHER, verdict=Verdict.UNCERTAIN, reason="the background moves")
    told = ask(CHECK, comparison(dimension(favours=Favours.NEITHER), row))
    assert told.outcome is Outcome.CANT_TELL
    assert f"{name} (the background moves)" in told.summary
    assert told.evidence == examined(CHECK)


def test_a_row_that_does_not_apply_leaves_the_others_to_decide() -> None:
    row = dimension("x-height", Favours.NEITHER, verdict=Verdict.UNCERTAIN, reason="the script has no small letters")
    assert ask(CHECK, comparison(row)).outcome is Outcome.PASSED


@pytest.mark.parametrize("name", ["fill", "x-height", "stroke", "isolation"])
def test_cant_tell_what_lies_too_near_a_threshold(name: str) -> None:
    row = dimension(name, Favours.NEITHER, verdict=Verdict.UNCERTAIN, reason="too near the threshold to tell")
    assert ask(CHECK, comparison(row)).outcome is Outcome.CANT_TELL
