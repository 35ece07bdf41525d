import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.facts import Read
from auditor.domain.recording import Form, ItemKind, Party, Phase
from checks.withdrawn_cookie_still_read_first_party import CHECK
from tests.evidence.builders import SITE, item, read, reads
from tests.evidence.check_builders import ask, examined


@pytest.mark.parametrize("phase", [Phase.AFTER_RELOAD, Phase.NEW_SESSION])
@pytest.mark.parametrize("form", [Form.COOKIE_HEADER, Form.SCRIPT_READ, Form.IDENTIFIER_SENT])
def test_failed_when_a_cookie_of_the_site_is_read_again(form: Form, phase: Phase) -> None:
    told = ask(CHECK, reads(read(form=form, phase=phase)))
    assert told.outcome is Outcome.FAILED
    assert told.summary == "1 cookie of the site that needed consent was read after it was withdrawn."
    assert told.findings[0].evidence == ("withdraw/traffic#41",)
    assert told.evidence == examined(CHECK)


def test_failed_says_what_was_read_by_whom_how_often_and_when() -> None:
    told = ask(CHECK, reads(read(count=3)))
    cookie, how = "cookie _ga (shop.example)", "was sent in the Cookie header to"
    assert [f.summary for f in told.findings] == [
        f"{cookie} {how} {SITE}, 3 times, after reloading and on inner pages",
    ]


def test_failed_tells_every_decisive_read_and_counts_each_cookie_once() -> None:
    told = ask(CHECK, reads(read(), read(host="stats.shop.example"), read(item("_gid")), read(phase=Phase.SAME_PAGE)))
    assert told.summary.startswith("2 cookies of the site that needed consent were read")
    assert len(told.findings) == 3


def test_failed_is_as_sure_as_its_surest_read() -> None:
    likely = read(confidence=Confidence.LIKELY)
    assert ask(CHECK, reads(likely)).confidence is Confidence.LIKELY
    assert ask(CHECK, reads(likely, read())).confidence is Confidence.CONFIRMED


def test_failed_even_when_the_record_is_in_doubt() -> None:
    assert ask(CHECK, reads(read(), complete=False, registered=False)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "other",
    [
        read(item("visitor", kind=ItemKind.LOCAL_STORAGE), form=Form.STORAGE_READ),
        read(item(party=Party.THIRD, domain="ads.example.org")),
        read(form=Form.REWRITTEN),
    ],
    ids=["storage", "of another party", "written"],
)
def test_passed_when_the_read_is_for_another_check(other: Read) -> None:
    assert ask(CHECK, reads(other)).outcome is Outcome.PASSED


def test_cant_tell_when_seen_only_on_the_page_of_the_withdrawal() -> None:
    early = read(phase=Phase.SAME_PAGE)
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
    told = ask(CHECK, reads(read(since_rewritten=True)))
    assert told.outcome is Outcome.CANT_TELL
    assert "set again" in told.summary
    assert len(told.findings) == 1


def test_failed_when_one_read_came_before_the_item_was_set_again() -> None:
    told = ask(CHECK, reads(read(since_rewritten=True), read(host="stats.shop.example")))
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
