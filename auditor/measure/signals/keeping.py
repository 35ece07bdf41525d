"""Which record a choice leaves on the device, and for how long."""

from dataclasses import dataclass

from auditor.domain.artifacts import Snapshots
from auditor.domain.journeys import StepName
from auditor.domain.recording import ItemKind, Party, Snapshot
from auditor.measure.domains import host_of, party_of
from auditor.measure.identifiers import identifying
from auditor.measure.knowledge import record_name
from auditor.measure.signals.records import platform_of

DAY = 86_400.0
_Key = tuple[str, str, ItemKind]  # host, name, and where it is kept
_Row = tuple[str, float | None]  # value and lifetime


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """A record of a choice; `lifetime_s` is None for the session only, infinite for storage that has no end."""

    name: str
    lifetime_s: float | None


def kept_records(accepting: Snapshots, refusing: Snapshots) -> tuple[KeptRecord | None, KeptRecord | None]:
    """The longest-lived record that each choice left; None where it left none, or none that can be told.

    A record goes by its name. Where accepting leaves none with such a name, it is a plain value that both choices
    leave, each with a content of its own: a plain value that only one of them leaves may be about anything.
    """
    yes, no = _changed(accepting), _changed(refusing)
    named = {key for key in yes if _is_record(key[1])}
    if named:
        both = named & no.keys()  # the same record is compared where both choices leave it
        refused = both or {key for key in no if _is_record(key[1])}
        return _longest(yes, both or named), _longest(no, refused)
    plain = {key for key in yes.keys() & no.keys() if yes[key][0] != no[key][0] and not identifying(yes[key][0])}
    return _longest(yes, plain), _longest(no, plain)


def _is_record(name: str) -> bool:
    return record_name(name) or platform_of(name) is not None


def _changed(snapshots: Snapshots) -> dict[_Key, _Row]:
    """What came or changed on the site's own domain with the choice of a visit, as it was at its end."""
    if not snapshots.snapshots:
        return {}
    first, last = snapshots.snapshots[0], _kept(snapshots.snapshots[-1])
    before = _kept(first) if first.step is StepName.LOAD else {}
    own = host_of(next(iter(snapshots.snapshots[-1].origins), ""))
    return {
        key: row
        for key, row in last.items()
        if before.get(key, ("", None))[0] != row[0] and (not own or party_of(key[0], own) is Party.FIRST)
    }


def _longest(rows: dict[_Key, _Row], keys: set[_Key]) -> KeptRecord | None:
    found = [KeptRecord(key[1], rows[key][1]) for key in sorted(keys) if key in rows]
    return max(found, key=lambda r: -1.0 if r.lifetime_s is None else r.lifetime_s, default=None)


def _kept(state: Snapshot) -> dict[_Key, _Row]:
    """Value and lifetime of everything on the device."""
    rows: dict[_Key, _Row] = {
        (c.domain.lstrip("."), c.name, ItemKind.COOKIE): (c.value, None if c.expires is None else c.expires - state.at)
        for c in state.cookies
    }
    for entry in state.storage:
        lifetime = None if entry.kind is ItemKind.SESSION_STORAGE else float("inf")
        rows[host_of(entry.origin), entry.key, entry.kind] = entry.value, lifetime
    return rows
