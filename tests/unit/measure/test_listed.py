"""What public lists change in items, leaks and reads, and what they leave to a person."""

from types import MappingProxyType

from auditor.domain.artifacts import VisitRecord
from auditor.domain.checks import Confidence, Outcome
from auditor.domain.early import CLOAKS
from auditor.domain.facts import LEAKS, Basis, Item, Items, Leaks
from auditor.domain.journeys import Journey, StepName
from auditor.domain.limits import Limits
from auditor.domain.wording import say
from auditor.evaluation.conclude import versions
from auditor.evaluation.derive import derive
from auditor.measure.items import classify
from auditor.measure.leaks import judge_leaks, leaks
from auditor.measure.lists.cookies import CookieList, Row
from auditor.measure.lists.hosts import Hosts
from auditor.measure.lists.public import NO_LISTS, PublicLists
from tests.evidence.builders import SITE, VISITOR, cookie, item, items, request, snapshot, snapshots, traffic, visit

LISTED = "https://collect.listed.example/hit"
LISTS = PublicLists(
    trackers=Hosts(MappingProxyType({"listed.example": ""})),
    cookies=CookieList(
        MappingProxyType({"adco.example": (Row("adco_uid", prefix=False, platform="AdCo", purpose="advertising"),)})
    ),
    versions=(("easyprivacy", "2026-11-24/0a1b2c3d"),),
)
UNKNOWN = item("visitor", basis=Basis.UNKNOWN)


def _untouched(*urls: str) -> VisitRecord:
    return visit(Journey.NO_ACTION, traffic=traffic(*(request(url) for url in urls)))


def _leaks(lists: PublicLists, url: str = f"{LISTED}?id={VISITOR}") -> Leaks:
    found = leaks(_untouched(url), items(UNKNOWN), SITE, lists)
    assert isinstance(found, Leaks)
    return found


def _item(name: str, domain: str, lists: PublicLists) -> Item:
    state = snapshots(snapshot(StepName.LOAD), snapshot(StepName.SCROLL, cookie(name, VISITOR, domain=domain)))
    found = classify([visit(Journey.NO_ACTION, snapshots=state)], SITE, Limits(), lists)
    assert isinstance(found, Items)
    return found.items[0]


def test_a_listed_receiver_makes_a_failure_likely() -> None:
    found = _leaks(LISTS)
    assert [(leak.certain, leak.listed) for leak in found.leaks] == [(False, True)]
    told = judge_leaks(found, say("before a choice"))
    assert (told.outcome, told.confidence) == (Outcome.FAILED, Confidence.LIKELY)


def test_without_the_list_a_person_judges() -> None:
    told = judge_leaks(_leaks(NO_LISTS), say("before a choice"))
    assert told.outcome is Outcome.CANT_TELL


def test_our_own_table_stays_certain_beside_a_list() -> None:
    found = _leaks(LISTS, f"https://www.google-analytics.com/collect?cid={VISITOR}")
    assert [(leak.certain, leak.listed) for leak in found.leaks] == [(True, False)]
    assert judge_leaks(found, say("before a choice")).confidence is Confidence.CONFIRMED


def test_a_listed_receiver_of_nothing_is_no_leak() -> None:
    assert _leaks(LISTS, LISTED).leaks == ()


def test_a_listed_cookie_at_its_vendors_domain_is_likely() -> None:
    found = _item("adco_uid", "adco.example", LISTS)
    assert (found.basis, found.confidence, found.owner) == (Basis.KNOWLEDGE_BASE, Confidence.LIKELY, "AdCo")


def test_a_listed_name_elsewhere_is_for_a_person() -> None:
    for domain in (SITE, "other.example"):
        found = _item("adco_uid", domain, LISTS)
        assert (found.basis, found.confidence) == (Basis.UNKNOWN, Confidence.REVIEW)
    assert _item("adco_uid", "adco.example", NO_LISTS).basis is Basis.UNKNOWN


def test_a_contested_item_is_for_a_person_and_is_named() -> None:
    found = _item("__stripe_mid", SITE, NO_LISTS)
    assert (found.basis, found.confidence, found.owner) == (Basis.UNKNOWN, Confidence.REVIEW, "Stripe")
    assert found.usual_days == 365


def test_facts_and_versions_come_with_the_lists() -> None:
    record = visit(
        Journey.NO_ACTION,
        snapshots=snapshots(snapshot(StepName.LOAD, cookie("visitor", VISITOR))),
        traffic=traffic(request(f"{LISTED}?id={VISITOR}")),
    )
    found = derive([record], SITE, Limits(), LISTS)[Journey.NO_ACTION, LEAKS.name]
    assert isinstance(found, Leaks)
    assert [leak.listed for leak in found.leaks] == [True]
    assert (Journey.NO_ACTION, CLOAKS.name) in derive([record], SITE, Limits(), LISTS)
    told = versions((), None, LISTS).lists
    assert "easyprivacy 2026-11-24/0a1b2c3d" in told
    assert "without open-cookie-database" in told
