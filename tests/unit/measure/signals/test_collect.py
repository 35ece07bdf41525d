import json
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.domain.artifacts import Missing, Traffic, VisitRecord
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import Answered, Cookie, ItemKind, Party, Request, Snapshot, StorageEntry
from auditor.domain.signals import Channel, Meaning, Signal, Signals
from auditor.measure.signals.collect import collect
from tests.evidence.builders import (
    NOW,
    SITE,
    URL,
    VISITOR,
    cookie,
    entry,
    moment,
    request,
    snapshot,
    snapshots,
    traffic,
    visit,
)
from tests.evidence.consent_strings import ACCEPTED, REFUSED, gpp
from tests.unit.measure.signals.platform_records import RECORDS, PlatformRecord

Kept = Cookie | StorageEntry
LAST = StepName.SECOND_INNER_PAGE
PARTNER = "https://ads.partner.example/bid"
SENT_AT = moment(Journey.WITHDRAW, StepName.RELOAD, 1)


def ended(journey: Journey, *kept: Kept, **artifacts: object) -> VisitRecord:
    """A visit that ended with these things on the device."""
    found = {"snapshots": snapshots(snapshot(StepName.LOAD), snapshot(LAST, *kept)), "traffic": traffic(request())}
    return visit(journey, **(found | artifacts))


def of(journey: Journey, *records: VisitRecord) -> Signals:
    found = collect(records, SITE)[journey]
    assert isinstance(found, Signals)
    return found


def last(now: Kept, accepted: Kept | None = None, refused: Kept | None = None) -> Signal:
    """What a record says after a withdrawal, beside what it said after accepting and after refusing."""
    others = {Journey.ACCEPT_ALL: accepted, Journey.REJECT_ALL: refused}
    records = [ended(journey, kept) for journey, kept in others.items() if kept is not None]
    (found,) = of(Journey.WITHDRAW, *records, ended(Journey.WITHDRAW, now)).signals
    return found


def own(value: str, name: str = "cookie_consent") -> Cookie:
    return cookie(name, value, domain=f".{SITE}")


# Records


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.owner)
def test_a_platforms_record_is_read_against_both_choices(record: PlatformRecord) -> None:
    yes, no = own(record.accepted, record.name), own(record.refused, record.name)
    granted, refused = last(yes, yes, no), last(no, yes, no)
    assert (granted.meaning, refused.meaning) == (Meaning.GRANTED, Meaning.REFUSED)
    assert {granted.platform, refused.platform} == {record.owner}
    assert {granted.channel, refused.channel} == {Channel.RECORD}


def test_a_record_is_told_with_its_place() -> None:
    assert last(own('{"ads":false,"stats":true}')) == Signal(
        channel=Channel.RECORD,
        name="cookie_consent",
        host=SITE,
        party=Party.FIRST,
        sent=False,
        step=LAST,
        at=NOW,
        meaning=Meaning.PARTIAL,
        detail="yes to stats, no to ads",
        platform=None,
        evidence=f"withdraw/snapshots#{LAST}",
        kind=ItemKind.COOKIE,
    )
    assert last(entry("cookie_consent", "denied")).kind is ItemKind.LOCAL_STORAGE


def test_a_part_that_says_yes_after_both_choices_is_not_deciding() -> None:
    yes, no = own('{"shop":true,"ads":true}'), own('{"shop":true,"ads":false}')
    assert last(no, yes, no).meaning is Meaning.REFUSED
    assert last(no, yes, no).detail == "no to ads"
    half = own('{"shop":false,"ads":true}')
    assert last(half, yes, no).meaning is Meaning.GRANTED


def test_a_record_that_says_yes_after_both_choices_is_told_apart() -> None:
    same = own('{"shop":true}')
    found = last(same, same, same)
    assert (found.meaning, found.detail) == (Meaning.ALIKE, "says yes after accepting and after refusing alike")


def test_a_record_that_says_the_same_no_after_both_choices_tells_nothing() -> None:
    same = own('{"shop":false}')
    found = last(same, same, same)
    assert (found.meaning, found.detail) == (Meaning.UNKNOWN, "says the same after accepting and after refusing")


