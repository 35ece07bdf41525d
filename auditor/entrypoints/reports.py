"""Writing an audit's reports into its folder."""

import re
from pathlib import Path

from auditor.domain.journeys import Journey
from auditor.measure.domains import host_of
from auditor.pipeline import Audited
from auditor.reporting.document import document, to_json
from auditor.reporting.exhibits import exhibits
from auditor.reporting.html import render_html
from auditor.reporting.languages import ENGLISH
from auditor.reporting.pictures import pictures
from auditor.store.artifact_files import ArtifactFiles
from auditor.store.sealing import write_bundle

FORMATS = ("html", "json")


def write_reports(
    audited: Audited, output: Path, formats: tuple[str, ...], files: ArtifactFiles, language: str = ENGLISH
) -> Path:
    """Write the formats asked for, and the evidence; returns the folder, or the report in it.

    The report is in the language with that tag; the result document is for programs, and always in English.
    """
    result = audited.result
    folder = output / f"{_safe(host_of(result.final_url or result.url))}-{_safe(result.audit_id)}"
    folder.mkdir(parents=True, exist_ok=True)
    if result.manifest_sha256:
        write_bundle(result.manifest_sha256, files, folder / "evidence.zip")
    if "json" in formats:
        (folder / "result.json").write_text(to_json(document(result), indent=2) + "\n", encoding="utf-8")
    if "html" in formats:
        withdrawing = next((r for r in audited.records if r.journey is Journey.WITHDRAW), None)
        shown = exhibits(withdrawing, result)
        report = render_html(result, pictures(audited.records, result), shown, language)
        (folder / "report.html").write_text(report, encoding="utf-8")
        return folder / "report.html"
    return folder


def _safe(name: str) -> str:
    """A host or id as a file name on every system."""
    return re.sub(r"[^A-Za-z0-9.-]", "_", name).strip(".")[:100] or "unknown"
