"""Facts derived from the recorded artifacts: items, reads, prominence and effort."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from auditor.domain.artifacts import ArtifactKind, Claims
from auditor.domain.checks import Confidence
from auditor.domain.controls import Kind
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import Form, ItemKind, Party, Phase, Recorder
from auditor.domain.wording import say


@dataclass(frozen=True, slots=True, order=True)
class ItemKey:
    """What an item is called; `domain` is a cookie's domain without its dot, or a storage origin's host."""

    kind: ItemKind
    name: str
    domain: str


class Basis(StrEnum):
    """Why an item is held to need consent, or not."""

    ACCEPT_DELTA = "accept-delta"
    KNOWLEDGE_BASE = "knowledge-base"
    EXEMPT = "exempt"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sighting:
    """The first step of a journey at whose end the item was there."""

    journey: Journey
    step: StepName


@dataclass(frozen=True, slots=True)
class Item:
    """One thing kept on the device. `identifying` tells whether its value can single out a visitor.

    `shared` are the parts of its values that visits had in common, such as an account number: they single out nobody.
    `usual_days` is how long such an item usually lasts; it is told and decides nothing.
    """

    key: ItemKey
    party: Party
    basis: Basis
    confidence: Confidence
    owner: str | None
    purpose: str | None
    identifying: bool
    sightings: tuple[Sighting, ...]
    lifetime_s: float | None
    values: tuple[str, ...]
    shared: tuple[str, ...] = ()
    usual_days: float | None = None

    def first_seen(self, journey: Journey) -> StepName | None:
        """The step of that journey at whose end the item was first there."""
        return next((s.step for s in self.sightings if s.journey is journey), None)

    @property
    def needs_consent(self) -> bool:
        """Whether reading or writing it is held to need consent, and on evidence, not on a guess."""
        return self.basis in {Basis.ACCEPT_DELTA, Basis.KNOWLEDGE_BASE}


@dataclass(frozen=True, slots=True)
class Items:
    """Everything that was kept on the device in any journey.

    `compared` is False when no untouched visit was there to compare with, so that the accept-delta is unknown.
    """

    items: tuple[Item, ...]
    compared: bool = True

    def find(self, key: ItemKey) -> Item | None:
        """The item with that key."""
        return next((i for i in self.items if i.key == key), None)


@dataclass(frozen=True, slots=True)
class Read:
    """An item that needed consent and was read, sent or written again after withdrawal.

    `left_device` is False for a read by a known tracker whose value was not seen to leave. `carried` says where the
    value stood and in which wrapping, such as `body, base64`. `since_rewritten` when the item had been deleted and was
    set again before: the writing is the cause then. `owner` is the item's, `host_owner` the receiving host's.
    """

    item: ItemKey
    item_party: Party
    form: Form
    phase: Phase
    party: Party
    host: str
    owner: str | None
    confidence: Confidence
    count: int
    first_at: float
    evidence: tuple[str, ...]
    left_device: bool = True
    last_at: float = 0.0
    carried: str | None = None
    recorder: Recorder = Recorder.NETWORK_LOG
    chain: tuple[str, ...] = ()
    since_rewritten: bool = False
    host_owner: str | None = None


class Excuse(StrEnum):
    """Why a request that carried an item is not held against the site."""

    IN_FLIGHT = "in-flight"
    DELETED_BY_ANSWER = "deleted-by-its-answer"


@dataclass(frozen=True, slots=True)
class Excused:
    """A request after the withdrawal that carried an item and does not count."""

    item: ItemKey
    host: str
    at: float
    reason: Excuse
    evidence: str


@dataclass(frozen=True, slots=True)
class Respawn:
    """A deleted identifier that came back with the same value, under `key`; `source` is who restored it."""

    item: ItemKey
    key: ItemKey
    deleted_at: float
    back_at: float
    source: str
    evidence: str


@dataclass(frozen=True, slots=True)
class DeviceReading:
    """A script that read characteristics of the device through several interfaces and sent something afterwards."""

    script: str
    host: str
    interfaces: tuple[str, ...]
    phase: Phase
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The life of one item that needed consent, in one visit; times are Unix seconds.

    `setter` is the host or script that wrote it first, `counts` how often it was read in each phase, `lifetime_left_s`
    what remained of its lifetime at the end, None when it was gone or is a session's.
    """

    item: Item
    setter: str | None
    first_seen_at: float
    last_read_at: float | None
    counts: tuple[tuple[Phase, int], ...]
    stored_at_end: bool
    lifetime_left_s: float | None


