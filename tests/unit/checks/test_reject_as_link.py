import pytest

from auditor.domain.checks import Outcome
from auditor.domain.controls import Kind
from checks.reject_as_link import CHECK
from tests.evidence.builders import comparison, look, no_pair
from tests.evidence.check_builders import ask, examined


@pytest.mark.parametrize("accept", [Kind.BUTTON, Kind.OUTLINED_BUTTON])
@pytest.mark.parametrize("reject", [Kind.TEXT, Kind.LINK])
def test_failed_when_accept_is_a_button_and_reject_is_not(accept: Kind, reject: Kind) -> None:
    told = ask(CHECK, comparison(accept=look(accept), reject=look(reject)))
    assert told.outcome is Outcome.FAILED
    assert told.findings[0].summary == f"In the picture accept looks like a {accept}, reject like a {reject}."
    assert told.findings[0].evidence == ("no-action/removal-pictures",)
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(
    ("accept", "reject"),
    [
        (Kind.BUTTON, Kind.BUTTON),
        (Kind.BUTTON, Kind.OUTLINED_BUTTON),
        (Kind.TEXT, Kind.TEXT),
        (Kind.LINK, Kind.BUTTON),
    ],
)
def test_passed_when_reject_is_no_plainer_kind_of_control(accept: Kind, reject: Kind) -> None:
    told = ask(CHECK, comparison(accept=look(accept), reject=look(reject)))
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)


def test_inapplicable_without_both() -> None:
    told = ask(CHECK, no_pair())
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.findings == ()
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(("accept", "reject"), [(False, True), (True, False)])
def test_cant_tell_what_moves(accept: bool, reject: bool) -> None:
    pair = comparison(accept=look(kind_certain=accept), reject=look(Kind.TEXT, kind_certain=reject))
    told = ask(CHECK, pair)
    assert told.outcome is Outcome.CANT_TELL
    assert "moves" in told.summary
