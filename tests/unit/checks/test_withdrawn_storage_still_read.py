import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.facts import Read
from auditor.domain.recording import Form, ItemKind, Phase
from checks.withdrawn_storage_still_read import CHECK
from tests.evidence.builders import item, read, reads
from tests.evidence.check_builders import ask, examined

ENTRY = item("visitor", kind=ItemKind.LOCAL_STORAGE)


@pytest.mark.parametrize("kind", [kind for kind in ItemKind if kind is not ItemKind.COOKIE])
@pytest.mark.parametrize("form", [Form.STORAGE_READ, Form.IDENTIFIER_SENT])
def test_failed_when_storage_is_read_again(kind: ItemKind, form: Form) -> None:
    told = ask(CHECK, reads(read(item("visitor", kind=kind), form=form)))
    assert told.outcome is Outcome.FAILED
    assert told.summary == "1 storage entry that needed consent was read after it was withdrawn."
    assert told.findings[0].evidence == ("withdraw/traffic#41",)
    assert told.evidence == examined(CHECK)


def test_failed_is_likely_when_a_tracker_only_read_the_entry() -> None:
    seen = read(ENTRY, form=Form.STORAGE_READ, confidence=Confidence.LIKELY)
    assert ask(CHECK, reads(seen)).confidence is Confidence.LIKELY


@pytest.mark.parametrize("other", [read(), read(ENTRY, form=Form.REWRITTEN)], ids=["cookie", "written"])
def test_passed_when_the_read_is_for_another_check(other: Read) -> None:
    assert ask(CHECK, reads(other)).outcome is Outcome.PASSED


def test_cant_tell_when_seen_only_on_the_page_of_the_withdrawal() -> None:
    early = read(ENTRY, form=Form.STORAGE_READ, phase=Phase.SAME_PAGE)
    told = ask(CHECK, reads(early))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert told.findings[0].evidence == ("withdraw/traffic#41",)
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(("complete", "registered"), [(False, True), (True, False), (False, False)])
def test_cant_tell_when_the_record_or_the_withdrawal_is_in_doubt(complete: bool, registered: bool) -> None:
    told = ask(CHECK, reads(complete=complete, registered=registered))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_only_what_was_set_again_is_read() -> None:
    told = ask(CHECK, reads(read(ENTRY, form=Form.STORAGE_READ, since_rewritten=True)))
    assert told.outcome is Outcome.CANT_TELL
    assert "set again" in told.summary
    assert len(told.findings) == 1


def test_failed_when_one_read_came_before_the_item_was_set_again() -> None:
    told = ask(
        CHECK,
        reads(
            read(ENTRY, form=Form.STORAGE_READ, since_rewritten=True),
            read(ENTRY, form=Form.STORAGE_READ, host="stats.shop.example"),
        ),
    )
    assert told.outcome is Outcome.FAILED
    assert len(told.findings) == 1


def test_cant_tell_names_the_gaps_of_the_record() -> None:
    told = ask(CHECK, reads(gaps=("network-log-cut-short", "too many calls by scripts to record")))
    assert "(network-log-cut-short, too many calls by scripts to record)" in told.summary


def test_inapplicable_when_nothing_needing_consent_was_stored() -> None:
    told = ask(CHECK, reads(consented=()))
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)


def test_passed_when_nothing_happened_after_the_withdrawal() -> None:
    told = ask(CHECK, reads())
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)
