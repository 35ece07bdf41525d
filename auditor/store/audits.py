"""Writing and asking for audits. One short transaction each."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import psutil
from sqlalchemy import Engine, select, tuple_
from sqlalchemy.orm import Session

from auditor.domain.errors import AuditInterrupted, UnknownAudit
from auditor.domain.profile import Profile
from auditor.domain.results import AuditResult, AuditStatus, CheckedResult
from auditor.store.models import AuditRow, FindingRow, ResultRow

PAGE_LIMIT = 100  # audits on one page; our choice


@dataclass(frozen=True, slots=True)
class AuditSummary:
    """One line of the list of audits."""

    audit_id: str
    url: str
    registrable_domain: str | None
    status: AuditStatus
    created_at: datetime
    finished_at: datetime | None
    failed_checks: int


def owner() -> str:
    """This process, told apart from a later one with the same number by when it started."""
    process = psutil.Process(os.getpid())
    return f"{platform.node()}:{process.pid}:{process.create_time():.2f}"


def begin(engine: Engine, audit_id: str, url: str, profile: Profile, at: float) -> None:
    """Note that an audit is running, and in which process."""
    row = AuditRow(
        id=audit_id,
        url=url[:4096],
        status=AuditStatus.RUNNING.value,
        jurisdiction=profile.jurisdiction.value,
        device=profile.device.value,
        locale=profile.locale[:35],
        created_at=moment(at),
        owner=owner(),
    )
    with Session(engine) as session, session.begin():
        session.add(row)


def save(engine: Engine, result: AuditResult, document: dict[str, object]) -> None:
    """Keep the result of an audit, in place of any earlier one."""
    with Session(engine) as session, session.begin():
        row = session.get(AuditRow, result.audit_id)
        if row is None:
            raise UnknownAudit(f"there is no audit {result.audit_id}")
        row.status, row.owner = result.status.value, None
        row.jurisdiction = result.profile.jurisdiction.value  # an audit can be read anew under other rules
        row.registrable_domain = result.registrable_domain
        row.failure_code = result.failure.code if result.failure else None
        row.failure_message = result.failure.message if result.failure else None
        row.finished_at, row.manifest_sha256 = moment(result.finished_at), result.manifest_sha256
        row.document = document
        row.results = [_result_row(position, checked) for position, checked in enumerate(result.results)]


def _result_row(position: int, checked: CheckedResult) -> ResultRow:
    result = checked.result
    return ResultRow(
        position=position,
        check_id=checked.check.id,
        check_version=checked.check.version,
        outcome=result.outcome.value,
        severity=checked.severity.value,
        confidence=result.confidence.value,
        summary=result.summary,
        findings=[
            FindingRow(position=n, summary=f.summary, evidence=list(f.evidence)) for n, f in enumerate(result.findings)
        ],
    )


def get_document(engine: Engine, audit_id: str) -> dict[str, object] | None:
    """The result document of an audit, None while it runs; raises `UnknownAudit`."""
    with Session(engine) as session:
        return _row(session, audit_id).document


def get_manifest(engine: Engine, audit_id: str) -> str:
    """The digest of an audit's manifest; raises `UnknownAudit` when there is no sealed audit with that id."""
    with Session(engine) as session:
        row = _row(session, audit_id)
        if row.manifest_sha256 is None:
            raise UnknownAudit(f"the audit {audit_id} has no sealed evidence ({row.status})")
        return row.manifest_sha256


def get_summary(engine: Engine, audit_id: str) -> AuditSummary:
    """One line about an audit; raises `UnknownAudit`."""
    with Session(engine) as session:
        return _summary(_row(session, audit_id))


def list_audits(engine: Engine, *, limit: int = PAGE_LIMIT, before: str | None = None) -> Sequence[AuditSummary]:
    """Audits, the newest first; `before` is the id of the last one on the page before."""
    query = select(AuditRow).order_by(AuditRow.created_at.desc(), AuditRow.id.desc()).limit(min(limit, PAGE_LIMIT))
    with Session(engine) as session:
        if before is not None:
            last = _row(session, before)
            query = query.where(tuple_(AuditRow.created_at, AuditRow.id) < (last.created_at, last.id))
        return [_summary(row) for row in session.scalars(query)]


def close_interrupted(engine: Engine) -> int:
    """Mark audits as failed whose process on this machine is gone; returns how many there were."""
    error, closed = AuditInterrupted(), 0
    with Session(engine) as session, session.begin():
        for row in session.scalars(select(AuditRow).where(AuditRow.status == AuditStatus.RUNNING.value)):
            if _gone(row.owner):
                row.status, row.owner = AuditStatus.FAILED.value, None
                row.failure_code, row.failure_message = error.code, error.message
                row.finished_at = datetime.now(UTC)
                closed += 1
    return closed


def _gone(name: str | None) -> bool:
    host, _, rest = (name or "").rpartition(":")[0].partition(":")
    started = (name or "").rpartition(":")[2]
    if host != platform.node() or not rest.isdigit():
        return False
    try:
        return f"{psutil.Process(int(rest)).create_time():.2f}" != started
    except psutil.NoSuchProcess:
        return True


def _row(session: Session, audit_id: str) -> AuditRow:
    row = session.get(AuditRow, audit_id)
    if row is None:
        raise UnknownAudit(f"there is no audit {audit_id[:60]}")
    return row


def _summary(row: AuditRow) -> AuditSummary:
    return AuditSummary(
        audit_id=row.id,
        url=row.url,
        registrable_domain=row.registrable_domain,
        status=AuditStatus(row.status),
        created_at=_aware(row.created_at),
        finished_at=_aware(row.finished_at) if row.finished_at else None,
        failed_checks=sum(1 for r in row.results if r.outcome == "failed"),
    )


def _aware(value: datetime) -> datetime:
    """SQLite forgets the zone; everything is kept in UTC."""
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def moment(at: float) -> datetime:
    """Unix seconds as a date in UTC."""
    return datetime.fromtimestamp(at, UTC)
