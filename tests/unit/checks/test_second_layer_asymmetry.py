import pytest

from auditor.domain.checks import Outcome, Severity
from auditor.domain.facts import Band, Dimension, Favours, Verdict
from checks.second_layer_asymmetry import CHECK
from tests.evidence.builders import comparison, dimension, no_pair
from tests.evidence.check_builders import ask, examined

UNSURE = dimension("x-height", Favours.NEITHER, verdict=Verdict.UNCERTAIN, reason="text under 11 px")


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
        UNSURE,
        ratio=4.4,
        band=band,
        favours=Favours.ACCEPT,
    )
    told = ask(CHECK, seen)
    assert told.outcome is Outcome.FAILED
    assert told.severity is severity
    assert [f.summary for f in told.findings] == ["kind: accept button, the other control text"]
    assert told.findings[0].evidence == ("open-second-layer/removal-pictures",)
    assert told.evidence == examined(CHECK) == ("open-second-layer/prominence",)


def test_failed_gives_the_ratio_and_its_envelope() -> None:
    told = ask(CHECK, comparison(dimension(), ratio=4.0, favours=Favours.ACCEPT))
    assert told.outcome is Outcome.FAILED
    assert "4.0 times as much" in told.summary
    assert "under 15 definitions between 4.0 and 5.0" in told.summary


@pytest.mark.parametrize("favours", [Favours.NEITHER, Favours.REJECT])
@pytest.mark.parametrize(
    "rows",
    [
        (dimension(favours=Favours.NEITHER),),
        (dimension("kind"), dimension("fill", Favours.REJECT)),
        (UNSURE,),
    ],
)
def test_passed_when_accept_is_not_favoured(favours: Favours, rows: tuple[Dimension, ...]) -> None:
    told = ask(CHECK, comparison(*rows, band=Band.SEVERE, favours=favours))
    assert told.outcome is Outcome.PASSED
    assert told.summary.endswith(f"The comparison favours {favours}.")
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("rows", [(), (dimension(favours=Favours.NEITHER),), (dimension("fill", Favours.REJECT),)])
def test_passed_when_no_dimension_favours_accept(rows: tuple[Dimension, ...]) -> None:
    assert ask(CHECK, comparison(*rows, favours=Favours.ACCEPT)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (UNSURE, "x-height (text under 11 px)"),
        (dimension("fill", verdict=Verdict.UNCERTAIN), "fill (undecided)"),
    ],
)
def test_cant_tell_when_accept_is_favoured_and_a_dimension_is_undecided(row: Dimension, words: str) -> None:
    told = ask(CHECK, comparison(row, dimension("area", Favours.NEITHER), favours=Favours.ACCEPT))
    assert told.outcome is Outcome.CANT_TELL
    assert f"Unknown: {words}. A person should compare" in told.summary
    assert told.evidence == examined(CHECK)


def test_inapplicable_without_both() -> None:
    told = ask(CHECK, no_pair())
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.summary == "The settings do not offer to accept and, beside it, to refuse or save."


@pytest.mark.parametrize("name", ["kind", "area", "label-contrast", "removal"])
def test_cant_tell_that_two_are_balanced_when_a_deciding_row_is_uncertain(name: str) -> None:
    row = dimension(name, Favours.NEITHER, verdict=Verdict.UNCERTAIN, reason="the background moves")
    told = ask(CHECK, comparison(dimension(favours=Favours.NEITHER), row))
    assert told.outcome is Outcome.CANT_TELL
    assert f"{name} (the background moves)" in told.summary
