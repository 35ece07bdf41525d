from dataclasses import replace

import pytest

from auditor.domain.artifacts import Missing
from auditor.domain.checks import Confidence, Outcome
from auditor.domain.journeys import Journey, StepName
from auditor.domain.signals import Channel, Meaning, Signal
from checks.consent_recorded_before_choice import CHECK
from tests.evidence.check_builders import ask, examined
from tests.unit.checks.signal_builders import sent, signal, signals

UNTOUCHED = Journey.NO_ACTION


def told(meaning: Meaning = Meaning.GRANTED, channel: Channel = Channel.TCF, **fields: object) -> Signal:
    """What the untouched visit holds on arrival."""
    return signal(StepName.LOAD, meaning, UNTOUCHED, channel=channel, **fields)


def record(meaning: Meaning = Meaning.GRANTED, **fields: object) -> Signal:
    """A record of a form of its own."""
    return told(meaning, Channel.RECORD, name="cookie-choice", **fields)


@pytest.mark.parametrize(
    "yes",
    [
        told(),
        told(Meaning.PARTIAL),
        told(channel=Channel.GPP, name="gpp"),
        told(channel=Channel.GOOGLE, name="google-consent-mode", kind=None),
        sent(StepName.LOAD, channel=Channel.GOOGLE, name="gcs"),
        told(channel=Channel.RECORD, name="CookieConsent", platform="Cookiebot"),
    ],
    ids=["purposes", "vendors alone", "GPP", "page's own mode", "sent", "platform's record"],
)
def test_failed_when_something_says_yes_before_a_choice(yes: Signal) -> None:
    said = ask(CHECK, signals(yes))
    assert said.outcome is Outcome.FAILED
    assert said.confidence is Confidence.CONFIRMED
    assert said.findings[0].evidence == (yes.evidence,)
    assert said.evidence == examined(CHECK)


def test_failed_on_a_record_of_no_platform_that_was_compared() -> None:
    said = ask(CHECK, signals(record(compared=True)))
    assert said.outcome is Outcome.FAILED
    assert said.confidence is Confidence.LIKELY


def test_failed_whatever_else_says_no() -> None:
    said = ask(CHECK, signals(told(), told(Meaning.REFUSED, Channel.GOOGLE, name="gcs"), gaps=("a gap",)))
    assert said.outcome is Outcome.FAILED
    assert len(said.findings) == 1


def test_cant_tell_when_the_law_is_held_not_to_apply() -> None:
    said = ask(CHECK, replace(signals(told()), applies=False))
    assert said.outcome is Outcome.CANT_TELL
    assert "does not apply" in said.summary


@pytest.mark.parametrize(
    "unsure",
    [
        record(),
        record(Meaning.PARTIAL, compared=True),
        told(Meaning.PARTIAL, Channel.GOOGLE, name="gcs"),
        record(Meaning.ALIKE),
        record(Meaning.UNKNOWN),
    ],
    ids=["never compared", "in part", "one of two purposes", "alike", "not understood"],
)
def test_cant_tell_when_a_record_may_be_about_something_else(unsure: Signal) -> None:
    said = ask(CHECK, signals(unsure))
    assert said.outcome is Outcome.CANT_TELL
    assert said.findings


@pytest.mark.parametrize(
    "doubtful",
    [signals(told(Meaning.REFUSED), gaps=("network-log-cut-short",)), signals(unreadable=("gcs: of an unknown form",))],
    ids=["not recorded in full", "not decoded"],
)
def test_cant_tell_when_the_record_has_a_gap(doubtful: object) -> None:
    said = ask(CHECK, doubtful)
    assert said.outcome is Outcome.CANT_TELL
    assert "does not rule it out" in said.summary


def test_passed_when_a_signal_says_no_and_none_yes() -> None:
    interest = told(Meaning.REFUSED, interest=(2, 7))
    said = ask(CHECK, signals(interest, told(Meaning.REFUSED, Channel.GOOGLE, name="gcs")))
    assert said.outcome is Outcome.PASSED
    assert said.summary == "2 signals said no before a choice, none yes."
    assert said.evidence == examined(CHECK)


def test_inapplicable_without_any_signal() -> None:
    assert ask(CHECK, signals()).outcome is Outcome.INAPPLICABLE


def test_untested_when_the_untouched_visit_broke_off() -> None:
    said = ask(CHECK, Missing("page-not-loaded"))
    assert said.outcome is Outcome.UNTESTED
    assert "page-not-loaded" in said.summary
