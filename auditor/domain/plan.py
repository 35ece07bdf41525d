"""The plan of an audit: which journeys are walked, by whom, how often."""

from dataclasses import dataclass, field

from auditor.domain.journeys import DEFAULT_JOURNEYS, Journey
from auditor.domain.profile import Profile
from auditor.domain.target import Target


@dataclass(frozen=True, slots=True)
class AuditOptions:
    """What the user asked for; `timeout_s` covers one whole audit."""

    profile: Profile = field(default_factory=Profile)
    journeys: tuple[Journey, ...] = DEFAULT_JOURNEYS
    repeat: int = 1
    timeout_s: float = 240.0


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """One journey under one profile; `run` counts repeats from 0."""

    journey: Journey
    profile: Profile
    run: int


@dataclass(frozen=True, slots=True)
class AuditPlan:
    """Everything one audit will do."""

    target: Target
    visits: tuple[PlannedVisit, ...]
    timeout_s: float


def plan(target: Target, options: AuditOptions) -> AuditPlan:
    """Cross the journeys with the repeats."""
    visits = tuple(
        PlannedVisit(journey, options.profile, run) for run in range(options.repeat) for journey in options.journeys
    )
    return AuditPlan(target, visits, options.timeout_s)
