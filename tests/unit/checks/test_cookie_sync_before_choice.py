from dataclasses import replace

from auditor.domain.artifacts import Missing
from auditor.domain.checks import Confidence, Outcome
from auditor.domain.early import Sync, Syncs
from auditor.domain.facts import ItemKey
from auditor.domain.recording import ItemKind
from checks.cookie_sync_before_choice import CHECK
from tests.evidence.check_builders import ask, examined

WHERE = ("no-action/traffic#4", "no-action/traffic#9")
SYNC = Sync(
    item=ItemKey(ItemKind.COOKIE, "uid", "ads.example"),
    company="ads.example",
    host="sync.criteo.com",
    receiver="Criteo",
    carried="address, plain",
    certain=True,
    ordered=True,
    evidence=WHERE,
)


def test_failed_when_an_identifier_was_passed_on() -> None:
    told = ask(CHECK, Syncs((SYNC, replace(SYNC, certain=False)), ("a gap",)))
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.CONFIRMED
    assert told.summary == "1 identifier of one company was passed to another before any choice."
    assert [f.summary for f in told.findings] == [
        "sync.criteo.com (Criteo) received cookie uid of ads.example (address, plain)"
    ]
    assert told.findings[0].evidence == WHERE
    assert told.evidence == examined(CHECK)


def test_failed_and_likely_when_nobody_saw_it_being_kept() -> None:
    other = replace(SYNC, item=ItemKey(ItemKind.COOKIE, "tuid", "ads.example"), ordered=False)
    told = ask(CHECK, Syncs((replace(SYNC, ordered=False), other)))
    assert told.confidence is Confidence.LIKELY
    assert told.summary.startswith("2 identifiers")


def test_cant_tell_when_both_companies_are_unknown() -> None:
    told = ask(CHECK, Syncs((replace(SYNC, certain=False),)))
    assert told.outcome is Outcome.CANT_TELL
    assert told.findings[0].evidence == WHERE


def test_cant_tell_when_the_record_has_gaps() -> None:
    told = ask(CHECK, Syncs((), ("network-log-cut-short",)))
    assert told.outcome is Outcome.CANT_TELL
    assert "network-log-cut-short" in told.summary


def test_passed_when_nothing_was_passed_on() -> None:
    told = ask(CHECK, Syncs(()))
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)


def test_untested_without_the_record() -> None:
    assert ask(CHECK, Missing("network-log-lost")).outcome is Outcome.UNTESTED
