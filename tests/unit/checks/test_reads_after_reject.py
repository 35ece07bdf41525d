import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.recording import Form, ItemKind, Party, Phase
from checks.reads_after_reject import CHECK
from tests.evidence.builders import SITE, item, read, reads
from tests.evidence.check_builders import ask, examined

READING = [form for form in Form if form is not Form.REWRITTEN]


@pytest.mark.parametrize("form", READING)
def test_failed_when_an_item_is_read_after_the_refusal(form: Form) -> None:
    told = ask(CHECK, reads(read(form=form, evidence=("reject-all/traffic#4",))))
    assert told.outcome is Outcome.FAILED
    assert told.summary == "1 item that needed consent was read after the visitor refused."
    assert told.findings[0].evidence == ("reject-all/traffic#4",)
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("kind", ItemKind)
@pytest.mark.parametrize("party", Party)
def test_failed_whatever_the_kind_of_the_item_and_whosever_it_is(kind: ItemKind, party: Party) -> None:
    assert ask(CHECK, reads(read(item("visitor", kind=kind, party=party)))).outcome is Outcome.FAILED


def test_failed_speaks_of_the_refusal_and_not_of_a_withdrawal() -> None:
    told = ask(CHECK, reads(read(phase=Phase.AFTER_RELOAD), read(phase=Phase.SAME_PAGE)))
    assert [f.summary for f in told.findings] == [
        f"cookie _ga (shop.example) was sent in the Cookie header to {SITE}, 1 time, after reloading and on inner pages"
    ]
    early = ask(CHECK, reads(read(phase=Phase.SAME_PAGE)))
    assert early.findings[0].summary.endswith("on the page of the refusal")
    assert "withdraw" not in early.summary


def test_failed_even_when_the_record_is_in_doubt() -> None:
    assert ask(CHECK, reads(read(), complete=False, registered=False)).outcome is Outcome.FAILED


def test_cant_tell_when_seen_only_on_the_page_of_the_refusal() -> None:
    told = ask(CHECK, reads(read(phase=Phase.SAME_PAGE)))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_only_what_was_set_again_is_read() -> None:
    told = ask(CHECK, reads(read(since_rewritten=True)))
    assert told.outcome is Outcome.CANT_TELL
    assert "set again" in told.summary


@pytest.mark.parametrize(
    ("complete", "registered", "why"),
    [(False, True, "network-log-cut-short"), (True, False, "The refusal showed no effect"), (False, False, "")],
)
def test_cant_tell_when_the_record_or_the_refusal_is_in_doubt(complete: bool, registered: bool, why: str) -> None:
    told = ask(CHECK, reads(complete=complete, registered=registered))
    assert told.outcome is Outcome.CANT_TELL
    assert why in told.summary


def test_inapplicable_when_nothing_was_stored_before_the_refusal() -> None:
    told = ask(CHECK, reads(consented=()))
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.summary.endswith("before the refusal.")
    assert told.evidence == examined(CHECK)


def test_passed_when_the_item_is_only_written() -> None:
    assert ask(CHECK, reads(read(form=Form.REWRITTEN))).outcome is Outcome.PASSED


def test_passed_when_nothing_is_read() -> None:
    told = ask(CHECK, reads())
    assert told.outcome is Outcome.PASSED
    assert told.summary == "1 item needed consent; no item was read after the refusal."
    assert told.evidence == examined(CHECK)
