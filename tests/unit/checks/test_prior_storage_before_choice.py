import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.facts import Item
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import ItemKind
from checks.prior_storage_before_choice import CHECK, LASTING_S
from tests.evidence.builders import item, items
from tests.evidence.check_builders import ask, examined, exempt, known, unknown

UNTOUCHED = Journey.NO_ACTION
ARRIVAL = StepName.LOAD


def test_failed_when_something_needing_consent_is_there_on_arrival() -> None:
    told = ask(CHECK, items(known(UNTOUCHED, ARRIVAL), unknown(UNTOUCHED, ARRIVAL)))
    assert told.outcome is Outcome.FAILED
    assert [f.summary for f in told.findings] == ["cookie _ga (shop.example), Google Analytics, analytics"]
    assert told.findings[0].evidence == ("no-action/snapshots",)
    assert told.evidence == examined(CHECK)


def test_failed_says_when_the_owner_is_unknown() -> None:
    told = ask(CHECK, items(known(UNTOUCHED, ARRIVAL, owner=None)))
    assert "owner unknown" in told.findings[0].summary


def test_failed_is_as_sure_as_its_surest_item() -> None:
    likely = known(UNTOUCHED, ARRIVAL, name="_gid", confidence=Confidence.LIKELY)
    assert ask(CHECK, items(likely)).confidence is Confidence.LIKELY
    assert ask(CHECK, items(likely, known(UNTOUCHED, ARRIVAL))).confidence is Confidence.CONFIRMED


@pytest.mark.parametrize(
    "kept",
    [
        unknown(UNTOUCHED, ARRIVAL),
        unknown(UNTOUCHED, ARRIVAL, lifetime_s=LASTING_S + 1),
        unknown(UNTOUCHED, ARRIVAL, kind=ItemKind.LOCAL_STORAGE, lifetime_s=None),
    ],
    ids=["long-lived cookie", "a little over a day", "local storage"],
)
def test_cant_tell_when_only_lasting_unknown_identifiers_are_there(kept: Item) -> None:
    told = ask(CHECK, items(kept))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert "pref (shop.example)" in told.summary
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(
    "kept",
    [
        exempt(UNTOUCHED, ARRIVAL),
        known(UNTOUCHED, StepName.SCROLL),
        item(),
        unknown(UNTOUCHED, ARRIVAL, lifetime_s=None),
        unknown(UNTOUCHED, ARRIVAL, lifetime_s=LASTING_S),
        unknown(UNTOUCHED, ARRIVAL, identifying=False),
        unknown(UNTOUCHED, ARRIVAL, kind=ItemKind.SESSION_STORAGE, lifetime_s=None),
    ],
    ids=[
        "needs no consent",
        "came later",
        "came with accepting",
        "session cookie",
        "one day",
        "singles nobody out",
        "session storage",
    ],
)
def test_passed_when_nothing_needing_consent_is_there_on_arrival(kept: Item) -> None:
    told = ask(CHECK, items(kept))
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)
