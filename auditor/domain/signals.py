"""Consent signals: what a site's records, and what it sends to others, say that the visitor chose."""

from dataclasses import dataclass
from enum import StrEnum

from auditor.domain.artifacts import ArtifactKind
from auditor.domain.journeys import StepName
from auditor.domain.recording import ItemKind, Party


class Channel(StrEnum):
    """In which form a choice is told."""

    TCF = "tcf"
    GPP = "gpp"
    GOOGLE = "google-consent-mode"
    RECORD = "record"


class Meaning(StrEnum):
    """What a signal says of purposes that need consent; `ALIKE` is a yes after accepting and after refusing."""

    GRANTED = "granted"
    REFUSED = "refused"
    PARTIAL = "partial"
    ALIKE = "alike"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Signal:
    """One telling of the choice: stored on the device, answered by the page, or sent to `host`.

    `name` is the record, interface or parameter, `detail` what it says in words without values, `at` Unix seconds.
    `kind` is where a stored record is kept, None for what was answered or sent. `interest` are the purposes of the IAB
    framework for which the signal claims a legitimate interest. `compared` when a record was read against what
    accepting and refusing left in it, and not by its words alone.
    """

    channel: Channel
    name: str
    host: str
    party: Party
    sent: bool
    step: StepName
    at: float
    meaning: Meaning
    detail: str
    platform: str | None
    evidence: str
    kind: ItemKind | None = None
    interest: tuple[int, ...] = ()
    compared: bool = False


@dataclass(frozen=True, slots=True)
class Signals:
    """All signals of one journey in order of time; `unreadable` names those that could not be decoded.

    `gaps` says what of the journey was not recorded in full: nothing follows from silence then. `applies` is what the
    site holds of the GDPR and this visitor, None where it says nothing.
    """

    signals: tuple[Signal, ...]
    unreadable: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    applies: bool | None = None

    def at(self, *steps: StepName) -> tuple[Signal, ...]:
        """The signals of these steps."""
        return tuple(s for s in self.signals if s.step in steps)


SIGNALS = ArtifactKind("signals", Signals, derived=True)
