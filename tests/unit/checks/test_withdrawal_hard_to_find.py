import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.choices import Mechanism, Withdrawal
from checks.withdrawal_hard_to_find import CHECK, USUAL
from tests.evidence.builders import URL, candidate, withdrawal
from tests.evidence.check_builders import ask, examined
from tests.unit.checks.signal_builders import INNER, placement

HIDDEN = [m for m in Mechanism if m not in USUAL | {Mechanism.NONE, Mechanism.API_ONLY}]


def search(**fields: object) -> Withdrawal:
    """A search that looked at two pages with a control in the footer of each, unless told otherwise."""
    both: dict[str, object] = {"sampled": (URL, INNER), "placements": (placement(URL), placement(INNER))}
    return withdrawal(**(both | fields))  # type: ignore[arg-type]  # fields by name


def test_failed_when_the_choice_opens_from_the_policy_page_alone() -> None:
    told = ask(CHECK, search(mechanism=Mechanism.POLICY_LINK, opened=2))
    assert told.outcome is Outcome.FAILED
    assert told.summary == "The choice opens from the policy page alone."
    assert [f.summary for f in told.findings] == ['Path: "Action 1", "Action 2"']
    assert told.findings[0].evidence == ("withdraw/withdrawal",)
    assert told.evidence == examined(CHECK)


def test_failed_when_a_page_has_no_such_control() -> None:
    told = ask(CHECK, search(placements=(placement(URL),)))
    assert told.outcome is Outcome.FAILED
    assert told.summary == "On 1 of 2 pages no control stands in a usual place."
    assert [f.summary for f in told.findings] == [f"{INNER} has no such control in header, footer or corner"]
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("place", HIDDEN)
def test_failed_when_the_control_stands_only_in_the_running_text(place: Mechanism) -> None:
    told = ask(CHECK, search(placements=(placement(URL), placement(INNER, place))))
    assert told.outcome is Outcome.FAILED


def test_failed_when_what_stands_in_the_footer_was_tried_in_vain() -> None:
    tried = (
        candidate("Privacy", page=INNER, result="opened-nothing-to-choose"),
        candidate("manage your cookies", page=INNER, mechanism=Mechanism.PAGE_LINK),
    )
    footers = (placement(URL, label="Privacy"), placement(INNER, label="Privacy"))
    told = ask(CHECK, search(mechanism=Mechanism.PAGE_LINK, candidates=tried, placements=footers))
    assert told.outcome is not Outcome.PASSED


def test_passed_when_the_same_control_opened_the_choice_at_the_second_try() -> None:
    tried = candidate(page=INNER, result="control-not-clickable: covered"), candidate(page=URL)
    told = ask(CHECK, search(candidates=tried))
    assert told.outcome is Outcome.PASSED, "the control in the footer opens the choice"


def test_cant_tell_when_a_page_of_the_search_could_not_be_opened() -> None:
    told = ask(CHECK, search(mechanism=None, search_complete=False, choice=None))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("sampled", [(), (URL,)])
def test_cant_tell_when_fewer_than_two_pages_were_looked_at(sampled: tuple[str, ...]) -> None:
    told = ask(CHECK, search(sampled=sampled))
    assert told.outcome is Outcome.CANT_TELL
    assert told.summary == "Fewer than two pages could be looked at."


@pytest.mark.parametrize("mechanism", [Mechanism.NONE, Mechanism.API_ONLY])
def test_inapplicable_without_a_way_to_withdraw(mechanism: Mechanism) -> None:
    told = ask(CHECK, search(mechanism=mechanism, choice=None))
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("place", sorted(USUAL))
def test_passed_when_a_control_stands_in_a_usual_place_on_every_page(place: Mechanism) -> None:
    told = ask(CHECK, search(placements=(placement(URL, place), placement(INNER, place))))
    assert told.outcome is Outcome.PASSED
    assert told.summary == "On all 2 pages a control stands in a usual place."
    assert told.evidence == examined(CHECK)
