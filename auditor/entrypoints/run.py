"""Auditing a list of targets: joins settings, browser, database, pipeline, reports and progress."""

import asyncio
import os
import shutil
import sys
import tempfile
import time
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import structlog
from playwright.async_api import async_playwright
from sqlalchemy import Engine

from auditor.capture.browser import BrowserOptions, find_browser
from auditor.capture.visit import Visitor
from auditor.domain.checks import Severity
from auditor.domain.errors import AuditorError
from auditor.domain.plan import AuditOptions
from auditor.domain.results import AuditResult, AuditStatus
from auditor.entrypoints.lists import list_folder, warnings
from auditor.entrypoints.progress import Progress
from auditor.entrypoints.reports import write_reports
from auditor.evaluation.conclude import AuditFacts, failed_audit
from auditor.pipeline import Audited, Tools, audit
from auditor.reporting.document import document, to_json
from auditor.reporting.languages import ENGLISH
from auditor.settings import Settings
from auditor.store.artifact_files import ArtifactFiles
from auditor.store.audits import close_interrupted
from auditor.store.database import open_database, parse_database, upgrade
from auditor.store.lists import ListFolder, open_lists
from checks.catalogue import CATALOGUE

OK, FINDINGS, USAGE, UNAUDITED = 0, 1, 2, 3
log = structlog.get_logger()
DRIVER_OPTIONS = "--max-semi-space-size=2"  # MiB; Playwright's driver would take several times as much


@dataclass(frozen=True, slots=True)
class RunOptions:
    """Everything `auditor run` was asked for; `fail_on` None is never."""

    audit: AuditOptions
    browser: BrowserOptions
    output: Path
    formats: tuple[str, ...]
    language: str = ENGLISH
    json_lines: bool = False
    fail_on: Severity | None = Severity.SERIOUS
    concurrency: int = 0
    database: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where results are kept."""

    engine: Engine
    files: ArtifactFiles
    lists: ListFolder


def open_place(settings: Settings, database: str | None = None) -> Place:
    """The database, at the newest schema, and the artifacts: beside a SQLite file, else in the data folder."""
    url = parse_database(database or settings.database_url)
    engine = open_database(url)
    upgrade(engine)
    close_interrupted(engine)
    beside = Path(url.database).parent / "artifacts" if url.get_backend_name() == "sqlite" and url.database else None
    files = ArtifactFiles(settings.artifacts or beside or settings.data / "artifacts")
    return Place(engine, files, list_folder(settings, database))


async def run(targets: Sequence[str], options: RunOptions, settings: Settings, progress: Progress) -> list[AuditResult]:
    """Audit every target; JSON lines go to standard output in the order of the targets."""
    place = await asyncio.to_thread(open_place, settings, options.database)
    opened = await asyncio.to_thread(open_lists, place.lists)
    for warning in warnings(opened.damaged):
        progress.say(warning)
    cores = os.cpu_count() or 2
    at_once = asyncio.Semaphore(options.concurrency or max(1, cores // 2 + 1))
    async with _visitor(options.browser) as visitor:
        tools = Tools(place.engine, place.files, CATALOGUE, visitor, asyncio.Semaphore(cores), opened.lists)

        async def one(target: str) -> AuditResult:
            async with at_once:
                audited = await _guarded(target, options, tools, progress)
                progress.end(target, audited.result)
                folder = await asyncio.to_thread(
                    write_reports, audited, options.output, options.formats, place.files, options.language
                )
                progress.say(f"  report: {folder}")
                return audited.result

        tasks = [asyncio.create_task(one(target)) for target in targets]
        try:
            return [_told(await task, options) for task in tasks]
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            place.engine.dispose()


def _told(result: AuditResult, options: RunOptions) -> AuditResult:
    if options.json_lines:
        sys.stdout.write(to_json(document(result)) + "\n")
        sys.stdout.flush()
    return result


async def _guarded(target: str, options: RunOptions, tools: Tools, progress: Progress) -> Audited:
    """One audit whose failure never takes the others with it."""
    started = time.time()
    try:
        return await audit(target, options.audit, tools, progress.begin(target))
    except Exception as error:  # the loop over targets: what went wrong is told, and the next one is audited
        log.exception("audit failed", target=target[:200])
        told = AuditorError(f"the auditor itself failed ({type(error).__name__}); please report it")
        facts = AuditFacts(str(uuid.uuid4()), target, options.audit.profile, started, time.time())
        return Audited(failed_audit(facts, told, tools.checks, tools.lists), ())


@asynccontextmanager
async def _visitor(options: BrowserOptions) -> AsyncIterator[Visitor | AuditorError]:
    """A browser to visit with, or the error that every target will be told."""
    scratch = Path(tempfile.mkdtemp(prefix=f"auditor-{os.getpid()}-"))
    clear_scratch(scratch.parent)
    os.environ.setdefault("NODE_OPTIONS", DRIVER_OPTIONS)
    try:
        async with async_playwright() as playwright:
            try:
                browser = await asyncio.to_thread(find_browser, options, playwright.chromium.executable_path)
            except AuditorError as error:
                yield error
                return
            yield Visitor(playwright, browser, options, scratch)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def clear_scratch(folder: Path) -> None:
    """Remove what killed runs left: folders named after processes that are gone."""
    for left in folder.glob("auditor-[0-9]*-*"):
        number = left.name.split("-")[1]
        if number.isdigit() and not psutil.pid_exists(int(number)):
            shutil.rmtree(left, ignore_errors=True)


def exit_code(results: Sequence[AuditResult], fail_on: Severity | None) -> int:
    """0, 1 or 3 as the contract says; 3 wins over 1."""
    if any(r.status is AuditStatus.FAILED for r in results):
        return UNAUDITED
    return FINDINGS if any(r.failing(fail_on) for r in results) else OK
