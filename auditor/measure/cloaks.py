"""Trackers behind names of the site: told from where the names lead, and from the form of the requests to them."""

from collections.abc import Iterable, Iterator

from auditor.domain.artifacts import NAMES, TIMELINE, TRAFFIC, Missing, NameChain, Names, Traffic, VisitRecord
from auditor.domain.early import Cloak, Cloaks, Unresolved
from auditor.domain.evidence import reference
from auditor.domain.recording import Party, Request
from auditor.measure.cloak_table import Targets, forms, known_targets
from auditor.measure.domains import host_of, party_of
from auditor.measure.owners import company_of

NOT_ASKED = "not-looked-up"


def cloaks(record: VisitRecord, site_host: str, targets: Targets | None = None) -> Cloaks | Missing:
    """What stands behind the site's names; `Missing` where requests, or the page itself, were not recorded."""
    traffic, timeline = record.get(TRAFFIC), record.get(TIMELINE)
    if isinstance(traffic, Missing):
        return traffic
    if isinstance(timeline, Missing):
        return timeline
    own = [r for r in traffic.requests if _of_the_site(host_of(r.url), site_host)]
    chains = tuple(_chain(host, record.get(NAMES)) for host in site_hosts((r.url for r in own), site_host))
    found = (
        *_by_name(record, own, chains, site_host, targets or known_targets()),
        *_by_form(record, own, site_host),
    )
    return Cloaks(
        found,
        tuple(c.host for c in chains if c.reason is None),
        tuple(Unresolved(c.host, c.reason) for c in chains if c.reason is not None),
        tuple(_gaps(traffic, own)),
    )


def site_hosts(urls: Iterable[str], site_host: str) -> tuple[str, ...]:
    """The hosts of the site among these addresses, its page's own left out, in the order of first contact."""
    hosts = dict.fromkeys(host_of(url) for url in urls)
    return tuple(h for h in hosts if h != site_host and _of_the_site(h, site_host))


def _of_the_site(host: str, site_host: str) -> bool:
    return bool(host) and party_of(host, site_host) is Party.FIRST


def _chain(host: str, names: Names | Missing) -> NameChain:
    """Where a name leads, or why that is not known."""
    if isinstance(names, Missing):
        return NameChain(host, reason=names.reason)
    return names.of(host) or NameChain(host, reason=NOT_ASKED)


def _gaps(traffic: Traffic, own: list[Request]) -> Iterator[str]:
    yield from traffic.gaps
    if any(form.hidden(request) for request in own for form in forms()):
        yield "the body of a request could not be recorded"
    if not own:
        yield "no request to the site was recorded"


def _by_name(
    record: VisitRecord, own: list[Request], chains: tuple[NameChain, ...], site_host: str, targets: Targets
) -> Iterator[Cloak]:
    """Names that lead to another company's tracker, whatever lies behind it."""
    for chain in chains:
        for link in chain.links:
            company = targets.company(link)
            if company is None or company_of(site_host) in {company, company_of(link)}:
                continue
            first = next(r for r in own if host_of(r.url) == chain.host)
            evidence = reference(record.journey, NAMES, chain.host), reference(record.journey, TRAFFIC, first.id)
            yield Cloak(chain.host, company, chain.links, None, self_hosted=False, evidence=evidence)
            break


def _by_form(record: VisitRecord, own: list[Request], site_host: str) -> Iterator[Cloak]:
    """Requests to the site in the form of a known service, once for each host and form."""
    seen: set[tuple[str, str]] = set()
    for request in own:
        host = host_of(request.url)
        for form in forms():
            if (host, form.id) in seen or form.company == company_of(site_host) or not form.fits(request):
                continue
            seen.add((host, form.id))
            evidence = (reference(record.journey, TRAFFIC, request.id),)
            yield Cloak(host, form.company, (), form.id, form.self_hosted, evidence)
