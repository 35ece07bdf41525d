from dataclasses import replace

import pytest

from auditor.domain.artifacts import Missing, ScriptAccesses, Traffic
from auditor.domain.checks import CheckResult, Outcome, Severity
from auditor.domain.choices import Choice
from auditor.domain.journeys import StepName
from auditor.domain.recording import AccessOp, Cookie, StorageEntry
from checks.choice_retention_asymmetry import CHECK
from tests.evidence.builders import (
    DAY,
    access,
    accesses,
    choice,
    cookie,
    entry,
    request,
    snapshot,
    snapshots,
    traffic,
    write,
)
from tests.evidence.check_builders import ask, examined

NAME = "cookie-consent"


def record(value: str, days: float | None) -> Cookie:
    """The record of a choice in the jar."""
    return cookie(NAME, value, days=days)


def answer(
    yes: Cookie | StorageEntry | None,
    no: Cookie | StorageEntry | None,
    *,
    sent: Traffic | None = None,
    calls: ScriptAccesses | None = None,
    refused: Choice | None = None,
) -> CheckResult:
    """What the check says of these records; what is given of writings is that of accepting."""
    kept = [
        snapshots(snapshot(StepName.LOAD), snapshot(StepName.SECOND_INNER_PAGE, *([one] if one else [])))
        for one in (yes, no)
    ]
    seen = (sent or traffic(), calls or accesses())
    return ask(CHECK, kept[0], *seen, kept[1], traffic(), accesses(), refused or choice())


def test_failed_when_acceptance_is_kept_for_much_longer() -> None:
    told = answer(record("yes", 365), record("no", 90))
    assert told.outcome is Outcome.FAILED
    assert told.severity is None
    assert told.summary == "Acceptance is kept for 4.1 times as long as a refusal."
    assert [f.summary for f in told.findings] == [
        "acceptance as cookie-consent, 365 days; refusal as cookie-consent, 90 days"
    ]
    assert told.findings[0].evidence == ("accept-all/snapshots", "reject-all/snapshots")
    assert told.evidence == examined(CHECK)


def test_failed_on_a_refusal_for_the_session_is_worse() -> None:
    told = answer(record("yes", 365), record("no", None))
    assert told.outcome is Outcome.FAILED
    assert told.severity is Severity.SERIOUS
    assert "until the browser is closed" in told.findings[0].summary
    assert answer(entry(NAME, "yes"), record("no", None)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("sent", "calls"),
    [
        (traffic(request(writes=(write(NAME, lifetime_s=730 * DAY),))), None),
        (None, accesses(access(AccessOp.COOKIE_SET, NAME, "yes", lifetime_s=730 * DAY))),
    ],
    ids=["header", "script"],
)
def test_failed_by_what_was_written_where_the_browser_cut_it(
    sent: Traffic | None, calls: ScriptAccesses | None
) -> None:
    told = answer(record("yes", 400), record("no", 300), sent=sent, calls=calls)
    assert told.outcome is Outcome.FAILED
    assert "730 days" in told.findings[0].summary


def test_failed_by_the_least_that_was_written() -> None:
    assert answer(record("yes", 400), record("no", 180)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        (record("yes", 400), record("no", 300)),
        (record("yes", 365), record("no", 400)),
        (record("yes", 365), None),
        (entry(NAME, "yes"), record("no", 180)),
        (record("yes", 365), entry(NAME, "no")),
    ],
    ids=["acceptance may be cut", "refusal may be cut", "no record", "acceptance in storage", "refusal in storage"],
)
def test_cant_tell_when_lifetimes_cannot_be_compared(
    yes: Cookie | StorageEntry, no: Cookie | StorageEntry | None
) -> None:
    assert answer(yes, no).outcome is Outcome.CANT_TELL


def test_cant_tell_when_the_refusal_showed_no_effect() -> None:
    silent = choice(banner_gone=False, record_changed=False)
    told = answer(record("yes", 365), record("no", 365), refused=silent)
    assert told.outcome is Outcome.CANT_TELL


def test_cant_tell_when_the_writing_that_was_seen_is_another() -> None:
    earlier = traffic(request(writes=(write(NAME, lifetime_s=DAY),)))
    assert answer(record("yes", 400), record("no", 300), sent=earlier).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize(("long", "short"), [(365, 365), (360, 180.01), (30, 365)])
def test_passed_when_both_are_kept_for_a_similar_time(long: float, short: float) -> None:
    told = answer(record("yes", long), record("no", short))
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(
    ("yes", "no"),
    [(None, None), (record("yes", None), record("no", 365)), (entry(NAME, "yes"), entry(NAME, "no"))],
    ids=["no record", "session", "web storage"],
)
def test_inapplicable_when_acceptance_has_no_lifetime(yes: Cookie | StorageEntry, no: Cookie | StorageEntry) -> None:
    assert answer(yes, no).outcome is Outcome.INAPPLICABLE


def test_inapplicable_in_web_storage_says_so() -> None:
    assert "web storage" in answer(entry(NAME, "yes"), entry(NAME, "no")).summary


def test_untested_when_refusing_was_impossible() -> None:
    gone = Missing("reject-control-not-found")
    told = ask(CHECK, snapshots(), traffic(), accesses(), gone, gone, gone, gone)
    assert told.outcome is Outcome.UNTESTED


def test_passed_reads_the_refusal_as_written_too() -> None:
    both = [snapshots(snapshot(StepName.LOAD), snapshot(StepName.RELOAD, record(v, 400))) for v in ("yes", "no")]
    sent = [traffic(request(writes=(write(NAME, lifetime_s=days * DAY),))) for days in (730, 700)]
    told = ask(CHECK, both[0], sent[0], accesses(), both[1], replace(sent[1]), accesses(), choice())
    assert told.outcome is Outcome.PASSED
