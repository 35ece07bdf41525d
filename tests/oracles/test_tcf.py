"""The decoder of TC strings reads what the IAB's own library reads, and refuses what is broken."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.measure.signals.tcf import Restriction, decode_tc
from auditor.measure.signals.unreadable import SignalUnreadable
from tests.oracles.iab import Line, ask, damaged, report, tc_differences

SEED = 20_240_611
SETS = (
    "special_feature_opt_ins",
    "purpose_consents",
    "purpose_legitimate_interests",
    "vendor_consents",
    "vendor_legitimate_interests",
)
OPTIONAL_SETS = ("disclosed_vendors", "publisher_consents", "publisher_legitimate_interests")

pytestmark = pytest.mark.together  # one run of the oracle serves all of them


@pytest.fixture(scope="module")
def lines(libraries: Path) -> list[Line]:
    return ask(libraries, "tcf", SEED)


def test_every_field_is_what_the_library_reads(lines: list[Line]) -> None:
    failed = report(lines, lambda line: tc_differences(decode_tc(line.text), line.expect))
    assert not failed, failed


def test_the_fields_have_the_types_they_promise(lines: list[Line]) -> None:
    for line in lines:
        decoded = decode_tc(line.text)
        assert all(isinstance(getattr(decoded, name), frozenset) for name in SETS), line.text
        assert all(isinstance(getattr(decoded, name), frozenset | None) for name in OPTIONAL_SETS), line.text
        assert isinstance(decoded.created, float), line.text
        assert isinstance(decoded.updated, float), line.text
        assert isinstance(decoded.publisher_restrictions, tuple), line.text
        for restriction in decoded.publisher_restrictions:
            assert isinstance(restriction, Restriction), line.text
            assert isinstance(restriction.vendors, frozenset), line.text


HELD: dict[str, Callable[[Line], object]] = {
    "the core segment alone": lambda line: "." not in line.text,
    "all four segments": lambda line: line.text.count(".") == 3,
    "the segment of disclosed vendors": lambda line: line.expect["disclosed_vendors"] is not None,
    "disclosed vendors, none of them": lambda line: line.expect["disclosed_vendors"] == [],
    "the publisher's segment": lambda line: line.expect["publisher_consents"] is not None,
    "no consent to any vendor": lambda line: not line.expect["vendor_consents"],
    "the first vendor alone": lambda line: line.expect["vendor_consents"] == [1],
    "ranges of many vendors": lambda line: len(line.expect["vendor_consents"]) > len(line.text) * 6,
    "the highest vendor there can be": lambda line: 65535 in line.expect["vendor_consents"],
    "several restrictions": lambda line: len(line.expect["publisher_restrictions"]) > 1,
    "restrictions of many vendors": lambda line: any(len(r[2]) > 200 for r in line.expect["publisher_restrictions"]),
    "the policy of TCF 2.2": lambda line: line.expect["policy_version"] == 4,
    "the policy of TCF 2.3": lambda line: line.expect["policy_version"] == 5,
    "a string for one service": lambda line: line.expect["is_service_specific"],
    "a string for many services": lambda line: not line.expect["is_service_specific"],
    "a time between two seconds": lambda line: line.expect["created"] % 1,
}


@pytest.mark.parametrize("what", HELD)
def test_the_strings_of_the_oracle_hold(what: str, lines: list[Line]) -> None:
    assert sum(bool(HELD[what](line)) for line in lines) >= 2


def test_a_string_that_breaks_off_in_a_segment_is_unreadable(lines: list[Line]) -> None:
    for line in lines:
        segments = line.text.split(".")
        for number, segment in enumerate(segments):
            if len(segment) > 4:  # four characters are more than the padding
                with pytest.raises(SignalUnreadable):
                    decode_tc(".".join([*segments[:number], segment[:-4]]))


@settings(deadline=None)
@given(st.text())
def test_any_text_is_decoded_or_unreadable(text: str) -> None:
    with suppress(SignalUnreadable):
        decode_tc(text)


@settings(deadline=None)
@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.", max_size=200))
def test_any_text_of_the_alphabet_is_decoded_or_unreadable(text: str) -> None:
    with suppress(SignalUnreadable):
        decode_tc("C" + text)


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_a_damaged_string_is_decoded_or_unreadable(lines: list[Line], data: st.DataObject) -> None:
    text = data.draw(damaged(lines))
    with suppress(SignalUnreadable):
        decode_tc(text)
