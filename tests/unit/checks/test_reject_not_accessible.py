import pytest

from auditor.domain.checks import Outcome
from auditor.domain.controls import Layer, Role
from checks.reject_not_accessible import CHECK, MOST_STOPS
from tests.evidence.builders import control, layer, no_layer
from tests.evidence.check_builders import ask, examined


def both(accept: dict[str, object], reject: dict[str, object]) -> Layer:
    reached = {"focusable": True, "tab_stop": 1}
    return layer(
        control(Role.ACCEPT, **(reached | accept)), control(Role.REJECT, **(reached | {"tab_stop": 2} | reject))
    )


@pytest.mark.parametrize(
    "reject", [{"focusable": False}, {"accessible_name": ""}, {"tab_stop": 1 + MOST_STOPS + 1}], ids=str
)
def test_failed_when_refusing_is_harder_to_reach(reject: dict[str, object]) -> None:
    told = ask(CHECK, both({}, reject))
    assert told.outcome is Outcome.FAILED
    assert told.findings[0].evidence == ("no-action/first-layer",)
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(
    ("accept", "reject"),
    [
        ({}, {}),
        ({}, {"tab_stop": 1 + MOST_STOPS}),
        ({"focusable": False}, {"focusable": False}),
        ({"accessible_name": ""}, {"accessible_name": ""}),
        ({"tab_stop": None}, {"tab_stop": 9}),
    ],
    ids=str,
)
def test_passed_when_both_can_be_reached(accept: dict[str, object], reject: dict[str, object]) -> None:
    assert ask(CHECK, both(accept, reject)).outcome is Outcome.PASSED


def test_cant_tell_when_the_browser_does_not_say() -> None:
    assert ask(CHECK, both({"focusable": None}, {})).outcome is Outcome.CANT_TELL
    assert ask(CHECK, layer(present=None)).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize("shown", [no_layer(), layer(control(Role.ACCEPT))])
def test_inapplicable_without_both(shown: Layer) -> None:
    assert ask(CHECK, shown).outcome is Outcome.INAPPLICABLE
