from auditor.domain.checks import Confidence, Outcome
from auditor.domain.controls import Role
from checks.ambiguous_reject_label import CHECK
from tests.evidence.builders import control, layer, no_layer
from tests.evidence.check_builders import ask, examined


def test_failed_when_the_refusal_is_worded_indirectly() -> None:
    words = "I decline non-essential purposes"
    told = ask(CHECK, layer(control(Role.ACCEPT), control(Role.REJECT, words, label_clear=False)))
    assert told.outcome is Outcome.FAILED
    assert [words in f.summary for f in told.findings] == [True]
    assert told.findings[0].evidence == ("no-action/first-layer",)
    assert told.evidence == examined(CHECK)


def test_passed_when_the_refusal_is_plain() -> None:
    told = ask(CHECK, layer(control(Role.ACCEPT), control(Role.REJECT, "Reject all")))
    assert told.outcome is Outcome.PASSED
    assert "Reject all" in told.summary
    assert told.evidence == examined(CHECK)


def test_passed_when_only_necessary_is_offered() -> None:
    told = ask(CHECK, layer(control(Role.ACCEPT), control(Role.NECESSARY, "Only necessary")))
    assert told.outcome is Outcome.PASSED


def test_cant_tell_when_no_rule_judges_the_words() -> None:
    told = ask(CHECK, layer(control(Role.REJECT, "Nej tak", label_clear=None)))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert "Nej tak" in told.summary
    assert told.evidence == examined(CHECK)


def test_inapplicable_without_a_refusal() -> None:
    told = ask(CHECK, layer(control(Role.ACCEPT), control(Role.SETTINGS)))
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)


def test_inapplicable_without_a_banner() -> None:
    assert ask(CHECK, no_layer()).outcome is Outcome.INAPPLICABLE


def test_cant_tell_when_the_search_for_a_banner_broke_off() -> None:
    told = ask(CHECK, layer(present=None))
    assert told.outcome is Outcome.CANT_TELL
