"""Visitors who bring something along change nothing of what the other visits tell."""

import pytest

from auditor.domain.artifacts import Missing, VisitRecord
from auditor.domain.checks import Confidence
from auditor.domain.facts import Basis, Items, Sighting
from auditor.domain.journeys import APART, Journey, StepName
from auditor.domain.limits import Limits
from auditor.measure.items import classify, classify_apart
from tests.evidence.builders import OTHER_VISITOR, SITE, VISITOR, cookie, snapshot, snapshots, visit

PLAIN = cookie("visitor", VISITOR)
EACH = pytest.mark.parametrize("journey", sorted(APART))


def _records() -> list[VisitRecord]:
    empty = snapshots(snapshot(StepName.LOAD))
    return [
        visit(Journey.NO_ACTION, snapshots=empty),
        visit(Journey.REJECT_ALL, snapshots=empty),
        visit(Journey.ACCEPT_ALL, snapshots=snapshots(snapshot(StepName.ACCEPT, PLAIN))),
    ]


def _apart(journey: Journey, value: str = OTHER_VISITOR) -> VisitRecord:
    kept = (cookie("visitor", value), cookie(value=value), cookie("elsewhere", value, domain=".tracker.example"))
    return visit(journey, snapshots=snapshots(snapshot(StepName.LOAD, *kept)))


@EACH
@pytest.mark.parametrize("value", [VISITOR, OTHER_VISITOR])
def test_what_such_a_visit_keeps_is_compared_with_nothing(journey: Journey, value: str) -> None:
    told = classify(_records(), SITE, Limits())
    assert classify([*_records(), _apart(journey, value)], SITE, Limits()) == told
    assert isinstance(told, Items)
    (found,) = told.items
    assert (found.basis, found.confidence) == (Basis.ACCEPT_DELTA, Confidence.CONFIRMED)


@EACH
def test_such_a_visit_is_no_untouched_one(journey: Journey) -> None:
    assert classify([_apart(journey)], SITE, Limits()) == Missing("no-visit-recorded-its-state")


@EACH
def test_its_own_items_are_told_as_the_others_told_them_or_by_the_table(journey: Journey) -> None:
    found = classify_apart(_apart(journey), classify(_records(), SITE, Limits()), SITE, Limits())
    assert isinstance(found, Items)
    assert {i.key.name: i.basis for i in found.items} == {
        "visitor": Basis.ACCEPT_DELTA,
        "_ga": Basis.KNOWLEDGE_BASE,
        "elsewhere": Basis.UNKNOWN,
    }
    assert {s for i in found.items for s in i.sightings} == {Sighting(journey, StepName.LOAD)}
    assert {v for i in found.items for v in i.values} == {OTHER_VISITOR}


@EACH
def test_without_other_visits_the_table_alone_tells(journey: Journey) -> None:
    found = classify_apart(_apart(journey), Missing("no-visit-recorded-its-state"), SITE, Limits())
    assert isinstance(found, Items)
    assert [i.key.name for i in found.items if i.needs_consent] == ["_ga"]
    assert isinstance(classify_apart(visit(journey), found, SITE, Limits()), Missing)
