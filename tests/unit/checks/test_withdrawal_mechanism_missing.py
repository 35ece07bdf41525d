import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.choices import NEEDS_LOGIN, Mechanism
from checks.withdrawal_mechanism_missing import CHECK
from tests.evidence.builders import URL, candidate, withdrawal
from tests.evidence.check_builders import ask, examined


@pytest.mark.parametrize("mechanism", [Mechanism.NONE, Mechanism.API_ONLY])
def test_failed_when_nothing_on_the_pages_leads_back(mechanism: Mechanism) -> None:
    tried = candidate("Privacy", result="opened-nothing-to-choose")
    told = ask(CHECK, withdrawal(mechanism=mechanism, candidates=(tried,), opened=0, choice=None))
    assert told.outcome is Outcome.FAILED
    assert told.summary.startswith("Nothing a visitor sees on 1 page leads back to the choice.")
    assert [f.summary for f in told.findings] == [
        f'Pages searched: {URL}. Tried: "Privacy" (opened-nothing-to-choose).'
    ]
    assert told.findings[0].evidence == ("withdraw/withdrawal",)
    assert told.evidence == examined(CHECK)


def test_failed_says_that_the_platform_has_a_function_that_no_control_calls() -> None:
    said = " The consent platform has a function for it that no control calls."
    by_function, nothing = (
        ask(CHECK, withdrawal(mechanism=m, opened=0, choice=None)).summary for m in (Mechanism.API_ONLY, Mechanism.NONE)
    )
    assert by_function.endswith(said)
    assert said not in nothing


def test_failed_says_that_a_control_leads_to_a_login() -> None:
    account = candidate("Your account", result=NEEDS_LOGIN)
    told = ask(CHECK, withdrawal(mechanism=Mechanism.NONE, candidates=(account,), opened=0, choice=None))
    assert told.outcome is Outcome.FAILED
    assert told.summary.endswith(" A control leads to a login, though consent was given without one.")
    assert told.findings[0].summary.endswith('Tried: "Your account" (needs-a-login).')


def test_failed_when_there_was_nothing_to_try() -> None:
    told = ask(CHECK, withdrawal(mechanism=Mechanism.NONE, candidates=(), opened=0, choice=None))
    assert told.findings[0].summary == f"Pages searched: {URL}."


@pytest.mark.parametrize("mechanism", [m for m in Mechanism if m not in {Mechanism.NONE, Mechanism.API_ONLY}])
def test_passed_when_a_control_leads_back(mechanism: Mechanism) -> None:
    told = ask(CHECK, withdrawal(mechanism=mechanism))
    assert told.outcome is Outcome.PASSED
    assert told.summary == f'A {mechanism} leads back to the choice: "Action 1".'
    assert told.evidence == examined(CHECK)


def test_passed_when_a_form_stands_on_the_page() -> None:
    assert ask(CHECK, withdrawal(opened=0)).summary.endswith("a form on the page.")


def test_cant_tell_when_a_page_of_the_search_could_not_be_opened() -> None:
    told = ask(CHECK, withdrawal(mechanism=None, search_complete=False, opened=0, choice=None))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert told.evidence == examined(CHECK)
