"""The plan of an audit: which journeys are walked, by whom, how often."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from auditor.domain.journeys import DEFAULT_JOURNEYS, Journey
from auditor.domain.profile import Profile
from auditor.domain.rules import rules
from auditor.domain.target import Target

MIN_SEEDS = 3  # other sites to accept on before the target is opened: CATALOGUE, carried-in-third-party-cookie


@dataclass(frozen=True, slots=True)
class AuditOptions:
    """What the user asked for; `timeout_s` covers one whole audit.

    Without `journeys` the usual ones are walked and those that the rules are interested in. `seeds` are other sites to
    accept on; with them a seeded visit is walked in any case.
    """

    profile: Profile = field(default_factory=Profile)
    journeys: tuple[Journey, ...] | None = None
    repeat: int = 1
    timeout_s: float = 240.0
    seeds: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """One journey under one profile; `run` counts repeats from 0, `seeds` are visited first."""

    journey: Journey
    profile: Profile
    run: int
    seeds: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditPlan:
    """Everything one audit will do."""

    target: Target
    visits: tuple[PlannedVisit, ...]
    timeout_s: float


def plan(target: Target, options: AuditOptions) -> AuditPlan:
    """Cross the journeys with the repeats."""
    visits = tuple(
        _planned(journey, options, run) for run in range(options.repeat) for journey in dict.fromkeys(_walked(options))
    )
    return AuditPlan(target, visits, options.timeout_s)


def _walked(options: AuditOptions) -> Iterator[Journey]:
    """The journeys that were chosen, or the usual ones, and those that are walked on demand."""
    yield from DEFAULT_JOURNEYS if options.journeys is None else options.journeys
    if options.journeys is None and rules(options.profile.jurisdiction).limits.signals:
        yield Journey.PRIVACY_SIGNAL
    if options.seeds:
        yield Journey.SEEDED_VISIT


def _planned(journey: Journey, options: AuditOptions, run: int) -> PlannedVisit:
    if journey is Journey.PRIVACY_SIGNAL:
        return PlannedVisit(journey, replace(options.profile, privacy_signal=True), run)
    return PlannedVisit(journey, options.profile, run, options.seeds if journey is Journey.SEEDED_VISIT else ())
