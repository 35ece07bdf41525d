"""Declarations for checks: one line makes a believable row."""

from dataclasses import replace

from auditor.domain.declarations import Category, Declarations, Declared
from auditor.domain.tables import Place, Table, Tables
from tests.evidence.builders import DAY, URL


def declared(name: str = "_ga", category: Category | None = Category.MEASUREMENT, **fields: object) -> Declared:
    """A row of the settings for a cookie of Google Analytics that lives 400 days."""
    return replace(Declared(Place.SETTINGS, name, "Google", (), category, 400 * DAY), **fields)  # type: ignore[arg-type]  # fields by name


def declarations(*rows: Declared, gaps: tuple[str, ...] = (), mentioned: frozenset[str] = frozenset()) -> Declarations:
    """Everything that a site declares, read in full unless gaps are given."""
    return Declarations(rows, gaps, mentioned)


def table(*rows: tuple[str, ...], header: tuple[str, ...] = (), **fields: object) -> Table:
    """A table of the policy."""
    return replace(Table(Place.POLICY, (), header, rows, URL), **fields)  # type: ignore[arg-type]  # fields by name


def tables(*found: Table, gaps: tuple[str, ...] = ()) -> Tables:
    """The tables of one place."""
    return Tables(found, complete=not gaps, gaps=gaps)
