import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.facts import Read
from auditor.domain.recording import Form, ItemKind, Party, Phase
from checks.withdrawn_cookie_still_read_third_party import CHECK
from tests.evidence.builders import environment, item, read, reads
from tests.evidence.check_builders import ask, examined

THEIRS = item("uid", party=Party.THIRD, domain="ads.example.org")


@pytest.mark.parametrize("phase", [Phase.AFTER_RELOAD, Phase.NEW_SESSION])
def test_failed_when_a_cookie_of_another_party_is_read_again(phase: Phase) -> None:
    told = ask(CHECK, reads(read(THEIRS, phase=phase)), environment())
    assert told.outcome is Outcome.FAILED
    assert told.summary == "1 cookie of another party that needed consent was read after it was withdrawn."
    assert told.findings[0].evidence == ("withdraw/traffic#41",)
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("proved", [False, None])
def test_failed_when_a_read_was_seen_whatever_the_browser_proved(proved: bool | None) -> None:
    told = ask(CHECK, reads(read(THEIRS)), environment(third_party_cookies=proved))
    assert told.outcome is Outcome.FAILED


@pytest.mark.parametrize("proved", [False, None])
def test_cant_tell_when_the_browser_did_not_prove_third_party_cookies(proved: bool | None) -> None:
    told = ask(CHECK, reads(), environment(third_party_cookies=proved))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert "self-test" in told.summary
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(
    "other",
    [
        read(),
        read(item("visitor", kind=ItemKind.LOCAL_STORAGE, party=Party.THIRD), form=Form.STORAGE_READ),
        read(THEIRS, form=Form.REWRITTEN),
    ],
    ids=["of the site", "storage", "written"],
)
def test_passed_when_the_read_is_for_another_check(other: Read) -> None:
    assert ask(CHECK, reads(other), environment()).outcome is Outcome.PASSED


def test_cant_tell_when_seen_only_on_the_page_of_the_withdrawal() -> None:
    early = read(THEIRS, phase=Phase.SAME_PAGE)
    told = ask(CHECK, reads(early), environment())
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert told.findings[0].evidence == ("withdraw/traffic#41",)
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(("complete", "registered"), [(False, True), (True, False), (False, False)])
def test_cant_tell_when_the_record_or_the_withdrawal_is_in_doubt(complete: bool, registered: bool) -> None:
    told = ask(CHECK, reads(complete=complete, registered=registered), environment())
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_only_what_was_set_again_is_read() -> None:
    told = ask(CHECK, reads(read(THEIRS, since_rewritten=True)), environment())
    assert told.outcome is Outcome.CANT_TELL
    assert "set again" in told.summary
    assert len(told.findings) == 1


def test_failed_when_one_read_came_before_the_item_was_set_again() -> None:
    told = ask(CHECK, reads(read(THEIRS, since_rewritten=True), read(THEIRS, host="stats.shop.example")), environment())
    assert told.outcome is Outcome.FAILED
    assert len(told.findings) == 1


def test_cant_tell_names_the_gaps_of_the_record() -> None:
    told = ask(CHECK, reads(gaps=("network-log-cut-short", "too many calls by scripts to record")), environment())
    assert "(network-log-cut-short, too many calls by scripts to record)" in told.summary


def test_inapplicable_when_nothing_needing_consent_was_stored() -> None:
    told = ask(CHECK, reads(consented=()), environment())
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)


def test_passed_when_nothing_happened_after_the_withdrawal() -> None:
    told = ask(CHECK, reads(), environment())
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)
