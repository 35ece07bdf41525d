"""Opening the database, on SQLite or PostgreSQL, and bringing it to the newest schema."""

from importlib.resources import files
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from auditor.domain.errors import AuditorError

PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=30000", "foreign_keys=ON")  # FACTS 10


class DatabaseRefused(AuditorError):
    """The database address is not one for SQLite or PostgreSQL."""

    code = "database-refused"


def parse_database(text: str) -> URL:
    """A SQLAlchemy URL for SQLite or PostgreSQL; raises `DatabaseRefused`."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise DatabaseRefused("not a database address: give one like sqlite:///auditor.db") from error
    backend = url.get_backend_name()
    if backend not in {"sqlite", "postgresql"}:
        raise DatabaseRefused(f"databases of kind {backend[:30]} are not supported: use SQLite or PostgreSQL")
    return url.set(drivername="postgresql+psycopg") if backend == "postgresql" else url


def open_database(url: URL) -> Engine:
    """An engine; a SQLite file's folder is made when it is missing."""
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        Path(url.database).expanduser().parent.mkdir(parents=True, exist_ok=True)
    try:
        engine = create_engine(url, pool_pre_ping=True)
    except (NoSuchModuleError, ArgumentError) as error:
        raise DatabaseRefused(str(error)) from error
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
    return engine


def _set_pragmas(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def migrations() -> Config:
    """Alembic's configuration for the migrations of this release."""
    config = Config()
    config.set_main_option("script_location", str(files("migrations")))
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema to a revision, by default the newest."""
    with engine.begin() as connection:
        config = migrations()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the schema back to a revision; `base` empties it."""
    with engine.begin() as connection:
        config = migrations()
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
