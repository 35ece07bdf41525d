"""Where the names of the site that an untouched visit contacted lead: the chain of CNAME records of each."""

import asyncio
from collections.abc import Mapping

import dns.asyncresolver
import dns.exception
import dns.message
import dns.name
import dns.rdatatype
import dns.resolver

from auditor.domain.artifacts import ENVIRONMENT, TRAFFIC, Environment, Missing, NameChain, Names, Traffic
from auditor.measure.cloaks import site_hosts
from auditor.measure.domains import host_of

MAX_HOSTS = 20  # names that are looked up for one audit; our choice
ONE_LIMIT_S = 3.0  # for one name; our choice
ALL_LIMIT_S = 10.0  # for all names of an audit; our choice
AT_ONCE = 5  # names that are asked for at a time; our choice
MAX_LINKS = 16  # of a chain that are kept: resolvers themselves give up at about as many
DNS_PORT = 53
MAPPED, NO_RESOLVER, SILENT = "names-were-mapped-by-rules", "no-resolver-is-configured", "no-resolver-answered"
TOO_MANY, TOO_LATE, REFUSED = "too-many-names", "the-resolver-did-not-answer-in-time", "the-resolver-could-not-tell"


async def names(artifacts: dict[str, object], resolver: str | None, rules: str | None) -> Names | Missing:
    """The chains of the site's names in a visit's traffic; `resolver` is `address:port`, None for the system's."""
    traffic, seen = artifacts.get(TRAFFIC.name), artifacts.get(ENVIRONMENT.name)
    if not isinstance(traffic, Traffic) or not isinstance(seen, Environment):
        return Missing("not-recorded")
    hosts = site_hosts((r.url for r in traffic.requests), host_of(seen.final_url))
    if rules and hosts:
        return Missing(MAPPED)
    if not hosts:
        return Names((), resolver or "system")
    try:
        asked = _resolver(resolver)
    except (dns.exception.DNSException, ValueError, OSError):
        return Missing(NO_RESOLVER)
    chains = await _chains(hosts, asked)
    if all(c.reason == TOO_LATE for c in chains if c.reason != TOO_MANY):
        return Missing(SILENT)
    return Names(chains, resolver or "system")


def _resolver(address: str | None) -> dns.asyncresolver.Resolver:
    """The system's resolver, or the one at an address such as `127.0.0.1:5353` or `[::1]:5353`."""
    if address is None:
        return dns.asyncresolver.Resolver()
    host, colon, port = address.rpartition(":")
    alone = not colon or (":" in host and not host.endswith("]"))  # an IPv6 address without a port
    resolver = dns.asyncresolver.Resolver(configure=False)
    resolver.nameservers = [address.strip("[]") if alone else host.strip("[]")]
    resolver.port = DNS_PORT if alone else int(port)
    return resolver


async def _chains(hosts: tuple[str, ...], resolver: dns.asyncresolver.Resolver) -> tuple[NameChain, ...]:
    """What is known of each name when the time is over."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(host: str) -> NameChain:
        async with gate:
            return await _chain(host, resolver)

    tasks = {host: asyncio.create_task(one(host)) for host in hosts[:MAX_HOSTS]}
    await asyncio.wait(tasks.values(), timeout=ALL_LIMIT_S)
    for task in tasks.values():
        task.cancel()
    await asyncio.gather(*tasks.values(), return_exceptions=True)
    known = [NameChain(host, reason=TOO_LATE) if t.cancelled() else t.result() for host, t in tasks.items()]
    return (*known, *(NameChain(host, reason=TOO_MANY) for host in hosts[MAX_HOSTS:]))


async def _chain(host: str, resolver: dns.asyncresolver.Resolver) -> NameChain:
    """Ask for addresses of both kinds: the answer holds the chain, and one without an address holds it as well."""
    reason = REFUSED
    for kind in (dns.rdatatype.A, dns.rdatatype.AAAA):
        try:
            answer = await resolver.resolve(host, kind, raise_on_no_answer=False, search=False, lifetime=ONE_LIMIT_S)
        except dns.resolver.NXDOMAIN as error:
            return _of_nothing(host, error)
        except dns.resolver.LifetimeTimeout:
            return NameChain(host, reason=TOO_LATE)
        except (dns.exception.DNSException, OSError, UnicodeError, ValueError):
            continue
        links = _links(answer.chaining_result)
        if links or answer.rrset is not None or kind is dns.rdatatype.AAAA:
            return NameChain(host, links)
    return NameChain(host, reason=reason)


def _of_nothing(host: str, error: dns.resolver.NXDOMAIN) -> NameChain:
    """A name whose chain ends at nothing; a name that does not exist at all was found by the browser elsewhere."""
    try:
        answers: Mapping[dns.name.Name, dns.message.QueryMessage] = error.kwargs["responses"]
        links = _links(answers[dns.name.from_text(host)].resolve_chaining())
    except (dns.exception.DNSException, KeyError):
        links = ()
    return NameChain(host, links, None if links else REFUSED)


def _links(found: dns.message.ChainingResult) -> tuple[str, ...]:
    """The names that CNAME records lead to, in order."""
    targets = (str(record.target) for rrset in found.cnames[:MAX_LINKS] for record in rrset)
    return tuple(target.rstrip(".").lower() for target in targets)