def test_a_part_that_is_no_longer_listed_is_a_no() -> None:
    yes, no = own('{"categories":["ads","stats"]}'), own('{"categories":[]}')
    assert last(own('{"categories":["stats"]}'), yes, no).meaning is Meaning.PARTIAL
    assert last(own('{"categories":[]}'), yes, no).meaning is Meaning.REFUSED


def test_without_a_refusing_visit_every_yes_after_accepting_decides() -> None:
    yes = own('{"ads":true,"stats":true}')
    assert last(own('{"ads":false,"stats":false}'), yes).meaning is Meaning.REFUSED
    assert last(yes, yes).meaning is Meaning.GRANTED


def test_a_record_in_secret_writing_is_told_by_comparison() -> None:
    yes, no = own("k7Jh2"), own("p0Qr9")
    assert last(yes, yes, no).meaning is Meaning.GRANTED
    assert last(no, yes, no).detail == "as after refusing"
    assert (last(own("zz"), yes, no).meaning, last(own("zz"), yes, no).detail) == (
        Meaning.UNKNOWN,
        "of a form that is not understood",
    )


@pytest.mark.parametrize("broken", ["k7Jh2", "\x00\x01", "perhaps", '{"ads":', "%ff%fe"])
def test_a_record_that_is_no_longer_understood_is_no_refusal(broken: str) -> None:
    yes, no = own('{"ads":true}'), own('{"ads":false}')
    assert last(own(broken), yes, no).meaning is Meaning.UNKNOWN


def test_a_deleted_record_says_nothing() -> None:
    states = snapshots(snapshot(StepName.ACCEPT, own("granted")), snapshot(StepName.RELOAD))
    told = of(Journey.WITHDRAW, ended(Journey.WITHDRAW, snapshots=states))
    assert [(s.step, s.meaning) for s in told.signals] == [(StepName.ACCEPT, Meaning.GRANTED)]


@pytest.mark.parametrize(
    ("name", "value"), [("IABTCF_gdprApplies", "1"), ("cmplz_functional", "allow"), ("cmplz_policy_id", "1")]
)
def test_what_holds_whatever_was_chosen_is_no_yes(name: str, value: str) -> None:
    always = entry(name, value)
    assert last(always).meaning is Meaning.UNKNOWN
    assert last(always, always).meaning is Meaning.UNKNOWN, "though no refusing visit is there to compare with"


def test_other_things_on_the_device_are_no_records() -> None:
    assert of(Journey.WITHDRAW, ended(Journey.WITHDRAW, cookie(), entry("theme", "dark"))).signals == ()


def test_a_tc_string_in_a_record_is_decoded() -> None:
    found = last(own(quote(ACCEPTED), "euconsent-v2"), own(ACCEPTED, "euconsent-v2"), own(REFUSED, "euconsent-v2"))
    assert (found.channel, found.meaning, found.platform) == (Channel.TCF, Meaning.GRANTED, "IAB TCF")


def test_a_tc_string_that_is_broken_is_named_and_told_of_nowhere() -> None:
    told = of(Journey.WITHDRAW, ended(Journey.WITHDRAW, own("C" + "x" * 40, "euconsent-v2")))
    assert told.signals == ()
    assert len(told.unreadable) == 1
    assert told.unreadable[0].startswith("euconsent-v2: ")


# Answers of the page


def answered(*answers: Answered) -> Signals:
    state = Snapshot(LAST, NOW, (), (), answers)
    return of(Journey.WITHDRAW, ended(Journey.WITHDRAW, snapshots=snapshots(state)))


def test_the_pages_own_interface_is_asked() -> None:
    told = answered(
        Answered("tcf", REFUSED, URL), Answered("gpp", gpp({2: ACCEPTED}), URL), Answered("google", "{}", PARTNER)
    )
    assert [(s.name, s.host, s.channel, s.meaning, s.kind) for s in told.signals] == [
        ("tcf", SITE, Channel.TCF, Meaning.REFUSED, None),
        ("gpp", SITE, Channel.GPP, Meaning.GRANTED, None),
        ("google", "ads.partner.example", Channel.GOOGLE, Meaning.UNKNOWN, None),
    ]


