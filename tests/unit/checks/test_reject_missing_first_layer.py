from dataclasses import replace

import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.controls import Control, Role
from auditor.domain.profile import Jurisdiction
from auditor.domain.rules import rules
from checks.reject_missing_first_layer import CHECK
from tests.evidence.builders import control, layer, no_layer
from tests.evidence.check_builders import NEUTRAL, ask, examined

ITALIAN = replace(NEUTRAL, limits=rules(Jurisdiction.IT).limits)


@pytest.mark.parametrize("agreeing", [Role.ACCEPT, Role.ACKNOWLEDGE])
def test_failed_when_accepting_is_offered_and_refusing_is_not(agreeing: Role) -> None:
    told = ask(CHECK, layer(control(agreeing, "Accept all"), control(Role.SETTINGS), control(Role.POLICY, "")))
    assert told.outcome is Outcome.FAILED
    assert [f.summary for f in told.findings] == ['Controls on the first layer: "Accept all", "Settings".']
    assert told.findings[0].evidence == ("no-action/first-layer",)
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("refusing", [Role.REJECT, Role.NECESSARY])
def test_passed_when_refusing_is_offered_as_well(refusing: Role) -> None:
    told = ask(CHECK, layer(control(Role.ACCEPT), control(refusing, "No thanks")))
    assert told.outcome is Outcome.PASSED
    assert '"No thanks"' in told.summary
    assert told.evidence == examined(CHECK)


def test_passed_with_a_cross_where_closing_refuses() -> None:
    seen = layer(control(Role.ACCEPT), control(Role.CLOSE))
    told = ask(CHECK, seen, under=ITALIAN)
    assert (told.outcome, told.confidence) == (Outcome.PASSED, Confidence.LIKELY)
    assert told.summary == "The first layer can be closed, which refuses under these rules."


def test_failed_where_closing_refuses_and_nothing_closes() -> None:
    assert ask(CHECK, layer(control(Role.ACCEPT)), under=ITALIAN).outcome is Outcome.FAILED


def test_failed_with_a_cross_that_is_said_to_accept() -> None:
    seen = layer(control(Role.ACCEPT), control(Role.CLOSE), text="By closing this banner you accept all cookies.")
    assert ask(CHECK, seen, under=ITALIAN).outcome is Outcome.FAILED


def test_cant_tell_when_no_rule_knows_the_words_of_a_button() -> None:
    told = ask(CHECK, layer(control(Role.ACCEPT), control(Role.UNKNOWN, "Nej tak")))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert "Nej tak" in told.summary
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(
    "other",
    [control(Role.UNKNOWN, ""), control(Role.UNKNOWN, "Our partners", semantic="link"), control(Role.CLOSE)],
    ids=["button without words", "link", "cross"],
)
def test_failed_when_what_else_is_offered_cannot_be_the_refusal(other: Control) -> None:
    assert ask(CHECK, layer(control(Role.ACCEPT), other)).outcome is Outcome.FAILED


def test_cant_tell_when_the_search_for_a_banner_broke_off() -> None:
    told = ask(CHECK, replace(no_layer(), present=None))
    assert told.outcome is Outcome.CANT_TELL
    assert told.evidence == examined(CHECK)


def test_inapplicable_without_a_banner() -> None:
    told = ask(CHECK, no_layer())
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)


def test_inapplicable_when_nothing_accepts() -> None:
    assert ask(CHECK, layer(control(Role.CLOSE))).outcome is Outcome.INAPPLICABLE
