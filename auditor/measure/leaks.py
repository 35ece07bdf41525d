"""Requests to other parties that carried something which singles the visitor out."""

from collections.abc import Iterable, Iterator

from auditor.domain.artifacts import CHOICE, TIMELINE, TRAFFIC, Missing, VisitRecord
from auditor.domain.checks import CheckResult, Finding, cant_tell, failed, passed
from auditor.domain.evidence import reference
from auditor.domain.facts import Item, ItemKey, Items, Leak, Leaks
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import ItemKind, Party, Request
from auditor.domain.wording import counted, listed
from auditor.measure.domains import host_of, party_of
from auditor.measure.items import identifiers
from auditor.measure.knowledge import tracker_host
from auditor.measure.matching import Matcher
from auditor.measure.window import GRACE_S


def leaks(record: VisitRecord, items: Items, site_host: str) -> Leaks | Missing:
    """Identifiers sent to third parties: before any act in `no-action`, after the choice in other journeys."""
    traffic, window = record.get(TRAFFIC), _window(record)
    if isinstance(traffic, Missing):
        return traffic
    if isinstance(window, Missing):
        return window
    start, end = window
    requests = [r for r in traffic.requests if start <= r.at < end]
    outside = [r for r in requests if party_of(host_of(r.url), site_host) is not Party.FIRST]
    unheard = ("the body of a request could not be recorded",) if any(r.body_missing for r in outside) else ()
    nothing = () if traffic.requests else ("no request was recorded",)
    return Leaks(tuple(_found(record.journey, requests, items, site_host)), (*traffic.gaps, *unheard, *nothing))


def _window(record: VisitRecord) -> tuple[float, float] | Missing:
    timeline = record.get(TIMELINE)
    if isinstance(timeline, Missing):
        return timeline
    if record.journey is Journey.NO_ACTION:
        load = timeline.step(StepName.LOAD)
        return (load.started_at, load.ended_at) if load else Missing("page-not-loaded")
    choice, reload = record.get(CHOICE), timeline.step(StepName.RELOAD)
    if isinstance(choice, Missing):
        return choice
    after_grace = choice.made_at + GRACE_S
    return (min(after_grace, reload.started_at) if reload else after_grace), float("inf")


def _found(journey: Journey, requests: Iterable[Request], items: Items, site_host: str) -> Iterator[Leak]:
    seen = set()
    telling = [i for i in items.items if i.identifying and i.basis.value != "exempt"]
    matcher: Matcher[ItemKey] = Matcher({i.key: identifiers(i, i.values) for i in telling})
    for request in requests:
        host = host_of(request.url)
        if not host or party_of(host, site_host) is Party.FIRST:
            continue
        by_value = {**matcher.find(request.url), **matcher.find(request.body or "")}
        for item in telling:
            what = _carried(request, host, item, by_value=item.key in by_value)
            if what and (host, item.key) not in seen:
                seen.add((host, item.key))
                evidence = reference(journey, TRAFFIC, request.id)
                yield Leak(host, request.url, what, item.owner, item.needs_consent or tracker_host(host), evidence)


def _carried(request: Request, host: str, item: Item, *, by_value: bool) -> str | None:
    """How the request carries the item, in words, or None."""
    is_cookie = item.key.kind is ItemKind.COOKIE
    if is_cookie and (item.needs_consent or tracker_host(host)):
        sent_there = host == item.key.domain or host.endswith("." + item.key.domain)
        if sent_there and any(c.name == item.key.name for c in request.cookies):
            return f"cookie {item.key.name}"
    return f"the value of {item.key.kind} {item.key.name}" if by_value else None


def judge_leaks(found: Leaks, when: str) -> CheckResult:
    """Failed when something that is held to need consent left, or a known tracker received an identifier."""
    certain = [leak for leak in found.leaks if leak.certain]
    if certain:
        hosts = len({leak.host for leak in certain})
        return failed(
            f"{counted(hosts, 'other host')} received what singles out the visitor {when}.", _findings(certain)
        )
    if found.leaks:
        return cant_tell("A person should judge what these are for.", _findings(found.leaks))
    if found.gaps:
        return cant_tell(f"The record does not rule it out ({listed(found.gaps)}); run the audit again.")
    return passed(f"No identifier was seen to leave for another party {when}.")


def _findings(found: Iterable[Leak]) -> list[Finding]:
    return [Finding(f"{leak.host} received {leak.carries}", (leak.evidence,)) for leak in found]
