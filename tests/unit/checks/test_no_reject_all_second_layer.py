import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.controls import Control, Role, Toggle
from checks.no_reject_all_second_layer import CHECK, MOST
from tests.evidence.builders import control, layer, no_layer, toggle
from tests.evidence.check_builders import ask, examined

ACCEPT, SAVE = control(Role.ACCEPT), control(Role.SAVE, node=2)
OFF = toggle()


def switches(number: int, *, on: bool = True) -> tuple[Toggle, ...]:
    return tuple(toggle(f"Purpose {n}", on=on, node=n) for n in range(number))


@pytest.mark.parametrize("controls", [(ACCEPT,), (ACCEPT, SAVE)])
def test_failed_when_accepting_alone_is_one_step(controls: tuple[Control, ...]) -> None:
    told = ask(CHECK, layer(*controls, OFF, toggle("Marketing", on=True)))
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.CONFIRMED
    assert '"Accept all"' in told.summary
    assert told.findings[0].summary.endswith("1 switch on.")
    assert told.findings[0].evidence == ("open-second-layer/second-layer",)
    assert told.evidence == examined(CHECK)


def test_failed_cuts_a_long_label() -> None:
    told = ask(CHECK, layer(control(Role.ACCEPT, "x" * 200), *switches(2)))
    assert told.outcome is Outcome.FAILED
    assert "x" * 61 not in told.summary
    assert told.findings[0].summary.endswith("2 switches on.")


@pytest.mark.parametrize("role", [Role.SAVE, Role.UNKNOWN])
def test_failed_when_many_switches_are_turned_off_one_by_one(role: Role) -> None:
    told = ask(CHECK, layer(control(role), *switches(MOST + 1)))
    assert told.outcome is Outcome.FAILED
    assert told.summary == "6 switches have to be turned off one by one."
    assert told.findings[0].evidence == ("open-second-layer/second-layer",)


@pytest.mark.parametrize("role", [Role.REJECT, Role.NECESSARY])
@pytest.mark.parametrize("label", ["Reject all", "", "\x00\u202e<b>" * 100])
def test_passed_when_a_control_refuses(role: Role, label: str) -> None:
    told = ask(CHECK, layer(ACCEPT, control(role, label, node=2), *switches(MOST + 1)))
    assert told.outcome is Outcome.PASSED
    assert f'"{label[:60]}"' in told.summary
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("controls", [(SAVE,), (ACCEPT, SAVE)])
def test_passed_when_saving_refuses(controls: tuple[Control, ...]) -> None:
    told = ask(CHECK, layer(*controls, OFF, toggle("Necessary", on=True, locked=True)))
    assert told.outcome is Outcome.PASSED
    assert "saving refuses" in told.summary


def test_passed_when_the_radio_button_that_is_on_says_no() -> None:
    told = ask(CHECK, layer(ACCEPT, SAVE, toggle("Allow", radio=True), toggle("Reject", on=True, radio=True)))
    assert told.outcome is Outcome.PASSED
    assert "saving refuses" in told.summary


@pytest.mark.parametrize(("number", "words"), [(1, "1 switch to"), (MOST, "5 switches to")])
def test_passed_when_few_switches_have_to_be_turned_off(number: int, words: str) -> None:
    told = ask(CHECK, layer(SAVE, *switches(number)))
    assert told.outcome is Outcome.PASSED
    assert words in told.summary


def test_passed_when_everything_is_off_and_nothing_accepts() -> None:
    told = ask(CHECK, layer(control(Role.UNKNOWN, ""), *switches(MOST + 1, on=False)))
    assert told.outcome is Outcome.PASSED
    assert "0 switches to turn off" in told.summary


@pytest.mark.parametrize("shown", [ACCEPT, SAVE, control(Role.UNKNOWN, ""), control(Role.POLICY, "\x00" * 500)])
def test_cant_tell_without_a_switch(shown: Control) -> None:
    told = ask(CHECK, layer(shown))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert "not understood" in told.summary
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("label", ["Allow", "", "Level 1", "\x00\u202e" * 300])
def test_cant_tell_when_a_radio_button_may_agree(label: str) -> None:
    told = ask(CHECK, layer(ACCEPT, SAVE, toggle(label, on=True, radio=True)))
    assert told.outcome is Outcome.CANT_TELL
    assert "Radio buttons" in told.summary


def test_cant_tell_when_nothing_keeps_that_everything_is_off() -> None:
    told = ask(CHECK, layer(ACCEPT, OFF))
    assert told.outcome is Outcome.CANT_TELL
    assert "how that is kept" in told.summary


def test_inapplicable_without_settings() -> None:
    told = ask(CHECK, no_layer())
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.summary == "The banner offers no settings."
    assert told.evidence == examined(CHECK)
