from dataclasses import replace

import pytest

from auditor.domain.artifacts import Missing, ScriptAccesses, Snapshots
from auditor.domain.checks import CheckResult, Confidence, Outcome
from auditor.domain.facts import Basis, Item, Leaks
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import AccessOp, ItemKind
from checks.prior_web_storage_before_choice import CHECK
from tests.evidence.builders import SITE, URL, access, accesses, items, leak, leaks, snapshot, snapshots
from tests.evidence.check_builders import ask, examined, exempt, known, unknown

UNTOUCHED = Journey.NO_ACTION
ARRIVAL = StepName.LOAD
SEEN = snapshots(replace(snapshot(ARRIVAL), origins=(URL,)))
WRITE = access(AccessOp.STORAGE_SET, "pref", "v1", id=9)
BY_TRACKER = replace(WRITE, script="https://static.hotjar.com/c/hotjar.js")


def stored(**fields: object) -> Item:
    """An entry of local storage that nobody knows, with a value that singles out a visitor."""
    return unknown(UNTOUCHED, ARRIVAL, **({"kind": ItemKind.LOCAL_STORAGE, "domain": SITE} | fields))


def listed_one(**fields: object) -> Item:
    """An entry of local storage that the knowledge table knows."""
    return known(UNTOUCHED, ARRIVAL, kind=ItemKind.LOCAL_STORAGE, name="ajs_anonymous_id", domain=SITE, **fields)


def answer(
    *kept: Item, left: Leaks | None = None, calls: ScriptAccesses | None = None, states: Snapshots = SEEN
) -> CheckResult:
    """What the check says when this was kept on arrival."""
    return ask(CHECK, items(*kept), left or leaks(), calls or accesses(), states)


def test_failed_when_an_entry_is_held_to_need_consent() -> None:
    told = answer(listed_one(), stored())
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.CONFIRMED
    assert [f.summary for f in told.findings] == [
        f"local-storage ajs_anonymous_id ({SITE}): Google Analytics, analytics"
    ]
    assert told.findings[0].evidence == ("no-action/snapshots",)
    assert told.evidence == examined(CHECK)


def test_failed_on_what_needs_consent_points_to_where_it_left() -> None:
    kept = listed_one(owner=None)
    told = answer(kept, left=leaks(leak(item=kept.key)))
    assert told.findings[0].evidence == ("no-action/traffic#7",)
    assert "owner unknown" in told.findings[0].summary


@pytest.mark.parametrize(("certain", "confidence"), [(True, Confidence.CONFIRMED), (False, Confidence.LIKELY)])
def test_failed_when_the_value_left_for_another_party(*, certain: bool, confidence: Confidence) -> None:
    kept = stored(kind=ItemKind.INDEXED_DB)
    told = answer(kept, left=leaks(leak(host="cdn.example.org", item=kept.key, certain=certain)))
    assert told.outcome is Outcome.FAILED
    assert told.confidence is confidence
    assert told.findings[0].summary == f"indexed-db pref ({SITE}): its value left for cdn.example.org"


def test_failed_when_a_tracker_wrote_it() -> None:
    told = answer(stored(), calls=accesses(WRITE, BY_TRACKER))
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.LIKELY
    assert told.findings[0].summary.endswith("written by a script of static.hotjar.com")
    assert told.findings[0].evidence == ("no-action/script-accesses#9",)


@pytest.mark.parametrize("kind", [ItemKind.LOCAL_STORAGE, ItemKind.SESSION_STORAGE, ItemKind.CACHE])
def test_cant_tell_when_only_unknown_entries_single_out_a_visitor(kind: ItemKind) -> None:
    other = stored(name="other")
    told = answer(
        stored(kind=kind), left=leaks(leak(item=other.key)), calls=accesses(WRITE, replace(BY_TRACKER, key="other"))
    )
    assert told.outcome is Outcome.CANT_TELL
    assert f"pref ({SITE})" in told.summary


def test_cant_tell_when_storage_could_not_be_looked_at() -> None:
    told = answer(states=snapshots(snapshot(ARRIVAL), replace(snapshot(StepName.SCROLL), origins=(URL,))))
    assert told.outcome is Outcome.CANT_TELL


@pytest.mark.parametrize(
    "kept",
    [
        known(UNTOUCHED, ARRIVAL),
        unknown(UNTOUCHED, ARRIVAL),
        stored(identifying=False),
        unknown(UNTOUCHED, StepName.SCROLL, kind=ItemKind.LOCAL_STORAGE),
        exempt(UNTOUCHED, ARRIVAL, kind=ItemKind.LOCAL_STORAGE),
        stored(basis=Basis.EXEMPT),
        stored(kind=ItemKind.CACHE, name=f"etag {URL}"),
    ],
    ids=["cookie", "unknown cookie", "singles nobody out", "came later", "record", "exempt", "a page's own ETag"],
)
def test_passed_when_no_entry_singles_out_a_visitor(kept: Item) -> None:
    told = answer(kept, calls=accesses(BY_TRACKER))
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)


def test_passed_is_not_for_an_etag_that_left() -> None:
    kept = stored(kind=ItemKind.CACHE, name=f"etag {URL}")
    assert answer(kept, left=leaks(leak(item=kept.key))).outcome is Outcome.FAILED


def test_untested_when_calls_were_not_recorded() -> None:
    told = ask(CHECK, items(), leaks(), Missing("hooks-not-attached"), SEEN)
    assert told.outcome is Outcome.UNTESTED


def test_cant_tell_when_requests_are_missing_from_the_record() -> None:
    result = ask(CHECK, items(), Leaks((), ("network-log-cut-short",)), accesses(), SEEN)
    assert result.outcome is Outcome.CANT_TELL
    assert "network-log-cut-short" in result.summary
