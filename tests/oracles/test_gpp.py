"""The decoder of GPP strings reads what the IAB's own library reads, and refuses what is broken."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.measure.signals.gpp import GppString, decode_gpp
from auditor.measure.signals.unreadable import SignalUnreadable
from tests.oracles.iab import Line, ask, damaged, differences, report, tc_differences

SEED = 20_221_003
USP = ("Version", "Notice", "OptOutSale", "LspaCovered")
OPT_OUTS = {"SaleOptOut", "SharingOptOut", "TargetedAdvertisingOptOut", "SaleOptOutNotice"}

pytestmark = pytest.mark.together  # one run of the oracle serves all of them


@pytest.fixture(scope="module")
def lines(libraries: Path) -> list[Line]:
    return ask(libraries, "gpp", SEED)


def test_every_field_is_what_the_library_reads(lines: list[Line]) -> None:
    failed = report(lines, lambda line: _differences(decode_gpp(line.text), line))
    assert not failed, failed


def _differences(decoded: GppString, line: Line) -> list[str]:
    """What differs in the sections, and in the fields of each section that is read."""
    sections = {int(section): text for section, text in line.expect["sections"].items()}
    found = [f"section {entry}" for entry in differences(dict(decoded.sections), sections)]
    found += [f"usnat.{entry}" for entry in differences(dict(decoded.opt_outs), line.expect.get("usnat", {}))]
    usp = line.expect.get("uspv1")
    if decoded.usp != (usp and "".join(str(usp[name]) for name in USP)):
        found.append(f"uspv1: decoded {decoded.usp!r}, expected {usp}")
    expected = line.expect.get("tcfeuv2")
    if decoded.tc is None or expected is None:
        return found if decoded.tc is expected else [*found, f"tcfeuv2: {'surplus' if decoded.tc else 'missing'}"]
    return [*found, *(f"tcfeuv2.{entry}" for entry in tc_differences(decoded.tc, expected))]


HELD: dict[str, Callable[[dict[str, str]], object]] = {
    "no section at all": lambda found: not found,
    "the EU": lambda found: "2" in found,
    "the EU, the core segment alone": lambda found: "2" in found and "." not in found["2"],
    "the EU, more segments": lambda found: found.get("2", "").count(".") >= 2,
    "Canada": lambda found: "5" in found,
    "the USA as it was": lambda found: "6" in found,
    "the USA": lambda found: "7" in found and "." not in found["7"],
    "the USA, with the signal of the browser": lambda found: "." in found.get("7", ""),
    "the USA, version 1": lambda found: found.get("7", "").startswith("B"),
    "the USA, version 2": lambda found: found.get("7", "").startswith("C"),
    "numbers in a row": lambda found: {"5", "6", "7"} <= set(found),
    "numbers with gaps": lambda found: {"2", "7"} <= set(found) and not {"6", "8"} & set(found),
}


@pytest.mark.parametrize("what", HELD)
def test_the_strings_of_the_oracle_hold_sections_for(what: str, lines: list[Line]) -> None:
    assert sum(bool(HELD[what](line.expect["sections"])) for line in lines) >= 2


def test_every_opt_out_takes_every_value(lines: list[Line]) -> None:
    seen = {pair for line in lines for pair in line.expect.get("usnat", {}).items()}
    assert seen == {(name, value) for name in OPT_OUTS for value in range(3)}


def test_a_section_more_or_less_than_the_header_says_is_unreadable(lines: list[Line]) -> None:
    for line in lines:
        with pytest.raises(SignalUnreadable):
            decode_gpp(line.text + "~BAAA")
        if "~" in line.text:
            with pytest.raises(SignalUnreadable):
                decode_gpp(line.text.rpartition("~")[0])


@settings(deadline=None)
@given(st.text())
def test_any_text_is_decoded_or_unreadable(text: str) -> None:
    with suppress(SignalUnreadable):
        decode_gpp(text)


@settings(deadline=None)
@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~", max_size=200))
def test_any_text_of_the_alphabet_is_decoded_or_unreadable(text: str) -> None:
    with suppress(SignalUnreadable):
        decode_gpp("DB" + text)


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_a_damaged_string_is_decoded_or_unreadable(lines: list[Line], data: st.DataObject) -> None:
    text = data.draw(damaged(lines))
    with suppress(SignalUnreadable):
        decode_gpp(text)
