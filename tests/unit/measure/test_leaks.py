import pytest

from auditor.domain.artifacts import Missing, Traffic, VisitRecord
from auditor.domain.checks import Outcome
from auditor.domain.facts import Basis, Item, Leak, Leaks
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import ItemKind, Party, Request
from auditor.measure.leaks import judge_leaks, leaks
from auditor.measure.window import GRACE_S
from tests.evidence.builders import (
    NOW,
    SITE,
    TRACKER,
    URL,
    VISITOR,
    choice,
    item,
    items,
    moment,
    request,
    timeline,
    traffic,
    visit,
)

OTHER = "https://collect.partner.example/hit"
UNKNOWN = item("visitor", basis=Basis.UNKNOWN)
SENT = f"{OTHER}?id={VISITOR}"


def _leaks(record: VisitRecord, *found: Item) -> tuple[Leak, ...]:
    seen = leaks(record, items(*found), SITE)
    assert isinstance(seen, Leaks)
    return seen.leaks


def _untouched(*requests: Request) -> VisitRecord:
    return visit(Journey.NO_ACTION, traffic=traffic(*requests))


def _refused(*requests: Request, made_at: float = moment(Journey.REJECT_ALL, StepName.REJECT)) -> VisitRecord:
    return visit(Journey.REJECT_ALL, traffic=traffic(*requests), choice=choice(made_at=made_at))


def test_a_value_in_an_address_of_another_party_is_a_leak() -> None:
    (found,) = _leaks(_untouched(request(SENT, id=7)), UNKNOWN)
    assert found == Leak(
        "collect.partner.example",
        SENT,
        "the value of cookie visitor",
        None,
        certain=False,
        evidence="no-action/traffic#7",
        item=UNKNOWN.key,
    )


def test_a_value_in_a_body_is_a_leak() -> None:
    (found,) = _leaks(_untouched(request(OTHER, body=f'{{"user":"{VISITOR}"}}')), UNKNOWN)
    assert found.carries == "the value of cookie visitor"


def test_what_stays_on_the_site_is_no_leak() -> None:
    requests = request(f"{URL}?id={VISITOR}"), request(f"https://metrics.shop.example/?id={VISITOR}")
    assert _leaks(_untouched(*requests), UNKNOWN) == ()


def test_an_address_without_a_host_is_no_leak() -> None:
    assert _leaks(_untouched(request(f"data:text/plain,{VISITOR}")), UNKNOWN) == ()


@pytest.mark.parametrize(
    "quiet",
    [
        item("visitor", basis=Basis.EXEMPT),
        item("visitor", identifying=False),
        item("visitor", values=("granted",)),
        item("visitor", values=("GA1.1.2093847561.1763998000",)),
    ],
)
def test_what_singles_nobody_out_or_was_not_sent_is_no_leak(quiet: Item) -> None:
    assert _leaks(_untouched(request(f"{OTHER}?id={VISITOR}&state=granted")), quiet) == ()


def test_a_leak_to_a_known_tracker_or_of_an_item_that_needs_consent_is_certain() -> None:
    to_tracker, of_consented = (
        _leaks(_untouched(request(f"{TRACKER}?cid={VISITOR}")), UNKNOWN),
        _leaks(_untouched(request(SENT)), item("visitor", owner="Partner")),
    )
    assert to_tracker[0].certain
    assert of_consented[0].certain
    assert of_consented[0].owner == "Partner"


def test_a_host_and_an_item_are_reported_once() -> None:
    other = item("second", basis=Basis.UNKNOWN)
    found = _leaks(
        _untouched(request(SENT, id=1), request(SENT, id=2), request(f"{TRACKER}?v={VISITOR}", id=3)), UNKNOWN, other
    )
    assert [(f.host, f.evidence) for f in found] == [
        ("collect.partner.example", "no-action/traffic#1"),
        ("collect.partner.example", "no-action/traffic#1"),
        ("www.google-analytics.com", "no-action/traffic#3"),
        ("www.google-analytics.com", "no-action/traffic#3"),
    ]


THIRD = item("uid", domain="partner.example", party=Party.THIRD)


@pytest.mark.parametrize(
    ("kept", "url", "name", "leaked"),
    [
        (THIRD, OTHER, "uid", True),
        (item("uid", domain="collect.partner.example"), OTHER, "uid", True),
        (item("uid", domain="doubleclick.net", basis=Basis.UNKNOWN), "https://ad.doubleclick.net/", "uid", True),
        (item("uid", domain="partner.example", basis=Basis.UNKNOWN), OTHER, "uid", False),
        (THIRD, OTHER, "other", False),
        (THIRD, "https://notpartner.example/", "uid", False),
        (item("uid", domain="partner.example", kind=ItemKind.LOCAL_STORAGE), OTHER, "uid", False),
    ],
)
def test_a_cookie_in_a_header_to_its_own_domain(kept: Item, url: str, name: str, *, leaked: bool) -> None:
    found = _leaks(_untouched(request(url, cookies={name: "opaque"})), kept)
    assert [f.carries for f in found] == (["cookie uid"] if leaked else [])


