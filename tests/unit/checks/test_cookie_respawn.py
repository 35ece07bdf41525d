from auditor.domain.checks import Confidence, Outcome
from checks.cookie_respawn import CHECK
from tests.evidence.builders import SITE, reads
from tests.evidence.check_builders import ask, examined
from tests.unit.checks.signal_builders import respawn


def test_failed_when_a_deleted_identifier_comes_back() -> None:
    told = ask(CHECK, reads(respawns=(respawn(),), deleted=1))
    assert told.outcome is Outcome.FAILED
    assert told.summary == "1 deleted identifier came back."
    assert [f.summary for f in told.findings] == [f"_ga was restored by https://{SITE}/app.js, 2.0 s later"]
    assert told.findings[0].evidence == ("withdraw/script-accesses#9",)
    assert told.evidence == examined(CHECK)


def test_failed_names_the_other_name_under_which_it_came_back() -> None:
    told = ask(CHECK, reads(respawns=(respawn(), respawn("visitor")), deleted=1))
    assert told.summary == "2 deleted identifiers came back."
    assert told.findings[1].summary.startswith("_ga as visitor was restored by")


def test_failed_even_when_the_record_is_in_doubt() -> None:
    assert ask(CHECK, reads(respawns=(respawn(),), complete=False)).outcome is Outcome.FAILED


def test_cant_tell_when_the_record_has_a_gap() -> None:
    told = ask(CHECK, reads(deleted=1, complete=False))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert "network-log-cut-short" in told.summary
    assert told.evidence == examined(CHECK)


def test_inapplicable_when_nothing_was_deleted() -> None:
    told = ask(CHECK, reads(deleted=0))
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)


def test_inapplicable_when_nothing_needing_consent_was_stored() -> None:
    assert ask(CHECK, reads(consented=(), deleted=0)).outcome is Outcome.INAPPLICABLE


def test_passed_when_what_was_deleted_stays_away() -> None:
    told = ask(CHECK, reads(deleted=2))
    assert told.outcome is Outcome.PASSED
    assert told.summary == "2 deleted items did not come back."
    assert told.evidence == examined(CHECK)
