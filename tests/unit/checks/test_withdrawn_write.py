import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.facts import Item
from auditor.domain.recording import Form, ItemKind, Party, Phase
from checks.withdrawn_write import CHECK
from tests.evidence.builders import item, read, reads
from tests.evidence.check_builders import ask, examined


@pytest.mark.parametrize(
    "written",
    [item(), item("visitor", kind=ItemKind.LOCAL_STORAGE), item(party=Party.THIRD, domain="ads.example.org")],
    ids=["cookie", "storage", "of another party"],
)
def test_failed_when_an_item_is_written_again(written: Item) -> None:
    told = ask(CHECK, reads(read(written, form=Form.REWRITTEN)))
    assert told.outcome is Outcome.FAILED
    assert told.summary == "1 item that needed consent was written again after it was withdrawn."
    assert "was written again by" in told.findings[0].summary
    assert told.findings[0].evidence == ("withdraw/traffic#41",)
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.REWRITTEN])
def test_passed_when_the_item_is_only_read(form: Form) -> None:
    assert ask(CHECK, reads(read(form=form))).outcome is Outcome.PASSED


def test_cant_tell_when_seen_only_on_the_page_of_the_withdrawal() -> None:
    early = read(form=Form.REWRITTEN, phase=Phase.SAME_PAGE)
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


def test_inapplicable_when_nothing_needing_consent_was_stored() -> None:
    told = ask(CHECK, reads(consented=()))
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)


def test_passed_when_nothing_happened_after_the_withdrawal() -> None:
    told = ask(CHECK, reads())
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)
