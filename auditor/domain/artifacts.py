"""Artifacts: one recorded thing each, named by a typed kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from auditor.domain.box import Box
from auditor.domain.choices import Choice, Dismissals, Exploration, Platform, PolicyPage, Prompts, Settings, Withdrawal
from auditor.domain.controls import Layer
from auditor.domain.journeys import Journey, Step, StepName
from auditor.domain.recording import Request, ScriptAccess, Snapshot, SocketMessage
from auditor.domain.seeding import Seeding
from auditor.domain.tables import Tables

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class ArtifactKind(Generic[T_co]):
    """The name of a kind of artifact and the type that holds it; `derived` kinds are computed after sealing."""

    name: str
    type: type[T_co]
    derived: bool = False

    def __str__(self) -> str:
        """The name alone."""
        return self.name


@dataclass(frozen=True, slots=True)
class Missing:
    """The thing could not be observed; `reason` says why, in a few stable words."""

    reason: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The steps of a journey in order."""

    steps: tuple[Step, ...]

    def step(self, name: StepName) -> Step | None:
        """The first step of that name."""
        return next((s for s in self.steps if s.name is name), None)


@dataclass(frozen=True, slots=True)
class Snapshots:
    """The state at the end of each step."""

    snapshots: tuple[Snapshot, ...]

    def at(self, *names: StepName) -> tuple[Snapshot, ...]:
        """The snapshots taken at steps of these names, in order."""
        return tuple(s for s in self.snapshots if s.step in names)


@dataclass(frozen=True, slots=True)
class Traffic:
    """Every request of the visit, from the browser's network log, and every message to a WebSocket.

    `gaps` says in words where the record is not whole: silence after a gap proves nothing.
    """

    requests: tuple[Request, ...]
    messages: tuple[SocketMessage, ...] = ()
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScriptAccesses:
    """Every recorded call by a script; `truncated` when the limit for a visit was reached."""

    accesses: tuple[ScriptAccess, ...]
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Screenshot:
    """The viewport as a PNG; `scale` is device pixels to a CSS pixel."""

    png: bytes
    viewport: Box
    scale: float


@dataclass(frozen=True, slots=True)
class Claims:
    """What computed styles say of a control; taken from the element that holds its words, lengths in CSS pixels.

    `background` is that of the nearest element with one, up to the control itself. `opacity` is the product of all
    around it. `inline` when it stands in a line of text, `words_beside` counts the other words of that line, `covered`
    is the share of its box, 0 to 1, in which a click reaches something else.
    """

    background: str
    colour: str
    border: str
    font_size: float
    font_weight: float
    font_family: str
    text_transform: str
    decoration: str
    opacity: float
    cursor: str
    padding: tuple[float, float, float, float]
    inline: bool
    words_beside: int
    covered: float


@dataclass(frozen=True, slots=True)
class Frame:
    """One control in pictures of the same part of the page: as shown, erased, and as shown once more."""

    clip: Box
    box: Box
    shown: bytes
    erased: bytes
    again: bytes


@dataclass(frozen=True, slots=True)
class RemovalPictures:
    """PNGs of the same part of the page: as shown, without accept, without reject, and as shown once more.

    Where the two controls are not seen on one screen, `clip`, `shown` and `again` are accept's, and reject has its own,
    taken after scrolling; its boxes are then those of that moment.
    """

    clip: Box
    scale: float
    accept: Box
    reject: Box
    shown: bytes
    without_accept: bytes
    without_reject: bytes
    again: bytes = b""
    reject_clip: Box | None = None
    reject_shown: bytes = b""
    reject_again: bytes = b""
    accept_claims: Claims | None = None
    reject_claims: Claims | None = None

    @property
    def frames(self) -> tuple[Frame, Frame]:
        """The pictures that show accept come and go, and those that show reject come and go."""
        first = Frame(self.clip, self.accept, self.shown, self.without_accept, self.again or self.shown)
        if self.reject_clip is None:
            return first, replace(first, box=self.reject, erased=self.without_reject)
        return first, Frame(
            self.reject_clip,
            self.reject,
            self.reject_shown,
            self.without_reject,
            self.reject_again or self.reject_shown,
        )


