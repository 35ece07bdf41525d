import pytest

from auditor.domain.checks import Outcome
from auditor.domain.controls import Layer, Role
from checks.italian_x_missing import CHECK
from tests.evidence.builders import control, layer, no_layer
from tests.evidence.check_builders import ask, examined


def test_failed_without_a_cross_and_without_a_refusal() -> None:
    told = ask(CHECK, layer(control(Role.ACCEPT), control(Role.SETTINGS)))
    assert told.outcome is Outcome.FAILED
    assert '"Settings"' in told.findings[0].summary
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("shown", [layer(), layer(control(Role.ACCEPT), control(Role.CLOSE))])
def test_passed_with_one_of_them(shown: Layer) -> None:
    assert ask(CHECK, shown).outcome is Outcome.PASSED


def test_cant_tell_when_the_search_broke_off() -> None:
    assert ask(CHECK, layer(present=None)).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize("shown", [no_layer(), layer(control(Role.CLOSE))])
def test_inapplicable_without_a_control_that_accepts(shown: Layer) -> None:
    assert ask(CHECK, shown).outcome is Outcome.INAPPLICABLE
