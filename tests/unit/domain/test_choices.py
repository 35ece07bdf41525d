import pytest

from auditor.domain.choices import Mechanism
from tests.evidence.builders import choice, withdrawal


def test_a_withdrawal_costs_the_way_to_it_and_the_choice_itself() -> None:
    assert withdrawal(2, opened=3).actions == 5


def test_without_a_complete_path_there_is_no_number_of_actions() -> None:
    assert withdrawal(opened=3, choice=None, reason="nothing-opened").actions is None


@pytest.mark.parametrize("mechanism", [Mechanism.API_ONLY, Mechanism.NONE, None])
def test_a_path_that_no_visitor_can_see_has_no_number_of_actions(mechanism: Mechanism | None) -> None:
    assert withdrawal(mechanism=mechanism).actions is None


@pytest.mark.parametrize("mechanism", sorted(set(Mechanism) - {Mechanism.API_ONLY, Mechanism.NONE}))
def test_every_visible_mechanism_has_a_number_of_actions(mechanism: Mechanism) -> None:
    assert withdrawal(mechanism=mechanism).actions == 2


@pytest.mark.parametrize(
    ("gone", "changed", "registered"),
    [
        (True, False, True),
        (None, True, True),
        (False, False, False),
        (None, False, None),
        (False, None, None),
        (None, None, None),
    ],
)
def test_a_withdrawal_is_registered_by_any_effect_and_by_none_only_when_all_were_seen(
    gone: bool | None, changed: bool | None, *, registered: bool | None
) -> None:
    assert withdrawal(choice=choice(banner_gone=gone, record_changed=changed)).registered is registered


def test_without_a_choice_nothing_is_known_of_its_effect() -> None:
    assert withdrawal(choice=None).registered is None
