"""Putting one audit's answers together. Counts and groups; never invents a verdict."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from auditor.domain.artifacts import (
    ENVIRONMENT,
    FIRST_LAYER,
    PLATFORM,
    SECOND_LAYER,
    SNAPSHOTS,
    TIMELINE,
    TRAFFIC,
    WITHDRAWAL,
    Missing,
    VisitRecord,
)
from auditor.domain.checks import Check
from auditor.domain.errors import AuditorError
from auditor.domain.facts import ITEMS, PROMINENCE, READS, Effort
from auditor.domain.journeys import Journey
from auditor.domain.profile import Profile
from auditor.domain.results import AuditResult, AuditStatus, Failure, JourneySummary, Versions
from auditor.domain.rules import rules
from auditor.domain.signals import SIGNALS
from auditor.evaluation.derive import derive, effort, found
from auditor.evaluation.run_checks import run_checks, untested
from auditor.measure.domains import host_of, registrable_domain
from auditor.measure.knowledge import knowledge
from auditor.measure.lexicon.languages import LEXICON_VERSION
from auditor.measure.lists.public import NO_LISTS, PublicLists
from auditor.measure.signals.records import records_version
from auditor.measure.thresholds import thresholds

# Reasons that say something about the site; any other reason means that something was not observed.
ABOUT_THE_SITE = (
    "no-banner",
    "no-refusal-path",
    "no-way-back-was-found",
    "accept-control-not-found",
    "settings-control-not-found",
    "settings-opened-nothing-to-choose",
    "close-control-not-found",
)

ALWAYS = (TIMELINE, SNAPSHOTS, TRAFFIC)  # what every visit records, whatever the site offers


@dataclass(frozen=True, slots=True)
class AuditFacts:
    """What is known of an audit beside its evidence; times are Unix seconds."""

    audit_id: str
    url: str
    profile: Profile
    started_at: float
    finished_at: float
    manifest_sha256: str | None = None


def versions(checks: Iterable[Check], browser: str | None, lists: PublicLists = NO_LISTS) -> Versions:
    """What makes a result; the same evidence under the same versions gives the same result."""
    listing = "\n".join(f"{c.id} {c.version}" for c in sorted(checks, key=lambda c: c.id))
    digest = hashlib.sha256(listing.encode()).hexdigest()[:12]
    own = f"knowledge {knowledge().version}, records {records_version()}, lexicon {LEXICON_VERSION}"
    return Versions(_engine(), browser, digest, thresholds().version, f"{own}, {lists.told}")


def _engine() -> str:
    try:
        return version("consent-auditor")
    except PackageNotFoundError:
        return "0"


def conclude(
    facts: AuditFacts, records: Sequence[VisitRecord], checks: Sequence[Check], lists: PublicLists = NO_LISTS
) -> AuditResult:
    """The result of an audit from its records, with the public lists that are there."""
    environment = next((e for r in records if not isinstance(e := r.get(ENVIRONMENT), Missing)), None)
    final_url = environment.final_url if environment else None
    site_host = host_of(final_url or facts.url)
    under = rules(facts.profile.jurisdiction)
    bundle = derive(records, site_host, under.limits, lists)
    journeys = tuple(_summary(r) for r in records)
    compared = found(bundle, Journey.NO_ACTION, PROMINENCE.name, PROMINENCE.type)
    in_settings = found(bundle, Journey.OPEN_SECOND_LAYER, PROMINENCE.name, PROMINENCE.type)
    withdrawal = found(bundle, Journey.WITHDRAW, WITHDRAWAL.name, WITHDRAWAL.type)
    return AuditResult(
        audit_id=facts.audit_id,
        url=facts.url,
        final_url=final_url,
        registrable_domain=registrable_domain(site_host),
        status=_status(records),
        failure=None,
        started_at=facts.started_at,
        finished_at=facts.finished_at,
        profile=facts.profile,
        versions=versions(checks, environment.browser if environment else None, lists),
        journeys=journeys,
        results=run_checks(checks, bundle, under),
        banner=found(bundle, Journey.NO_ACTION, FIRST_LAYER.name, FIRST_LAYER.type),
        second_layer=found(bundle, Journey.OPEN_SECOND_LAYER, SECOND_LAYER.name, SECOND_LAYER.type),
        effort=effort(bundle),
        withdrawal=withdrawal,
        prominence=compared.pair if compared else None,
        items=found(bundle, Journey.NO_ACTION, ITEMS.name, ITEMS.type),
        reads=found(bundle, Journey.WITHDRAW, READS.name, READS.type),
        manifest_sha256=facts.manifest_sha256,
        platform=found(bundle, Journey.NO_ACTION, PLATFORM.name, PLATFORM.type),
        settings_prominence=in_settings.pair if in_settings else None,
        signals=tuple(
            (journey, told)
            for journey in (Journey.REJECT_ALL, Journey.WITHDRAW)
            if (told := found(bundle, journey, SIGNALS.name, SIGNALS.type)) is not None
        ),
    )


def failed_audit(
    facts: AuditFacts, error: AuditorError, checks: Sequence[Check], lists: PublicLists = NO_LISTS
) -> AuditResult:
    """The result of an audit that saw nothing: every check is untested, none has passed."""
    return AuditResult(
        audit_id=facts.audit_id,
        url=facts.url,
        final_url=None,
        registrable_domain=registrable_domain(host_of(facts.url)) or None,
        status=AuditStatus.FAILED,
        failure=Failure(error.code, error.message),
        started_at=facts.started_at,
        finished_at=facts.finished_at,
        profile=facts.profile,
        versions=versions(checks, None, lists),
        journeys=(),
        results=untested(checks, f"{error.code}: {error.message}"),
        banner=None,
        second_layer=None,
        effort=Effort(None, None, None),
        withdrawal=None,
        prominence=None,
        items=None,
        reads=None,
        manifest_sha256=facts.manifest_sha256,
    )


def _summary(record: VisitRecord) -> JourneySummary:
    reason = record.missing.reason if record.missing else None
    return JourneySummary(record.journey, record.missing is None, reason, record.finished_at - record.started_at)


def _status(records: Sequence[VisitRecord]) -> AuditStatus:
    """Partial when a journey broke off for a reason that is not the site's own offer, or its record was lost."""
    complete = bool(records)
    for record in records:
        if record.missing and not record.missing.reason.startswith(ABOUT_THE_SITE):
            complete = False
        if any(isinstance(record.get(kind), Missing) for kind in ALWAYS):
            complete = False
    return AuditStatus.COMPLETED if complete else AuditStatus.PARTIAL
