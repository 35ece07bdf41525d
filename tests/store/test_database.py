"""Migrations run up and down on both databases and equal the models."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from auditor.store.database import DatabaseRefused, downgrade, parse_database, upgrade
from auditor.store.models import Base


def test_migrations_equal_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrations_go_down_and_up_again(engine: Engine) -> None:
    downgrade(engine, "base")
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    upgrade(engine)
    assert {"audits", "results", "findings"} <= set(inspect(engine).get_table_names())


def test_sqlite_keeps_foreign_keys_and_a_write_ahead_log(sqlite: Engine) -> None:
    with sqlite.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"


@pytest.mark.parametrize("address", ["mysql://x/y", "nonsense", "oracle://x", ""])
def test_other_databases_are_refused(address: str) -> None:
    with pytest.raises(DatabaseRefused):
        parse_database(address)


def test_postgresql_is_driven_by_psycopg() -> None:
    assert parse_database("postgresql://u@h/d").drivername == "postgresql+psycopg"
