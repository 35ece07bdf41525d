"""Which public lists there are, from `data/lists.toml`."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from auditor.domain.errors import AuditorError, UnknownName

MIB = 1024 * 1024


class ListUnreadable(AuditorError):
    """This is not the list that was expected."""

    code = "list-unreadable"


class ListFormat(StrEnum):
    """How a list is written."""

    FILTER_RULES = "filter-rules"
    COOKIE_CSV = "cookie-csv"
    VENDOR_JSON = "vendor-json"
    DOMAINS = "domains"


@dataclass(frozen=True, slots=True)
class ListSource:
    """One public list; `file` is its name in a mirror and in the data folder, `fewest` the entries it must have."""

    id: str
    name: str
    about: str
    url: str
    file: str
    format: ListFormat
    licence: str
    max_bytes: int
    fewest: int


@lru_cache(maxsize=1)
def list_sources() -> tuple[ListSource, ...]:
    """The lists of this release."""
    raw = tomllib.loads(files("auditor.measure").joinpath("data/lists.toml").read_text(encoding="utf-8"))
    return tuple(
        ListSource(
            id=key,
            name=row["name"],
            about=row["about"],
            url=row["url"],
            file=row["file"],
            format=ListFormat(row["format"]),
            licence=row["licence"],
            max_bytes=row["max_mb"] * MIB,
            fewest=row["fewest"],
        )
        for key, row in raw.items()
    )


def list_source(name: str) -> ListSource:
    """The list with that id; raises `UnknownName`."""
    found = next((s for s in list_sources() if s.id == name), None)
    if found is None:
        raise UnknownName(f"there is no list {name[:60]!r}: lists are {', '.join(s.id for s in list_sources())}")
    return found
