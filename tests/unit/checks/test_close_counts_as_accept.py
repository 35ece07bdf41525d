import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.facts import Sighting
from auditor.domain.journeys import Journey, StepName
from checks.close_counts_as_accept import CHECK
from tests.evidence.builders import choice, item, items
from tests.evidence.check_builders import ask, examined, exempt, known, unknown

CLOSING = Journey.CLOSE_BANNER


@pytest.mark.parametrize("step", [StepName.CLOSE, StepName.RELOAD, StepName.INNER_PAGE])
def test_failed_when_something_needing_consent_appears_after_closing(step: StepName) -> None:
    told = ask(CHECK, choice(), items(known(CLOSING, step), exempt(CLOSING, step)))
    assert told.outcome is Outcome.FAILED
    assert [f.summary for f in told.findings] == ["cookie _ga (shop.example)"]
    assert told.findings[0].evidence == ("close-banner/snapshots",)
    assert told.evidence == examined(CHECK)


def test_failed_when_closing_brings_what_accepting_brings() -> None:
    brought = item(sightings=(Sighting(Journey.ACCEPT_ALL, StepName.ACCEPT), Sighting(CLOSING, StepName.CLOSE)))
    told = ask(CHECK, choice(), items(brought))
    assert told.outcome is Outcome.FAILED
    assert "1 item" in told.summary


def test_failed_even_without_an_untouched_visit_when_the_table_knows_the_item() -> None:
    told = ask(CHECK, choice(), items(known(CLOSING, StepName.CLOSE), compared=False))
    assert told.outcome is Outcome.FAILED


def test_cant_tell_without_an_untouched_visit() -> None:
    told = ask(CHECK, choice(), items(unknown(CLOSING, StepName.CLOSE), compared=False))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert told.evidence == examined(CHECK)


def test_passed_when_nothing_needing_consent_appears() -> None:
    told = ask(CHECK, choice(), items(item(), unknown(CLOSING, StepName.CLOSE)))
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)


def test_passed_when_the_item_was_there_before_closing() -> None:
    told = ask(CHECK, choice(), items(known(CLOSING, StepName.LOAD)))
    assert told.outcome is Outcome.PASSED


def test_summary_names_the_control_that_closed() -> None:
    assert '"Action 2"' in ask(CHECK, choice(2), items()).summary


def test_cant_tell_when_closing_showed_no_effect() -> None:
    told = ask(CHECK, choice(banner_gone=False, record_changed=False), items())
    assert (told.outcome, "no effect" in told.summary) == (Outcome.CANT_TELL, True)
