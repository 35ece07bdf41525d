"""What reading sealed audits under a second jurisdiction costs, beside making them: `python -m tests.bench.reevaluate`.

Audits of the bench's sites are made once, and each is read again under the rules for France until 100 have been read.
"""

import asyncio
import resource
import sys
import tempfile
from pathlib import Path

from playwright.async_api import async_playwright
from sqlalchemy import Engine

from auditor.capture.browser import BrowserOptions, find_browser
from auditor.capture.visit import Visitor
from auditor.domain.plan import AuditOptions
from auditor.domain.profile import Jurisdiction
from auditor.pipeline import Tools, audit, reevaluate
from auditor.store.artifact_files import ArtifactFiles
from auditor.store.database import open_database, parse_database, upgrade
from checks.catalogue import CATALOGUE
from tests.bench.sites import light_site

AUDITS, READINGS = 3, 100


def spent() -> float:
    """Processor seconds of this process and of everything it started that has ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


async def _audited(url: str, folder: Path, files: ArtifactFiles, engine: Engine) -> list[str]:
    ids = []
    async with async_playwright() as playwright:
        choice = BrowserOptions(allow_private=True)
        visitor = Visitor(playwright, find_browser(choice, playwright.chromium.executable_path), choice, folder)
        tools = Tools(engine, files, CATALOGUE, visitor, asyncio.Semaphore(3))
        for _ in range(AUDITS):
            made = await audit(url, AuditOptions(), tools, lambda _planned, _record: None)
            ids.append(made.result.audit_id)
    return ids


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as scratch, light_site() as url:
        folder = Path(scratch)
        engine = open_database(parse_database(f"sqlite:///{folder / 'bench.db'}"))
        upgrade(engine)
        files = ArtifactFiles(folder / "artifacts")
        before = spent()
        ids = asyncio.run(_audited(url, folder, files, engine))
        making = (spent() - before) / AUDITS
        reevaluate(ids[0], engine, files, CATALOGUE, Jurisdiction.FR)  # word lists and tables are read once
        before = spent()
        for number in range(READINGS):
            reevaluate(ids[number % AUDITS], engine, files, CATALOGUE, Jurisdiction.FR)
        reading = (spent() - before) / READINGS
    sys.stdout.write(
        f"making {making:.2f} CPU-s an audit, reading {reading:.3f}: {reading / making:.4f} (bound 0.01)\n"
    )


main()
