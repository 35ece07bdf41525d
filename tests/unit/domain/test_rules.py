import pytest

from auditor.domain.checks import Severity
from auditor.domain.profile import Jurisdiction
from auditor.domain.rules import Answer, rules
from checks.catalogue import CATALOGUE

KNOWN = {check.id for check in CATALOGUE} | {
    "tag-manager-before-choice",
    "lifetime-excessive",
    "privacy-signal-ignored",
}
EVERY = pytest.mark.parametrize("jurisdiction", list(Jurisdiction))


@EVERY
def test_every_jurisdiction_has_a_profile_with_a_date_and_a_ground(jurisdiction: Jurisdiction) -> None:
    found = rules(jurisdiction)
    assert found.id is jurisdiction
    assert found.dated.year >= 2026
    assert found.sources


@EVERY
def test_a_profile_speaks_of_checks_that_exist(jurisdiction: Jurisdiction) -> None:
    assert sorted(set(rules(jurisdiction).rulings) - KNOWN) == []


def test_the_italian_command_is_asked_for_in_italy_alone() -> None:
    answers = {j: rules(j).ruling("italian-x-missing").answer for j in Jurisdiction}
    assert answers.pop(Jurisdiction.IT) is Answer.FAIL
    assert set(answers.values()) == {Answer.OFF}


def test_a_profile_keeps_what_it_does_not_change_of_the_common_one() -> None:
    assert rules(Jurisdiction.IE).ruling("reject-insufficient-spacing").answer is Answer.REVIEW
    assert rules(Jurisdiction.FR).ruling("reject-insufficient-spacing").answer is Answer.FAIL
    assert rules(Jurisdiction.DE).ruling("prior-storage-before-choice").severity is None


def test_reading_by_third_parties_is_gravest_in_france() -> None:
    check = "withdrawn-cookie-still-read-third-party"
    assert rules(Jurisdiction.FR).ruling(check).severity is Severity.CRITICAL
    assert rules(Jurisdiction.EU).ruling(check).severity is Severity.SERIOUS


def test_audience_measurement_may_be_exempt_in_france_and_not_in_germany() -> None:
    assert rules(Jurisdiction.FR).limits.audience
    assert rules(Jurisdiction.FR).limits.audience_days == pytest.approx(395)
    assert not rules(Jurisdiction.DE).limits.audience


def test_a_proposal_is_no_law() -> None:
    assert [j for j in Jurisdiction if not rules(j).law] == [Jurisdiction.EU_FUTURE]
