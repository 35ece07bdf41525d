"""Hosts and the domains they belong to, by the public suffix list."""

from functools import lru_cache
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

from auditor.domain.recording import Party


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


@lru_cache(maxsize=4096)
def registrable_domain(host: str) -> str:
    """The domain a publisher registers, such as `example.co.uk`; the host itself where there is none."""
    host = host.strip(".").lower()
    if not host or host.replace(".", "").isdigit() or ":" in host:
        return host
    return _suffixes().privatesuffix(host) or host


def host_of(url: str) -> str:
    """The host of an address, lower case, or an empty string."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def party_of(host: str, site_host: str) -> Party:
    """Whether a host belongs to the audited site."""
    same = registrable_domain(host) == registrable_domain(site_host)
    return Party.FIRST if same else Party.THIRD
