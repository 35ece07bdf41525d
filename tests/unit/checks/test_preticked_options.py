from auditor.domain.checks import Confidence, Outcome
from auditor.domain.controls import Role
from checks.preticked_options import CHECK
from tests.evidence.builders import control, layer, toggle
from tests.evidence.check_builders import ask, examined


def test_failed_when_an_option_is_on_beforehand() -> None:
    told = ask(CHECK, layer(toggle("Necessary", on=True, locked=True), toggle("Marketing", on=True), toggle()))
    assert told.outcome is Outcome.FAILED
    assert [f.summary for f in told.findings] == ['"Marketing" is on']
    assert told.findings[0].evidence == ("open-second-layer/second-layer",)
    assert told.summary == "1 of 2 options are on beforehand."
    assert told.evidence == examined(CHECK)


def test_failed_is_likely_because_saving_was_not_tried() -> None:
    assert ask(CHECK, layer(toggle(on=True))).confidence is Confidence.LIKELY


def test_failed_when_a_radio_button_agrees_beforehand() -> None:
    told = ask(CHECK, layer(toggle("Allow", on=True, radio=True), toggle("Reject", radio=True)))
    assert told.outcome is Outcome.FAILED


def test_failed_names_an_option_without_a_label_by_its_group() -> None:
    told = ask(CHECK, layer(toggle("", on=True, group="Statistics"), toggle("", on=True)))
    assert [f.summary for f in told.findings] == ['"Statistics" is on', '"an option without a name" is on']


def test_passed_when_every_option_is_off() -> None:
    told = ask(CHECK, layer(toggle("Necessary", on=True, locked=True), toggle("Analytics"), toggle("Marketing")))
    assert told.outcome is Outcome.PASSED
    assert told.summary == "All 2 options are off beforehand."
    assert told.evidence == examined(CHECK)


def test_passed_when_the_radio_button_that_is_on_says_no() -> None:
    told = ask(CHECK, layer(toggle("Allow", radio=True), toggle("Reject", on=True, radio=True)))
    assert told.outcome is Outcome.PASSED


def test_inapplicable_when_everything_is_locked() -> None:
    told = ask(CHECK, layer(toggle("Necessary", on=True, locked=True)))
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)


def test_inapplicable_without_anything_to_switch() -> None:
    assert ask(CHECK, layer(control(Role.ACCEPT))).outcome is Outcome.INAPPLICABLE
