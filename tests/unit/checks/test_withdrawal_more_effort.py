from dataclasses import replace

import pytest

from auditor.domain.checks import Confidence, Outcome, Severity
from auditor.domain.choices import NEEDS_LOGIN, Mechanism
from auditor.domain.limits import Limits
from checks.withdrawal_more_effort import CHECK
from tests.evidence.builders import URL, candidate, choice, withdrawal
from tests.evidence.check_builders import NEUTRAL, ask, examined


@pytest.mark.parametrize(
    ("accept", "opened", "inside", "severity"),
    [
        (1, 1, 2, Severity.MODERATE),
        (1, 2, 1, Severity.MODERATE),
        (1, 1, 3, Severity.SERIOUS),
        (2, 3, 3, Severity.SERIOUS),
    ],
)
def test_failed_when_withdrawing_takes_two_actions_more(
    accept: int, opened: int, inside: int, severity: Severity
) -> None:
    told = ask(CHECK, choice(accept), withdrawal(inside, opened=opened))
    assert told.outcome is Outcome.FAILED
    assert told.severity is severity
    assert f"withdrawing {opened + inside}." in told.summary
    assert told.summary.endswith(f"read leniently, with one more, {severity}.")
    assert told.findings[0].evidence == ("withdraw/withdrawal",)
    assert told.evidence == examined(CHECK)


def test_failed_prints_both_readings() -> None:
    told = ask(CHECK, choice(1), withdrawal(2, opened=1))
    assert told.summary == (
        "Accepting took 1 action, withdrawing 3. "
        "Read strictly, with no action more, this is serious; read leniently, with one more, moderate."
    )


def test_failed_with_one_action_more_where_the_rules_allow_none() -> None:
    strict = replace(NEUTRAL, limits=Limits(extra_actions=0))
    told = ask(CHECK, choice(1), withdrawal(1, opened=1), under=strict)
    assert (told.outcome, told.severity) == (Outcome.FAILED, Severity.MODERATE)
    assert told.summary.endswith("this is moderate; read leniently, with one more, allowed.")
    graver = ask(CHECK, choice(1), withdrawal(2, opened=1), under=strict)
    assert (graver.outcome, graver.severity) == (Outcome.FAILED, Severity.SERIOUS)
    assert ask(CHECK, choice(2), withdrawal(1, opened=1), under=strict).outcome is Outcome.PASSED


def test_failed_shows_the_whole_path() -> None:
    told = ask(CHECK, choice(1), withdrawal(2, opened=1))
    assert told.findings[0].summary == 'Path to withdraw: "Action 1", "Action 1", "Action 2".'


@pytest.mark.parametrize("mechanism", [Mechanism.NONE, Mechanism.API_ONLY])
def test_failed_critically_when_the_only_way_asks_for_a_password(mechanism: Mechanism) -> None:
    tried = candidate("Your account", result=NEEDS_LOGIN), candidate("Privacy", result="opened-nothing-to-choose")
    told = ask(CHECK, choice(1), withdrawal(mechanism=mechanism, candidates=tried, opened=0, choice=None))
    assert told.outcome is Outcome.FAILED
    assert told.severity is Severity.CRITICAL
    assert told.summary == "Accepting took no account, withdrawing asks for one."
    assert [f.summary for f in told.findings] == [f'"Your account" on {URL} asks for a password']
    assert told.findings[0].evidence == ("withdraw/withdrawal",)
    assert told.evidence == examined(CHECK)


def test_passed_when_a_way_was_found_beside_the_one_with_a_password() -> None:
    tried = candidate("Your account", result=NEEDS_LOGIN), candidate()
    assert ask(CHECK, choice(1), withdrawal(candidates=tried)).outcome is Outcome.PASSED


def test_passed_when_withdrawing_takes_as_many_actions() -> None:
    told = ask(CHECK, choice(2), withdrawal(1, opened=1))
    assert told.outcome is Outcome.PASSED
    assert told.summary == "Accepting took 2 actions, withdrawing 2."
    assert told.evidence == examined(CHECK)


def test_passed_with_one_action_more_names_the_strict_reading() -> None:
    told = ask(CHECK, choice(1), withdrawal(1, opened=1))
    assert told.outcome is Outcome.PASSED
    assert told.summary == "Accepting took 1 action, withdrawing 2. A strict reading asks for equality."


def test_cant_tell_when_the_way_back_could_not_be_walked_to_its_end() -> None:
    told = ask(CHECK, choice(1), withdrawal(choice=None, reason="no-refusal-path"))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert "no-refusal-path" in told.summary
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("mechanism", [Mechanism.NONE, Mechanism.API_ONLY])
def test_inapplicable_without_a_way_back(mechanism: Mechanism) -> None:
    told = ask(CHECK, choice(1), withdrawal(mechanism=mechanism, opened=0, choice=None))
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_the_search_for_a_way_back_broke_off() -> None:
    told = ask(CHECK, choice(), withdrawal(mechanism=None, choice=None))
    assert told.outcome is Outcome.CANT_TELL
