"""What was kept on the device in each journey, and what of it needed consent.

The strongest evidence is the accept-delta: what appears only after accepting is treated by the site itself as
dependent on consent. The knowledge table comes second. Neither a name alone nor a guess makes an item need consent.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from auditor.domain.artifacts import SNAPSHOTS, Missing, VisitRecord
from auditor.domain.checks import Confidence
from auditor.domain.facts import Basis, Item, ItemKey, Items, Sighting
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import ItemKind, Party, Snapshot
from auditor.measure.domains import host_of, party_of
from auditor.measure.identifiers import identifying
from auditor.measure.knowledge import Known, known_item, record_name

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


def classify(records: Sequence[VisitRecord], site_host: str) -> Items | Missing:
    """Every item of every visit with its basis; `Missing` when no visit recorded its state."""
    observed: dict[ItemKey, _Observed] = {}
    for number, record in enumerate(records):
        snapshots = record.get(SNAPSHOTS)
        if not isinstance(snapshots, Missing):
            for snapshot in snapshots.snapshots:
                _gather(observed, number, record.journey, snapshot)
    if not any(not isinstance(r.get(SNAPSHOTS), Missing) for r in records):
        return Missing("no-visit-recorded-its-state")
    baseline = _complete(records, Journey.NO_ACTION), _complete(records, Journey.REJECT_ALL)
    return Items(
        tuple(_item(key, seen, site_host, baseline) for key, seen in sorted(observed.items())), compared=baseline[0]
    )


def _complete(records: Iterable[VisitRecord], journey: Journey) -> bool:
    return any(
        r.journey is journey and r.missing is None and not isinstance(r.get(SNAPSHOTS), Missing) for r in records
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


def _item(key: ItemKey, seen: _Observed, site_host: str, baseline: tuple[bool, bool]) -> Item:
    party = party_of(key.domain, site_host)
    identifies = _identifies(seen)
    lifetime = seen.lifetime_s if key.kind is ItemKind.COOKIE else None
    known = known_item(key.kind.value, key.name, key.domain, party, lifetime, identifies=identifies)
    basis, confidence = _basis(key, party, seen, known, baseline, identifies=identifies)
    return Item(
        key=key,
        party=party,
        basis=basis,
        confidence=confidence,
        owner=known.owner if known else None,
        purpose="consent-record" if basis is Basis.EXEMPT and known is None else known.purpose if known else None,
        identifying=identifies,
        sightings=tuple(Sighting(journey, step) for (_, journey), step in seen.sightings.items()),
        lifetime_s=lifetime,
        values=tuple(seen.values),
    )


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
    key: ItemKey, party: Party, seen: _Observed, known: Known | None, baseline: tuple[bool, bool], *, identifies: bool
) -> tuple[Basis, Confidence]:
    """Why the item is held to need consent, or not."""
    have_untouched, have_refused = baseline
    if known and known.exempt:
        return Basis.EXEMPT, known.confidence
    if record_name(key.name) and not known:
        if not (identifies and _only_after_accepting(seen)):
            return Basis.EXEMPT, Confidence.LIKELY
        if party is Party.FIRST:
            # A record of the choice with a number of its own: whether proof needs the number, a person has to judge.
            return Basis.UNKNOWN, Confidence.REVIEW
    if have_untouched and _only_after_accepting(seen):
        if identifies:
            return Basis.ACCEPT_DELTA, Confidence.CONFIRMED if have_refused else Confidence.LIKELY
        # Without a refused visit to compare with, a plain value may be the consent record itself.
        if have_refused:
            return Basis.ACCEPT_DELTA, Confidence.LIKELY
    if known:
        return Basis.KNOWLEDGE_BASE, known.confidence
    return Basis.UNKNOWN, Confidence.REVIEW


def _only_after_accepting(seen: _Observed) -> bool:
    journeys = {journey for _, journey in seen.sightings}
    if journeys & {Journey.NO_ACTION, Journey.REJECT_ALL, Journey.OPEN_SECOND_LAYER} or not journeys & set(CONSENTED):
        return False
    return all(
        step in AFTER_ACCEPTING[journey] for (_, journey), step in seen.sightings.items() if journey in AFTER_ACCEPTING
    )
