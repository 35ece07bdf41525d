"""Identifiers that one company keeps on the device and another one is sent, in an untouched visit."""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.domain.artifacts import SCRIPT_ACCESSES, TIMELINE, TRAFFIC, Missing, ScriptAccesses, Traffic, VisitRecord
from auditor.domain.early import Sync, Syncs
from auditor.domain.evidence import reference
from auditor.domain.facts import Basis, Item, ItemKey, Items
from auditor.domain.journeys import Journey
from auditor.domain.recording import Party, Request
from auditor.measure.domains import host_of, party_of, registrable_domain
from auditor.measure.items import identifiers
from auditor.measure.knowledge import host_owner, tracker_host
from auditor.measure.matching import Matcher
from auditor.measure.owners import company_of
from auditor.measure.traces import set_by, written_by

CLOCKS_S = 1.0  # by which the clocks of two recorders may differ; our choice


@dataclass(frozen=True, slots=True)
class _Holder:
    """Who keeps an item: its company and host, and when and where it was first seen being kept."""

    company: str
    host: str
    kept_at: float | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class _Message:
    """Something that left: to whom, when, its texts by place, and where it stands in the evidence."""

    host: str
    at: float
    places: tuple[tuple[str, str], ...]
    evidence: str


def syncs(record: VisitRecord, items: Items, site_host: str) -> Syncs | Missing:
    """What was passed on; `Missing` where requests or calls, or the page itself, were not recorded."""
    calls, traffic, timeline = record.get(SCRIPT_ACCESSES), record.get(TRAFFIC), record.get(TIMELINE)
    for found in (calls, traffic, timeline):
        if isinstance(found, Missing):
            return found
    assert isinstance(calls, ScriptAccesses)  # noqa: S101 - for the reader and the type checker
    assert isinstance(traffic, Traffic)  # noqa: S101 - as above
    holders: dict[ItemKey, _Holder] = {}
    kept = {i.key: i for i in items.items if _tells(i)}
    for key, item in kept.items():
        if holder := _holder(record, item, calls, traffic, site_host):
            holders[key] = holder
    passed_on = tuple(_passed_on(record, kept, holders, traffic, site_host))
    return Syncs(passed_on, tuple(_gaps(calls, traffic, site_host)))


def _tells(item: Item) -> bool:
    """Whether the item was there in this visit and singles a visitor out; records of the choice do not count."""
    return item.identifying and item.basis is not Basis.EXEMPT and item.first_seen(Journey.NO_ACTION) is not None


def _gaps(calls: ScriptAccesses, traffic: Traffic, site_host: str) -> Iterator[str]:
    yield from traffic.gaps
    if calls.truncated:
        yield "scripts called more often than is recorded"
    if any(r.body_missing and _outside(host_of(r.url), site_host) for r in traffic.requests):
        yield "the body of a request could not be recorded"
    if not traffic.requests:
        yield "no request was recorded"


def _outside(host: str, site_host: str) -> bool:
    return bool(host) and party_of(host, site_host) is Party.THIRD


def _holder(record: VisitRecord, item: Item, calls: ScriptAccesses, traffic: Traffic, site_host: str) -> _Holder | None:
    """Whose item it is: that of the domain that it is kept for, or of the other company's script that wrote it."""
    times = [
        (r.at, reference(record.journey, TRAFFIC, r.id), "")
        for r in traffic.requests
        if any(written_by(item, w) and not w.deletes and w.stored is not False for w in r.writes)
    ]
    times += [
        (a.at, reference(record.journey, SCRIPT_ACCESSES, a.id), host_of(a.script or ""))
        for a in calls.accesses
        if a.value and set_by(item, a)
    ]
    kept_at, evidence, script_host = min(times, default=(None, None, ""), key=lambda t: t[0] or 0.0)
    if item.party is Party.THIRD:
        return _Holder(company_of(item.key.domain), item.key.domain, kept_at, evidence)
    if _outside(script_host, site_host):
        return _Holder(company_of(script_host), script_host, kept_at, evidence)
    return None


def _messages(record: VisitRecord, traffic: Traffic) -> Iterator[_Message]:
    for request in traffic.requests:
        yield _Message(
            host_of(request.url), request.at, _places(request), reference(record.journey, TRAFFIC, request.id)
        )
    for message in traffic.messages:
        where = reference(record.journey, TRAFFIC, f"message-{message.id}")
        yield _Message(host_of(message.url), message.at, (("WebSocket message", message.data),), where)


def _places(request: Request) -> tuple[tuple[str, str], ...]:
    headers = tuple((f"header {name}", value) for name, value in request.headers)
    return (("address", request.url), ("body", request.body or ""), *headers)


def _passed_on(
    record: VisitRecord, kept: dict[ItemKey, Item], holders: dict[ItemKey, _Holder], traffic: Traffic, site_host: str
) -> Iterator[Sync]:
    """Each item once for each company that it was sent to; the site and its sister domains are no other party."""
    matcher: Matcher[ItemKey] = Matcher({key: identifiers(kept[key], kept[key].values) for key in holders})
    seen: set[tuple[ItemKey, str]] = set()
    for message in _messages(record, traffic):
        receiver = company_of(message.host)
        if not _outside(message.host, site_host) or receiver == company_of(site_host):
            continue
        for place, text in message.places:
            for key, match in matcher.find(text).items():
                holder = holders[key]
                if (key, receiver) in seen or _at_home(kept[key], holder, message):
                    continue
                seen.add((key, receiver))
                yield _sync(kept[key], holder, message, f"{place}, {match.encoding}")


def _at_home(item: Item, holder: _Holder, message: _Message) -> bool:
    """Whether the identifier stays with its company, or was sent before anybody kept it: the value is another's then.

    A cookie of a well-known service may be written by the script of a tag manager, and is that service's all the same.
    """
    receiver = company_of(message.host)
    same = holder.company == receiver or item.owner in {receiver, host_owner(message.host) or receiver}
    return same or (holder.kept_at is not None and holder.kept_at > message.at + CLOCKS_S)


def _sync(item: Item, holder: _Holder, message: _Message, carried: str) -> Sync:
    known_holder = item.party is Party.THIRD or holder.company != registrable_domain(holder.host)
    telling = item.needs_consent or tracker_host(holder.host) or tracker_host(message.host)
    return Sync(
        item=item.key,
        company=holder.company,
        host=message.host,
        receiver=company_of(message.host),
        carried=carried,
        certain=known_holder and telling,
        ordered=holder.kept_at is not None and holder.kept_at <= message.at,
        evidence=tuple(e for e in (holder.evidence, message.evidence) if e),
    )
