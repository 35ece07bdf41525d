import pytest

from auditor.domain.artifacts import Snapshots
from auditor.domain.checks import Confidence, Outcome
from auditor.domain.facts import Reads
from auditor.domain.journeys import StepName
from auditor.domain.recording import Cookie, Phase, StorageEntry
from auditor.domain.signals import Meaning, Signal
from checks.withdrawal_reverts import CHECK
from tests.evidence.builders import cookie, entry, item, reads, snapshot, snapshots, withdrawal
from tests.evidence.check_builders import ask, examined
from tests.unit.checks.signal_builders import PARTNER, sent, signal, signals

LATER = tuple(Phase)
NO_BEFORE = signal(StepName.SECOND_INNER_PAGE, Meaning.REFUSED)


def observed(**fields: object) -> Reads:
    """A withdrawal after which a later session was observed, too."""
    return reads(**({"phases": LATER} | fields))  # type: ignore[arg-type]  # fields by name


def states(*new: Cookie | StorageEntry, old: tuple[Cookie | StorageEntry, ...] = ()) -> Snapshots:
    """What the device held at the end of the first session, and in the new one."""
    return snapshots(snapshot(StepName.SECOND_INNER_PAGE, *old), snapshot(StepName.NEW_SESSION, *new))


def test_failed_when_a_record_says_yes_again() -> None:
    told = ask(CHECK, observed(), signals(NO_BEFORE, signal(StepName.NEW_SESSION)), states(), withdrawal())
    assert told.outcome is Outcome.FAILED
    assert told.summary == "1 thing came back in a new session."
    assert told.findings[0].evidence == ("withdraw/snapshots#new-session",)
    assert told.evidence == examined(CHECK)


def test_failed_when_an_item_is_stored_again() -> None:
    told = ask(CHECK, observed(), signals(NO_BEFORE), states(cookie()), withdrawal())
    assert told.outcome is Outcome.FAILED
    assert [f.summary for f in told.findings] == ["cookie _ga (shop.example) is stored again"]
    assert told.findings[0].evidence == ("withdraw/snapshots#new-session",)


def test_failed_even_when_the_record_or_the_withdrawal_is_in_doubt() -> None:
    doubtful = observed(complete=False, registered=False)
    assert ask(CHECK, doubtful, signals(), states(cookie()), withdrawal()).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("found", "held"),
    [
        (reads(), states()),
        (observed(), snapshots(snapshot(StepName.NEW_SESSION))),
        (observed(), snapshots(snapshot(StepName.RELOAD))),
    ],
    ids=["no phase", "no state before", "no state afterwards"],
)
def test_cant_tell_when_a_later_session_was_not_observed(found: Reads, held: Snapshots) -> None:
    told = ask(CHECK, found, signals(NO_BEFORE), held, withdrawal())
    assert told.outcome is Outcome.CANT_TELL
    assert told.summary == "A later session was not observed (it was not recorded)."
    assert told.confidence is Confidence.REVIEW
    assert told.evidence == examined(CHECK)


def test_cant_tell_says_why_there_was_no_later_session() -> None:
    told = ask(CHECK, reads(), signals(NO_BEFORE), states(), withdrawal(no_new_session="load-timeout: no answer"))
    assert told.summary == "A later session was not observed (load-timeout: no answer)."


@pytest.mark.parametrize(
    ("complete", "registered", "why"), [(False, True, "network-log-cut-short"), (True, False, "showed no effect")]
)
def test_cant_tell_when_the_record_or_the_withdrawal_is_in_doubt(complete: bool, registered: bool, why: str) -> None:
    told = ask(CHECK, observed(complete=complete, registered=registered), signals(NO_BEFORE), states(), withdrawal())
    assert told.outcome is Outcome.CANT_TELL
    assert why in told.summary


@pytest.mark.parametrize("meaning", [Meaning.PARTIAL, Meaning.UNKNOWN])
def test_cant_tell_when_the_record_that_said_no_says_something_else(meaning: Meaning) -> None:
    told = ask(CHECK, observed(), signals(NO_BEFORE, signal(StepName.NEW_SESSION, meaning)), states(), withdrawal())
    assert told.outcome is not Outcome.PASSED


def test_cant_tell_when_a_signal_could_not_be_decoded() -> None:
    unclear = signals(NO_BEFORE, unreadable=("euconsent-v2: the text ends too early",))
    assert ask(CHECK, observed(), unclear, states(), withdrawal()).outcome is not Outcome.PASSED


def test_inapplicable_when_there_was_nothing_that_could_have_come_back() -> None:
    told = ask(CHECK, observed(consented=()), signals(), states(), withdrawal())
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("last", [StepName.SECOND_INNER_PAGE, StepName.NEW_SESSION])
def test_cant_tell_when_no_record_was_ever_understood_and_nothing_needed_consent(last: StepName) -> None:
    unclear = signals(signal(StepName.SECOND_INNER_PAGE, Meaning.UNKNOWN), signal(last, Meaning.UNKNOWN))
    told = ask(CHECK, observed(consented=()), unclear, states(), withdrawal())
    assert told.outcome is not Outcome.PASSED, "that a withdrawal holds does not follow from what nobody understands"


def test_cant_tell_when_the_frame_that_keeps_the_item_was_not_there_at_the_end_of_the_first_session() -> None:
    kept = entry("visitor", origin=f"https://{PARTNER}")
    theirs = item("visitor", kind=kept.kind, domain=PARTNER)
    first = snapshot(StepName.RELOAD, kept), snapshot(StepName.SECOND_INNER_PAGE)
    held = snapshots(*first, snapshot(StepName.NEW_SESSION, kept))
    told = ask(CHECK, observed(consented=(theirs,)), signals(NO_BEFORE), held, withdrawal())
    assert told.outcome is not Outcome.FAILED, "what was there after the reload was never seen to go"


@pytest.mark.parametrize(
    "again",
    [signal(StepName.NEW_SESSION, Meaning.REFUSED), sent(StepName.NEW_SESSION)],
    ids=["a no", "only sent"],
)
def test_passed_when_the_withdrawal_still_holds(again: Signal) -> None:
    told = ask(CHECK, observed(), signals(NO_BEFORE, again), states(), withdrawal())
    assert told.outcome is Outcome.PASSED
    assert told.summary == "In a new session the withdrawal still holds."
    assert told.evidence == examined(CHECK)


def test_passed_when_what_never_went_is_for_another_check() -> None:
    stuck = signals(signal(StepName.SECOND_INNER_PAGE), signal(StepName.NEW_SESSION))
    assert ask(CHECK, observed(), stuck, states(cookie(), old=(cookie(),)), withdrawal()).outcome is Outcome.PASSED
