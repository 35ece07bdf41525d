"""Identifiers that were deleted and came back with the same value, under their own name or another."""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.domain.artifacts import Snapshots
from auditor.domain.facts import ItemKey, Respawn
from auditor.domain.recording import AccessOp, ItemKind
from auditor.measure.domains import host_of
from auditor.measure.histories import keys_of
from auditor.measure.items import identifiers
from auditor.measure.matching import Matcher
from auditor.measure.traces import WRITES, Kept, Scene, in_reach, set_by, written_by

DELETING = frozenset({AccessOp.COOKIE_SET, AccessOp.STORAGE_REMOVE})


@dataclass(frozen=True, slots=True)
class _Event:
    """A writing or a deletion, by whom and when; a deletion has no value."""

    at: float
    key: ItemKey
    value: str
    source: str
    evidence: str


def respawns(scene: Scene, snapshots: Snapshots) -> tuple[Respawn, ...]:
    """Every item whose identifier was written again after it had been deleted following the choice."""
    matcher: Matcher[ItemKey] = Matcher({k.key: identifiers(k.item, k.values) for k in scene.kept})
    writings = sorted(_writings(scene), key=lambda e: e.at)
    found: dict[ItemKey, Respawn] = {}
    for key, gone_at in deleted(scene, snapshots).items():
        for event in writings:
            if event.at > gone_at and key in matcher.find(event.value):
                found[key] = Respawn(key, event.key, gone_at, event.at, event.source, event.evidence)
                break
    return tuple(found.values())


def deleted(scene: Scene, snapshots: Snapshots) -> dict[ItemKey, float]:
    """When each item was really deleted after the choice, for those that were."""
    times = ((one.key, _deleted_at(scene, one, snapshots)) for one in scene.kept)
    return {key: at for key, at in times if at is not None}


def deleting_answers(scene: Scene, snapshots: Snapshots) -> frozenset[tuple[ItemKey, int]]:
    """Items and the numbers of the requests whose answers deleted them.

    The order has to reach the cookie, and to have worked as far as the next state shows; without a later state it is
    believed.
    """
    found = set()
    for one in scene.kept:
        for request in scene.traffic.requests:
            orders = [w for w in request.writes if w.deletes and w.stored is not False and written_by(one.item, w)]
            if orders and _took_effect(scene, one, request.at, snapshots) is not False:
                found.add((one.key, request.id))
    return frozenset(found)


def set_again(scene: Scene, snapshots: Snapshots) -> dict[ItemKey, float]:
    """When an item that had been deleted was first written again under its own name, whatever its value."""
    times: dict[ItemKey, float] = {}
    gone = deleted(scene, snapshots)
    for one in scene.kept:
        later = [at for at in _own_writings(scene, one) if one.key in gone and at > gone[one.key]]
        if later:
            times[one.key] = min(later)
    return times


def _deleted_at(scene: Scene, one: Kept, snapshots: Snapshots) -> float | None:
    """The first moment after the choice at which the item was gone."""
    later = [s for s in snapshots.snapshots if s.at >= scene.window.changed_at]
    moments = [s.at for s in later if one.key.kind is ItemKind.COOKIE and one.key not in keys_of(s)]
    moments += [e.at for e in _deletions(scene, one) if _took_effect(scene, one, e.at, snapshots)]
    return min(moments, default=None)


def _took_effect(scene: Scene, one: Kept, at: float, snapshots: Snapshots) -> bool | None:
    """Whether an order to delete at that moment worked; None where no later state was seen.

    An order proves nothing: with another path or domain than the cookie's it does nothing. It worked when the item is
    missing from the next state, or had to be written again to be there.
    """
    state = next((s for s in snapshots.snapshots if s.at >= max(at, scene.window.changed_at)), None)
    if state is None:
        return None
    return one.key not in keys_of(state) or any(at < w <= state.at for w in _own_writings(scene, one))


def _own_writings(scene: Scene, one: Kept) -> Iterator[float]:
    for request in scene.traffic.requests:
        for write in request.writes:
            if not write.deletes and write.stored is not False and written_by(one.item, write):
                yield request.at
    for access in scene.accesses:
        if access.value and set_by(one.item, access):
            yield access.at


def _deletions(scene: Scene, one: Kept) -> Iterator[_Event]:
    for request in scene.traffic.requests:
        for write in request.writes:
            if write.deletes and request.at >= scene.window.changed_at and written_by(one.item, write):
                source = host_of(request.url)
                yield _Event(request.at, one.key, "", source, scene.traffic_ref(request.id))
    for access in scene.accesses:
        if access.at < scene.window.changed_at or access.op not in DELETING or access.value:
            continue
        cookie = access.op is AccessOp.COOKIE_SET and set_by(one.item, access)
        stored = access.op is AccessOp.STORAGE_REMOVE and access.kind is one.key.kind and access.key == one.key.name
        if cookie or (stored and in_reach(one.item, access)):
            yield _Event(access.at, one.key, "", access.script or access.frame, scene.access_ref(access.id))


def _writings(scene: Scene) -> Iterator[_Event]:
    for request in scene.traffic.requests:
        for write in request.writes:
            if not write.deletes and write.stored is not False and request.at >= scene.window.changed_at:
                key = ItemKey(ItemKind.COOKIE, write.name, write.domain)
                yield _Event(request.at, key, write.value, host_of(request.url), scene.traffic_ref(request.id))
    for access in scene.accesses:
        if access.op in WRITES and access.value and access.at >= scene.window.changed_at:
            kind = ItemKind.COOKIE if access.op is AccessOp.COOKIE_SET else access.kind or ItemKind.LOCAL_STORAGE
            key = ItemKey(kind, access.key, host_of(access.frame))
            yield _Event(access.at, key, access.value, access.script or access.frame, scene.access_ref(access.id))
