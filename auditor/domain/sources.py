"""Laws, guidelines and decisions that checks cite, from `data/sources.toml`, with how far each was verified."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from auditor.domain.errors import UnknownName
from auditor.domain.wording import Text, say


class Mark(StrEnum):
    """How far something was verified: the official text was read, a secondary source quotes it, or neither."""

    PRIMARY = "P"
    SECONDARY = "S"
    KNOWLEDGE = "K"


class SourceKind(StrEnum):
    """What binds how strongly."""

    LAW = "law"
    COURT = "court"
    DECISION = "decision"
    GUIDELINE = "guideline"
    STANDARD = "standard"


@dataclass(frozen=True, slots=True)
class Source:
    """One citation.

    `place` is whose law or authority it is: `eu` or a country. `reference` is a number, article or paragraph, with a
    mark of its own. `about` says what matters to a check, `limit` what the source does not decide. A decision has its
    date, an amount in euro where one was imposed, its status, and `meaning`, what it means for a check.
    """

    id: str
    kind: SourceKind
    place: str
    name: str
    mark: Mark
    reference: str | None = None
    reference_mark: Mark = Mark.KNOWLEDGE
    about: str | None = None
    url: str | None = None
    limit: str | None = None
    dated: date | None = None
    amount_eur: int | None = None
    status: str | None = None
    meaning: str | None = None

    @property
    def label(self) -> Text:
        """The citation in one line; a reference that nobody re-read is left out."""
        return _label(self)


class Day(date):
    """A date that reads in English by itself, such as `14 November 2024`; reports put it in their own language."""

    @classmethod
    def of(cls, day: date) -> "Day":
        """The same day."""
        return cls(day.year, day.month, day.day)

    def __format__(self, spec: str) -> str:
        """The day in words, or as the specification says."""
        return super().__format__(spec) if spec else f"{self.day} {_MONTHS[self.month - 1]} {self.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@lru_cache(maxsize=512)
def _label(source: Source) -> Text:
    head = Text(source.name, source.name)
    if source.reference and source.reference_mark is not Mark.KNOWLEDGE:
        head = say("{name}, {reference}", name=head, reference=Text(source.reference, source.reference))
    if source.dated:
        head = say("{name} ({date})", name=head, date=Day.of(source.dated))
    return say("{name}: {about}", name=head, about=Text(source.about, source.about)) if source.about else head


@lru_cache(maxsize=1)
def sources() -> Mapping[str, Source]:
    """Every source by its id, in the order of the file."""
    raw = tomllib.loads(files("auditor.domain").joinpath("data/sources.toml").read_text(encoding="utf-8"))
    return MappingProxyType({name: _source(name, entry) for name, entry in raw.items()})


def _source(name: str, entry: dict[str, Any]) -> Source:
    told = {
        **entry,
        "kind": SourceKind(entry["kind"]),
        "mark": Mark(entry["mark"]),
        "reference_mark": Mark(entry.get("reference_mark", "K")),
    }
    return Source(id=name, **told)


def cited(*names: str) -> tuple[Source, ...]:
    """The sources with these ids; raises `UnknownName`."""
    unknown = [name for name in names if name not in sources()]
    if unknown:
        raise UnknownName(f"there is no source {unknown[0]} in data/sources.toml")
    return tuple(sources()[name] for name in names)
