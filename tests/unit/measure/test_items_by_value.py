"""Which parts of an item's values single out a visitor, and validators that do so like a cookie."""

import pytest

from auditor.domain.artifacts import Missing, VisitRecord
from auditor.domain.checks import Confidence
from auditor.domain.facts import Basis, Item, ItemKey, Items, Sighting
from auditor.domain.journeys import Journey, StepName
from auditor.domain.limits import Limits
from auditor.domain.recording import ItemKind
from auditor.measure.items import classify, identifiers, validator_key
from tests.evidence.builders import (
    NOW,
    OTHER_VISITOR,
    SITE,
    URL,
    VISITOR,
    cookie,
    item,
    moment,
    request,
    snapshot,
    snapshots,
    traffic,
    visit,
)

FILE = f"{URL}pixel.js"
FIRST, SECOND = '"9f8e7d6c5b4a39281706"', '"1a2b3c4d5e6f70819203"'
ACCOUNT = "acct-9f8e7d6c5b"


def _kept(journey: Journey, step: StepName, value: str | None = None) -> VisitRecord:
    found = () if value is None else (cookie("visitor", value),)
    return visit(journey, snapshots=snapshots(snapshot(StepName.LOAD), snapshot(step, *found)))


def _fetched(journey: Journey, step: StepName, *etags: str, **artifacts: object) -> VisitRecord:
    """A visit in which a file was answered with these validators."""
    requests = (request(FILE, at=moment(journey, step, n), etag=etag) for n, etag in enumerate(etags, start=1))
    found = {"snapshots": snapshots(snapshot(StepName.LOAD)), "traffic": traffic(*requests)}
    return visit(journey, **(found | artifacts))


def _items(*records: VisitRecord) -> tuple[Item, ...]:
    found = classify(records, SITE, Limits())
    assert isinstance(found, Items)
    return found.items


UNTOUCHED = _fetched(Journey.NO_ACTION, StepName.LOAD)
REFUSED = _fetched(Journey.REJECT_ALL, StepName.LOAD)


# Shared parts


def test_the_part_that_visits_share_is_named_and_never_sought() -> None:
    first, second = f"{ACCOUNT}.a1b2c3d4e5f6", f"{ACCOUNT}.0f9e8d7c6b5a"
    (found,) = _items(
        UNTOUCHED,
        _kept(Journey.ACCEPT_ALL, StepName.ACCEPT, first),
        _kept(Journey.WITHDRAW, StepName.ACCEPT, second),
    )
    assert found.identifying
    assert found.shared == (ACCOUNT,)
    assert identifiers(found, (first,)) == (first, "a1b2c3d4e5f6")


def test_without_a_second_visit_nothing_is_known_to_be_shared() -> None:
    (found,) = _items(UNTOUCHED, _kept(Journey.ACCEPT_ALL, StepName.ACCEPT, f"{ACCOUNT}.a1b2c3d4e5f6"))
    assert found.shared == ()


def test_a_part_that_one_visit_kept_twice_is_not_shared() -> None:
    states = snapshots(
        snapshot(StepName.ACCEPT, cookie("visitor", "a1b2c3d4e5f6.1")),
        snapshot(StepName.RELOAD, cookie("visitor", "a1b2c3d4e5f6.2")),
    )
    (found,) = _items(visit(Journey.ACCEPT_ALL, snapshots=states))
    assert found.shared == ()


def test_a_value_that_tells_nobody_apart_has_no_shared_part() -> None:
    same = (_kept(j, StepName.ACCEPT, VISITOR) for j in (Journey.ACCEPT_ALL, Journey.WITHDRAW))
    (found,) = _items(*same)
    assert (found.identifying, found.shared) == (False, ())


def test_identifiers_are_the_telling_parts_of_each_value_once() -> None:
    assert identifiers(item(), (VISITOR, VISITOR)) == (VISITOR, "1098115397.1763999000", "1098115397")
    assert identifiers(item(), ("granted", "a1", "1763999000")) == ()
    assert identifiers(item(), ()) == ()


# Validators


def test_a_validator_that_differs_between_visits_is_an_item() -> None:
    (found,) = _items(
        UNTOUCHED,
        REFUSED,
        _fetched(Journey.ACCEPT_ALL, StepName.ACCEPT, FIRST),
        _fetched(Journey.WITHDRAW, StepName.ACCEPT, SECOND),
    )
    assert found.key == ItemKey(ItemKind.CACHE, f"etag {FILE}", SITE) == validator_key(request(f"{FILE}#top"))
    assert (found.basis, found.confidence, found.identifying) == (Basis.ACCEPT_DELTA, Confidence.CONFIRMED, True)
    assert found.values == (FIRST, SECOND)
    assert found.sightings == (
        Sighting(Journey.ACCEPT_ALL, StepName.ACCEPT),
        Sighting(Journey.WITHDRAW, StepName.ACCEPT),
    )


@pytest.mark.parametrize(
    "records",
    [
        (_fetched(Journey.ACCEPT_ALL, StepName.ACCEPT, FIRST), _fetched(Journey.WITHDRAW, StepName.ACCEPT, FIRST)),
        (_fetched(Journey.ACCEPT_ALL, StepName.ACCEPT, FIRST),),
        (_fetched(Journey.ACCEPT_ALL, StepName.ACCEPT, FIRST, SECOND),),
        (
            _fetched(Journey.ACCEPT_ALL, StepName.ACCEPT, FIRST),
            _fetched(Journey.WITHDRAW, StepName.ACCEPT, SECOND),
            _fetched(Journey.REJECT_ALL, StepName.REJECT, FIRST),
        ),
        (
            _fetched(Journey.ACCEPT_ALL, StepName.ACCEPT, FIRST),
            _fetched(Journey.WITHDRAW, StepName.ACCEPT, SECOND, timeline=Missing("browser-failed")),
        ),
        (
            _fetched(Journey.ACCEPT_ALL, StepName.ACCEPT, FIRST),
            _fetched(Journey.WITHDRAW, StepName.ACCEPT, SECOND, traffic=Missing("network-log-lost")),
        ),
    ],
    ids=["the same", "one visit", "one visit, two values", "one visit differs", "no timeline", "no traffic"],
)
def test_a_validator_that_visits_share_or_that_one_visit_got_is_no_item(records: tuple[VisitRecord, ...]) -> None:
    assert _items(*records) == ()


def test_a_validator_from_before_the_first_step_is_no_item() -> None:
    early = traffic(request(FILE, at=NOW - 5, etag=FIRST))
    assert (
        _items(
            visit(Journey.ACCEPT_ALL, snapshots=snapshots(snapshot(StepName.LOAD)), traffic=early),
            _fetched(Journey.WITHDRAW, StepName.ACCEPT, SECOND),
        )
        == ()
    )


def test_a_cached_answer_is_no_validator() -> None:
    kept = (
        visit(j, snapshots=snapshots(snapshot(StepName.ACCEPT, cookie("etag x", v))))
        for j, v in ((Journey.ACCEPT_ALL, VISITOR), (Journey.WITHDRAW, VISITOR), (Journey.NO_ACTION, OTHER_VISITOR))
    )
    assert [i.key.kind for i in _items(*kept)] == [ItemKind.COOKIE]
