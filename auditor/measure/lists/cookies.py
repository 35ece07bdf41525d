"""The Open Cookie Database as a weaker second source after our own table.

It files trackers under "Functional" now and then, and many of its names are used by others as well. So it never makes
anything exempt, and a name alone says nothing: a row counts only for the vendor's own domain, and then it is likely.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from auditor.domain.checks import Confidence
from auditor.measure.domains import registrable_domain
from auditor.measure.knowledge import DAY, Known
from auditor.measure.lists.sources import ListUnreadable

COLUMNS = {
    "category": "category",
    "name": "cookie / data key name",
    "domain": "domain",
    "platform": "platform",
    "wildcard": "wildcard match",
}
PURPOSES = {"marketing": "advertising", "analytics": "analytics"}  # the other categories are not believed
MAX_ROWS = 50_000  # it had 2,264 in 2026; our choice
MAX_FIELD = 20_000  # characters; our choice
LEAST_PREFIX = 3  # letters of a name that ends in something changing; our choice
LEAST_DAYS = 1.0  # as in our own table
_DOMAIN = re.compile(r"[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9][a-z0-9-]{0,62}){1,5}")
_COPIES = re.compile(r" \[x\d+\]$")


@dataclass(frozen=True, slots=True)
class Row:
    """One cookie of one vendor; `prefix` where the name goes on with something that changes."""

    name: str
    prefix: bool
    platform: str
    purpose: str

    def fits(self, name: str) -> bool:
        """Whether a cookie is called so."""
        return name.startswith(self.name) if self.prefix else name == self.name


@dataclass(frozen=True, slots=True)
class CookieList:
    """Rows of marketing and analytics by the vendor's registrable domain."""

    rows: Mapping[str, tuple[Row, ...]]

    def known(self, name: str, domain: str, lifetime_s: float | None, *, identifies: bool) -> Known | None:
        """What the list says of a cookie at that domain, at most likely; None where name or domain do not fit."""
        if not identifies or (lifetime_s or 0.0) < LEAST_DAYS * DAY:
            return None
        row = next((r for r in self.rows.get(registrable_domain(domain), ()) if r.fits(name)), None)
        return Known(row.platform, row.purpose, exempt=False, confidence=Confidence.LIKELY) if row else None


NO_COOKIES = CookieList(MappingProxyType({}))


def cookie_list(text: str, fewest: int) -> CookieList:
    """The database from its CSV; raises `ListUnreadable`."""
    if "\0" in text:
        raise ListUnreadable("it is not text")
    found: dict[str, dict[Row, None]] = {}
    for record in _records(text):
        for domain, row in _rows(record):
            found.setdefault(domain, {})[row] = None
    if sum(map(len, found.values())) < fewest:
        raise ListUnreadable(f"fewer than {fewest} of its rows could be used")
    return CookieList(MappingProxyType({domain: tuple(rows) for domain, rows in found.items()}))


def _records(text: str) -> Iterator[dict[str, str]]:
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    try:
        places = _places(next(reader, []))
        for number, cells in enumerate(reader):
            if number >= MAX_ROWS:
                raise ListUnreadable(f"it has more than {MAX_ROWS} rows")
            if max(places.values()) < len(cells) and max(map(len, cells)) <= MAX_FIELD:
                yield {key: cells[place].strip() for key, place in places.items()}
    except csv.Error as error:
        raise ListUnreadable(f"it is no CSV: {error}") from error


def _places(header: Sequence[str]) -> dict[str, int]:
    """Where each column stands; the columns are found by their names, not by their order."""
    names = [h.strip().lower() for h in header]
    lacking = [column for column in COLUMNS.values() if column not in names]
    if lacking:
        raise ListUnreadable(f"it has no column {lacking[0]!r}")
    return {key: names.index(column) for key, column in COLUMNS.items()}


def _rows(record: Mapping[str, str]) -> Iterator[tuple[str, Row]]:
    purpose = PURPOSES.get(record["category"].lower())
    named = _named(record["name"], wildcard=record["wildcard"] == "1")
    if purpose is None or named is None:
        return
    platform = "".join(c for c in record["platform"] if c.isprintable())[:80]
    for domain in set(_DOMAIN.findall(record["domain"].lower())):
        yield registrable_domain(domain), Row(*named, platform, purpose)


def _named(text: str, *, wildcard: bool) -> tuple[str, bool] | None:
    """The name, and whether it goes on; None where too little of it is left."""
    name = _COPIES.sub("", text)
    start = re.split(r"[<#*\[{]", name, maxsplit=1)[0]
    prefix = wildcard or start != name
    least = LEAST_PREFIX if prefix else 1
    return (start, prefix) if len(start) >= least and not start.isspace() else None
