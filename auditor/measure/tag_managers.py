"""Requests of tag managers and pings of Google's consent mode, told from their addresses."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

from auditor.domain.recording import Request
from auditor.measure.domains import host_of

MAX_ADDRESS = 8_192  # characters of an address that are looked at; our choice


@dataclass(frozen=True, slots=True)
class TagRequest:
    """One request; `manager` is None for a ping, `modes` are its `gcs` and `gcd` as sent.

    `named_host` when the host itself is the vendor's: a path alone may be a likeness.
    """

    host: str
    manager: str | None
    modes: tuple[tuple[str, str], ...]
    named_host: bool
    request: int


@dataclass(frozen=True, slots=True)
class _Manager:
    name: str
    host: re.Pattern[str] | None
    path: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Table:
    version: str
    managers: tuple[_Manager, ...]
    ping: re.Pattern[str]
    parameter: re.Pattern[str]


@lru_cache(maxsize=1)
def _table() -> _Table:
    raw = tomllib.loads(files("auditor.measure").joinpath("data/tag_managers.toml").read_text(encoding="utf-8"))
    return _Table(
        version=raw["version"],
        managers=tuple(_Manager(m["name"], _pattern(m.get("host")), _pattern(m.get("path"))) for m in raw["manager"]),
        ping=re.compile(raw["ping"]["path"]),
        parameter=re.compile(raw["ping"]["parameter"]),
    )


def _pattern(text: str | None) -> re.Pattern[str] | None:
    return re.compile(text) if text else None


def tag_managers_version() -> str:
    """The version of the table."""
    return _table().version


def tag_requests(requests: Iterable[Request]) -> tuple[TagRequest, ...]:
    """The requests of tag managers and the pings; those that differ in nothing but their moment are told once."""
    found: dict[tuple[str, str | None, tuple[tuple[str, str], ...]], TagRequest] = {}
    for request in requests:
        told = _told(request)
        if told is not None:
            found.setdefault((told.host, told.manager, told.modes), told)
    return tuple(found.values())


def _told(request: Request) -> TagRequest | None:
    host, rest = host_of(request.url), _rest(request.url)
    if not host:
        return None
    for manager in _table().managers:
        if (manager.host is None or manager.host.search(host)) and (manager.path is None or manager.path.search(rest)):
            return TagRequest(host, manager.name, _modes(rest), manager.host is not None, request.id)
    modes = _modes(rest)
    if modes and _table().ping.search(rest.partition("?")[0]):
        return TagRequest(host, None, modes, named_host=False, request=request.id)
    return None


def _modes(rest: str) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((name, value) for name, value in _table().parameter.findall(rest)))


def _rest(url: str) -> str:
    """Path and query."""
    try:
        parts = urlsplit(url[:MAX_ADDRESS])
    except ValueError:
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")
