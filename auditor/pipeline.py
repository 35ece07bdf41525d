"""The line: one audit from an address to a concluded, sealed and stored result. Nothing else lives here."""

import asyncio
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Engine

from auditor.capture.guard import admit
from auditor.capture.visit import Visitor, visit
from auditor.domain.artifacts import Missing, VisitRecord
from auditor.domain.checks import Check
from auditor.domain.errors import AuditorError, AuditTimeout
from auditor.domain.journeys import Journey
from auditor.domain.plan import AuditOptions, AuditPlan, PlannedVisit, plan
from auditor.domain.profile import Jurisdiction
from auditor.domain.results import AuditResult
from auditor.domain.target import parse_target
from auditor.evaluation.conclude import AuditFacts, conclude, failed_audit, versions
from auditor.measure.lists.public import NO_LISTS, PublicLists
from auditor.reporting.document import document
from auditor.store import audits
from auditor.store.artifact_files import ArtifactFiles
from auditor.store.sealing import AuditHeader, open_sealed, seal

Notify = Callable[[PlannedVisit, VisitRecord | None], None]


@dataclass(frozen=True, slots=True)
class Tools:
    """What audits share; `slots` limits how many visits run at once on this machine."""

    engine: Engine
    files: ArtifactFiles
    checks: Sequence[Check]
    visitor: Visitor | AuditorError
    slots: asyncio.Semaphore
    lists: PublicLists = NO_LISTS


@dataclass(frozen=True, slots=True)
class Audited:
    """A result, and the records it was concluded from."""

    result: AuditResult
    records: tuple[VisitRecord, ...]


async def audit(text: str, options: AuditOptions, tools: Tools, notify: Notify) -> Audited:
    """Audit one site. A site that cannot be audited gets a result as well, in which nothing has passed."""
    audit_id, started = str(uuid.uuid4()), time.time()
    await asyncio.to_thread(audits.begin, tools.engine, audit_id, text, options.profile, started)
    records: tuple[VisitRecord, ...] = ()
    try:
        target = parse_target(text)
        if isinstance(tools.visitor, AuditorError):
            raise tools.visitor
        await admit(target, allow_private=tools.visitor.options.allow_private)
        records = await visit_all(plan(target, options), tools.visitor, tools.slots, notify)
        facts = AuditFacts(audit_id, target.url, options.profile, started, time.time())
        manifest = await asyncio.to_thread(_seal, facts, records, tools)
        facts = AuditFacts(audit_id, target.url, options.profile, started, facts.finished_at, manifest)
        result = await asyncio.to_thread(conclude, facts, records, tools.checks, tools.lists)
    except AuditorError as error:
        failure = AuditFacts(audit_id, text, options.profile, started, time.time())
        result = failed_audit(failure, error, tools.checks, tools.lists)
    await asyncio.to_thread(audits.save, tools.engine, result, document(result))
    return Audited(result, records)


async def visit_all(
    planned: AuditPlan, visitor: Visitor, slots: asyncio.Semaphore, notify: Notify
) -> tuple[VisitRecord, ...]:
    """Walk all journeys side by side. When the untouched visit cannot be made, the site cannot be audited."""

    async def limited(one: PlannedVisit) -> VisitRecord:
        async with slots:
            notify(one, None)
            record = await visit(one, planned.target.url, visitor)
            notify(one, record)
            return record

    tasks = {asyncio.create_task(limited(one)): one for one in planned.visits}
    deciding = [t for t, one in tasks.items() if one.journey is Journey.NO_ACTION] or list(tasks)
    try:
        async with asyncio.timeout(planned.timeout_s):
            await asyncio.gather(*deciding)
            await asyncio.gather(*tasks, return_exceptions=True)
    except TimeoutError:
        if not any(t.done() and not t.cancelled() and t.exception() is None for t in tasks):
            raise AuditTimeout from None
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return tuple(_record(task, one) for task, one in tasks.items())


def _record(task: asyncio.Task[VisitRecord], one: PlannedVisit) -> VisitRecord:
    """What a visit left, or why it left nothing."""
    now = time.time()
    if task.cancelled():
        return VisitRecord(one.journey, now, now, {}, Missing("audit-timed-out"))
    error = task.exception()
    if error is not None:
        told = f"visit-failed: {type(error).__name__}"
        reason = f"{error.code}: {error.message}" if isinstance(error, AuditorError) else told
        return VisitRecord(one.journey, now, now, {}, Missing(reason))
    return task.result()


def _seal(facts: AuditFacts, records: Sequence[VisitRecord], tools: Tools) -> str:
    made_by = versions(tools.checks, None)
    browser = str(tools.visitor.browser.version) if isinstance(tools.visitor, Visitor) else None
    header = AuditHeader(
        facts.audit_id, facts.url, facts.profile, facts.started_at, facts.finished_at, made_by.engine, browser
    )
    return seal(header, records, tools.files)


def reevaluate(
    audit_id: str,
    engine: Engine,
    files: ArtifactFiles,
    checks: Sequence[Check],
    jurisdiction: Jurisdiction | None = None,
    lists: PublicLists = NO_LISTS,
) -> Audited:
    """Today's checks on a sealed audit, without a browser: under its own rules, or under those of a jurisdiction."""
    manifest = audits.get_manifest(engine, audit_id)
    sealed = open_sealed(manifest, files)
    head = sealed.header
    profile = replace(head.profile, jurisdiction=jurisdiction or head.profile.jurisdiction)
    facts = AuditFacts(head.audit_id, head.url, profile, head.started_at, head.finished_at, manifest)
    result = conclude(facts, sealed.records, checks, lists)
    audits.save(engine, result, document(result))
    return Audited(result, sealed.records)
