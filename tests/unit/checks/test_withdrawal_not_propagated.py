import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.journeys import Journey, StepName
from auditor.domain.signals import Channel, Meaning
from checks.withdrawal_not_propagated import CHECK
from tests.evidence.builders import moment, reads
from tests.evidence.check_builders import ask, examined
from tests.unit.checks.signal_builders import PARTNER, sent, signal, signals

YES_BEFORE = sent(StepName.ACCEPT)
NO_AFTER = sent(StepName.RELOAD, Meaning.REFUSED)


@pytest.mark.parametrize(
    "step", [StepName.RELOAD, StepName.INNER_PAGE, StepName.SECOND_INNER_PAGE, StepName.NEW_SESSION]
)
def test_failed_when_a_partner_still_receives_a_yes(step: StepName) -> None:
    told = ask(CHECK, signals(YES_BEFORE, sent(step)), reads())
    assert told.outcome is Outcome.FAILED
    assert told.summary == "1 host still received a yes after the withdrawal."
    assert told.findings[0].summary.startswith(f"gdpr_consent (tcf), sent to {PARTNER} at {step}: ")
    assert told.findings[0].evidence == ("withdraw/traffic#41",)
    assert told.evidence == examined(CHECK)


def test_failed_counts_each_host_once() -> None:
    google = {"name": "gcs", "channel": Channel.GOOGLE}
    told = ask(CHECK, signals(YES_BEFORE, sent(StepName.RELOAD), sent(StepName.RELOAD, **google)), reads())
    assert told.summary.startswith("1 host ")
    assert len(told.findings) == 2


def test_failed_when_a_yes_is_followed_by_a_no_after_the_withdrawal() -> None:
    told = ask(CHECK, signals(YES_BEFORE, sent(StepName.RELOAD), sent(StepName.INNER_PAGE, Meaning.REFUSED)), reads())
    assert told.outcome is Outcome.FAILED


@pytest.mark.parametrize("later", [(), (sent(StepName.RELOAD, Meaning.UNKNOWN),)], ids=["nothing", "unclear"])
def test_cant_tell_when_a_partner_is_told_nothing_that_says_no(later: tuple[object, ...]) -> None:
    told = ask(CHECK, signals(YES_BEFORE, *later), reads())  # type: ignore[arg-type]  # signals
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert [f.summary for f in told.findings] == [
        f"{PARTNER} received a yes before, and nothing that says no afterwards"
    ]
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_a_partner_is_still_told_yes_in_part() -> None:
    told = ask(CHECK, signals(YES_BEFORE, sent(StepName.RELOAD, Meaning.PARTIAL)), reads())
    assert told.outcome is Outcome.CANT_TELL
    assert "part of the purposes" in told.summary
    assert len(told.findings) == 1


def test_cant_tell_when_only_another_partner_is_told() -> None:
    other = sent(StepName.RELOAD, Meaning.REFUSED, host="other.example.net")
    assert ask(CHECK, signals(YES_BEFORE, other), reads()).outcome is Outcome.CANT_TELL


def test_cant_tell_when_a_partner_is_told_no_in_one_signal_and_yes_in_part_in_another() -> None:
    in_part = sent(StepName.RELOAD, Meaning.PARTIAL, name="gcd", channel=Channel.GOOGLE)
    assert ask(CHECK, signals(YES_BEFORE, NO_AFTER, in_part), reads()).outcome is not Outcome.PASSED


def test_cant_tell_when_a_signal_could_not_be_decoded() -> None:
    told = ask(CHECK, signals(YES_BEFORE, NO_AFTER, unreadable=("gcd: gcd of an unknown form",)), reads())
    assert told.outcome is not Outcome.PASSED


def test_cant_tell_when_the_record_has_a_gap() -> None:
    told = ask(CHECK, signals(YES_BEFORE, NO_AFTER), reads(complete=False))
    assert told.outcome is not Outcome.PASSED


@pytest.mark.parametrize(
    "told_before",
    [
        (),
        (signal(StepName.ACCEPT),),
        (sent(StepName.ACCEPT, Meaning.REFUSED),),
        (sent(StepName.WITHDRAW, at=moment(Journey.WITHDRAW, StepName.WITHDRAW, 1)),),
    ],
    ids=["nothing", "stored only", "a no", "after the withdrawal"],
)
def test_inapplicable_when_no_partner_was_told_yes(told_before: tuple[object, ...]) -> None:
    told = ask(CHECK, signals(*told_before), reads())  # type: ignore[arg-type]  # signals
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("step", [StepName.WITHDRAW, StepName.RELOAD, StepName.SECOND_INNER_PAGE])
def test_passed_when_every_partner_is_told_no(step: StepName) -> None:
    told = ask(CHECK, signals(YES_BEFORE, sent(step, Meaning.REFUSED)), reads())
    assert told.outcome is Outcome.PASSED
    assert told.summary == "1 host that had received a yes received a no."
    assert told.evidence == examined(CHECK)
