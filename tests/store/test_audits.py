"""Audits are written and asked for, on both databases."""

import os

import pytest
from sqlalchemy import Engine, text

from auditor.domain.errors import SiteUnreachable, UnknownAudit
from auditor.domain.profile import Profile
from auditor.domain.results import AuditResult, AuditStatus
from auditor.evaluation.conclude import AuditFacts, failed_audit
from auditor.reporting.document import document
from auditor.store import audits
from checks.catalogue import CATALOGUE


def failed(audit_id: str) -> AuditResult:
    facts = AuditFacts(audit_id, "https://example.org/", Profile(), 100.0, 101.0)
    return failed_audit(facts, SiteUnreachable(), CATALOGUE)


def begin(engine: Engine, audit_id: str, at: float = 100.0) -> None:
    audits.begin(engine, audit_id, "https://example.org/", Profile(), at)


def test_a_running_audit_has_no_document_yet(engine: Engine) -> None:
    begin(engine, "a")
    assert audits.get_document(engine, "a") is None
    assert audits.get_summary(engine, "a").status is AuditStatus.RUNNING
    with pytest.raises(UnknownAudit, match="no sealed evidence"):
        audits.get_manifest(engine, "a")


def test_a_result_is_kept_and_replaces_an_earlier_one(engine: Engine) -> None:
    begin(engine, "a")
    for _ in range(2):
        audits.save(engine, failed("a"), document(failed("a")))
    told = audits.get_document(engine, "a")
    assert told is not None
    assert told["status"] == "failed"
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM results")).scalar() == len(CATALOGUE)


def test_unknown_audits_are_told(engine: Engine) -> None:
    for ask in (audits.get_document, audits.get_summary, audits.get_manifest):
        with pytest.raises(UnknownAudit):
            ask(engine, "nobody")
    with pytest.raises(UnknownAudit):
        audits.save(engine, failed("nobody"), {})


def test_pages_are_newest_first_and_go_on_where_the_last_ended(engine: Engine) -> None:
    for number in range(5):
        begin(engine, f"a{number}", 100.0 + number // 2)
    first = audits.list_audits(engine, limit=2)
    rest = audits.list_audits(engine, before=first[-1].audit_id)
    assert [a.audit_id for a in (*first, *rest)] == ["a4", "a3", "a2", "a1", "a0"]
    assert first[0].created_at.tzinfo is not None


def test_only_audits_of_processes_that_are_gone_are_closed(engine: Engine) -> None:
    begin(engine, "mine")
    begin(engine, "gone")
    begin(engine, "elsewhere")
    host = audits.owner().split(":")[0]
    with engine.begin() as connection:
        update = text("UPDATE audits SET owner = :owner WHERE id = :id")
        connection.execute(update, {"owner": f"{host}:{os.getpid()}:1.00", "id": "gone"})
        connection.execute(update, {"owner": "another-machine:1:1.00", "id": "elsewhere"})
    assert audits.close_interrupted(engine) == 1
    assert audits.get_summary(engine, "gone").status is AuditStatus.FAILED
    assert audits.get_summary(engine, "mine").status is AuditStatus.RUNNING
    assert audits.get_summary(engine, "elsewhere").status is AuditStatus.RUNNING
