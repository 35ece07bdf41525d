"""Requests to other parties that carried something which singles the visitor out."""

from collections.abc import Iterable, Iterator

from auditor.domain.artifacts import CHOICE, TIMELINE, TRAFFIC, Missing, VisitRecord
from auditor.domain.checks import CheckResult, Confidence, Finding, cant_tell, failed, passed
from auditor.domain.evidence import reference
from auditor.domain.facts import Item, ItemKey, Items, Leak, Leaks
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import ItemKind, Party, Request
from auditor.domain.wording import Text, listed, say, say_many
from auditor.measure.domains import host_of, party_of
from auditor.measure.items import identifiers
from auditor.measure.knowledge import tracker_host
from auditor.measure.lists.public import NO_LISTS, PublicLists
from auditor.measure.matching import Matcher
from auditor.measure.window import GRACE_S


def leaks(record: VisitRecord, items: Items, site_host: str, lists: PublicLists = NO_LISTS) -> Leaks | Missing:
    """Identifiers sent to third parties: before any act in untouched visits, after the choice in other journeys."""
    traffic, window = record.get(TRAFFIC), _window(record)
    if isinstance(traffic, Missing):
        return traffic
    if isinstance(window, Missing):
        return window
    start, end = window
    requests = [r for r in traffic.requests if start <= r.at < end]
    outside = [r for r in requests if party_of(host_of(r.url), site_host) is not Party.FIRST]
    unheard = (say("the body of a request could not be recorded"),) if any(r.body_missing for r in outside) else ()
    nothing = () if traffic.requests else (say("no request was recorded"),)
    found = leaks_in(record.journey, requests, items, site_host, lists)
    return Leaks(tuple(found), (*traffic.gaps, *unheard, *nothing))


def _window(record: VisitRecord) -> tuple[float, float] | Missing:
    timeline = record.get(TIMELINE)
    if isinstance(timeline, Missing):
        return timeline
    if record.journey in {Journey.NO_ACTION, Journey.PRIVACY_SIGNAL}:
        load = timeline.step(StepName.LOAD)
        return (load.started_at, load.ended_at) if load else Missing("page-not-loaded")
    choice, reload = record.get(CHOICE), timeline.step(StepName.RELOAD)
    if isinstance(choice, Missing):
        return choice
    after_grace = choice.made_at + GRACE_S
    return (min(after_grace, reload.started_at) if reload else after_grace), float("inf")


def leaks_in(
    journey: Journey, requests: Iterable[Request], items: Items, site_host: str, lists: PublicLists = NO_LISTS
) -> Iterator[Leak]:
    """What these requests of a journey carried to other parties; each item once to each host."""
    seen = set()
    telling = [i for i in items.items if i.identifying and i.basis.value != "exempt"]
    matcher: Matcher[ItemKey] = Matcher({i.key: identifiers(i, i.values) for i in telling})
    for request in requests:
        host = host_of(request.url)
        if not host or party_of(host, site_host) is Party.FIRST:
            continue
        by_value = {**matcher.find(request.url), **matcher.find(request.body or "")}
        for item in telling:
            what = _carried(request, host, item, lists, by_value=item.key in by_value)
            if what and (host, item.key) not in seen:
                seen.add((host, item.key))
                evidence = reference(journey, TRAFFIC, request.id)
                certain = item.needs_consent or tracker_host(host)
                listed_only = not certain and lists.tracks(host) is not None
                yield Leak(host, request.url, what, item.owner, certain, evidence, item.key, listed_only)


def _carried(request: Request, host: str, item: Item, lists: PublicLists, *, by_value: bool) -> Text | None:
    """How the request carries the item, in words, or None."""
    is_cookie = item.key.kind is ItemKind.COOKIE
    if is_cookie and (item.needs_consent or lists.tracks(host) is not None):
        sent_there = host == item.key.domain or host.endswith("." + item.key.domain)
        if sent_there and any(c.name == item.key.name for c in request.cookies):
            return say("cookie {name}", name=item.key.name)
    return say("the value of {kind} {name}", kind=item.key.kind, name=item.key.name) if by_value else None


def judge_leaks(found: Leaks, when: Text) -> CheckResult:
    """Failed when something that is held to need consent left, or a known tracker received an identifier.

    A tracker that only a public list of hosts knows makes it likely.
    """
    certain = [leak for leak in found.leaks if leak.certain]
    if told := certain or [leak for leak in found.leaks if leak.listed]:
        summary = say_many(
            "{n} other host received what singles out the visitor {when}.",
            "{n} other hosts received what singles out the visitor {when}.",
            len({leak.host for leak in told}),
            when=when,
        )
        return failed(summary, _findings(told), confidence=Confidence.CONFIRMED if certain else Confidence.LIKELY)
    if found.leaks:
        return cant_tell(say("A person should judge what these are for."), _findings(found.leaks))
    if found.gaps:
        return cant_tell(say("The record does not rule it out ({gaps}); run the audit again.", gaps=listed(found.gaps)))
    return passed(say("No identifier was seen to leave for another party {when}.", when=when))


def _findings(found: Iterable[Leak]) -> list[Finding]:
    return [
        Finding(say("{host} received {what}", host=leak.host, what=leak.carries), (leak.evidence,)) for leak in found
    ]
