"""How Alembic runs the migrations: on a given connection, or on the database of the settings."""

from alembic import context
from sqlalchemy import Connection

from auditor.settings import Settings
from auditor.store.database import open_database, parse_database
from auditor.store.models import Base


def ours(name: str | None, kind: str, _parents: object) -> bool:
    """Leave alone what other programs keep in the same database."""
    return kind != "table" or name in Base.metadata.tables


def run(connection: Connection) -> None:
    """Run the migrations; batches let SQLite change tables."""
    context.configure(
        connection=connection, target_metadata=Base.metadata, render_as_batch=True, include_name=ours, compare_type=True
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with open_database(parse_database(Settings().database_url)).begin() as opened:
        run(opened)
