from dataclasses import replace

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.controls import Role
from auditor.domain.profile import Jurisdiction
from auditor.domain.rules import rules
from checks.reject_missing_all_layers import CHECK
from tests.evidence.builders import control, exploration, layer
from tests.evidence.check_builders import NEUTRAL, ask, examined

ITALIAN = replace(NEUTRAL, limits=rules(Jurisdiction.IT).limits)

ONE_BUTTON = layer(control(Role.ACCEPT, "Got it"), control(Role.CLOSE, ""))


def test_failed_when_no_path_refuses() -> None:
    told = ask(CHECK, ONE_BUTTON, exploration(path_found=False, tried=("Settings", "Save")))
    assert told.outcome is Outcome.FAILED
    assert [f.summary for f in told.findings] == ['Controls offered: "Got it". Tried: Settings, Save.']
    assert told.findings[0].evidence == ("reject-all/exploration",)
    assert told.evidence == examined(CHECK)


def test_failed_when_there_was_nothing_to_try() -> None:
    told = ask(CHECK, ONE_BUTTON, exploration(path_found=False, tried=()))
    assert told.findings[0].summary == 'Controls offered: "Got it".'


def test_passed_when_a_path_refuses() -> None:
    told = ask(CHECK, layer(), exploration(tried=("Settings", "Reject all")))
    assert told.outcome is Outcome.PASSED
    assert told.summary == "Refusing is possible: Settings, Reject all."
    assert told.evidence == examined(CHECK)


def test_cant_tell_with_a_cross_where_closing_refuses() -> None:
    told = ask(CHECK, ONE_BUTTON, exploration(path_found=False, tried=()), under=ITALIAN)
    assert told.outcome is Outcome.CANT_TELL
    assert [f.summary for f in told.findings] == ['Controls offered: "Got it".']


def test_failed_where_closing_refuses_and_nothing_closes() -> None:
    seen = layer(control(Role.ACCEPT, "Got it"))
    assert ask(CHECK, seen, exploration(path_found=False, tried=()), under=ITALIAN).outcome is Outcome.FAILED


def test_cant_tell_when_the_search_broke_off() -> None:
    told = ask(CHECK, ONE_BUTTON, exploration(path_found=None, reason="toggle-did-not-move"))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert "toggle-did-not-move" in told.summary
    assert told.evidence == examined(CHECK)