def test_answers_that_cannot_be_decoded_are_named() -> None:
    told = answered(*(Answered(interface, "broken", URL) for interface in ("tcf", "gpp", "google")))
    assert told.signals == ()
    assert [u.split(":")[0] for u in told.unreadable] == ["__tcfapi", "__gpp", "google"]


# What is sent


def sent(*requests: Request) -> Signals:
    return of(Journey.WITHDRAW, ended(Journey.WITHDRAW, traffic=traffic(*requests)))


@pytest.mark.parametrize(
    ("asked", "name", "meaning"),
    [
        (request(f"{PARTNER}?gdpr=1&gdpr_consent={ACCEPTED}", at=SENT_AT), "gdpr_consent", Meaning.GRANTED),
        (request(f"{PARTNER}?gdprconsent={REFUSED}&x=1", at=SENT_AT), "gdprconsent", Meaning.REFUSED),
        (request(f"{PARTNER}?next={quote(f'tc_string={REFUSED}', safe='')}", at=SENT_AT), "tc_string", Meaning.REFUSED),
        (
            request(PARTNER, at=SENT_AT, body=json.dumps({"user": {"consent_string": ACCEPTED}})),
            "consent_string",
            Meaning.GRANTED,
        ),
        (request(f"{PARTNER}?gpp={gpp({2: REFUSED})}&gpp_sid=2", at=SENT_AT), "gpp", Meaning.REFUSED),
        (request(f"{PARTNER}?gcs=G100&gcd=13l3l3l3l1", at=SENT_AT), "gcs", Meaning.REFUSED),
        (request(f"{PARTNER}?gcs=G1--&gcd=13t3t3t3t5", at=SENT_AT), "gcd", Meaning.GRANTED),
        (request(f"{PARTNER}?v=2&gcs=G101", at=SENT_AT), "gcs", Meaning.PARTIAL),
    ],
)
def test_a_request_tells_others_of_the_choice(asked: Request, name: str, meaning: Meaning) -> None:
    told = sent(asked)
    (found,) = told.signals
    assert (found.name, found.meaning, found.step) == (name, meaning, StepName.RELOAD)
    assert (found.host, found.party, found.sent) == ("ads.partner.example", Party.THIRD, True)
    assert (found.evidence, found.platform, found.kind) == ("withdraw/traffic#1", None, None)
    assert told.unreadable == ()


def test_a_site_may_tell_itself() -> None:
    (found,) = sent(request(f"{URL}?gcs=G111", at=SENT_AT)).signals
    assert (found.party, found.meaning) == (Party.FIRST, Meaning.GRANTED)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("gcs=G7", "gcs"),
        ("gcd=xyz", "gcd"),
        ("gdpr_consent=C" + "x" * 40, "gdpr_consent"),
        ("gpp=DBAAAAA~garbage", "gpp"),
    ],
)
def test_a_parameter_that_cannot_be_decoded_is_named(query: str, name: str) -> None:
    told = sent(request(f"{PARTNER}?{query}", at=SENT_AT))
    assert told.signals == ()
    assert len(told.unreadable) == 1
    assert told.unreadable[0].startswith(f"{name}: ")


def test_a_no_hides_no_yes_of_the_same_request() -> None:
    batch = json.dumps([{"gdpr_consent": ACCEPTED}, {"gdpr_consent": REFUSED}])
    assert {s.meaning for s in sent(request(PARTNER, at=SENT_AT, body=batch)).signals} == {
        Meaning.GRANTED,
        Meaning.REFUSED,
    }


def test_other_parameters_tell_nothing() -> None:
    told = sent(request(f"{PARTNER}?id={VISITOR}&consent=1&xgcs=G111", at=SENT_AT), request(PARTNER, at=SENT_AT))
    assert (told.signals, told.unreadable) == ((), ())


def test_a_request_before_the_first_step_is_left_out() -> None:
    assert sent(request(f"{PARTNER}?gcs=G111", at=NOW - 1)).signals == ()


