import pytest

from auditor.domain.controls import AGREEING, REFUSING, Role
from tests.evidence.builders import control, layer, no_layer, toggle


def test_the_first_control_is_looked_for_role_by_role() -> None:
    necessary, reject = control(Role.NECESSARY), control(Role.REJECT)
    shown = layer(necessary, reject)
    assert shown.first(Role.REJECT, Role.NECESSARY) is reject
    assert shown.first(Role.NECESSARY) is necessary
    assert shown.first(Role.SAVE) is None


@pytest.mark.parametrize(
    ("roles", "accept", "reject"),
    [
        ((Role.ACKNOWLEDGE, Role.ACCEPT, Role.NECESSARY, Role.REJECT), Role.ACCEPT, Role.REJECT),
        ((Role.ACKNOWLEDGE, Role.NECESSARY), Role.ACKNOWLEDGE, Role.NECESSARY),
        ((Role.SETTINGS, Role.UNKNOWN, Role.CLOSE), None, None),
    ],
)
def test_accept_and_reject_are_the_plainest_there_are(
    roles: tuple[Role, ...], accept: Role | None, reject: Role | None
) -> None:
    shown = layer(*(control(role) for role in roles))
    assert (shown.accept.role if shown.accept else None) is accept
    assert (shown.reject.role if shown.reject else None) is reject


def test_a_layer_that_was_not_found_has_nothing_to_press() -> None:
    assert no_layer().accept is None
    assert no_layer().reject is None


def test_toggles_are_no_controls() -> None:
    shown = layer(control(Role.SAVE), toggle())
    assert (len(shown.controls), len(shown.toggles)) == (1, 1)


def test_no_role_both_agrees_and_refuses() -> None:
    assert not AGREEING & REFUSING
