"""Each way of saying no is held against the untouched visit as a whole."""

from dataclasses import replace

import pytest

from auditor.domain.artifacts import Missing, VisitRecord
from auditor.domain.choices import Way
from auditor.domain.facts import Basis, Item, Sighting
from auditor.domain.growth import Growth
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import ItemKind, Request
from auditor.measure.growth import growth
from auditor.measure.window import GRACE_S
from tests.evidence.builders import (
    NOW,
    SITE,
    TRACKER,
    URL,
    VISITOR,
    choice,
    dismissal,
    dismissals,
    item,
    items,
    moment,
    request,
    snapshot,
    snapshots,
    traffic,
    visit,
)
from tests.evidence.check_builders import exempt, known, unknown

MADE_AT = moment(Journey.REJECT_ALL, StepName.REJECT)
LATER = MADE_AT + GRACE_S + 1
ADS = "https://ad.doubleclick.net/pixel"


def seen(*steps: tuple[Journey, StepName], **fields: object) -> Item:
    """A cookie of a well-known service with these sightings."""
    return item(basis=Basis.KNOWLEDGE_BASE, sightings=tuple(Sighting(j, s) for j, s in steps), **fields)


def walked(journey: Journey, *requests: Request, **artifacts: object) -> VisitRecord:
    """A visit that came to its inner pages."""
    states = snapshots(*(snapshot(s) for s in (StepName.LOAD, StepName.RELOAD, StepName.INNER_PAGE)))
    made = {} if journey is Journey.NO_ACTION else {"choice": choice(made_at=MADE_AT)}
    return visit(journey, **({"snapshots": states, "traffic": traffic(request(), *requests)} | made | artifacts))


def grown(*records: VisitRecord, kept: tuple[Item, ...] = ()) -> Growth:
    """What came, where it could be told."""
    told = growth(records, items(*kept), SITE)
    assert isinstance(told, Growth)
    return told


UNTOUCHED, REFUSED = walked(Journey.NO_ACTION), walked(Journey.REJECT_ALL)


def test_items_that_came_after_the_refusal_alone_are_new() -> None:
    new = known(Journey.REJECT_ALL, StepName.RELOAD)
    told = grown(UNTOUCHED, REFUSED, kept=(new, unknown(Journey.REJECT_ALL, StepName.RELOAD)))
    assert told.untouched == 0
    (after,) = told.ways
    assert (after.step, after.items, after.total, after.effective) == (StepName.REJECT, (new,), 1, True)
    assert (after.evidence, after.gaps, told.gaps) == ("reject-all/snapshots", (), ())


@pytest.mark.parametrize(
    ("old", "before", "total"),
    [
        (seen((Journey.NO_ACTION, StepName.SECOND_INNER_PAGE), (Journey.REJECT_ALL, StepName.REJECT)), 1, 1),
        (seen((Journey.REJECT_ALL, StepName.LOAD)), 0, 1),
        (seen((Journey.NO_ACTION, StepName.LOAD)), 1, 0),
        (exempt(Journey.REJECT_ALL, StepName.REJECT), 0, 0),
        (item(), 0, 0),
    ],
    ids=["on an inner page", "before the refusal", "untouched alone", "exempt", "accepted"],
)
def test_items_that_are_not_new(old: Item, before: int, total: int) -> None:
    told = grown(UNTOUCHED, REFUSED, kept=(old,))
    assert (told.untouched, told.ways[0].items, told.ways[0].total) == (before, (), total)


def test_trackers_that_never_received_anything_before_are_new() -> None:
    kept = unknown(Journey.NO_ACTION, StepName.LOAD)
    sent = [request(f"{TRACKER}?cid={VISITOR}", at=LATER, id=5), request(f"{ADS}?u={VISITOR}", at=LATER, id=6)]
    sent.append(request(f"https://stats.g.doubleclick.net/?u={VISITOR}", at=LATER, id=7))
    untouched = walked(Journey.NO_ACTION, request(f"{TRACKER}?cid={VISITOR}", at=NOW + 25))
    told = grown(untouched, walked(Journey.REJECT_ALL, *sent), kept=(kept,))
    (after,) = told.ways
    assert [leak.evidence for leak in after.receivers] == ["reject-all/traffic#6"]
    assert (told.untouched, after.total) == (1, 2)


