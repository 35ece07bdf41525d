"""The life of each item that needed consent: who set it, how often it was read in each phase, what is left of it."""

from collections import Counter
from collections.abc import Sequence

from auditor.domain.artifacts import Snapshots
from auditor.domain.facts import History, ItemKey, Read
from auditor.domain.recording import ItemKind, Phase, Snapshot
from auditor.measure.domains import host_of
from auditor.measure.traces import Kept, Scene, set_by, written_by


def histories(scene: Scene, reads: Sequence[Read], snapshots: Snapshots) -> tuple[History, ...]:
    """One history for each item that was kept before the choice."""
    end = snapshots.snapshots[-1] if snapshots.snapshots else None
    return tuple(_history(scene, one, [r for r in reads if r.item == one.key], snapshots, end) for one in scene.kept)


def _history(scene: Scene, one: Kept, reads: Sequence[Read], snapshots: Snapshots, end: Snapshot | None) -> History:
    counts: Counter[Phase] = Counter()
    for read in reads:
        counts[read.phase] += read.count
    setter, set_at = _setter(scene, one)
    seen = next((s.at for s in snapshots.snapshots if _holds(s, one.key)), scene.window.changed_at)
    return History(
        item=one.item,
        setter=setter,
        first_seen_at=seen if set_at is None else set_at,
        last_read_at=max((r.last_at for r in reads), default=None),
        counts=tuple((phase, counts[phase]) for phase in Phase),
        stored_at_end=end is not None and _holds(end, one.key),
        lifetime_left_s=_left(end, one.key) if end else None,
    )


def _setter(scene: Scene, one: Kept) -> tuple[str | None, float | None]:
    """Who wrote the item first, a host or a script, and when; None where the writing was not seen."""
    writings = [
        (r.at, host_of(r.url))
        for r in scene.traffic.requests
        if any(not w.deletes and w.stored is not False and written_by(one.item, w) for w in r.writes)
    ]
    writings += [(a.at, a.script or a.frame) for a in scene.accesses if a.value and set_by(one.item, a)]
    at, who = min(writings, default=(None, None))
    return who, at


def keys_of(state: Snapshot) -> frozenset[ItemKey]:
    """What the device held."""
    cookies = {ItemKey(ItemKind.COOKIE, c.name, c.domain.lstrip(".")) for c in state.cookies}
    return frozenset(cookies | {ItemKey(s.kind, s.key, host_of(s.origin)) for s in state.storage})


def present(states: Sequence[Snapshot], key: ItemKey) -> bool | None:
    """Whether the item was there when it was last looked for; None when nobody looked, for its frame was not open.

    Cookies are seen in every state. States that do not say which origins they looked at prove only presence.
    """
    if key.kind is ItemKind.COOKIE or not any(s.origins for s in states):
        held = [key in keys_of(s) for s in states]
        return (held[-1] if key.kind is ItemKind.COOKIE else any(held)) if held else None
    looked = [s for s in states if key in keys_of(s) or key.domain in {host_of(o) for o in s.origins}]
    return key in keys_of(looked[-1]) if looked else None


def _holds(state: Snapshot, key: ItemKey) -> bool:
    return key in keys_of(state)


def _left(state: Snapshot, key: ItemKey) -> float | None:
    """Seconds until the cookie expires."""
    if key.kind is not ItemKind.COOKIE:
        return None
    found = (c.expires for c in state.cookies if c.name == key.name and c.domain.lstrip(".") == key.domain)
    expires = next(found, None)
    return None if expires is None else expires - state.at
