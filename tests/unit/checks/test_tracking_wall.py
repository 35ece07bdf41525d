import pytest

from auditor.domain.checks import Outcome
from auditor.domain.controls import Cover, Layer, Role
from checks.tracking_wall import BLOCKED, CHECK
from tests.evidence.builders import control, cover, exploration, layer, no_layer
from tests.evidence.check_builders import ask, examined

NONE = exploration(path_found=False, reason="no-refusal-path")
WALL = layer(control(Role.ACCEPT), cover=cover(1.0))


@pytest.mark.parametrize("seen", [cover(BLOCKED), cover(0.2, scroll_locked=True)])
def test_failed_when_the_page_is_closed_and_nothing_refuses(seen: Cover) -> None:
    told = ask(CHECK, layer(control(Role.ACCEPT), cover=seen), NONE)
    assert told.outcome is Outcome.FAILED
    assert told.findings[0].evidence == ("no-action/first-layer", "reject-all/exploration")
    assert told.evidence == examined(CHECK)


def test_passed_when_a_closed_page_can_be_refused() -> None:
    assert ask(CHECK, WALL, exploration()).outcome is Outcome.PASSED


@pytest.mark.parametrize("locked", [False, None])
def test_passed_when_the_page_can_be_reached(*, locked: bool | None) -> None:
    told = ask(CHECK, layer(control(Role.ACCEPT), cover=cover(BLOCKED - 0.01, scroll_locked=locked)), NONE)
    assert told.outcome is Outcome.PASSED


def test_cant_tell_when_something_was_not_seen() -> None:
    assert ask(CHECK, layer(present=None), NONE).outcome is Outcome.CANT_TELL
    assert ask(CHECK, layer(cover=None), NONE).outcome is Outcome.CANT_TELL
    assert ask(CHECK, WALL, exploration(path_found=None)).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize("shown", [no_layer(), layer(control(Role.ACCEPT), control(Role.PAY), cover=cover(1.0))])
def test_inapplicable_without_a_banner_or_where_paying_is_offered(shown: Layer) -> None:
    assert ask(CHECK, shown, NONE).outcome is Outcome.INAPPLICABLE
