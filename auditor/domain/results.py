"""The result of an audit: everything a report may say."""

from dataclasses import dataclass, field
from enum import StrEnum

from auditor.domain.checks import SEVERITIES, Check, CheckResult, Outcome, Severity
from auditor.domain.choices import Platform, Withdrawal
from auditor.domain.controls import Layer
from auditor.domain.facts import Effort, Items, Prominence, Reads
from auditor.domain.journeys import Journey
from auditor.domain.profile import Profile
from auditor.domain.rules import Ruling
from auditor.domain.signals import Signals
from auditor.domain.sources import Source


class AuditStatus(StrEnum):
    """How far an audit came."""

    RUNNING = "running"
    COMPLETED = "completed"
    PARTIAL = "partial"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an audit failed."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class JourneySummary:
    """How one journey ended."""

    name: Journey
    completed: bool
    reason: str | None
    duration_s: float


@dataclass(frozen=True, slots=True)
class Versions:
    """What made the result; `checks` is a digest over every check's id and version."""

    engine: str
    browser: str | None
    checks: str
    thresholds: str
    lists: str


@dataclass(frozen=True, slots=True)
class CheckedResult:
    """A check and what it said, under what a jurisdiction makes of it."""

    check: Check
    result: CheckResult
    ruling: Ruling = field(default_factory=Ruling)

    @property
    def severity(self) -> Severity:
        """The severity of this case, else that of the rules, else the check's own."""
        return self.result.severity or self.ruling.severity or self.check.severity

    @property
    def sources(self) -> tuple[Source, ...]:
        """What is cited: the sources of the rules first."""
        return tuple(dict.fromkeys((*self.ruling.sources, *self.check.sources)))


@dataclass(frozen=True, slots=True)
class AuditResult:
    """One audit, concluded. Times are Unix seconds."""

    audit_id: str
    url: str
    final_url: str | None
    registrable_domain: str | None
    status: AuditStatus
    failure: Failure | None
    started_at: float
    finished_at: float
    profile: Profile
    versions: Versions
    journeys: tuple[JourneySummary, ...]
    results: tuple[CheckedResult, ...]
    banner: Layer | None
    second_layer: Layer | None
    effort: Effort
    withdrawal: Withdrawal | None
    prominence: Prominence | None
    items: Items | None
    reads: Reads | None
    manifest_sha256: str | None
    signals: tuple[tuple[Journey, Signals], ...] = ()
    platform: Platform | None = None
    settings_prominence: Prominence | None = None

    def failing(self, threshold: Severity | None) -> bool:
        """Whether a failed check is at least as severe as the threshold; None is never."""
        if threshold is None:
            return False
        bad = SEVERITIES[: SEVERITIES.index(threshold) + 1]
        return any(r.result.outcome is Outcome.FAILED and r.severity in bad for r in self.results)
