import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.recording import Form, ItemKind, Party, Phase
from auditor.measure.withdrawn import BY_VALUE
from checks.withdrawn_identifier_leak import CHECK
from tests.evidence.builders import item, read, reads
from tests.evidence.check_builders import ask, examined
from tests.unit.checks.signal_builders import PARTNER, device

DECIDING = [Phase.AFTER_RELOAD, Phase.NEW_SESSION]
LEAK = read(form=Form.IDENTIFIER_SENT, host=PARTNER, party=Party.THIRD, carried="body, base64")


@pytest.mark.parametrize("phase", DECIDING)
@pytest.mark.parametrize("form", sorted(BY_VALUE))
def test_failed_when_a_value_from_the_time_of_consent_leaves(form: Form, phase: Phase) -> None:
    told = ask(CHECK, reads(read(form=form, phase=phase)))
    assert told.outcome is Outcome.FAILED
    assert told.summary == "1 identifier that needed consent was sent after it was withdrawn."
    assert told.findings[0].evidence == ("withdraw/traffic#41",)
    assert told.evidence == examined(CHECK)


def test_failed_says_where_the_value_stood_and_in_which_wrapping() -> None:
    told = ask(CHECK, reads(LEAK))
    how = "left the device by its value, to ads.example.org (body, base64)"
    assert [f.summary for f in told.findings] == [
        f"cookie _ga (shop.example) {how}, 1 time, after reloading and on inner pages"
    ]


@pytest.mark.parametrize("kind", ItemKind)
@pytest.mark.parametrize("party", Party)
def test_failed_whatever_the_item_is_and_whosever(kind: ItemKind, party: Party) -> None:
    one = item("visitor", kind=kind, party=party)
    assert ask(CHECK, reads(read(one, form=Form.IDENTIFIER_SENT))).outcome is Outcome.FAILED


def test_failed_although_a_device_was_read_too_or_the_record_is_in_doubt() -> None:
    told = ask(CHECK, reads(LEAK, devices=(device(),), complete=False, registered=False))
    assert told.outcome is Outcome.FAILED


@pytest.mark.parametrize("phase", DECIDING)
def test_cant_tell_when_a_script_read_the_device(phase: Phase) -> None:
    told = ask(CHECK, reads(devices=(device(phase),)))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert [f.summary for f in told.findings] == [
        "https://fp.example.org/fp.js read audio, canvas, fonts and sent something"
    ]
    assert told.findings[0].evidence == ("withdraw/script-accesses#3",)
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_seen_only_on_the_page_of_the_withdrawal() -> None:
    told = ask(CHECK, reads(read(form=Form.IDENTIFIER_SENT, phase=Phase.SAME_PAGE)))
    assert told.outcome is Outcome.CANT_TELL
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_only_what_was_set_again_leaves() -> None:
    told = ask(CHECK, reads(read(form=Form.IDENTIFIER_SENT, since_rewritten=True)))
    assert told.outcome is Outcome.CANT_TELL
    assert "set again" in told.summary


@pytest.mark.parametrize(("complete", "registered"), [(False, True), (True, False), (False, False)])
def test_cant_tell_when_the_record_or_the_withdrawal_is_in_doubt(complete: bool, registered: bool) -> None:
    told = ask(CHECK, reads(complete=complete, registered=registered))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW


def test_inapplicable_when_nothing_needing_consent_was_stored() -> None:
    told = ask(CHECK, reads(consented=()))
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("form", [form for form in Form if form not in BY_VALUE])
def test_passed_when_the_read_is_for_another_check(form: Form) -> None:
    assert ask(CHECK, reads(read(form=form))).outcome is Outcome.PASSED


def test_passed_when_a_tracker_read_the_item_and_its_value_did_not_leave() -> None:
    assert ask(CHECK, reads(read(form=Form.SCRIPT_READ, left_device=False))).outcome is Outcome.PASSED


def test_passed_when_a_device_was_read_only_on_the_page_of_the_withdrawal() -> None:
    told = ask(CHECK, reads(devices=(device(Phase.SAME_PAGE),)))
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)
