import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.journeys import Journey, StepName
from auditor.domain.signals import Channel, Meaning, Signal
from checks.consent_signal_mismatch import CHECK
from tests.evidence.builders import choice, moment
from tests.evidence.check_builders import ask, examined
from tests.unit.checks.signal_builders import PARTNER, signal, signals

LATER = [StepName.RELOAD, StepName.INNER_PAGE, StepName.SECOND_INNER_PAGE]


def after_refusing(step: StepName, meaning: Meaning = Meaning.GRANTED, **fields: object) -> Signal:
    return signal(step, meaning, Journey.REJECT_ALL, **fields)


@pytest.mark.parametrize("step", LATER)
@pytest.mark.parametrize("sent", [True, False])
def test_failed_when_a_signal_says_yes_after_the_refusal(step: StepName, sent: bool) -> None:
    told = ask(CHECK, choice(), signals(after_refusing(step, sent=sent)))
    assert told.outcome is Outcome.FAILED
    assert told.summary == "1 signal said yes after the refusal."
    assert told.findings[0].summary.startswith("euconsent-v2 (tcf), ")
    assert told.findings[0].evidence == (f"reject-all/snapshots#{step}",)
    assert told.evidence == examined(CHECK)


def test_failed_whether_or_not_the_refusal_showed_an_effect() -> None:
    silent = choice(banner_gone=False, record_changed=False)
    assert ask(CHECK, silent, signals(after_refusing(StepName.RELOAD))).outcome is Outcome.FAILED


def test_failed_even_when_another_signal_says_no_or_could_not_be_decoded() -> None:
    no = after_refusing(StepName.RELOAD, Meaning.REFUSED, name="gpp")
    told = ask(CHECK, choice(), signals(no, after_refusing(StepName.RELOAD), unreadable=("gcd: of an unknown form",)))
    assert told.outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("fields", "confidence"),
    [
        ({"channel": Channel.RECORD}, Confidence.LIKELY),
        ({"channel": Channel.RECORD, "platform": "OneTrust"}, Confidence.CONFIRMED),
        ({"channel": Channel.GOOGLE}, Confidence.CONFIRMED),
    ],
)
def test_failed_is_likely_when_only_a_record_of_the_sites_own_says_so(
    fields: dict[str, object], confidence: Confidence
) -> None:
    assert ask(CHECK, choice(), signals(after_refusing(StepName.RELOAD, **fields))).confidence is confidence


def test_failed_when_a_yes_was_sent_although_a_no_followed() -> None:
    to_partner: dict[str, object] = {"sent": True, "name": "gcs", "host": PARTNER}
    yes = after_refusing(StepName.RELOAD, **to_partner)
    no = after_refusing(StepName.INNER_PAGE, Meaning.REFUSED, **to_partner)
    assert ask(CHECK, choice(), signals(yes, no)).outcome is Outcome.FAILED


@pytest.mark.parametrize(("gone", "changed"), [(False, False), (None, None)])
def test_cant_tell_when_the_refusal_showed_no_effect(gone: bool | None, changed: bool | None) -> None:
    no = after_refusing(StepName.RELOAD, Meaning.REFUSED)
    told = ask(CHECK, choice(banner_gone=gone, record_changed=changed), signals(no))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_only_a_part_is_granted() -> None:
    told = ask(CHECK, choice(), signals(after_refusing(StepName.RELOAD, Meaning.PARTIAL)))
    assert told.outcome is Outcome.CANT_TELL
    assert len(told.findings) == 1


def test_cant_tell_when_the_record_said_yes_until_the_reload() -> None:
    yes, no = after_refusing(StepName.REJECT), after_refusing(StepName.RELOAD, Meaning.REFUSED)
    told = ask(CHECK, choice(), signals(yes, no))
    assert told.outcome is Outcome.CANT_TELL
    assert "until the reload" in told.summary


@pytest.mark.parametrize(
    "early",
    [
        after_refusing(StepName.REJECT, sent=True, name="gcs"),
        after_refusing(StepName.REJECT, at=moment(Journey.REJECT_ALL, StepName.REJECT, -1)),
        after_refusing(StepName.LOAD),
    ],
    ids=["in flight", "before the refusal", "on the first page"],
)
def test_passed_when_the_yes_came_before_the_refusal_took_effect(early: Signal) -> None:
    told = ask(CHECK, choice(), signals(early, after_refusing(StepName.RELOAD, Meaning.REFUSED)))
    assert told.outcome is Outcome.PASSED


def test_cant_tell_when_a_signal_could_not_be_decoded() -> None:
    no = after_refusing(StepName.RELOAD, Meaning.REFUSED)
    told = ask(CHECK, choice(), signals(no, unreadable=("gdpr_consent: the text ends too early",)))
    assert told.outcome is Outcome.CANT_TELL
    assert told.summary == "The record does not rule it out: gdpr_consent: the text ends too early."


def test_cant_tell_when_the_record_has_a_gap() -> None:
    no = after_refusing(StepName.RELOAD, Meaning.REFUSED)
    told = ask(CHECK, choice(), signals(no, gaps=("network-log-cut-short",)))
    assert told.outcome is Outcome.CANT_TELL
    assert told.summary == "The record does not rule it out: network-log-cut-short."


def test_cant_tell_when_no_record_is_of_a_form_that_is_understood() -> None:
    told = ask(CHECK, choice(), signals(after_refusing(StepName.RELOAD, Meaning.UNKNOWN, channel=Channel.RECORD)))
    assert told.outcome is Outcome.CANT_TELL
    assert len(told.findings) == 1


def test_passed_when_every_signal_says_no() -> None:
    told = ask(CHECK, choice(), signals(*(after_refusing(step, Meaning.REFUSED) for step in LATER)))
    assert told.outcome is Outcome.PASSED
    assert told.summary == "1 signal said no after the refusal, none yes."
    assert told.evidence == examined(CHECK)


def test_inapplicable_without_a_signal_after_the_refusal() -> None:
    told = ask(CHECK, choice(), signals(after_refusing(StepName.LOAD)))
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_a_record_says_yes_whatever_was_chosen() -> None:
    alike = after_refusing(StepName.RELOAD, Meaning.ALIKE, name="marketing-consent", channel=Channel.RECORD)
    told = ask(CHECK, choice(), signals(alike, after_refusing(StepName.RELOAD, Meaning.REFUSED)))
    assert told.outcome is Outcome.CANT_TELL
    assert told.findings
