import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.measure.signals.tcf import Restriction, decode_tc
from auditor.measure.signals.unreadable import SignalUnreadable
from tests.evidence.consent_strings import (
    ACCEPTED,
    CREATED,
    Field,
    entries,
    listed,
    packed,
    ranged,
    tc_core,
    tc_publisher,
    tc_vendors,
)

BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def rule(purpose: int, kind: int, *ranges: tuple[int, int]) -> tuple[Field, ...]:
    return ((purpose, 6), (kind, 2), *entries(*ranges))


def test_a_string_of_version_two_point_two_has_no_disclosed_vendors() -> None:
    told = decode_tc(tc_core((1, 3, 4), vendors=listed(2, 755), interests=(2, 7), features=(1,)))
    assert (told.version, told.policy_version, told.cmp_id, told.cmp_version) == (2, 4, 300, 7)
    assert (told.created, told.updated) == (CREATED / 10, CREATED / 10 + 0.5)
    assert (told.consent_language, told.publisher_country, told.vendor_list_version) == ("EN", "NL", 48)
    assert (told.is_service_specific, told.use_non_standard_texts, told.purpose_one_treatment) == (True, False, False)
    assert told.purpose_consents == {1, 3, 4}
    assert told.purpose_legitimate_interests == {2, 7}
    assert told.special_feature_opt_ins == {1}
    assert told.vendor_consents == {2, 755}
    assert told.vendor_legitimate_interests == frozenset()
    assert told.publisher_restrictions == ()
    assert (told.disclosed_vendors, told.publisher_consents, told.publisher_legitimate_interests) == (None, None, None)


def test_a_string_of_version_two_point_three_names_the_disclosed_vendors() -> None:
    told = decode_tc(ACCEPTED)
    assert told.policy_version == 5
    assert told.disclosed_vendors == {1, 2, 755}


def test_segments_come_in_any_order() -> None:
    disclosed, allowed, publisher = tc_vendors(1, 5), tc_vendors(2, 6), tc_publisher((1, 2), (3,), custom=2)
    told = decode_tc(f"{tc_core()}.{publisher}.{allowed}.{disclosed}")
    assert told.disclosed_vendors == {5}
    assert (told.publisher_consents, told.publisher_legitimate_interests) == ({1, 2}, {3})


def test_no_vendor_disclosed_is_another_thing_than_no_such_segment() -> None:
    assert decode_tc(f"{tc_core()}.{tc_vendors(1)}").disclosed_vendors == frozenset()


def test_vendors_may_be_told_as_ranges() -> None:
    told = decode_tc(tc_core(vendors=ranged((3, 3), (10, 12), (65_535, 65_535))))
    assert told.vendor_consents == {3, 10, 11, 12, 65_535}


def test_a_publishers_restrictions_are_read() -> None:
    told = decode_tc(tc_core((1,), restrictions=(rule(2, 0, (755, 755)), rule(7, 1, (1, 3), (9, 9)))))
    assert told.publisher_restrictions == (
        Restriction(2, 0, frozenset({755})),
        Restriction(7, 1, frozenset({1, 2, 3, 9})),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "C",
        "not a string",
        "CO!",
        "\ud800",
        tc_core(version=1),
        tc_core(version=3),
        f"{tc_core()}.",
        f".{tc_core()}",
        f"{tc_core()}..{tc_vendors(1)}",
        f"{tc_core()}.{packed((0, 3), *listed(1))}",
        f"{tc_core()}.{packed((7, 3), *listed(1))}",
        f"{tc_core()}.I",
        f"{tc_core()}.{tc_vendors(2, 9)[:-2]}",
        f"{tc_core()}.{tc_publisher((1,), ())[:-2]}",
        tc_core(vendors=ranged((5, 4))),
        tc_core(vendors=ranged((0, 0))),
        tc_core(restrictions=(rule(1, 0, (0, 9)),)),
        "A" * 100,
        "_" * 100,
    ],
)
def test_garbage_is_unreadable(text: str) -> None:
    with pytest.raises(SignalUnreadable):
        decode_tc(text)


def test_a_cut_string_is_unreadable_wherever_it_is_cut() -> None:
    whole = tc_core((1, 2), vendors=listed(1, 2, 30), restrictions=(rule(2, 0, (755, 755)),))
    for length in range(len(whole) - 1):
        with pytest.raises(SignalUnreadable):
            decode_tc(whole[:length])


BOMB = rule(1, 0, (1, 65_535))


@pytest.mark.parametrize(
    "text",
    [
        tc_core(restrictions=(BOMB,) * 400),
        tc_core(vendors=ranged(*((1, 65_535),) * 4_000)),
        tc_core(restrictions=(rule(1, 0, *((1, 65_535),) * 4_000),)),
        ".".join((tc_core(vendors=ranged((1, 65_535), (1, 65_535))), packed((1, 3), *ranged(*((1, 65_535),) * 2)))),
        "C" * 1_000_000,
        tc_core() + ".I" * 131_072,
        "." * 1_000_000,
    ],
)
def test_huge_lists_are_unreadable_and_cost_little(text: str) -> None:
    started = time.process_time()
    with pytest.raises(SignalUnreadable):
        decode_tc(text)
    assert time.process_time() - started < 3


def test_all_vendors_there_can_be_may_be_listed() -> None:
    assert len(decode_tc(tc_core(vendors=ranged((1, 65_535)))).vendor_consents) == 65_535


@settings(deadline=None)
@given(st.one_of(st.text(), st.text(BASE64URL + ".", max_size=300).map(lambda t: "C" + t)))
def test_any_text_is_decoded_or_unreadable(text: str) -> None:
    with suppress(SignalUnreadable):
        decode_tc(text)


@settings(deadline=None)
@given(st.integers(0, len(ACCEPTED) - 1), st.sampled_from(BASE64URL + ".~é"))
def test_a_damaged_string_is_decoded_or_unreadable(place: int, character: str) -> None:
    with suppress(SignalUnreadable):
        decode_tc(ACCEPTED[:place] + character + ACCEPTED[place + 1 :])
