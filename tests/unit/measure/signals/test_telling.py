import pytest

from auditor.domain.checks import Confidence
from auditor.domain.journeys import StepName
from auditor.domain.recording import ItemKind, Party
from auditor.domain.signals import Channel, Meaning, Signal, Signals
from auditor.measure.signals.telling import (
    AFTER,
    BEFORE,
    confidence_of,
    doubts,
    findings,
    key_of,
    saying,
    sentence,
    surely_gone,
)
from tests.unit.measure.signals.told_signals import PARTNER, sent, stored

YES, NO = Meaning.GRANTED, Meaning.REFUSED


def test_of_a_stored_record_only_the_last_state_counts() -> None:
    early, late = stored(StepName.WITHDRAW, YES), stored(StepName.RELOAD, NO)
    assert saying([early, late], YES) == []
    assert saying([early, late], NO, YES) == [late]


def test_records_of_other_names_and_hosts_have_states_of_their_own() -> None:
    named, hosted = stored(name="cookie_consent"), stored(host="shop.example")
    assert saying([stored(), named, hosted, stored(meaning=NO)], YES) == [named, hosted]


def test_of_what_was_sent_every_meaning_counts() -> None:
    yes, no = sent(meaning=YES), sent(StepName.INNER_PAGE, NO)
    assert saying([yes, no], YES) == [yes]
    assert saying([yes, no], YES, NO) == [yes, no]


def test_a_signal_in_words() -> None:
    assert sentence(stored(platform="OneTrust", channel=Channel.RECORD)) == (
        "euconsent-v2 (record, OneTrust), kept for www.shop.example at reload: what it says"
    )
    assert sentence(sent()) == f"gdpr_consent (tcf), sent to {PARTNER} at reload: what it says"


def test_one_finding_for_each_signal_with_its_evidence() -> None:
    found = findings([stored(), sent()])
    assert [f.summary for f in found] == [sentence(stored()), sentence(sent())]
    assert found[1].evidence == ("withdraw/traffic#41",)


@pytest.mark.parametrize(
    ("signals", "confidence"),
    [
        ([stored()], Confidence.CONFIRMED),
        ([stored(channel=Channel.RECORD, platform="Klaro")], Confidence.CONFIRMED),
        ([stored(channel=Channel.RECORD)], Confidence.LIKELY),
        ([stored(channel=Channel.RECORD), stored(channel=Channel.GOOGLE)], Confidence.CONFIRMED),
        ([], Confidence.LIKELY),
    ],
)
def test_a_documented_format_is_surer_than_words(signals: list[Signal], confidence: Confidence) -> None:
    assert confidence_of(signals) is confidence


def test_doubts_are_gaps_and_what_could_not_be_decoded_each_once() -> None:
    told = Signals((), unreadable=("gcs: of an unknown form",), gaps=("a gap",))
    assert doubts(told, "a gap", "another") == ("a gap", "another", "gcs: of an unknown form")
    assert doubts(Signals(())) == ()


@pytest.mark.parametrize(
    ("before", "gone"),
    [
        ([], True),
        ([stored(kind=ItemKind.COOKIE, party=Party.THIRD)], True),
        ([stored(kind=ItemKind.LOCAL_STORAGE)], True),
        ([stored(kind=ItemKind.LOCAL_STORAGE, party=Party.THIRD)], False),
        ([stored(), stored(kind=None)], False),
    ],
)
def test_a_record_in_a_frame_that_may_not_be_there_is_not_surely_gone(before: list[Signal], *, gone: bool) -> None:
    assert surely_gone(before) is gone


def test_a_stored_record_is_called_by_its_host_and_name() -> None:
    assert key_of(stored()) == ("www.shop.example", "euconsent-v2")


def test_no_step_is_both_before_and_after() -> None:
    assert not set(BEFORE) & set(AFTER)
