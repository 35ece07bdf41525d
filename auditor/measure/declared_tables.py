"""Understanding the tables of a declaration in any language: by the words of their headings, else by what they hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from auditor.domain.declarations import Category, Declared
from auditor.domain.tables import Table
from auditor.measure.item_names import fits, looks_named, names_in, only_names
from auditor.measure.lexicon.tables import LIFETIME, NAME, PROVIDER, PURPOSE, category_of, column_of
from auditor.measure.periods import Period, period_of

SHARE = 0.5  # of a column's cells that must be of one kind where its heading tells nothing; our choice
LEAST_LABELS = 2  # known labels that make two columns a list of labels and values; our choice
MOST_TEXT = 400  # characters of a row that are kept; our choice
_DOMAIN = re.compile(r"(?<![\w@.-])\.?((?:[a-z0-9-]{1,63}\.)+[a-z]{2,24})(?![\w-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reader:
    """A table to be understood; `number` is its place in the record, `observed` the names that the visits saw."""

    table: Table
    number: int
    language: str | None
    observed: frozenset[str]

    def observes(self, cell: str) -> bool:
        """Whether a cell holds the name of an item that was seen, and does not just mention it.

        A page laid out in columns is no table of names, though its text may mention some.
        """
        return only_names(cell) and any(fits(name, seen) for name in names_in(cell) for seen in self.observed)

    def category(self, *texts: str) -> Category | None:
        """The category that the first of these texts to name one names."""
        return next((c for text in texts if (c := category_of(text, self.language)) is not None), None)


@dataclass(slots=True)
class _Record:
    """The cells of one declared item, by column, while they are gathered; a column may occur twice."""

    cells: dict[str, list[str]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)

    def add(self, column: str, cell: str) -> None:
        self.cells.setdefault(column, []).append(cell)


def rows_of(reader: Reader) -> list[Declared]:
    """The items that a table declares; none where it is no declaration."""
    table = reader.table
    header, rows = table.header, table.rows
    if not header and rows and sum(column_of(c, reader.language) is not None for c in set(rows[0])) >= LEAST_LABELS:
        header, rows = rows[0], rows[1:]
    if not header and all(len(row) == 2 for row in rows):  # noqa: PLR2004 - label and value
        labels = {column for label, _ in rows if (column := column_of(label, reader.language))}
        if len(labels) >= LEAST_LABELS or (labels and rows[0][0] == "" and _titles(reader, rows)):
            return [d for record in _listed(reader, rows) for d in _declared(reader, record, "")]
    return list(_in_columns(reader, header, rows))


def _titles(reader: Reader, rows: tuple[tuple[str, ...], ...]) -> bool:
    return looks_named(rows[0][1]) or reader.observes(rows[0][1])


def _in_columns(reader: Reader, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Iterator[Declared]:
    columns = _columns(reader, header, rows)
    named = [c for c, column in columns.items() if column == NAME]
    if not named:
        return
    seen = any(reader.observes(row[named[0]]) for row in rows if len(row) > named[0])
    if len(columns) == 1 and not seen:
        return
    section = ""
    for row in rows:
        if len(row) > 1 and len(set(row)) == 1:
            section = row[0]
            continue
        record = _Record(texts=[c for c in row if c])
        for number, column in columns.items():
            if number < len(row) and row[number]:
                record.add(column, row[number])
        heading = next((header[c] for c, column in columns.items() if column == LIFETIME and c < len(header)), "")
        yield from _declared(reader, record, section, heading)


def _columns(reader: Reader, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> dict[int, str]:
    """What each column holds: one of names, and any number of the others."""
    width = max((len(row) for row in rows), default=0)
    told = {n: column for n, h in enumerate(header) if (column := column_of(h, reader.language)) is not None}
    cells = {n: [row[n] for row in rows if n < len(row) and row[n]] for n in range(width)}
    names = [n for n, column in told.items() if column == NAME] or [n for n in range(width) if n not in told]
    hits = {n: sum(reader.observes(cell) for cell in cells.get(n, ())) for n in names}
    best = max(names, key=lambda n: hits[n], default=None)
    by_word = best is not None and told.get(best) == NAME
    columns = {n: column for n, column in told.items() if column != NAME}
    if best is not None and (by_word or hits[best]):
        columns[best] = NAME
    for n in range(width):
        if n not in columns and n not in told and (column := _by_content(reader, cells[n])):
            columns[n] = column
    return columns


def _by_content(reader: Reader, cells: list[str]) -> str | None:
    """What a column without a telling heading holds."""
    if not cells:
        return None
    if sum(period_of(c, reader.language) is not None for c in cells) >= SHARE * len(cells):
        return LIFETIME
    if sum(bool(_DOMAIN.fullmatch(c)) for c in cells) >= SHARE * len(cells):
        return PROVIDER
    return PURPOSE if sum(reader.category(c) is not None for c in cells) >= SHARE * len(cells) else None


def _listed(reader: Reader, rows: tuple[tuple[str, ...], ...]) -> list[_Record]:
    """Labels and values as records; a name that comes again begins another one."""
    records = [_Record()]
    for label, value in rows:
        column = column_of(label, reader.language) if label else None
        if label == "":
            column = NAME if _titles(reader, ((label, value),)) else PURPOSE
        if column == NAME and any(c in records[-1].cells for c in (NAME, LIFETIME)):
            records.append(_Record())
        if column:
            records[-1].add(column, value)
        records[-1].texts.append(f"{label}: {value}" if label else value)
    for record in records:
        if NAME not in record.cells:
            above = next((h for h in reader.table.headings if looks_named(h) or reader.observes(h)), None)
            record.cells |= {NAME: [above]} if above else {}
    return records


def _declared(reader: Reader, record: _Record, section: str, heading: str = "") -> Iterator[Declared]:
    """One row for each name; a cell of several lifetimes for several names gives each its own."""
    names = [n for cell in record.cells.get(NAME, ())[:1] for n in names_in(cell)]
    provider = " ".join(record.cells.get(PROVIDER, ())).replace("\n", " ")
    category = reader.category(*record.cells.get(PURPOSE, ()), section, *reader.table.headings)
    text = " · ".join(record.texts).replace("\n", " ")[:MOST_TEXT]
    domains = tuple(dict.fromkeys(d.lower() for d in _DOMAIN.findall(provider)))
    for number, name in enumerate(names):
        period = _period(reader, record.cells.get(LIFETIME, []), heading, number, len(names))
        yield Declared(
            reader.table.place,
            name,
            provider[:MOST_TEXT],
            domains,
            category,
            period.seconds if period else None,
            session=period is not None and period.session,
            text=text,
            table=reader.number,
        )


def _period(reader: Reader, cells: list[str], heading: str, number: int, names: int) -> Period | None:
    lines = cells[0].split("\n") if cells else []
    said = lines[number] if names > 1 and len(lines) == names else " ".join(lines)
    return period_of(said, reader.language, heading=heading) if said else None
