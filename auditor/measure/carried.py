"""Which cookies of third parties, set while other sites were visited, the target's pages had sent before a choice."""

from collections.abc import Iterator

from auditor.domain.artifacts import ENVIRONMENT, SEEDING, TIMELINE, TRAFFIC, Missing, VisitRecord
from auditor.domain.carried import CarriedCookie, CarriedIn
from auditor.domain.checks import Confidence
from auditor.domain.evidence import reference
from auditor.domain.journeys import StepName
from auditor.domain.limits import Limits
from auditor.domain.recording import ItemKind, Party, Request
from auditor.domain.seeding import SeedCookie, Seeding
from auditor.domain.wording import say
from auditor.measure.domains import host_of, party_of, registrable_domain
from auditor.measure.identifiers import identifying
from auditor.measure.knowledge import Known, host_owner, known_item, record_name

Brought = tuple[str, SeedCookie]  # the host of the seed, and a cookie that came from it


def carried_in(record: VisitRecord, site_host: str, limits: Limits) -> CarriedIn | Missing:
    """What rode along in a seeded visit."""
    seeding, traffic, timeline = record.get(SEEDING), record.get(TRAFFIC), record.get(TIMELINE)
    environment = record.get(ENVIRONMENT)
    if isinstance(seeding, Missing):
        return seeding
    if isinstance(traffic, Missing):
        return traffic
    load = None if isinstance(timeline, Missing) else timeline.step(StepName.LOAD)
    if load is None:
        return Missing("page-not-loaded")
    brought = list(_brought(seeding, site_host, limits))
    requests = [r for r in traffic.requests if r.at >= load.started_at]
    nothing = () if requests else (say("no request was recorded"),)
    found = {(c.host, c.domain, c.name): c for r in reversed(requests) for c in _riding(record, r, brought, site_host)}
    return CarriedIn(
        cookies=tuple(reversed(found.values())),
        accepted=len(_others(seeding, site_host)),
        brought=sum(
            cookie.lifetime_s is not None and party_of(cookie.domain, seed) is Party.THIRD for seed, cookie in brought
        ),
        third_party_cookies=None if isinstance(environment, Missing) else environment.third_party_cookies,
        gaps=(*traffic.gaps, *nothing),
    )


def _others(seeding: Seeding, site_host: str) -> set[str]:
    """The sites, other than the target, that were accepted on."""
    hosts = (host_of(seed.url) for seed in seeding.accepted)
    return {registrable_domain(host) for host in hosts if party_of(host, site_host) is Party.THIRD}


def _brought(seeding: Seeding, site_host: str, limits: Limits) -> Iterator[Brought]:
    """The cookies of third parties that came from seeds and are more than a setting or a record of a choice."""
    for seed in seeding.seeds:
        for cookie in seed.cookies:
            if party_of(cookie.domain, site_host) is Party.THIRD and _tells(cookie, limits):
                yield host_of(seed.url), cookie


def _tells(cookie: SeedCookie, limits: Limits) -> bool:
    known = _known(cookie, Party.THIRD)
    if known is not None:
        return True
    exempt = _known(cookie, Party.FIRST)
    if record_name(cookie.name) or (exempt is not None and exempt.exempt and exempt.purpose in limits.exempt):
        return False
    return cookie.after_accepting or host_owner(cookie.domain) is not None or identifying(cookie.value)


def _known(cookie: SeedCookie, party: Party) -> Known | None:
    return known_item(
        ItemKind.COOKIE, cookie.name, cookie.domain, party, cookie.lifetime_s, identifies=identifying(cookie.value)
    )


def _riding(record: VisitRecord, request: Request, brought: list[Brought], site_host: str) -> Iterator[CarriedCookie]:
    """The cookies from seeds, with the very values that they got there, in the header of a request to a third party."""
    host = host_of(request.url)
    if party_of(host, site_host) is Party.FIRST:
        return
    sent = {(c.name, c.value) for c in request.cookies}
    for seed, cookie in brought:
        if (cookie.name, cookie.value) in sent and (host == cookie.domain or host.endswith("." + cookie.domain)):
            known, owner = _known(cookie, Party.THIRD), host_owner(host)
            sure = known is not None and known.confidence is not Confidence.REVIEW
            yield CarriedCookie(
                name=cookie.name,
                domain=cookie.domain,
                host=host,
                owner=owner or (known.owner if known else None),
                seed=seed,
                after_accepting=cookie.after_accepting,
                certain=cookie.after_accepting or sure or owner is not None,
                evidence=reference(record.journey, TRAFFIC, request.id),
            )
