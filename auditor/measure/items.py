"""What was kept on the device in each journey, and what of it needed consent.

The strongest evidence is the accept-delta: what appears only after accepting is treated by the site itself as
dependent on consent. The knowledge table comes second. Neither a name alone nor a guess makes an item need consent.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from auditor.domain.artifacts import SNAPSHOTS, TIMELINE, TRAFFIC, Missing, VisitRecord
from auditor.domain.checks import Confidence
from auditor.domain.facts import Basis, Item, ItemKey, Items, Sighting
from auditor.domain.journeys import APART, Journey, StepName
from auditor.domain.limits import Limits
from auditor.domain.recording import ItemKind, Party, Request, Snapshot
from auditor.domain.wording import Text
from auditor.measure.domains import host_of, party_of
from auditor.measure.identifiers import identifying, tokens_of
from auditor.measure.knowledge import DAY, Known, record_name
from auditor.measure.lists.public import NO_LISTS, PublicLists

CONSENTED = (Journey.ACCEPT_ALL, Journey.WITHDRAW)
# After these steps of a consented journey the visitor has accepted and not yet withdrawn.
AFTER_ACCEPTING = {
    Journey.ACCEPT_ALL: frozenset({StepName.ACCEPT, StepName.RELOAD, StepName.INNER_PAGE, StepName.SECOND_INNER_PAGE}),
    Journey.WITHDRAW: frozenset({StepName.ACCEPT, StepName.BROWSE}),
}


@dataclass(slots=True)
class _Observed:
    """Everything seen of one item, while it is being gathered."""

    sightings: dict[tuple[int, Journey], StepName] = field(default_factory=dict)
    values: dict[str, None] = field(default_factory=dict)
    visits: dict[int, dict[str, None]] = field(default_factory=dict)
    lifetime_s: float | None = None


def classify(
    records: Sequence[VisitRecord], site_host: str, limits: Limits, lists: PublicLists = NO_LISTS
) -> Items | Missing:
    """Every item of every visit with its basis under these rules; `Missing` when no visit recorded its state.

    Visits whose visitor brought something along are left out: they change nothing of what the others tell.
    """
    return _classified([r for r in records if r.journey not in APART], site_host, limits, lists)


def classify_apart(
    record: VisitRecord, told: Items | Missing, site_host: str, limits: Limits, lists: PublicLists = NO_LISTS
) -> Items | Missing:
    """The items of a visit whose visitor brought something along: as the other visits told them, else by the table."""
    alone = _classified([record], site_host, limits, lists)
    if isinstance(alone, Missing) or isinstance(told, Missing):
        return alone
    found = ((own, told.find(own.key)) for own in alone.items)
    return Items(
        tuple(
            own
            if known is None
            else replace(known, sightings=own.sightings, lifetime_s=own.lifetime_s, values=own.values)
            for own, known in found
        ),
        compared=told.compared,
    )


def _classified(records: Sequence[VisitRecord], site_host: str, limits: Limits, lists: PublicLists) -> Items | Missing:
    observed: dict[ItemKey, _Observed] = {}
    for number, record in enumerate(records):
        snapshots = record.get(SNAPSHOTS)
        if not isinstance(snapshots, Missing):
            for snapshot in snapshots.snapshots:
                _gather(observed, number, record.journey, snapshot)
            _gather_validators(observed, number, record)
    _drop_common_validators(observed)
    if not any(not isinstance(r.get(SNAPSHOTS), Missing) for r in records):
        return Missing("no-visit-recorded-its-state")
    controls = _Controls(
        untouched=bool(_whole(records, Journey.NO_ACTION)),
        refused=bool(_whole(records, Journey.REJECT_ALL)),
        consented=_whole(records, *CONSENTED),
        limits=limits,
        lists=lists,
    )
    told = tuple(_item(key, seen, site_host, controls) for key, seen in sorted(observed.items()))
    return Items(told, compared=controls.untouched)


@dataclass(frozen=True, slots=True)
class _Controls:
    """The visits that an item is compared with; `consented` are the numbers of those that accepted."""

    untouched: bool
    refused: bool
    consented: frozenset[int]
    limits: Limits
    lists: PublicLists


def _whole(records: Sequence[VisitRecord], *journeys: Journey) -> frozenset[int]:
    """The numbers of the visits on these journeys that came to their end with their state recorded."""
    return frozenset(
        number
        for number, r in enumerate(records)
        if r.journey in journeys and r.missing is None and not isinstance(r.get(SNAPSHOTS), Missing)
    )


def _gather(observed: dict[ItemKey, _Observed], visit: int, journey: Journey, snapshot: Snapshot) -> None:
    rows: list[tuple[ItemKey, str, float | None]] = [
        (
            ItemKey(ItemKind.COOKIE, c.name, c.domain.lstrip(".")),
            c.value,
            None if c.expires is None else c.expires - snapshot.at,
        )
        for c in snapshot.cookies
    ]
    rows += [(ItemKey(s.kind, s.key, host_of(s.origin)), s.value, None) for s in snapshot.storage]
    for key, value, lifetime in rows:
        seen = observed.setdefault(key, _Observed())
        seen.sightings.setdefault((visit, journey), snapshot.step)
        seen.values[value] = None
        seen.visits.setdefault(visit, {})[value] = None
        if lifetime is not None:
            seen.lifetime_s = max(seen.lifetime_s or 0.0, lifetime)


def _gather_validators(observed: dict[ItemKey, _Observed], visit: int, record: VisitRecord) -> None:
    """The `ETag` of each answer: the browser gives it back on the next visit, as it gives back a cookie."""
    traffic, timeline = record.get(TRAFFIC), record.get(TIMELINE)
    if isinstance(traffic, Missing) or isinstance(timeline, Missing):
        return
    for request in traffic.requests:
        step = next((s for s in reversed(timeline.steps) if s.started_at <= request.at), None)
        if request.etag is not None and step is not None:
            seen = observed.setdefault(validator_key(request), _Observed())
            seen.sightings.setdefault((visit, record.journey), step.name)
            seen.values[request.etag] = None
            seen.visits.setdefault(visit, {})[request.etag] = None


def validator_key(request: Request) -> ItemKey:
    """What the `ETag` of an answer is called as an item."""
    return ItemKey(ItemKind.CACHE, f"etag {request.url.split('#')[0][:500]}", host_of(request.url))


def _drop_common_validators(observed: dict[ItemKey, _Observed]) -> None:
    """Nearly every file has an `ETag`; only one that differed between visits can be an identifier."""
    for key in [k for k in observed if k.kind is ItemKind.CACHE and k.name.startswith("etag ")]:
        firsts = [next(iter(values)) for values in observed[key].visits.values()]
        if len(firsts) < 2 or len(set(firsts)) < len(firsts):  # noqa: PLR2004 - two visits can differ
            del observed[key]


def _shared(seen: _Observed) -> tuple[str, ...]:
    """The parts of the values that at least two visits had."""
    counts = Counter(token for values in seen.visits.values() for token in {t for v in values for t in tokens_of(v)})
    return tuple(sorted(token for token, visits in counts.items() if visits > 1))


def _item(key: ItemKey, seen: _Observed, site_host: str, controls: _Controls) -> Item:
    party = party_of(key.domain, site_host)
    identifies = _identifies(seen)
    lifetime = seen.lifetime_s if key.kind is ItemKind.COOKIE else None
    known = controls.lists.item(key.kind.value, key.name, key.domain, party, lifetime, identifies=identifies)
    basis, confidence = _basis(key, party, seen, known, controls, identifies=identifies)
    return Item(
        key=key,
        party=party,
        basis=basis,
        confidence=confidence,
        owner=known.owner if known else None,
        purpose=_purpose(basis, known),
        identifying=identifies,
        sightings=tuple(Sighting(journey, step) for (_, journey), step in seen.sightings.items()),
        lifetime_s=lifetime,
        values=tuple(seen.values),
        shared=_shared(seen) if identifies else (),
        usual_days=known.usual_days if known else None,
    )


def _purpose(basis: Basis, known: Known | None) -> Text | None:
    """What the item is for, as a word that can be said in any language."""
    word = known.purpose if known else "consent-record" if basis is Basis.EXEMPT else None
    return Text(word, word) if word else None


def identifiers(item: Item, values: Iterable[str]) -> tuple[str, ...]:
    """The parts of these values of an item that single out a visitor."""
    return tuple(dict.fromkeys(t for v in values for t in tokens_of(v) if t not in item.shared))


def _identifies(seen: _Observed) -> bool:
    """Whether the value singles a visitor out: visits that made the same choice were given different ones.

    Only the first value of each visit counts, because a choice that changes later changes its record as well.
    """
    if not any(identifying(v) for v in seen.values):
        return False
    consented = {visit for visit, journey in seen.sightings if journey in CONSENTED}
    compared = consented if len(consented) > 1 else set(seen.visits)
    firsts = {next(iter(seen.visits[visit])) for visit in compared}
    return len(compared) < 2 or len(firsts) > 1  # noqa: PLR2004 - two visits can differ


def _basis(
    key: ItemKey, party: Party, seen: _Observed, known: Known | None, controls: _Controls, *, identifies: bool
) -> tuple[Basis, Confidence]:
    """Why the item is held to need consent, or not."""
    if known and known.exempt:
        exempt = known.purpose in controls.limits.exempt
        return (Basis.EXEMPT, known.confidence) if exempt else (Basis.UNKNOWN, Confidence.REVIEW)
    if record_name(key.name) and not known:
        if not (identifies and _only_after_accepting(seen)):
            return Basis.EXEMPT, Confidence.LIKELY
        if party is Party.FIRST:
            # A record of the choice with a number of its own: whether proof needs the number, a person has to judge.
            return Basis.UNKNOWN, Confidence.REVIEW
    if controls.untouched and _only_after_accepting(seen):
        if identifies:
            # An item that only one of two consenting visits got may be chance: an experiment, a rotated partner.
            certain = controls.refused and controls.consented <= {visit for visit, _ in seen.sightings}
            return Basis.ACCEPT_DELTA, Confidence.CONFIRMED if certain else Confidence.LIKELY
        # Without a refused visit to compare with, a plain value may be the consent record itself.
        if controls.refused:
            return Basis.ACCEPT_DELTA, Confidence.LIKELY
    if known and _may_measure(known, party, seen.lifetime_s, controls.limits):
        return Basis.UNKNOWN, Confidence.REVIEW
    # Where a person has to judge whether such an item needs consent, the table says so.
    if known and known.confidence is not Confidence.REVIEW:
        return Basis.KNOWLEDGE_BASE, known.confidence
    return Basis.UNKNOWN, Confidence.REVIEW


def _may_measure(known: Known, party: Party, lifetime_s: float | None, limits: Limits) -> bool:
    """Whether it may be own audience measurement that these rules exempt; its configuration cannot be seen."""
    short = limits.audience_days is None or (lifetime_s or 0.0) <= limits.audience_days * DAY
    return limits.audience and known.audience and party is Party.FIRST and short


def _only_after_accepting(seen: _Observed) -> bool:
    journeys = {journey for _, journey in seen.sightings}
    if journeys & {Journey.NO_ACTION, Journey.REJECT_ALL, Journey.OPEN_SECOND_LAYER} or not journeys & set(CONSENTED):
        return False
    return all(
        step in AFTER_ACCEPTING[journey] for (_, journey), step in seen.sightings.items() if journey in AFTER_ACCEPTING
    )
