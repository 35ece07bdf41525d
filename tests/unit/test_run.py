"""The loop over targets."""

import asyncio
import json
import os
from pathlib import Path

import pytest
from rich.console import Console

from auditor.capture.browser import BrowserOptions
from auditor.domain.checks import Severity
from auditor.domain.plan import AuditOptions
from auditor.domain.results import AuditResult, AuditStatus
from auditor.entrypoints import run as module
from auditor.entrypoints.progress import Progress, plain
from auditor.entrypoints.run import RunOptions, clear_scratch, exit_code, run
from auditor.settings import Settings


def walked(folder: Path, *targets: str) -> list[AuditResult]:
    options = RunOptions(
        AuditOptions(),
        BrowserOptions(folder / "none"),
        folder / "out",
        ("json",),
        database=f"sqlite:///{folder / 'a.db'}",
    )
    with Progress(Console(quiet=True), quiet=True) as progress:
        return asyncio.run(run(targets, options, Settings(data=folder), progress))


def test_a_fault_of_our_own_takes_no_other_audit_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = module.audit

    async def faulty(text: str, *rest: object) -> object:
        if "first" in text:
            raise ZeroDivisionError
        return await real(text, *rest)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(module, "audit", faulty)
    first, second = walked(tmp_path, "https://first.example/", "https://second.example/")
    assert first.failure is not None
    assert second.failure is not None
    assert (first.failure.code, second.failure.code) == ("auditor-error", "browser-missing")
    assert exit_code([first, second], Severity.CRITICAL) == 3
    told = [json.loads(p.read_text(encoding="utf-8")) for p in (tmp_path / "out").glob("*/result.json")]
    assert {r["outcome"] for d in told for r in d["results"]} == {"untested"}
    assert first.status is AuditStatus.FAILED


def test_folders_of_killed_runs_are_cleared_and_others_left(tmp_path: Path) -> None:
    for name in ("auditor-999999999-x", f"auditor-{os.getpid()}-x", "auditor-notes"):
        (tmp_path / name).mkdir()
    clear_scratch(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([f"auditor-{os.getpid()}-x", "auditor-notes"])


def test_control_characters_never_reach_the_terminal() -> None:
    assert plain("a\x1b[2Jb\n") == "a\ufffd[2Jb\ufffd"
