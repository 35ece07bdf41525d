"""The compact table of known cookies, storage keys, consent records and tracker hosts."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from auditor.domain.checks import Confidence
from auditor.domain.recording import Party
from auditor.measure.domains import registrable_domain

DAY = 86400.0


@dataclass(frozen=True, slots=True)
class Known:
    """A table entry that fits; `purpose` is advertising, analytics, session, security and the like.

    `audience` when the tool can be configured so that some countries exempt it.
    """

    owner: str | None
    purpose: str
    exempt: bool
    confidence: Confidence
    audience: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    name: re.Pattern[str]
    kinds: tuple[str, ...]
    party: str
    owner: str
    purpose: str
    min_days: float
    hosts: tuple[str, ...]
    audience: bool


@dataclass(frozen=True, slots=True)
class _Exempt:
    name: re.Pattern[str]
    purpose: str
    max_days: float


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The whole table."""

    version: str
    entries: tuple[_Entry, ...]
    exemptions: tuple[_Exempt, ...]
    records: tuple[re.Pattern[str], ...]
    trackers: tuple[tuple[re.Pattern[str], str], ...]


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """The table of this release."""
    raw = tomllib.loads(files("auditor.measure").joinpath("data/knowledge.toml").read_text(encoding="utf-8"))
    return Knowledge(
        version=raw["version"],
        entries=tuple(
            _Entry(
                re.compile(e["name"]),
                tuple(e["kinds"]),
                e["party"],
                e["owner"],
                e["purpose"],
                float(e["min_days"]),
                tuple(e.get("hosts", ())),
                e.get("audience", False),
            )
            for e in raw["item"]
        ),
        exemptions=tuple(
            _Exempt(re.compile(e["name"], re.IGNORECASE), e["purpose"], float(e["max_days"])) for e in raw["exempt"]
        ),
        records=tuple(re.compile(e["name"], re.IGNORECASE) for e in raw["record"]),
        trackers=tuple((re.compile(e["host"]), e["owner"]) for e in raw["tracker"]),
    )


def tracker_host(host: str) -> bool:
    """Whether the host belongs to a well-known advertising or analytics service."""
    return host_owner(host) is not None


def host_owner(host: str) -> str | None:
    """Who runs a well-known advertising or analytics host, None for any other host."""
    return next((owner for pattern, owner in knowledge().trackers if pattern.search(host)), None)


def record_name(name: str) -> bool:
    """Whether a name is that of a consent record."""
    return any(p.search(name) for p in knowledge().records)


def known_item(
    kind: str, name: str, domain: str, party: Party, lifetime_s: float | None, *, identifies: bool
) -> Known | None:
    """The entry that fits name, kind, party, lifetime and shape of the value, or None."""
    days = (lifetime_s or 0.0) / DAY
    for entry in knowledge().entries:
        if not entry.name.search(name) or kind not in entry.kinds or not identifies:
            continue
        if entry.party not in {"any", party.value} or (kind == "cookie" and days < entry.min_days):
            continue
        at_home = not entry.hosts or registrable_domain(domain) in entry.hosts
        owner = entry.owner if at_home else None
        certainty = Confidence.CONFIRMED if at_home else Confidence.LIKELY
        return Known(owner, entry.purpose, exempt=False, confidence=certainty, audience=entry.audience)
    for exemption in knowledge().exemptions:
        if exemption.name.search(name) and party is Party.FIRST and days <= exemption.max_days:
            return Known(None, exemption.purpose, exempt=True, confidence=Confidence.LIKELY)
    return None
