from auditor.domain.box import Box
from auditor.domain.checks import Outcome
from auditor.domain.controls import Layer, Role
from checks.reject_below_fold import CHECK
from tests.evidence.builders import control, layer, no_layer
from tests.evidence.check_builders import ask, examined

PHONE = Box(0, 0, 412, 915)
HIDDEN = layer(control(Role.ACCEPT), control(Role.REJECT, in_view=False), viewport=PHONE)


def test_failed_when_refusing_takes_scrolling_on_a_phone() -> None:
    told = ask(CHECK, layer(), HIDDEN)
    assert told.outcome is Outcome.FAILED
    assert [f.evidence for f in told.findings] == [("no-action/other-device",)]
    assert "412 by 915" in told.findings[0].summary
    assert told.evidence == examined(CHECK)


def test_failed_on_the_first_screen() -> None:
    assert ask(CHECK, HIDDEN, no_layer()).outcome is Outcome.FAILED


def test_passed_when_both_are_in_view_or_neither_is() -> None:
    assert ask(CHECK, layer(), layer()).outcome is Outcome.PASSED
    neither = layer(control(Role.ACCEPT, in_view=False), control(Role.REJECT, in_view=False))
    assert ask(CHECK, layer(), neither).outcome is Outcome.PASSED


def test_cant_tell_when_the_search_broke_off() -> None:
    assert ask(CHECK, layer(present=None), layer()).outcome is Outcome.CANT_TELL


def test_inapplicable_without_both_controls() -> None:
    alone: Layer = layer(control(Role.ACCEPT))
    assert ask(CHECK, alone, no_layer()).outcome is Outcome.INAPPLICABLE
