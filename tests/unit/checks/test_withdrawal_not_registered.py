import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.journeys import StepName
from auditor.domain.signals import Channel, Meaning, Signal
from checks.withdrawal_not_registered import CHECK
from tests.evidence.builders import choice, reads, withdrawal
from tests.evidence.check_builders import ask, examined
from tests.unit.checks.signal_builders import sent, signal, signals

YES_BEFORE = signal(StepName.ACCEPT)
NO_AFTER = signal(StepName.RELOAD, Meaning.REFUSED)
DECIDING = [StepName.RELOAD, StepName.INNER_PAGE, StepName.SECOND_INNER_PAGE, StepName.NEW_SESSION]


@pytest.mark.parametrize("step", DECIDING)
def test_failed_when_the_record_still_says_yes(step: StepName) -> None:
    told = ask(CHECK, signals(YES_BEFORE, signal(step)), reads(), withdrawal())
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.CONFIRMED
    assert told.summary == "1 signal still said yes after the withdrawal."
    assert told.findings[0].evidence == (f"withdraw/snapshots#{step}",)
    assert told.evidence == examined(CHECK)


def test_failed_is_likely_when_only_a_record_of_the_sites_own_says_so() -> None:
    own = signal(StepName.RELOAD, channel=Channel.RECORD, name="cookie_consent")
    assert ask(CHECK, signals(own), reads(), withdrawal()).confidence is Confidence.LIKELY


def test_failed_even_when_the_withdrawal_or_the_record_is_in_doubt() -> None:
    silent = withdrawal(choice=choice(banner_gone=False, record_changed=False))
    told = ask(CHECK, signals(YES_BEFORE, signal(StepName.RELOAD)), reads(complete=False), silent)
    assert told.outcome is Outcome.FAILED


def test_failed_when_a_yes_was_sent_although_a_no_followed() -> None:
    yes, no = sent(StepName.RELOAD), sent(StepName.INNER_PAGE, Meaning.REFUSED)
    assert ask(CHECK, signals(YES_BEFORE, yes, no), reads(), withdrawal()).outcome is Outcome.FAILED


@pytest.mark.parametrize(("gone", "changed"), [(False, False), (None, None), (False, None)])
def test_cant_tell_when_the_withdrawal_showed_no_effect(gone: bool | None, changed: bool | None) -> None:
    silent = withdrawal(choice=choice(banner_gone=gone, record_changed=changed))
    told = ask(CHECK, signals(YES_BEFORE, NO_AFTER), reads(), silent)
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_a_part_is_still_granted() -> None:
    told = ask(CHECK, signals(YES_BEFORE, signal(StepName.RELOAD, Meaning.PARTIAL)), reads(), withdrawal())
    assert told.outcome is Outcome.CANT_TELL
    assert len(told.findings) == 1


def test_cant_tell_when_a_signal_could_not_be_decoded() -> None:
    told = ask(CHECK, signals(YES_BEFORE, NO_AFTER, unreadable=("gpp: an empty section",)), reads(), withdrawal())
    assert told.outcome is Outcome.CANT_TELL
    assert told.summary == "The record does not rule it out: gpp: an empty section."


@pytest.mark.parametrize("step", [StepName.ACCEPT, StepName.RELOAD])
def test_cant_tell_when_no_record_is_of_a_form_that_is_understood(step: StepName) -> None:
    told = ask(CHECK, signals(signal(step, Meaning.UNKNOWN)), reads(), withdrawal())
    assert told.outcome is Outcome.CANT_TELL
    assert "not understood" in told.summary


def test_cant_tell_when_the_record_that_said_yes_is_no_longer_understood() -> None:
    later = signal(StepName.RELOAD, Meaning.UNKNOWN), sent(StepName.RELOAD, Meaning.REFUSED)
    assert ask(CHECK, signals(YES_BEFORE, *later), reads(), withdrawal()).outcome is not Outcome.PASSED


@pytest.mark.parametrize("later", [(), (NO_AFTER,)], ids=["nothing", "a no"])
def test_cant_tell_when_the_record_has_a_gap(later: tuple[Signal, ...]) -> None:
    assert ask(CHECK, signals(YES_BEFORE, *later), reads(complete=False), withdrawal()).outcome is not Outcome.PASSED


@pytest.mark.parametrize("before", [sent(StepName.ACCEPT), signal(StepName.ACCEPT, name="tcf", kind=None)])
def test_cant_tell_when_what_said_yes_was_never_stored_and_is_silent_now(before: Signal) -> None:
    told = ask(CHECK, signals(before), reads(), withdrawal())
    assert told.outcome is not Outcome.PASSED, "that a record is gone does not follow from an interface that is silent"


def test_inapplicable_when_no_record_was_made() -> None:
    told = ask(CHECK, signals(), reads(), withdrawal())
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)


def test_inapplicable_when_a_signal_was_seen_only_while_withdrawing() -> None:
    assert ask(CHECK, signals(signal(StepName.WITHDRAW)), reads(), withdrawal()).outcome is Outcome.INAPPLICABLE


def test_passed_when_every_signal_says_no() -> None:
    told = ask(CHECK, signals(YES_BEFORE, signal(StepName.WITHDRAW), NO_AFTER), reads(), withdrawal())
    assert told.outcome is Outcome.PASSED
    assert told.summary == "Every signal that is understood says no after the withdrawal."
    assert told.evidence == examined(CHECK)


def test_passed_when_the_stored_record_is_gone() -> None:
    told = ask(CHECK, signals(YES_BEFORE), reads(), withdrawal())
    assert told.outcome is Outcome.PASSED
    assert told.summary == "The record of the consent is gone after the withdrawal."


def test_cant_tell_when_a_record_says_yes_whatever_was_chosen() -> None:
    alike = signal(StepName.RELOAD, Meaning.ALIKE, name="marketing-consent")
    assert ask(CHECK, signals(YES_BEFORE, NO_AFTER, alike), reads(), withdrawal()).outcome is Outcome.CANT_TELL
