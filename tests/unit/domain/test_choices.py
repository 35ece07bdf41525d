from tests.evidence.builders import withdrawal


def test_a_withdrawal_costs_the_way_to_it_and_the_choice_itself() -> None:
    assert withdrawal(2, opened=3).actions == 5


def test_without_a_complete_path_there_is_no_number_of_actions() -> None:
    assert withdrawal(opened=3, choice=None, reason="nothing-opened").actions is None
