import pytest

from auditor.domain.artifacts import Snapshots
from auditor.domain.checks import Confidence, Outcome
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import Party
from auditor.domain.signals import Meaning, Signal
from auditor.measure.signals.collect import collect
from checks.withdrawal_scope_gap import CHECK
from tests.evidence.builders import SITE, entry, reads, snapshot, traffic, visit
from tests.evidence.check_builders import ask, examined
from tests.unit.checks.signal_builders import PARTNER, sent, signal, signals


def theirs(step: StepName, meaning: Meaning = Meaning.GRANTED, **fields: object) -> Signal:
    """The same record on a partner's domain."""
    return signal(step, meaning, host=PARTNER, party=Party.THIRD, **fields)


@pytest.mark.parametrize("step", [StepName.RELOAD, StepName.SECOND_INNER_PAGE, StepName.NEW_SESSION])
def test_failed_when_a_record_on_another_domain_still_says_yes(step: StepName) -> None:
    told = ask(CHECK, signals(theirs(StepName.ACCEPT), theirs(step)), reads())
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.LIKELY
    assert told.summary == "On 1 other domain the record still says yes."
    assert told.findings[0].evidence == (f"withdraw/snapshots#{step}",)
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("meaning", [Meaning.PARTIAL, Meaning.UNKNOWN])
def test_cant_tell_when_a_record_does_not_plainly_say_no(meaning: Meaning) -> None:
    told = ask(CHECK, signals(theirs(StepName.ACCEPT), theirs(StepName.RELOAD, meaning)), reads())
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert len(told.findings) == 1
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_the_withdrawal_showed_no_effect() -> None:
    no = theirs(StepName.RELOAD, Meaning.REFUSED)
    assert ask(CHECK, signals(theirs(StepName.ACCEPT), no), reads(registered=False)).outcome is Outcome.CANT_TELL


def test_cant_tell_when_the_record_can_no_longer_be_decoded() -> None:
    unclear = signals(theirs(StepName.ACCEPT), unreadable=("euconsent-v2: the text ends too early",))
    assert ask(CHECK, unclear, reads()).outcome is not Outcome.PASSED


def test_cant_tell_when_the_frame_that_keeps_the_record_is_not_there_any_more() -> None:
    record = entry("didomi_token", '{"purposes":{"enabled":["ads"]}}', origin=f"https://{PARTNER}")
    states = Snapshots((snapshot(StepName.ACCEPT, record), snapshot(StepName.RELOAD)))
    found = collect([visit(Journey.WITHDRAW, snapshots=states, traffic=traffic())], SITE)[Journey.WITHDRAW]
    told = ask(CHECK, found, reads())
    assert told.outcome is not Outcome.INAPPLICABLE, "the record said yes on another domain"
    assert told.outcome is not Outcome.PASSED, "storage of a frame that was not there was not looked at"


@pytest.mark.parametrize("open_question", [{"unreadable": ("gpp: an empty section",)}, {"gaps": ("lost",)}])
def test_cant_tell_whether_another_domain_kept_a_yes_when_a_signal_is_missing(
    open_question: dict[str, tuple[str, ...]],
) -> None:
    told = ask(CHECK, signals(signal(StepName.ACCEPT), **open_question), reads())
    assert told.outcome is Outcome.CANT_TELL
    assert told.summary.startswith("The record does not rule it out: ")


def test_cant_tell_when_the_record_has_a_gap() -> None:
    no = theirs(StepName.RELOAD, Meaning.REFUSED)
    assert ask(CHECK, signals(theirs(StepName.ACCEPT), no), reads(complete=False)).outcome is not Outcome.PASSED


@pytest.mark.parametrize(
    "before",
    [
        (),
        (signal(StepName.ACCEPT),),
        (sent(StepName.ACCEPT),),
        (theirs(StepName.ACCEPT, Meaning.REFUSED),),
        (theirs(StepName.RELOAD),),
    ],
    ids=["nothing", "on the site", "only sent", "a no", "only afterwards"],
)
def test_inapplicable_when_no_other_domain_kept_a_yes(before: tuple[Signal, ...]) -> None:
    told = ask(CHECK, signals(*before), reads())
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("later", [(theirs(StepName.RELOAD, Meaning.REFUSED),), ()], ids=["a no", "gone"])
def test_passed_when_no_record_on_another_domain_says_yes(later: tuple[Signal, ...]) -> None:
    told = ask(CHECK, signals(theirs(StepName.ACCEPT), *later), reads())
    assert told.outcome is Outcome.PASSED
    assert told.summary == "1 record on other domains no longer says yes."
    assert told.evidence == examined(CHECK)
