import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.choices import Mechanism
from auditor.domain.controls import Toggle
from checks.withdrawal_state_not_shown import CHECK
from tests.evidence.builders import control, layer, no_layer, toggle, withdrawal
from tests.evidence.check_builders import ask, examined

NO_SWITCH = [toggle(on=False, locked=True), toggle(on=False, radio=True)]


def test_failed_when_a_switch_is_off_although_everything_was_accepted() -> None:
    told = ask(CHECK, layer(toggle("Analytics", on=True), toggle("Ads")), withdrawal())
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.LIKELY
    assert told.summary == "1 switch of 2 showed no consent."
    assert [f.summary for f in told.findings] == ["Off although everything was accepted: Ads"]
    assert told.findings[0].evidence == ("withdraw/second-layer",)
    assert told.evidence == examined(CHECK)


def test_failed_names_a_switch_without_a_label_as_well_as_it_can() -> None:
    told = ask(CHECK, layer(toggle("", group="Marketing"), toggle("", group="")), withdrawal())
    assert told.summary == "2 switches of 2 showed no consent."
    assert told.findings[0].summary.endswith(": Marketing, a switch")


@pytest.mark.parametrize("other", NO_SWITCH, ids=["locked", "radio"])
def test_inapplicable_when_no_switch_can_be_changed(other: Toggle) -> None:
    told = ask(CHECK, layer(other), withdrawal())
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)


def test_inapplicable_without_switches() -> None:
    assert ask(CHECK, layer(control()), withdrawal()).outcome is Outcome.INAPPLICABLE
    assert ask(CHECK, no_layer(), withdrawal()).outcome is Outcome.INAPPLICABLE


@pytest.mark.parametrize("other", NO_SWITCH, ids=["locked", "radio"])
def test_passed_when_every_switch_that_can_be_changed_is_on(other: Toggle) -> None:
    told = ask(CHECK, layer(toggle(on=True), toggle("Ads", on=True), other), withdrawal())
    assert told.outcome is Outcome.PASSED
    assert told.summary == "All 2 switches were on, as they had been accepted."
    assert told.evidence == examined(CHECK)


def test_inapplicable_when_no_control_reopens_the_settings() -> None:
    told = ask(CHECK, layer(toggle("Ads")), withdrawal(mechanism=Mechanism.API_ONLY))
    assert told.outcome is Outcome.INAPPLICABLE
