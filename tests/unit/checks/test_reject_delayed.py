import pytest

from auditor.domain.checks import Outcome
from auditor.domain.controls import Layer, Role
from checks.reject_delayed import CHECK, LATE_S
from tests.evidence.builders import control, layer, no_layer
from tests.evidence.check_builders import ask, examined


def seen(accept: float | None, reject: float | None, **fields: object) -> Layer:
    shown = (control(Role.ACCEPT), control(Role.REJECT, **fields))
    return layer(*shown, accept_seen_at=accept, reject_seen_at=reject)


def test_failed_when_refusing_comes_later() -> None:
    told = ask(CHECK, seen(1.0, 1.0 + LATE_S + 0.1))
    assert told.outcome is Outcome.FAILED
    assert "0.6 s" in told.summary
    assert told.evidence == examined(CHECK)


def test_failed_when_refusing_is_disabled_at_first() -> None:
    assert ask(CHECK, seen(1.0, 1.0, disabled=True)).outcome is Outcome.FAILED


@pytest.mark.parametrize("late", [0.0, LATE_S])
def test_passed_when_both_come_together(late: float) -> None:
    assert ask(CHECK, seen(1.0, 1.0 + late)).outcome is Outcome.PASSED


@pytest.mark.parametrize("shown", [layer(present=None), seen(None, 1.0), seen(1.0, None)])
def test_cant_tell_when_the_moments_were_not_seen(shown: Layer) -> None:
    assert ask(CHECK, shown).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize("shown", [no_layer(), layer(control(Role.ACCEPT)), seen(1.0, None, in_view=False)])
def test_inapplicable_without_both_in_view(shown: Layer) -> None:
    assert ask(CHECK, shown).outcome is Outcome.INAPPLICABLE
