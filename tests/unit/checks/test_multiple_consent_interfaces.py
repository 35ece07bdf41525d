from auditor.domain.checks import Confidence, Outcome
from checks.multiple_consent_interfaces import CHECK
from tests.evidence.builders import layer, no_layer, rival
from tests.evidence.check_builders import ask, examined


def test_failed_when_another_window_asks_as_well() -> None:
    told = ask(CHECK, layer(rivals=(rival(),)))
    assert (told.outcome, told.confidence) == (Outcome.FAILED, Confidence.LIKELY)
    assert told.summary == "Beside the banner the page asks for consent 1 more time."
    assert '"Great"' in told.findings[0].summary
    assert told.evidence == examined(CHECK)


def test_failed_counts_them_and_names_a_refusal() -> None:
    told = ask(CHECK, layer(rivals=(rival(), rival(reject="No"))))
    assert "2 more times" in told.summary
    assert '"No"' in told.findings[1].summary


def test_passed_when_the_banner_is_alone() -> None:
    assert ask(CHECK, layer()).outcome is Outcome.PASSED


def test_cant_tell_when_the_search_broke_off() -> None:
    assert ask(CHECK, layer(present=None)).outcome is Outcome.CANT_TELL


def test_inapplicable_without_a_banner() -> None:
    assert ask(CHECK, no_layer()).outcome is Outcome.INAPPLICABLE
