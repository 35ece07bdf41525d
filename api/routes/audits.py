"""Audits and their results."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse
from sqlalchemy import Engine

from api.database import database
from api.problems import MEDIA_TYPE
from api.schemas import AuditLine, AuditPage
from auditor.store import audits

router = APIRouter(prefix="/v1/audits", tags=["audits"])
Database = Annotated[Engine, Depends(database)]
NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "No such audit", "content": {MEDIA_TYPE: {}}}}


@router.get("", operation_id="listAudits", responses=NOT_FOUND)
def list_audits(
    engine: Database,
    limit: Annotated[int, Query(ge=1, le=audits.PAGE_LIMIT)] = 50,
    before: Annotated[str | None, Query(max_length=36, description="`next` of the page before")] = None,
) -> AuditPage:
    """List audits, the newest first."""
    rows = audits.list_audits(engine, limit=limit + 1 if limit < audits.PAGE_LIMIT else limit, before=before)
    shown = rows[:limit]
    following = shown[-1].audit_id if len(rows) > limit or len(shown) == audits.PAGE_LIMIT else None
    return AuditPage(audits=[AuditLine.model_validate(row) for row in shown], next=following)


@router.get("/{audit_id}", operation_id="getAudit", responses=NOT_FOUND)
def get_audit(engine: Database, audit_id: str) -> JSONResponse:
    """Give the result document `auditor-result/1`, or the audit's line with 202 while it runs."""
    document = audits.get_document(engine, audit_id)
    if document is not None:
        return JSONResponse(document)
    line = AuditLine.model_validate(audits.get_summary(engine, audit_id))
    status = 202 if line.status == "running" else 200
    return JSONResponse(line.model_dump(mode="json"), status, headers={"Retry-After": "5"} if status == 202 else None)  # noqa: PLR2004 - Accepted
