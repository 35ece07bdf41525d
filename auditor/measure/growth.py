"""Whether refusing or closing brings more than doing nothing: each visit against the untouched one as a whole."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from auditor.domain.artifacts import CHOICE, DISMISSALS, SNAPSHOTS, TRAFFIC, Missing, VisitRecord
from auditor.domain.choices import Dismissal, Way
from auditor.domain.evidence import reference
from auditor.domain.facts import Item, ItemKey, Items, Leak
from auditor.domain.growth import Afterwards, Growth
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import ItemKind, Request
from auditor.domain.wording import say
from auditor.measure.knowledge import host_owner
from auditor.measure.leaks import leaks_in
from auditor.measure.window import GRACE_S

STEPS = {Journey.REJECT_ALL: StepName.REJECT, Journey.CLOSE_BANNER: StepName.CLOSE}
WAYS = {Way.ESCAPE: StepName.ESCAPE, Way.BACKDROP: StepName.BACKDROP}  # the cross has a whole visit of its own


@dataclass(frozen=True, slots=True)
class _Untouched:
    """What the untouched visits had: items by their keys, and who received identifiers."""

    keys: frozenset[ItemKey]
    owners: frozenset[str]
    total: int


def growth(records: Sequence[VisitRecord], items: Items, site_host: str) -> Growth | Missing:
    """What came after each way of saying no; `Missing` without an untouched visit, or where no way was open."""
    untouched = _whole(records, Journey.NO_ACTION)
    if untouched is None:
        return Missing("no-untouched-visit-to-compare-with")
    before = _untouched(untouched, items, site_host)
    ways = [
        after
        for journey in STEPS
        if (record := _whole(records, journey)) is not None
        and (after := _visited(record, items, before, site_host)) is not None
    ]
    ways += [after for record in records for after in _dismissed(record, items, before)]
    if not ways:
        return Missing("neither-refusing-nor-closing-was-possible")
    return Growth(before.total, tuple(ways), _gaps(untouched, StepName.INNER_PAGE))


def _whole(records: Iterable[VisitRecord], journey: Journey) -> VisitRecord | None:
    """The first visit of a journey that came to its end with its state recorded."""
    fits = (r for r in records if r.journey is journey and r.missing is None)
    return next((r for r in fits if not isinstance(r.get(SNAPSHOTS), Missing)), None)


def _needy(items: Items, journey: Journey) -> list[Item]:
    return [i for i in items.items if i.needs_consent and i.first_seen(journey) is not None]


def _untouched(record: VisitRecord, items: Items, site_host: str) -> _Untouched:
    keys = frozenset(i.key for i in items.items if i.first_seen(Journey.NO_ACTION) is not None)
    owners = frozenset(_receivers(record.journey, _requests(record, 0.0), items, site_host))
    return _Untouched(keys, owners, len(_needy(items, Journey.NO_ACTION)) + len(owners))


def _receivers(
    journey: Journey, requests: Sequence[Request], items: Items, site_host: str
) -> dict[str, tuple[Leak, ...]]:
    """What each owner of known tracker hosts received; hosts of one owner are one."""
    found: dict[str, tuple[Leak, ...]] = {}
    for leak in leaks_in(journey, requests, items, site_host):
        if (owner := host_owner(leak.host)) is not None:
            found[owner] = (*found.get(owner, ()), leak)
    return found


def _requests(record: VisitRecord, since: float) -> tuple[Request, ...]:
    traffic = record.get(TRAFFIC)
    return () if isinstance(traffic, Missing) else tuple(r for r in traffic.requests if r.at >= since)


def _visited(record: VisitRecord, items: Items, before: _Untouched, site_host: str) -> Afterwards | None:
    """What a visit of its own saw after the choice; the whole visit counts towards its total."""
    choice = record.get(CHOICE)
    if isinstance(choice, Missing):
        return None
    needy = _needy(items, record.journey)
    new = tuple(i for i in needy if i.key not in before.keys and i.first_seen(record.journey) is not StepName.LOAD)
    came = {i.key for i in new}
    later = _receivers(record.journey, _requests(record, choice.made_at + GRACE_S), items, site_host)
    ever = _receivers(record.journey, _requests(record, 0.0), items, site_host)
    return Afterwards(
        step=STEPS[record.journey],
        items=new,
        receivers=tuple(
            leaks[0]
            for owner, leaks in later.items()
            if owner not in before.owners and came.isdisjoint(leak.item for leak in leaks)
        ),
        total=len(needy) + len(ever),
        effective=bool(choice.banner_gone or choice.record_changed),
        evidence=reference(record.journey, SNAPSHOTS),
        gaps=_gaps(record, StepName.RELOAD),
    )


def _gaps(record: VisitRecord, reached: StepName) -> tuple[str, ...]:
    """What of a visit was not recorded in full: its traffic, or the pages that were to follow."""
    traffic, snapshots = record.get(TRAFFIC), record.get(SNAPSHOTS)
    gaps: tuple[str, ...] = (traffic.reason,) if isinstance(traffic, Missing) else traffic.gaps
    if not isinstance(traffic, Missing) and not traffic.requests:
        gaps = (*gaps, say("no request was recorded"))
    if isinstance(snapshots, Missing) or not snapshots.at(reached):
        gaps = (*gaps, say("the visit did not come to its further pages"))
    return gaps


def _dismissed(record: VisitRecord, items: Items, before: _Untouched) -> Iterator[Afterwards]:
    """Escape and a click beside the banner: of these only what was kept afterwards is known."""
    told = record.get(DISMISSALS)
    if record.journey is not Journey.CLOSE_BANNER or isinstance(told, Missing):
        return
    for dismissal in told.tried:
        if dismissal.way in WAYS:
            yield _of_dismissal(dismissal, items, before)


def _of_dismissal(dismissal: Dismissal, items: Items, before: _Untouched) -> Afterwards:
    keys = [ItemKey(ItemKind(kind), name, domain) for kind, name, domain in dismissal.brought]
    fresh = [key for key in keys if key not in before.keys]
    found = [(key, items.find(key)) for key in fresh]
    new = tuple(i for _, i in found if i is not None and i.needs_consent)
    return Afterwards(
        step=WAYS[dismissal.way],
        items=new,
        receivers=(),
        # What was there before the banner went is not told of these: the untouched visit had it, or it is among these.
        total=before.total + len(new),
        effective=bool(dismissal.banner_gone or dismissal.record_changed),
        evidence=reference(Journey.CLOSE_BANNER, DISMISSALS),
        unjudged=tuple(key.name for key, item in found if item is None),
    )
