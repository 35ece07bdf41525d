"""Which record a choice leaves on the device, and for how long."""

from dataclasses import dataclass

from auditor.domain.artifacts import Snapshots
from auditor.domain.journeys import StepName
from auditor.domain.recording import ItemKind, Snapshot
from auditor.measure.domains import host_of
from auditor.measure.identifiers import identifying
from auditor.measure.knowledge import record_name
from auditor.measure.signals.records import platform_of

DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """A record of a choice; `lifetime_s` is None for the session only, infinite for storage that has no end."""

    name: str
    lifetime_s: float | None


def kept_record(snapshots: Snapshots) -> KeptRecord | None:
    """The longest-lived record that the choice of this visit left, or None when it left none.

    A record goes by its name; where nothing does, it is a plain value that came or changed with the choice.
    """
    if not snapshots.snapshots:
        return None
    first, last = _kept(snapshots.snapshots[0]), _kept(snapshots.snapshots[-1])
    before = first if snapshots.snapshots[0].step is StepName.LOAD else {}
    changed = {key: row for key, row in last.items() if before.get(key, ("", None))[0] != row[0]}
    named = {key: row for key, row in changed.items() if record_name(key[1]) or platform_of(key[1])}
    chosen = named or {key: row for key, row in changed.items() if not identifying(row[0])}
    rows = [KeptRecord(name, lifetime) for (_, name), (_, lifetime) in chosen.items()]
    return max(rows, key=lambda r: -1.0 if r.lifetime_s is None else r.lifetime_s, default=None)


def _kept(state: Snapshot) -> dict[tuple[str, str], tuple[str, float | None]]:
    """Value and lifetime of everything on the device, by host and name."""
    rows: dict[tuple[str, str], tuple[str, float | None]] = {
        (c.domain.lstrip("."), c.name): (c.value, None if c.expires is None else c.expires - state.at)
        for c in state.cookies
    }
    for entry in state.storage:
        lifetime = None if entry.kind is ItemKind.SESSION_STORAGE else float("inf")
        rows[host_of(entry.origin), entry.key] = entry.value, lifetime
    return rows
