"""A check: one question about evidence, and the shape of its answer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from auditor.domain.evidence import Evidence, Requirement
from auditor.domain.sources import Source


class Outcome(StrEnum):
    """The answer of a check, in the words of W3C EARL."""

    PASSED = "passed"
    FAILED = "failed"
    CANT_TELL = "cantTell"
    INAPPLICABLE = "inapplicable"
    UNTESTED = "untested"


class Severity(StrEnum):
    """How much the bad state harms."""

    CRITICAL = "critical"
    SERIOUS = "serious"
    MODERATE = "moderate"
    MINOR = "minor"


SEVERITIES = tuple(Severity)


class Confidence(StrEnum):
    """How sure the auditor is of what it saw."""

    CONFIRMED = "confirmed"
    LIKELY = "likely"
    REVIEW = "review"


class Status(StrEnum):
    """How settled a check is."""

    EXPERIMENTAL = "experimental"
    STABLE = "stable"
    DEPRECATED = "deprecated"


@dataclass(frozen=True, slots=True)
class Finding:
    """One concrete instance of a failure, with references into the evidence."""

    summary: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check says; `severity` overrides the check's own when the case is milder or graver."""

    outcome: Outcome
    summary: str
    findings: tuple[Finding, ...] = ()
    evidence: tuple[str, ...] = ()
    confidence: Confidence = Confidence.CONFIRMED
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One question; `id` never changes, `version` rises when any outcome could change."""

    id: str
    version: int
    title: str
    failure_title: str
    severity: Severity
    requires: tuple[Requirement, ...]
    sources: tuple[Source, ...]
    since: str
    status: Status
    evaluate: Callable[[Evidence], CheckResult]


def passed(summary: str, *, confidence: Confidence = Confidence.CONFIRMED) -> CheckResult:
    """The good state was seen."""
    return CheckResult(Outcome.PASSED, summary, confidence=confidence)


def failed(
    summary: str,
    findings: Iterable[Finding],
    *,
    confidence: Confidence = Confidence.CONFIRMED,
    severity: Severity | None = None,
) -> CheckResult:
    """The bad state was seen, at least once."""
    return CheckResult(Outcome.FAILED, summary, tuple(findings), confidence=confidence, severity=severity)


def cant_tell(summary: str, findings: Iterable[Finding] = ()) -> CheckResult:
    """The evidence does not decide; `summary` says what a person should look at."""
    return CheckResult(Outcome.CANT_TELL, summary, tuple(findings), confidence=Confidence.REVIEW)


def inapplicable(summary: str) -> CheckResult:
    """The question does not arise on this site."""
    return CheckResult(Outcome.INAPPLICABLE, summary)
