import pytest

from auditor.domain.checks import Outcome
from checks.reject_more_effort import CHECK
from tests.evidence.builders import choice
from tests.evidence.check_builders import ask, examined


def test_failed_when_refusing_takes_more_actions() -> None:
    told = ask(CHECK, choice(1), choice(3))
    assert told.outcome is Outcome.FAILED
    assert told.summary == "Accepting takes 1 action, refusing 3."
    assert [f.summary for f in told.findings] == ['Path to refuse: "Action 1", "Action 2", "Action 3".']
    assert told.findings[0].evidence == ("reject-all/choice",)
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(("accept", "reject"), [(1, 1), (2, 2), (2, 1)])
def test_passed_when_refusing_takes_no_more_actions(accept: int, reject: int) -> None:
    told = ask(CHECK, choice(accept), choice(reject))
    assert told.outcome is Outcome.PASSED
    assert told.summary.endswith(f"refusing {reject}.")
    assert told.evidence == examined(CHECK)
