"""The compact table of known cookies, storage keys, consent records and tracker hosts."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from auditor.domain.checks import Confidence
from auditor.domain.recording import Party
from auditor.measure.domains import registrable_domain

DAY = 86400.0
VENDORS = ("advertising", "analytics", "services")  # the files of the table, in the order they are asked


@dataclass(frozen=True, slots=True)
class Known:
    """A table entry that fits; `purpose` is advertising, analytics, session, security and the like.

    `audience` when the tool can be configured so that some countries exempt it. Confidence is review where a person
    has to judge whether such an item needs consent. `usual_days` and `source` are told and decide nothing.
    """

    owner: str | None
    purpose: str
    exempt: bool
    confidence: Confidence
    audience: bool = False
    usual_days: float | None = field(default=None, compare=False)
    source: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kinds: tuple[str, ...]
    party: str
    min_days: float
    hosts: tuple[str, ...]
    only_there: bool
    usual_days: float | None
    owner: str
    purpose: str
    source: str
    audience: bool
    contested: bool

    def fits(self, kind: str, name: str, home: str, party: Party, days: float) -> bool:
        """Whether name, kind, party, lifetime and, for a name that many use, the host are this entry's."""
        if kind not in self.kinds or self.party not in {"any", party.value}:
            return False
        if (kind == "cookie" and days < self.min_days) or (self.only_there and home not in self.hosts):
            return False
        return _pattern(self.name).search(name) is not None

    def known(self, home: str) -> Known:
        """What it tells of an item of that domain; its owner is named only at home."""
        at_home = not self.hosts or home in self.hosts
        certainty = Confidence.CONFIRMED if at_home else Confidence.LIKELY
        return Known(
            owner=self.owner if at_home else None,
            purpose=self.purpose,
            exempt=False,
            confidence=Confidence.REVIEW if self.contested else certainty,
            audience=self.audience,
            usual_days=self.usual_days,
            source=self.source,
        )


@dataclass(frozen=True, slots=True)
class _Exempt:
    name: re.Pattern[str]
    purpose: str
    max_days: float


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The whole table; `trackers` are domains with their owners."""

    version: str
    entries: tuple[_Entry, ...]
    exemptions: tuple[_Exempt, ...]
    records: tuple[re.Pattern[str], ...]
    trackers: Mapping[str, str]


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """The table of this release."""
    raw = _read("knowledge.toml")
    return Knowledge(
        version=raw["version"],
        entries=tuple(e for name in VENDORS for v in _read(f"knowledge/{name}.toml")["vendor"] for e in _entries(v)),
        exemptions=tuple(
            _Exempt(re.compile(e["name"], re.IGNORECASE), e["purpose"], float(e["max_days"])) for e in raw["exempt"]
        ),
        records=tuple(re.compile(e["name"], re.IGNORECASE) for e in raw["record"]),
        trackers=MappingProxyType(
            {host: o["owner"] for o in _read("knowledge/trackers.toml")["owners"] for host in o["hosts"]}
        ),
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("auditor.measure").joinpath(f"data/{name}").read_text(encoding="utf-8"))


def _entries(vendor: Mapping[str, Any]) -> Iterator[_Entry]:
    for item in vendor["items"]:
        yield _Entry(
            name=item["name"],
            kinds=tuple(item.get("kinds", ("cookie",))),
            party=item.get("party", "first"),
            min_days=float(item.get("min_days", 1)),
            hosts=tuple(item.get("hosts", ())),
            only_there=item.get("only_there", False),
            usual_days=item.get("usual_days"),
            owner=vendor["owner"],
            purpose=vendor["purpose"],
            source=vendor["source"],
            audience=vendor.get("audience", False),
            contested=vendor.get("contested", False),
        )


@lru_cache(maxsize=1)
def _any_name() -> re.Pattern[str]:
    """All names at once: most items of a page are in no table, and one look tells."""
    return re.compile("|".join(f"(?:{entry.name})" for entry in knowledge().entries))


@lru_cache(maxsize=1024)
def _pattern(name: str) -> re.Pattern[str]:
    """The expression, made when it is first asked: most audits need few of them."""
    return re.compile(name)


def above(host: str) -> Iterator[str]:
    """The host and every domain above it, nearest first."""
    labels = host.strip(".").lower().split(".")
    return (".".join(labels[start:]) for start in range(len(labels)))


def tracker_host(host: str) -> bool:
    """Whether the host belongs to a well-known advertising or analytics service."""
    return host_owner(host) is not None


@lru_cache(maxsize=4096)
def host_owner(host: str) -> str | None:
    """Who runs a well-known advertising or analytics host, None for any other host."""
    trackers = knowledge().trackers
    return next((trackers[domain] for domain in above(host) if domain in trackers), None)


def record_name(name: str) -> bool:
    """Whether a name is that of a consent record."""
    return any(p.search(name) for p in knowledge().records)


def known_item(
    kind: str, name: str, domain: str, party: Party, lifetime_s: float | None, *, identifies: bool
) -> Known | None:
    """The entry that fits name, kind, party, lifetime and shape of the value, or None."""
    days, home = (lifetime_s or 0.0) / DAY, registrable_domain(domain)
    if identifies and _any_name().match(name):
        for entry in knowledge().entries:
            if entry.fits(kind, name, home, party, days):
                return entry.known(home)
    for exemption in knowledge().exemptions:
        if exemption.name.search(name) and party is Party.FIRST and days <= exemption.max_days:
            return Known(None, exemption.purpose, exempt=True, confidence=Confidence.LIKELY)
    return None