@dataclass(frozen=True, slots=True)
class Environment:
    """What the browser was and could do; `third_party_cookies` is what the self-test saw.

    `privacy_signal` when scripts and every document's request told of it; None where it was not asked of the browser.
    """

    browser: str
    user_agent: str
    third_party_cookies: bool | None
    sandbox: bool
    automation_visible: bool | None
    locale: str
    final_url: str
    privacy_signal: bool | None = None


@dataclass(frozen=True, slots=True)
class NameChain:
    """The names that a host's name leads to, in order; `reason` says why they are not known."""

    host: str
    links: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """Where names of the site lead, as `resolver` answered."""

    chains: tuple[NameChain, ...]
    resolver: str

    def of(self, host: str) -> NameChain | None:
        """The chain of a host, None when it was not asked for."""
        return next((c for c in self.chains if c.host == host), None)


@dataclass(frozen=True, slots=True)
class Document:
    """A file kept as it is: the accessibility tree, the DOM snapshot or the HAR."""

    content: bytes
    media_type: str


TIMELINE = ArtifactKind("timeline", Timeline)
SNAPSHOTS = ArtifactKind("snapshots", Snapshots)
TRAFFIC = ArtifactKind("traffic", Traffic)
SCRIPT_ACCESSES = ArtifactKind("script-accesses", ScriptAccesses)
FIRST_LAYER = ArtifactKind("first-layer", Layer)
SECOND_LAYER = ArtifactKind("second-layer", Layer)
SCREENSHOT = ArtifactKind("screenshot", Screenshot)
REMOVAL_PICTURES = ArtifactKind("removal-pictures", RemovalPictures)
ENVIRONMENT = ArtifactKind("environment", Environment)
CHOICE = ArtifactKind("choice", Choice)
EXPLORATION = ArtifactKind("exploration", Exploration)
WITHDRAWAL = ArtifactKind("withdrawal", Withdrawal)
DISMISSALS = ArtifactKind("dismissals", Dismissals)
PROMPTS = ArtifactKind("prompts", Prompts)
SAVED_UNCHANGED = ArtifactKind("saved-unchanged", Choice)
SETTINGS = ArtifactKind("settings", Settings)
POLICY_PAGE = ArtifactKind("policy-page", PolicyPage)
OTHER_DEVICE = ArtifactKind("other-device", Layer)
PLATFORM = ArtifactKind("platform", Platform)
SEEDING = ArtifactKind("seeding", Seeding)
TABLES = ArtifactKind("tables", Tables)
ACCESSIBILITY = ArtifactKind("accessibility", Document)
DOM = ArtifactKind("dom", Document)
HAR = ArtifactKind("har", Document)
NAMES = ArtifactKind("names", Names)

RECORDED: tuple[ArtifactKind[object], ...] = (
    TIMELINE,
    SNAPSHOTS,
    TRAFFIC,
    SCRIPT_ACCESSES,
    FIRST_LAYER,
    SECOND_LAYER,
    SCREENSHOT,
    REMOVAL_PICTURES,
    ENVIRONMENT,
    CHOICE,
    EXPLORATION,
    WITHDRAWAL,
    DISMISSALS,
    PROMPTS,
    SAVED_UNCHANGED,
    SETTINGS,
    POLICY_PAGE,
    OTHER_DEVICE,
    PLATFORM,
    SEEDING,
    TABLES,
    ACCESSIBILITY,
    DOM,
    HAR,
    NAMES,
)


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """One journey under one profile, once; every requested kind holds an artifact or `Missing`."""

    journey: Journey
    started_at: float
    finished_at: float
    artifacts: Mapping[str, object] = field(default_factory=dict)
    missing: Missing | None = None

    def get(self, kind: ArtifactKind[T]) -> T | Missing:
        """The artifact of that kind, or why there is none."""
        found = self.artifacts.get(kind.name, self.missing or Missing("not-recorded"))
        if isinstance(found, Missing):
            return found
        if not isinstance(found, kind.type):
            return Missing("wrong-type")
        return found
