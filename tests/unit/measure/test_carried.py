from dataclasses import replace

import pytest

from auditor.domain.artifacts import Missing, VisitRecord
from auditor.domain.carried import CarriedIn
from auditor.domain.journeys import Journey, StepName
from auditor.domain.limits import Limits
from auditor.domain.recording import Request
from auditor.domain.seeding import Seed, SeedCookie, Seeding
from auditor.measure.carried import carried_in
from tests.evidence.builders import DAY, NOW, SITE, environment, request, timeline, traffic, visit

ID = "v8f3a1c9e77b1x042d6"
UID = SeedCookie("uid", ID, "partner.example", 400 * DAY, after_accepting=True)
SEEDS = ("https://news.example/", "https://blog.example/", "https://weather.example/")
TAG = "https://tag.partner.example/tag.js"


def seeding(*cookies: SeedCookie, urls: tuple[str, ...] = SEEDS, accepted: bool = True) -> Seeding:
    """Seeds of which the first left these cookies."""
    found = [Seed(url, accepted, None if accepted else "no-banner") for url in urls]
    return Seeding((replace(found[0], cookies=cookies), *found[1:]), NOW)


def seeded(*requests: Request, **artifacts: object) -> VisitRecord:
    """A seeded visit that had these requests sent."""
    told = {"seeding": seeding(UID), "environment": environment(), "traffic": traffic(*requests)}
    return visit(Journey.SEEDED_VISIT, **(told | artifacts))


def carried(record: VisitRecord) -> CarriedIn:
    """What rode along."""
    found = carried_in(record, SITE, Limits())
    assert isinstance(found, CarriedIn)
    return found


def riding(cookie: SeedCookie, url: str = TAG) -> CarriedIn:
    """What is told of a request with that cookie."""
    return carried(seeded(request(url, cookies={cookie.name: cookie.value}, id=7), seeding=seeding(cookie)))


def test_a_cookie_rides_along_with_the_value_it_got_elsewhere() -> None:
    (found,) = riding(UID).cookies
    assert (found.name, found.host, found.seed) == ("uid", "tag.partner.example", "news.example")
    assert (found.after_accepting, found.certain) == (True, True)
    assert found.evidence == "seeded-visit/traffic#7"


def test_the_first_request_is_told_for_each_host_and_cookie() -> None:
    sent = {"uid": ID}
    rows = [request(TAG, cookies=sent, id=7), request(TAG, cookies=sent, id=8)]
    other = request("https://px.partner.example/", cookies=sent, id=9)
    assert [c.evidence.rpartition("#")[2] for c in carried(seeded(*rows, other)).cookies] == ["7", "9"]


@pytest.mark.parametrize(
    "sent",
    [
        request(TAG, cookies={"uid": "w7a2b3c4d5e6f7a8b9c0"}),
        request(TAG, cookies={"other": ID}),
        request(TAG),
        request("https://mypartner.example/", cookies={"uid": ID}),
        request(TAG, cookies={"uid": ID}, at=NOW - 1),
    ],
)
def test_another_value_name_host_or_an_earlier_time_is_none_of_it(sent: Request) -> None:
    found = carried(seeded(sent, request()))
    assert (found.cookies, found.brought) == ((), 1)


def test_cookies_of_the_target_itself_are_not_carried_in() -> None:
    own = replace(UID, domain="shop.example")
    found = riding(own, f"https://{SITE}/")
    assert (found.cookies, found.brought) == ((), 0)


@pytest.mark.parametrize(
    ("cookie", "url", "certain"),
    [
        (replace(UID, after_accepting=False), TAG, False),
        (replace(UID, value="on"), TAG, True),
        (replace(UID, after_accepting=False, domain="doubleclick.net"), "https://ad.doubleclick.net/x", True),
        (replace(UID, after_accepting=False, value="on"), TAG, None),
        (replace(UID, name="cookie_consent"), TAG, None),
        (replace(UID, name="__cf_bm", lifetime_s=1800.0), TAG, None),
    ],
)
def test_what_counts_is_a_trackers_comes_with_accepting_or_singles_out(
    cookie: SeedCookie, url: str, certain: bool | None
) -> None:
    assert [c.certain for c in riding(cookie, url).cookies] == ([] if certain is None else [certain])


def test_a_seeds_own_cookie_or_one_of_the_session_is_not_brought_along() -> None:
    own, brief = replace(UID, domain="news.example"), replace(UID, name="b", lifetime_s=None)
    assert carried(seeded(request(), seeding=seeding(own, brief))).brought == 0


@pytest.mark.parametrize(
    ("told", "accepted"),
    [
        (seeding(UID), 3),
        (seeding(UID, accepted=False), 0),
        (seeding(UID, urls=("https://a.news.example/", "https://b.news.example/", "https://shop.example/")), 1),
    ],
)
def test_each_other_site_that_was_accepted_on_counts_once(told: Seeding, accepted: int) -> None:
    assert carried(seeded(request(), seeding=told)).accepted == accepted


def test_what_was_not_recorded_is_told() -> None:
    blind = Missing("browser-did-not-answer")
    assert carried(seeded(request(), environment=blind)).third_party_cookies is None
    assert carried(seeded()).gaps == ("no request was recorded",)
    lost = replace(traffic(request()), gaps=("network-log-cut-short",))
    assert carried(seeded(traffic=lost)).gaps == ("network-log-cut-short",)


@pytest.mark.parametrize(
    ("artifacts", "reason"),
    [
        ({"seeding": Missing("a")}, "a"),
        ({"traffic": Missing("b")}, "b"),
        ({"timeline": Missing("c")}, "page-not-loaded"),
        ({"timeline": timeline(StepName.SCROLL)}, "page-not-loaded"),
    ],
)
def test_without_its_records_nothing_is_known(artifacts: dict[str, object], reason: str) -> None:
    assert carried_in(seeded(request(), **artifacts), SITE, Limits()) == Missing(reason)
