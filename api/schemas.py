"""What the service answers, beside the result document itself."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Health(BaseModel):
    """The service and its database answer."""

    status: Literal["ok"] = "ok"


class AuditLine(BaseModel):
    """One line of the list of audits."""

    model_config = ConfigDict(from_attributes=True)

    audit_id: str
    url: str
    registrable_domain: str | None
    status: Literal["running", "completed", "partial", "failed"]
    created_at: datetime
    finished_at: datetime | None
    failed_checks: int


class AuditPage(BaseModel):
    """Audits, the newest first; `next` is the value of `before` for the page after this one."""

    audits: list[AuditLine]
    next: str | None


class CheckEntry(BaseModel):
    """One check under one jurisdiction's rules; `answer` is what becomes of the bad state."""

    id: str
    version: int
    title: str
    failure_title: str
    severity: Literal["critical", "serious", "moderate", "minor"]
    answer: Literal["fail", "review", "off"]
    status: Literal["experimental", "stable", "deprecated"]
    since: str


class SourceEntry(BaseModel):
    """A citation; `verified`: P the official text was read, S a secondary source quotes it, K neither."""

    label: str
    url: str | None
    limit: str | None
    verified: Literal["P", "S", "K"]


class CheckPage(CheckEntry):
    """A check with its page, as Markdown, and what it cites."""

    page: str
    sources: list[SourceEntry]
