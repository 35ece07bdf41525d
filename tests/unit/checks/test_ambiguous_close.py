import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.controls import Role
from checks.ambiguous_close import CHECK
from tests.evidence.builders import control, layer, no_layer
from tests.evidence.check_builders import ask, examined


def test_failed_when_nothing_says_what_closing_means() -> None:
    told = ask(CHECK, layer(control(Role.ACCEPT), control(Role.CLOSE, "×", accessible_name="Close")))
    assert (told.outcome, told.confidence) == (Outcome.FAILED, Confidence.LIKELY)
    assert '"×"' in told.summary
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("name", ["Close without accepting", "Close and reject all", "Close without saving"])
def test_passed_when_the_control_says_it(name: str) -> None:
    assert ask(CHECK, layer(control(Role.CLOSE, "×", accessible_name=name))).outcome is Outcome.PASSED


def test_passed_when_the_text_says_it() -> None:
    text = "We use cookies. Closing this banner means continuing without accepting."
    assert ask(CHECK, layer(control(Role.CLOSE), text=text)).outcome is Outcome.PASSED


def test_cant_tell_without_words_for_the_language() -> None:
    assert ask(CHECK, layer(control(Role.CLOSE), language="tlh")).outcome is Outcome.CANT_TELL
    assert ask(CHECK, layer(present=None)).outcome is Outcome.CANT_TELL


def test_inapplicable_without_a_control_that_closes() -> None:
    assert ask(CHECK, layer()).outcome is Outcome.INAPPLICABLE
    assert ask(CHECK, no_layer()).outcome is Outcome.INAPPLICABLE
