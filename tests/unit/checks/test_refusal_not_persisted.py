import pytest

from auditor.domain.artifacts import Snapshots
from auditor.domain.checks import Confidence, Outcome
from auditor.domain.journeys import StepName
from auditor.domain.recording import Cookie, ItemKind, StorageEntry
from checks.refusal_not_persisted import CHECK
from tests.evidence.builders import choice, cookie, entry, snapshot, snapshots
from tests.evidence.check_builders import ask, examined

YES = cookie("cookie_consent", "all", days=365)


def after(*kept: Cookie | StorageEntry) -> Snapshots:
    """A visit on which this came with the choice and stayed."""
    return snapshots(snapshot(StepName.LOAD), snapshot(StepName.RELOAD, *kept))


def no(days: float | None) -> Cookie:
    return cookie("cookie_consent", "none", days=days)


def test_failed_when_a_refusal_leaves_no_record() -> None:
    told = ask(CHECK, after(YES), after(), choice())
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.LIKELY
    assert told.summary == "A refusal leaves no record, an acceptance does."
    assert [f.summary for f in told.findings] == [
        "Acceptance is kept as cookie_consent, 365 days; the refusal left no record"
    ]
    assert told.findings[0].evidence == ("accept-all/snapshots", "reject-all/snapshots")
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("kept", [no(None), entry("cookie_consent", "none", ItemKind.SESSION_STORAGE)])
def test_failed_when_a_refusal_is_kept_for_the_session_only(kept: Cookie | StorageEntry) -> None:
    told = ask(CHECK, after(YES), after(kept), choice())
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.CONFIRMED
    assert told.findings[0].summary.endswith("the refusal as cookie_consent, until the browser is closed")


@pytest.mark.parametrize(("gone", "changed"), [(False, False), (None, None)])
def test_cant_tell_when_the_refusal_showed_no_effect(gone: bool | None, changed: bool | None) -> None:
    told = ask(CHECK, after(YES), after(), choice(banner_gone=gone, record_changed=changed))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_a_refusal_is_kept_for_a_much_shorter_time() -> None:
    told = ask(CHECK, after(YES), after(no(1)), choice())
    assert told.outcome is Outcome.CANT_TELL
    assert told.findings[0].summary == (
        "Acceptance is kept as cookie_consent, 365 days; refusal as cookie_consent, 1 day"
    )


def test_cant_tell_when_only_an_acceptance_is_kept_without_an_end() -> None:
    told = ask(CHECK, after(entry("cookie_consent", "all")), after(no(365)), choice())
    assert told.outcome is Outcome.CANT_TELL
    assert "without an end" in told.findings[0].summary


@pytest.mark.parametrize("days", [365, 37])
def test_passed_when_both_are_kept(days: float) -> None:
    told = ask(CHECK, after(YES), after(no(days)), choice())
    assert told.outcome is Outcome.PASSED
    assert told.summary == f"Acceptance is kept as cookie_consent, 365 days; refusal as cookie_consent, {days} days."
    assert told.evidence == examined(CHECK)


def test_passed_when_both_are_kept_as_a_plain_value_of_the_site() -> None:
    yes, refused = entry("banner-v3", "on"), entry("banner-v3", "off")
    assert ask(CHECK, after(yes), after(refused), choice()).outcome is Outcome.PASSED


@pytest.mark.parametrize("chance", [entry("scrolled", "12"), cookie("pages", "2", days=365)])
def test_a_plain_value_of_another_matter_is_no_record_of_a_refusal(chance: Cookie | StorageEntry) -> None:
    told = ask(CHECK, after(YES, chance), after(chance), choice())
    assert told.outcome is not Outcome.PASSED


@pytest.mark.parametrize("kept", [(), (cookie("cookie_consent", "all", days=None),)], ids=["none", "for the session"])
def test_inapplicable_when_an_acceptance_is_not_kept_either(kept: tuple[Cookie, ...]) -> None:
    told = ask(CHECK, after(*kept), after(), choice())
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)


def test_inapplicable_when_the_record_was_there_before_the_choice() -> None:
    there = snapshots(snapshot(StepName.LOAD, YES), snapshot(StepName.RELOAD, YES))
    assert ask(CHECK, there, after(), choice()).outcome is Outcome.INAPPLICABLE