def test_an_untouched_visit_is_looked_at_until_the_first_act() -> None:
    loaded = timeline(StepName.LOAD).steps[0].ended_at
    before, first, last, after = (request(SENT, at=at) for at in (NOW - 0.1, NOW, loaded - 0.1, loaded))
    assert _leaks(_untouched(before, after), UNKNOWN) == ()
    assert len(_leaks(_untouched(first), UNKNOWN)) == len(_leaks(_untouched(last), UNKNOWN)) == 1


def test_after_a_choice_requests_in_flight_do_not_count() -> None:
    made_at = moment(Journey.REJECT_ALL, StepName.REJECT)
    in_flight, later = request(SENT, at=made_at + GRACE_S - 0.1), request(SENT, at=made_at + GRACE_S)
    assert _leaks(_refused(in_flight), UNKNOWN) == ()
    assert len(_leaks(_refused(later), UNKNOWN)) == 1


def test_a_reload_ends_the_grace() -> None:
    reload = moment(Journey.REJECT_ALL, StepName.RELOAD)
    record = _refused(request(SENT, at=reload), made_at=reload - 1)
    assert len(_leaks(record, UNKNOWN)) == 1
    assert _leaks(_refused(request(SENT, at=reload - 0.1), made_at=reload - 1), UNKNOWN) == ()


def test_without_a_reload_the_time_after_the_grace_counts() -> None:
    made_at = moment(Journey.CLOSE_BANNER, StepName.CLOSE)
    record = visit(
        Journey.CLOSE_BANNER,
        timeline=timeline(StepName.LOAD, StepName.CLOSE),
        choice=choice(made_at=made_at),
        traffic=traffic(request(SENT, at=made_at + 2), request(SENT, at=made_at + 9, id=2)),
    )
    (found,) = _leaks(record, UNKNOWN)
    assert found.evidence == "close-banner/traffic#2"


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (visit(Journey.NO_ACTION, traffic=Missing("network-log-lost")), "network-log-lost"),
        (visit(Journey.NO_ACTION, traffic=traffic(), timeline=Missing("browser-failed")), "browser-failed"),
        (visit(Journey.NO_ACTION, traffic=traffic(), timeline=timeline()), "page-not-loaded"),
        (visit(Journey.REJECT_ALL, traffic=traffic(), missing="no-refusal-path"), "no-refusal-path"),
    ],
)
def test_without_its_evidence_there_is_no_answer(record: VisitRecord, reason: str) -> None:
    assert leaks(record, items(UNKNOWN), SITE) == Missing(reason)


@pytest.mark.parametrize(
    ("recorded", "gaps"),
    [
        (Traffic((request(),)), ()),
        (Traffic((request(),), gaps=("the network log was cut short",)), ("the network log was cut short",)),
        (traffic(), ("no request was recorded",)),
        (traffic(request(OTHER, body_missing=True)), ("the body of a request could not be recorded",)),
        (traffic(request(URL, body_missing=True)), ()),
        (traffic(request(OTHER, at=NOW - 5, body_missing=True)), ()),
    ],
    ids=["whole", "cut short", "empty", "a partner's body", "a body of the site", "a body before"],
)
def test_a_hole_in_the_record_is_a_gap_and_never_silence(recorded: Traffic, gaps: tuple[str, ...]) -> None:
    found = leaks(visit(Journey.NO_ACTION, traffic=recorded), items(UNKNOWN), SITE)
    assert isinstance(found, Leaks)
    assert found == Leaks((), gaps)
    result = judge_leaks(found, "before any choice")
    assert result.outcome is (Outcome.CANT_TELL if gaps else Outcome.PASSED)
    assert all(gap in result.summary for gap in gaps)


def test_a_leak_counts_though_the_record_has_gaps() -> None:
    certain = Leak("partner.example", SENT, "cookie uid", None, certain=True, evidence="no-action/traffic#1")
    assert judge_leaks(Leaks((certain,), ("a gap",)), "after the refusal").outcome is Outcome.FAILED


def test_a_leak_of_what_may_be_needed_is_left_to_a_person() -> None:
    unsure = Leak("partner.example", SENT, "cookie uid", None, certain=False, evidence="no-action/traffic#1")
    result = judge_leaks(Leaks((unsure,)), "before any choice")
    assert result.outcome is Outcome.CANT_TELL
    assert [f.evidence for f in result.findings] == [("no-action/traffic#1",)]


def test_a_shared_part_of_values_is_no_leak() -> None:
    shared = item("visitor", values=("acct-9f8e7d6c5b.a1b2c3d4e5f6",), shared=("acct-9f8e7d6c5b",))
    assert _leaks(_untouched(request(f"{OTHER}?tid=acct-9f8e7d6c5b")), shared) == ()
    assert len(_leaks(_untouched(request(f"{OTHER}?u=a1b2c3d4e5f6")), shared)) == 1
