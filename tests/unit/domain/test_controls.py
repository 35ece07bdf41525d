import pytest

from auditor.domain.controls import AGREEING, REFUSING, Control, Role
from tests.evidence.builders import control, layer, no_layer, toggle


def names(pair: tuple[Control, Control] | None) -> tuple[Role, Role] | None:
    """The roles of two controls."""
    return pair and (pair[0].role, pair[1].role)


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


@pytest.mark.parametrize(
    ("roles", "pair"),
    [
        ((Role.REJECT, Role.ACCEPT), (Role.ACCEPT, Role.REJECT)),
        ((Role.NECESSARY, Role.ACKNOWLEDGE), (Role.ACKNOWLEDGE, Role.NECESSARY)),
        ((Role.ACCEPT, Role.SAVE), None),
        ((Role.ACCEPT, Role.SETTINGS, Role.CLOSE), None),
        ((Role.REJECT,), None),
    ],
)
def test_a_pair_is_what_accepts_and_what_refuses(roles: tuple[Role, ...], pair: tuple[Role, Role] | None) -> None:
    assert names(layer(*(control(role) for role in roles)).pair) == pair


@pytest.mark.parametrize(
    ("roles", "pair"),
    [
        ((Role.SAVE, Role.ACCEPT), (Role.ACCEPT, Role.SAVE)),
        ((Role.SAVE, Role.REJECT, Role.ACCEPT), (Role.ACCEPT, Role.REJECT)),
        ((Role.SAVE, Role.NECESSARY, Role.ACCEPT), (Role.ACCEPT, Role.NECESSARY)),
        ((Role.SAVE,), None),
        ((Role.SAVE, Role.REJECT), None),
        ((Role.ACCEPT, Role.CLOSE), None),
    ],
)
def test_in_settings_saving_stands_for_a_refusal_that_is_not_there(
    roles: tuple[Role, ...], pair: tuple[Role, Role] | None
) -> None:
    assert names(layer(*(control(role) for role in roles)).settings_pair) == pair


def test_a_pair_is_of_controls_in_view_where_there_are_any() -> None:
    below = control(Role.REJECT, in_view=False)
    shown = layer(below, control(Role.ACCEPT), seen := control(Role.REJECT, node=2))
    assert shown.pair == (shown.controls[1], seen)
    assert layer(below, control(Role.ACCEPT)).pair is not None


def test_a_layer_that_was_not_found_has_no_pair() -> None:
    assert no_layer().pair is None
    assert no_layer().settings_pair is None
