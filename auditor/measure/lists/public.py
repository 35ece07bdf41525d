"""The public lists as everything else sees them: one frozen object, made in an entry point and passed down.

Each list is optional. Whatever is asked of a list that is not there answers as if nothing were known.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from auditor.domain.checks import Confidence
from auditor.domain.recording import Party
from auditor.measure.knowledge import Known, host_owner, known_item
from auditor.measure.lists.cookies import NO_COOKIES, CookieList, cookie_list
from auditor.measure.lists.hosts import NO_HOSTS, Hosts, domain_hosts, filter_hosts
from auditor.measure.lists.sources import ListFormat, ListSource, list_sources
from auditor.measure.lists.vendors import NO_VENDORS, vendor_names


@dataclass(frozen=True, slots=True)
class PublicLists:
    """What was fetched; `versions` are ids of lists with their dates and digests, in the order of the sources."""

    trackers: Hosts = NO_HOSTS
    cookies: CookieList = NO_COOKIES
    vendors: Mapping[int, str] = field(default_factory=lambda: NO_VENDORS)
    cnames: Hosts = NO_HOSTS
    versions: tuple[tuple[str, str], ...] = ()

    def tracks(self, host: str) -> Confidence | None:
        """How sure it is that the host belongs to a tracker: our own table before the list of hosts."""
        if host_owner(host) is not None:
            return Confidence.CONFIRMED
        return Confidence.LIKELY if self.trackers.holds(host) else None

    def item(
        self, kind: str, name: str, domain: str, party: Party, lifetime_s: float | None, *, identifies: bool
    ) -> Known | None:
        """What is known of an item: our own table, and after it the list of cookies for another party's cookie."""
        known = known_item(kind, name, domain, party, lifetime_s, identifies=identifies)
        if known is not None or kind != "cookie" or party is not Party.THIRD:
            return known
        return self.cookies.known(name, domain, lifetime_s, identifies=identifies)

    def cname_owner(self, host: str) -> str | None:
        """The company behind a name that a site's own subdomain leads to; the name itself where none is told."""
        return (self.cnames.owner(host) or host) if self.cnames.holds(host) else None

    @property
    def cname_companies(self) -> Mapping[str, str]:
        """The names that trackers hide behind, each with its company."""
        return {name: company or name for name, company in self.cnames.domains.items()}

    def vendor(self, number: int) -> str:
        """The vendor's name, or its number where the list is not there or does not have it."""
        return self.vendors.get(number, str(number))

    @property
    def told(self) -> str:
        """Which lists were used, and which were lacking."""
        have = dict(self.versions)
        used = [f"{name} {version}" for name, version in self.versions]
        lacking = [source.id for source in list_sources() if source.id not in have]
        return ", ".join([*used, *([f"without {' '.join(lacking)}"] if lacking else [])])


NO_LISTS = PublicLists()


def with_list(lists: PublicLists, source: ListSource, text: str, version: str) -> PublicLists:
    """The lists and one more, read from its text; raises `ListUnreadable`."""
    versions = (*lists.versions, (source.id, version))
    match source.format:
        case ListFormat.FILTER_RULES:
            return replace(lists, trackers=filter_hosts(text, source.fewest), versions=versions)
        case ListFormat.COOKIE_CSV:
            return replace(lists, cookies=cookie_list(text, source.fewest), versions=versions)
        case ListFormat.VENDOR_JSON:
            return replace(lists, vendors=vendor_names(text, source.fewest), versions=versions)
        case ListFormat.DOMAINS:
            return replace(lists, cnames=domain_hosts(text, source.fewest), versions=versions)
