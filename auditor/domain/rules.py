"""Jurisdiction profiles: which rules a result is read under, from `data/jurisdictions/*.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from auditor.domain.checks import Severity
from auditor.domain.limits import COMMON_EXEMPTIONS, Limits
from auditor.domain.profile import Jurisdiction
from auditor.domain.sources import Day, Source, cited
from auditor.domain.wording import Text


class Answer(StrEnum):
    """What a jurisdiction makes of the bad state: it fails, a person judges it, or it is not asked."""

    FAIL = "fail"
    REVIEW = "review"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one jurisdiction makes of one check; `sources` come before the check's own."""

    answer: Answer = Answer.FAIL
    severity: Severity | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """One profile. `reviewer` is the lawyer who confirmed it, None while nobody did; `law` is False for a proposal."""

    id: Jurisdiction
    name: str
    sources: tuple[Source, ...]
    dated: Day
    reviewer: str | None
    law: bool
    limits: Limits
    rulings: Mapping[str, Ruling]

    @property
    def title(self) -> Text:
        """The name, to be said in any language."""
        return Text(self.name, self.name)

    def ruling(self, check_id: str) -> Ruling:
        """What these rules make of a check; the common answer where they say nothing of it."""
        return self.rulings.get(check_id, _COMMON)


_COMMON = Ruling()


@cache
def rules(jurisdiction: Jurisdiction) -> Rules:
    """The profile of a jurisdiction: what its own file says, and else what the EU's says."""
    own = _read(jurisdiction)
    common = _read(Jurisdiction.EU)
    checks = {**common.get("checks", {}), **own.get("checks", {})}
    return Rules(
        id=jurisdiction,
        name=own["name"],
        sources=cited(*own["sources"]),
        dated=Day.of(own["dated"]),
        reviewer=own.get("reviewer") or None,
        law=own.get("law", True),
        limits=_limits({**common.get("limits", {}), **own.get("limits", {})}),
        rulings=MappingProxyType({name: _ruling(entry) for name, entry in checks.items()}),
    )


def _read(jurisdiction: Jurisdiction) -> dict[str, Any]:
    name = f"data/jurisdictions/{jurisdiction.value}.toml"
    return tomllib.loads(files("auditor.domain").joinpath(name).read_text(encoding="utf-8"))


def _limits(raw: dict[str, Any]) -> Limits:
    also = frozenset(raw.pop("also_exempt", ()))
    never = frozenset(raw.pop("not_exempt", ()))
    return Limits(exempt=(COMMON_EXEMPTIONS | also) - never, **raw)


def _ruling(entry: dict[str, Any]) -> Ruling:
    severity = entry.get("severity")
    return Ruling(
        Answer(entry.get("answer", "fail")), Severity(severity) if severity else None, cited(*entry.get("sources", ()))
    )