@pytest.mark.parametrize(
    "quiet",
    [
        request(ADS, at=LATER),
        request(f"https://cdn.example.org/?u={VISITOR}", at=LATER),
        request(f"{ADS}?u={VISITOR}", at=MADE_AT + 1),
    ],
    ids=["without an identifier", "no tracker", "in flight"],
)
def test_receivers_that_do_not_count(quiet: Request) -> None:
    told = grown(UNTOUCHED, walked(Journey.REJECT_ALL, quiet), kept=(unknown(Journey.NO_ACTION, StepName.LOAD),))
    assert told.ways[0].receivers == ()


def test_a_tracker_is_not_counted_beside_the_item_it_received() -> None:
    new = known(Journey.REJECT_ALL, StepName.RELOAD)
    told = grown(UNTOUCHED, walked(Journey.REJECT_ALL, request(f"{ADS}?u={VISITOR}", at=LATER)), kept=(new,))
    assert (told.ways[0].items, told.ways[0].receivers) == ((new,), ())


def test_every_way_of_closing_is_told() -> None:
    new, gone = known(Journey.CLOSE_BANNER, StepName.CLOSE), ("cookie", "other", "shop.example")
    brought = (("cookie", "_ga", "shop.example"), gone)
    tried = dismissals(
        dismissal(Way.CROSS, brought=brought),
        dismissal(Way.ESCAPE, brought=brought),
        dismissal(Way.BACKDROP, banner_gone=False),
    )
    told = grown(UNTOUCHED, walked(Journey.CLOSE_BANNER, dismissals=tried), kept=(new,))
    assert [(a.step, len(a.items), a.unjudged, a.effective) for a in told.ways] == [
        (StepName.CLOSE, 1, (), True),
        (StepName.ESCAPE, 1, ("other",), True),
        (StepName.BACKDROP, 0, (), False),
    ]
    assert told.ways[1].evidence == "close-banner/dismissals"


def test_escape_counts_where_there_was_no_cross() -> None:
    broken = visit(
        Journey.CLOSE_BANNER, missing="close-control-not-found", dismissals=dismissals(dismissal(Way.ESCAPE))
    )
    assert [a.step for a in grown(UNTOUCHED, broken).ways] == [StepName.ESCAPE]


def test_what_the_untouched_visit_kept_is_not_brought_by_escape() -> None:
    old = known(Journey.NO_ACTION, StepName.SCROLL, kind=ItemKind.LOCAL_STORAGE, domain=SITE)
    tried = dismissals(dismissal(Way.ESCAPE, brought=(("local-storage", "_ga", SITE),)))
    told = grown(UNTOUCHED, walked(Journey.CLOSE_BANNER, dismissals=tried, choice=Missing("none")), kept=(old,))
    assert [(a.items, a.unjudged, a.total) for a in told.ways] == [((), (), 1)]


@pytest.mark.parametrize(
    ("artifacts", "words"),
    [
        ({"traffic": Missing("log-lost")}, "log-lost"),
        ({"traffic": traffic()}, "no request was recorded"),
        ({"traffic": replace(traffic(request()), gaps=("cut short",))}, "cut short"),
        ({"snapshots": snapshots(snapshot(StepName.LOAD))}, "further pages"),
    ],
)
def test_gaps_are_named(artifacts: dict[str, object], words: str) -> None:
    untouched, after = walked(Journey.NO_ACTION, **artifacts), walked(Journey.REJECT_ALL, **artifacts)
    assert words in grown(untouched, REFUSED).gaps[0]
    assert words in grown(UNTOUCHED, after).ways[0].gaps[0]


@pytest.mark.parametrize(
    ("records", "reason"),
    [
        ((REFUSED,), "no-untouched-visit-to-compare-with"),
        ((visit(Journey.NO_ACTION, missing="broken"), REFUSED), "no-untouched-visit-to-compare-with"),
        ((visit(Journey.NO_ACTION, traffic=traffic()), REFUSED), "no-untouched-visit-to-compare-with"),
        ((UNTOUCHED,), "neither-refusing-nor-closing-was-possible"),
        ((UNTOUCHED, visit(Journey.REJECT_ALL, missing="x")), "neither-refusing-nor-closing-was-possible"),
        ((UNTOUCHED, walked(Journey.REJECT_ALL, choice=Missing("x"))), "neither-refusing-nor-closing-was-possible"),
    ],
)
def test_missing_without_both_sides(records: tuple[VisitRecord, ...], reason: str) -> None:
    assert growth(records, items(), SITE) == Missing(reason)


def test_own_addresses_receive_nothing_new() -> None:
    sent = request(f"{URL}?u={VISITOR}", at=LATER)
    told = grown(UNTOUCHED, walked(Journey.REJECT_ALL, sent), kept=(unknown(Journey.NO_ACTION, StepName.LOAD),))
    assert told.ways[0].receivers == ()
