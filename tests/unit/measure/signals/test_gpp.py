import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.measure.signals.gpp import MAX_SECTIONS, decode_gpp
from auditor.measure.signals.unreadable import SignalUnreadable
from tests.evidence.consent_strings import ACCEPTED, gpp, gpp_header, packed, us_national


def test_the_european_section_is_a_tc_string() -> None:
    told = decode_gpp(gpp({2: ACCEPTED}))
    assert told.tc is not None
    assert told.tc.disclosed_vendors == {1, 2, 755}
    assert (dict(told.sections), told.usp, dict(told.opt_outs)) == ({2: ACCEPTED}, None, {})


def test_american_opt_outs_are_read() -> None:
    national = us_national(SaleOptOutNotice=1, SaleOptOut=1, SharingOptOut=2)
    told = decode_gpp(gpp({6: "1YNN", 7: national + ".QA"}))
    assert told.tc is None
    assert told.usp == "1YNN"
    assert dict(told.opt_outs) == {
        "SaleOptOutNotice": 1,
        "SaleOptOut": 1,
        "SharingOptOut": 2,
        "TargetedAdvertisingOptOut": 0,
    }


def test_sections_with_gaps_and_in_a_row_are_numbered() -> None:
    assert dict(decode_gpp("~".join((gpp_header(5, (8, 10)), "a", "b", "c", "d"))).sections) == {
        5: "a",
        8: "b",
        9: "c",
        10: "d",
    }


def test_a_string_may_have_no_section() -> None:
    assert dict(decode_gpp(gpp({})).sections) == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "~",
        "garbage",
        "DB",
        "\ud800",
        packed((3, 6), (2, 6), (0, 12)),
        packed((2, 6), (1, 6), (0, 12)),
        gpp({2: ACCEPTED})[:-40],
        gpp({2: "garbage"}),
        gpp({2: ""}),
        gpp({5: "BAAA"}) + "~BAAA",
        gpp_header(5, 6),
        gpp({6: "YYYY"}),
        gpp({6: "1YN"}),
        gpp({7: "B"}),
        gpp({7: "!"}),
        gpp_header((1, MAX_SECTIONS + 1)),
        gpp_header(*range(1, MAX_SECTIONS + 2)),
        packed((3, 6), (1, 6), (4_095, 12)),
        packed((3, 6), (1, 6), (1, 12), (0, 1), (0, 90)),
    ],
)
def test_garbage_is_unreadable(text: str) -> None:
    with pytest.raises(SignalUnreadable):
        decode_gpp(text)


@pytest.mark.parametrize(
    "text", ["~" * 1_000_000, "D" * 1_000_000, gpp_header((1, 10**9)) + "~a", "DBAA" + "A~" * 500_000]
)
def test_huge_strings_are_unreadable_and_cost_little(text: str) -> None:
    started = time.process_time()
    with pytest.raises(SignalUnreadable):
        decode_gpp(text)
    assert time.process_time() - started < 3


@settings(deadline=None)
@given(st.one_of(st.text(), st.text("ABCDEFGabcdefg0123456789-_.~", max_size=200).map(lambda t: "DB" + t)))
def test_any_text_is_decoded_or_unreadable(text: str) -> None:
    with suppress(SignalUnreadable):
        decode_gpp(text)


@settings(deadline=None)
@given(st.integers(0, 200), st.characters())
def test_a_damaged_string_is_decoded_or_unreadable(place: int, character: str) -> None:
    whole = gpp({2: ACCEPTED, 6: "1YNN", 7: us_national(SaleOptOut=1)})
    place %= len(whole)
    with suppress(SignalUnreadable):
        decode_gpp(whole[:place] + character + whole[place + 1 :])
