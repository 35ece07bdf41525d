import pytest

from auditor.domain.box import Box
from auditor.domain.checks import Outcome
from auditor.domain.controls import Layer, Role
from checks.interface_inconsistent_across_devices import CHECK
from tests.evidence.builders import control, layer, no_layer
from tests.evidence.check_builders import ask, examined

PHONE = Box(0, 0, 412, 915)
ACCEPT_ALONE = layer(control(Role.ACCEPT), control(Role.SETTINGS), viewport=PHONE)


def test_failed_when_the_phone_has_no_refusal() -> None:
    told = ask(CHECK, layer(), ACCEPT_ALONE)
    assert told.outcome is Outcome.FAILED
    assert "412 pixels" in told.findings[0].summary
    assert told.evidence == examined(CHECK)


def test_failed_the_other_way_round() -> None:
    assert ask(CHECK, ACCEPT_ALONE, layer()).outcome is Outcome.FAILED


def test_passed_when_both_offer_the_same() -> None:
    assert ask(CHECK, layer(), layer(viewport=PHONE)).outcome is Outcome.PASSED
    assert ask(CHECK, ACCEPT_ALONE, ACCEPT_ALONE).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("here", "there"),
    [(layer(), no_layer()), (no_layer(), layer()), (layer(present=None), layer()), (layer(), layer(present=None))],
)
def test_cant_tell_when_one_screen_was_not_seen(here: Layer, there: Layer) -> None:
    assert ask(CHECK, here, there).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize(("here", "there"), [(no_layer(), no_layer()), (layer(), layer(control(Role.CLOSE)))])
def test_inapplicable_without_a_banner_to_accept_on_both(here: Layer, there: Layer) -> None:
    assert ask(CHECK, here, there).outcome is Outcome.INAPPLICABLE
