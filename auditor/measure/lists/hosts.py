"""Lists of domains: the plain `||host^` rules of a filter list, and one domain a line.

Only rules for whole hosts are read: what is asked is who receives something, not which address a blocker would stop.
Nothing of a list is ever used as a regular expression.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from auditor.measure.domains import registrable_domain
from auditor.measure.knowledge import above
from auditor.measure.lists.sources import ListUnreadable

MAX_LINES = 500_000  # EasyPrivacy had about 55,000 in 2026; our choice
MAX_LINE = 4000  # characters; our choice
UNNAMED = ""
_HOST = re.compile(
    r"(?=[a-z0-9._-]{4,253}\Z)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?"
)
# A rule that keeps to some sites or kinds of request says nothing of the host as such.
_HARMLESS_OPTIONS = frozenset({"third-party", "3p", "important"})
_COMPANY = "! Company:"


@dataclass(frozen=True, slots=True)
class Hosts:
    """Domains with the company behind each, empty where the list does not say; `spared` are its exceptions."""

    domains: Mapping[str, str]
    spared: frozenset[str] = frozenset()

    def holds(self, host: str) -> bool:
        """Whether the host or a domain above it is listed, and nearer to it no exception."""
        if not self.domains:
            return False
        for domain in _own(host):
            if domain in self.spared:
                return False
            if domain in self.domains:
                return True
        return False

    def owner(self, host: str) -> str | None:
        """The company behind the nearest listed domain, None where there is none or it is not told."""
        return next((self.domains[d] or None for d in _own(host) if d in self.domains), None)


def _own(host: str) -> Iterator[str]:
    """The host and what is above it, up to the registered domain: a listed `co.uk` would accuse a whole country."""
    last = registrable_domain(host)
    return (domain for domain in above(host) if len(domain) >= len(last))


NO_HOSTS = Hosts(MappingProxyType({}))


def filter_hosts(text: str, fewest: int) -> Hosts:
    """The whole hosts that a filter list names; raises `ListUnreadable`."""
    domains: dict[str, str] = {}
    spared: set[str] = set()
    company = UNNAMED
    for line in _lines(text):
        if line.startswith(_COMPANY):
            company = _printable(line.removeprefix(_COMPANY))
        excepted = line.startswith("@@")
        host = _ruled_host(line.removeprefix("@@"))
        if host is None:
            continue
        if excepted:
            spared.add(host)
        else:
            domains.setdefault(host, company)
    return _enough(Hosts(MappingProxyType(domains), frozenset(spared)), fewest)


def domain_hosts(text: str, fewest: int) -> Hosts:
    """One domain a line, bare or as `||host^`, with the company in a comment before it; raises `ListUnreadable`."""
    domains: dict[str, str] = {}
    company = UNNAMED
    for line in _lines(text):
        if line.startswith(_COMPANY):
            company = _printable(line.removeprefix(_COMPANY))
        elif line.startswith("#"):
            company = UNNAMED if "://" in line else _printable(line.lstrip("# "))
        else:
            host = _ruled_host(line) or _host(line)
            if host is not None:
                domains.setdefault(host, company)
    return _enough(Hosts(MappingProxyType(domains)), fewest)


def _lines(text: str) -> Iterator[str]:
    if "\0" in text:
        raise ListUnreadable("it is not text")
    if text.lstrip("\ufeff \t\r\n")[:200].lower().startswith(("<!doctype", "<html", "<?xml", "<head", "<body")):
        raise ListUnreadable("it is a web page")
    lines = text.splitlines()
    if len(lines) > MAX_LINES:
        raise ListUnreadable(f"it has more than {MAX_LINES} lines")
    return (line.strip() for line in lines if 0 < len(line) <= MAX_LINE)


def _ruled_host(line: str) -> str | None:
    """The host of a rule for a whole host, None for any other rule."""
    if not line.startswith("||"):
        return None
    rule, _, options = line[2:].partition("$")
    if not rule.endswith("^") or (options and not set(options.split(",")) <= _HARMLESS_OPTIONS):
        return None
    return _host(rule[:-1])


def _host(text: str) -> str | None:
    name = text.lower()
    return name if _HOST.fullmatch(name) else None


def _printable(text: str) -> str:
    """A name of the list as a report may print it."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:80]


def _enough(hosts: Hosts, fewest: int) -> Hosts:
    if len(hosts.domains) < fewest:
        raise ListUnreadable(f"it names {len(hosts.domains)} hosts, and {fewest} were expected at least")
    return hosts
