"""Facts on what an untouched visit did beside storing: devices read, identifiers passed on, trackers under other names.

`gaps` say what was not recorded in full: nothing follows from silence then.
"""

from dataclasses import dataclass

from auditor.domain.artifacts import ArtifactKind
from auditor.domain.facts import ItemKey


@dataclass(frozen=True, slots=True)
class DeviceUse:
    """A script, or the scripts of one company, that read the device through several interfaces.

    `counted` are the interfaces of high entropy, `others` those that are too common to count. `receiver` is the host
    to which something was sent afterwards, None when nothing was seen to leave, and `carried` how a value that was read
    stood in it. `excuse` is a reason for which a person has to judge.
    """

    script: str
    company: str
    counted: tuple[str, ...]
    others: tuple[str, ...]
    receiver: str | None
    carried: str | None
    excuse: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Devices:
    """Who read the device in an untouched visit."""

    uses: tuple[DeviceUse, ...]
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sync:
    """The identifier that one company keeps on the device, seen in a request to another.

    `certain` when one of the two is a well-known tracker or the item is held to need consent. `ordered` when the
    identifier was seen being kept before it was passed on.
    """

    item: ItemKey
    company: str
    host: str
    receiver: str
    carried: str
    certain: bool
    ordered: bool
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Syncs:
    """Identifiers that were passed from one company to another in an untouched visit."""

    syncs: tuple[Sync, ...]
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cloak:
    """A tracker behind a name of the site: `chain` are the names that it leads to, `form` that of its requests.

    One of the two is set. `self_hosted` when a site may run the receiving software itself.
    """

    host: str
    tracker: str
    chain: tuple[str, ...]
    form: str | None
    self_hosted: bool
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A name of the site of which nobody could tell where it leads."""

    host: str
    reason: str


@dataclass(frozen=True, slots=True)
class Cloaks:
    """Trackers behind names of the site in an untouched visit; `resolved` are the names that were looked up."""

    cloaks: tuple[Cloak, ...]
    resolved: tuple[str, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    gaps: tuple[str, ...] = ()


DEVICES = ArtifactKind("devices", Devices, derived=True)
SYNCS = ArtifactKind("syncs", Syncs, derived=True)
CLOAKS = ArtifactKind("cloaks", Cloaks, derived=True)