def test_signals_come_in_order_of_time() -> None:
    kept = Snapshot(StepName.RELOAD, SENT_AT + 5, (own("denied"),), ())
    late, early = (request(f"{PARTNER}?gcs={g}", at=SENT_AT + n) for g, n in (("G111", 9), ("G100", 0)))
    record = ended(Journey.WITHDRAW, snapshots=snapshots(kept), traffic=traffic(late, early))
    assert [s.at for s in of(Journey.WITHDRAW, record).signals] == [SENT_AT, SENT_AT + 5, SENT_AT + 9]


# Which visit counts, and what it lacks


def test_the_first_visit_of_a_journey_that_recorded_its_signals_counts() -> None:
    lost, first = visit(Journey.WITHDRAW, missing="visit-timed-out"), ended(Journey.WITHDRAW, own("denied"))
    second = ended(Journey.WITHDRAW, own("granted"))
    assert [s.meaning for s in of(Journey.WITHDRAW, lost, first, second).signals] == [Meaning.REFUSED]


def test_a_journey_that_broke_off_has_no_signals() -> None:
    broken = ended(Journey.WITHDRAW, own("granted"), missing="visit-timed-out")
    assert collect([broken], SITE) == {Journey.WITHDRAW: Missing("visit-timed-out")}
    assert collect([], SITE) == {}


@pytest.mark.parametrize("kind", ["snapshots", "timeline"])
def test_without_states_or_steps_there_are_no_signals(kind: str) -> None:
    assert collect([ended(Journey.WITHDRAW, **{kind: Missing("gone")})], SITE)[Journey.WITHDRAW] == Missing("gone")


def test_without_requests_or_with_gaps_in_them_there_is_a_gap() -> None:
    lost = of(Journey.WITHDRAW, ended(Journey.WITHDRAW, own("denied"), traffic=Missing("network-log-lost")))
    assert lost.gaps == ("network-log-lost",)
    assert len(lost.signals) == 1
    cut = of(Journey.WITHDRAW, ended(Journey.WITHDRAW, traffic=Traffic((), gaps=("cut short",))))
    assert cut.gaps == ("cut short",)


def test_a_visit_that_broke_off_or_kept_no_state_is_no_reference() -> None:
    yes = own('{"ads":true,"shop":true}')
    broken = ended(Journey.ACCEPT_ALL, yes, missing="visit-timed-out")
    blind = ended(Journey.ACCEPT_ALL, snapshots=Missing("gone"))
    empty = ended(Journey.ACCEPT_ALL, snapshots=snapshots())
    for reference in (broken, blind, empty):
        (found,) = of(Journey.WITHDRAW, reference, ended(Journey.WITHDRAW, own('{"shop":true}'))).signals
        assert found.detail == "yes to shop"


@settings(deadline=None)
@given(st.text(), st.text())
def test_any_record_and_any_request_can_be_looked_at(value: str, query: str) -> None:
    hostile = request(f"{PARTNER}?gcs={query}&gdpr_consent=C{query}&gpp=D{query}", at=SENT_AT, body=value)
    answers = tuple(Answered(interface, value, URL) for interface in ("tcf", "gpp", "google"))
    state = Snapshot(LAST, NOW, (own(value), own(value, "euconsent-v2")), (), answers)
    record = ended(Journey.WITHDRAW, snapshots=snapshots(state), traffic=traffic(hostile))
    assert isinstance(collect([record], SITE)[Journey.WITHDRAW], Signals)


def test_a_record_says_whether_it_was_read_against_both_choices() -> None:
    plain = [own(word) for word in ("granted", "denied")]
    secret = [own("k7Jh2"), own("p0Qr9")]
    assert [last(now, *pair).compared for pair in (plain, secret) for now in pair] == [True] * 4
    assert not last(plain[0], plain[0]).compared
    assert not last(plain[0]).compared


def test_what_the_site_holds_of_the_law_is_no_signal() -> None:
    told = answered(Answered("gdpr-applies", "false", URL))
    assert (told.signals, told.unreadable, told.applies) == ((), (), False)
    assert sent(request(f"{PARTNER}?gdpr=1", at=SENT_AT)).applies is True
    assert answered().applies is None