@dataclass(frozen=True, slots=True)
class Reads:
    """What happened to items after a choice was withdrawn or refused.

    `consented` are the items that needed consent and were on the device before it; `left` those of the site itself
    that were still stored at the end. `gaps` says what could not be compared or recorded in full: silence proves
    nothing then. `registered` when the choice itself showed an effect. `phases` are those that were observed to their
    end, `deleted` counts the items that were really deleted, `unseen` are
    those whose place nobody could look at again.
    """

    withdrawn_at: float
    consented: tuple[Item, ...]
    reads: tuple[Read, ...]
    left: tuple[Item, ...]
    gaps: tuple[str, ...]
    registered: bool
    phases: tuple[Phase, ...] = (Phase.SAME_PAGE, Phase.AFTER_RELOAD)
    excused: tuple[Excused, ...] = ()
    respawns: tuple[Respawn, ...] = ()
    unseen: tuple[Item, ...] = ()
    deleted: int = 0
    devices: tuple[DeviceReading, ...] = ()
    histories: tuple[History, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether everything was recorded that a "no" needs."""
        return not self.gaps


@dataclass(frozen=True, slots=True)
class Leak:
    """A request to another party that carried something from the device.

    `certain` when the host is a well-known tracker or the item is held to need consent on evidence. `item` is what was
    carried. `listed` when the host is a tracker by a public list of hosts, which is weaker than our own table.
    """

    host: str
    url: str
    carries: str
    owner: str | None
    certain: bool
    evidence: str
    item: ItemKey | None = None
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Leaks:
    """Third-party requests that carried identifiers, in one journey and from one step on.

    `gaps` says what was not recorded in full: nothing follows from silence then.
    """

    leaks: tuple[Leak, ...]
    gaps: tuple[str, ...] = ()


class Verdict(StrEnum):
    """The answer for one dimension of prominence."""

    BALANCED = "balanced"
    ASYMMETRIC = "asymmetric"
    UNCERTAIN = "uncertain"


class Band(StrEnum):
    """How far apart two controls are, on the low end of the envelope."""

    BALANCED = "balanced"
    NOTABLE = "notable"
    MARKED = "marked"
    SEVERE = "severe"


class Favours(StrEnum):
    """Which control is the more prominent one."""

    ACCEPT = "accept"
    REJECT = "reject"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Measured:
    """A measured value and how far it may be off either way, or why it could not be measured."""

    value: float | None
    error: float = 0.0
    reason: str | None = None


Colour: TypeAlias = tuple[int, int, int]  # sRGB, 0 to 255


@dataclass(frozen=True, slots=True)
class Look:
    """What one control looks like in the picture; lengths in CSS pixels, contrasts as WCAG ratios from 1 to 21.

    `width` and `height` are those of the visible shape, `area` is what it encloses. `fill` is the colour of a button or
    of an outline, `surround` that of the ground around it, `ink` that of its words. `fill_difference` is the CIEDE2000
    distance between fill and surround. `x_height` is the height of small letters, `cap_height` that from the baseline
    to the top of the tallest. `stroke` is the mean thickness of the label's lines, `clearance` the distance to the
    nearest other ink. `padding` is the free space left and right of the words taken together, `padding_high` that above
    and below, None for bare words. `claims` is what the styles say of it. `kind_certain` is False where the ground
    moves, and no box was found on it.
    """

    kind: Kind
    width: float
    height: float
    area: Measured
    surround: Colour
    fill: Colour | None
    ink: Colour | None
    fill_contrast: Measured
    fill_difference: Measured
    label_contrast: Measured
    x_height: Measured
    stroke: Measured
    clearance: Measured
    padding: float | None = None
    claims: Claims | None = None
    cap_height: Measured = Measured(None, reason=say("not measured"))
    padding_high: float | None = None
    kind_certain: bool = True


@dataclass(frozen=True, slots=True)
class Dimension:
    """One row of the comparison; `accept` and `reject` are words or numbers, ready to print.

    `limit` says what makes the row asymmetric, `claims` what computed styles say where that differs from the picture,
    `reason` why a row is uncertain, or balanced in spite of its ratio.
    """

    name: str
    accept: str
    reject: str
    ratio: float | None
    verdict: Verdict
    favours: Favours
    reason: str | None = None
    limit: str = ""
    claims: str | None = None


@dataclass(frozen=True, slots=True)
class Prominence:
    """Two controls compared in the picture; the ratio says how much more it changes when accept is erased.

    `definitions` holds the ratio under each definition, and `envelope` its least and greatest value. `explained` is the
    part of the ratio that comes from the length of the two labels alone, 1 where it explains nothing; bands and
    verdicts are taken after it is divided out.
    """

    accept: Look
    reject: Look
    ratio: float
    envelope: tuple[float, float]
    definitions: tuple[tuple[str, float], ...]
    band: Band
    favours: Favours
    dimensions: tuple[Dimension, ...]
    thresholds: str
    explained: float = 1.0

    def dimension(self, name: str) -> Dimension | None:
        """The row of that name."""
        return next((d for d in self.dimensions if d.name == name), None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of comparing the two controls of a layer; `pair` is None where the layer does not offer both."""

    pair: Prominence | None


@dataclass(frozen=True, slots=True)
class Effort:
    """Actions needed, None where no path was found or walked."""

    accept: int | None
    reject: int | None
    withdraw: int | None


ITEMS = ArtifactKind("items", Items, derived=True)
READS = ArtifactKind("reads", Reads, derived=True)
LEAKS = ArtifactKind("leaks", Leaks, derived=True)
PROMINENCE = ArtifactKind("prominence", Comparison, derived=True)
