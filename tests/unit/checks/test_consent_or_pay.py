import pytest

from auditor.domain.checks import Outcome
from auditor.domain.controls import Layer, Role
from checks.consent_or_pay import CHECK
from tests.evidence.builders import control, layer, no_layer
from tests.evidence.check_builders import ask, examined

PAY = (control(Role.ACCEPT), control(Role.PAY, "Subscribe"))


def test_cant_tell_when_paying_is_the_alternative() -> None:
    told = ask(CHECK, layer(*PAY, price="for € 4,99 a month"))
    assert told.outcome is Outcome.CANT_TELL
    assert "€ 4,99" in told.summary
    assert told.findings[0].evidence == ("no-action/first-layer",)
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_the_search_broke_off() -> None:
    assert ask(CHECK, layer(present=None)).outcome is Outcome.CANT_TELL


def test_passed_when_a_free_refusal_stands_beside_it() -> None:
    told = ask(CHECK, layer(*PAY, control(Role.REJECT)))
    assert told.outcome is Outcome.PASSED
    assert "no price" in told.summary


def test_failed_is_never_said() -> None:
    assert ask(CHECK, layer(*PAY)).outcome is not Outcome.FAILED


@pytest.mark.parametrize("shown", [no_layer(), layer(), layer(control(Role.PAY))])
def test_inapplicable_without_both(shown: Layer) -> None:
    assert ask(CHECK, shown).outcome is Outcome.INAPPLICABLE
