"""Sealed evidence is read anew, under its own rules or under another jurisdiction's."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from sqlalchemy import create_engine, text
from typer.testing import CliRunner

from auditor.domain.profile import Jurisdiction, Profile
from auditor.entrypoints.cli import app
from auditor.entrypoints.run import open_place
from auditor.evaluation.conclude import AuditFacts, conclude
from auditor.reporting.document import document
from auditor.settings import Settings
from auditor.store import audits
from auditor.store.sealing import AuditHeader, seal
from checks.catalogue import CATALOGUE
from tests.evidence.builders import NOW, URL
from tests.unit.reporting.whole_audit import audit

AUSTRIAN = Profile(Jurisdiction.AT)


@pytest.fixture(autouse=True)
def _own_logging() -> Iterator[None]:
    yield
    structlog.reset_defaults()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An Austrian audit named a1, sealed and stored."""
    monkeypatch.setenv("AUDITOR_BROWSER", "/nowhere")
    place = open_place(Settings(), f"sqlite:///{tmp_path / 'a.db'}")
    records = audit()
    manifest = seal(AuditHeader("a1", URL, AUSTRIAN, NOW, NOW + 600, "0", "1"), records, place.files)
    audits.begin(place.engine, "a1", URL, AUSTRIAN, NOW)
    result = conclude(AuditFacts("a1", URL, AUSTRIAN, NOW, NOW + 600, manifest), records, CATALOGUE)
    audits.save(place.engine, result, document(result))
    place.engine.dispose()
    return tmp_path


def reread(folder: Path, *options: str) -> dict[str, object]:
    """The document of the audit, read again with these options."""
    places = ["--database", f"sqlite:///{folder / 'a.db'}", "--output", str(folder / "out")]
    done = CliRunner().invoke(app, ["reevaluate", "a1", "--json", "--format", "json", *places, *options])
    assert done.exit_code == 0, done.output
    told: dict[str, object] = json.loads(done.stdout)
    return told


def jurisdiction_of(told: dict[str, object]) -> object:
    profile = told["profile"]
    assert isinstance(profile, dict)
    return profile["jurisdiction"]


def outcome_of(told: dict[str, object], check: str) -> object:
    results = told["results"]
    assert isinstance(results, list)
    return next(r["outcome"] for r in results if r["check"] == check)


def stored(folder: Path) -> tuple[object, object]:
    """The jurisdiction in the row, and that in the document beside it."""
    engine = create_engine(f"sqlite:///{folder / 'a.db'}")
    with engine.connect() as connection:
        row, told = connection.execute(text("SELECT jurisdiction, document FROM audits")).one()
    engine.dispose()
    return row, jurisdiction_of(json.loads(told))


def test_without_an_option_the_audit_keeps_its_own_rules(folder: Path) -> None:
    assert jurisdiction_of(reread(folder)) == "at"
    assert stored(folder) == ("at", "at")


def test_the_same_evidence_is_read_under_other_rules(folder: Path) -> None:
    own, other = reread(folder), reread(folder, "--jurisdiction", "it")
    assert outcome_of(own, "italian-x-missing") == "inapplicable"
    assert outcome_of(other, "italian-x-missing") != "inapplicable"
    assert (own["evidence"], own["target"]) == (other["evidence"], other["target"])


def test_reports_and_rows_follow_and_the_evidence_keeps_its_own(folder: Path) -> None:
    reread(folder, "--jurisdiction", "it")
    assert stored(folder) == ("it", "it")
    report = next((folder / "out").glob("*/result.json"))
    assert jurisdiction_of(json.loads(report.read_text(encoding="utf-8"))) == "it"
    assert jurisdiction_of(reread(folder)) == "at"


def test_an_unknown_jurisdiction_is_refused(folder: Path) -> None:
    done = CliRunner().invoke(app, ["reevaluate", "a1", "--jurisdiction", "atlantis"], env={"COLUMNS": "200"})
    assert (done.exit_code, "--jurisdiction" in done.output) == (2, True)
    assert stored(folder) == ("at", "at")
