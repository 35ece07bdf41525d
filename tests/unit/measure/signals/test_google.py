import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.domain.signals import Meaning
from auditor.measure.signals.google import decode_gcd, decode_gcs, decode_mode, meaning_of
from auditor.measure.signals.unreadable import SignalUnreadable

ADS, ANALYTICS, DATA, PERSONAL = "ad_storage", "analytics_storage", "ad_user_data", "ad_personalization"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("G100", {ADS: False, ANALYTICS: False}),
        ("G111", {ADS: True, ANALYTICS: True}),
        ("G101", {ADS: False, ANALYTICS: True}),
        ("G110", {ADS: True, ANALYTICS: False}),
        ("G1--", {}),
        ("G1-1", {ANALYTICS: True}),
    ],
)
def test_gcs_tells_of_advertising_and_analytics(text: str, told: dict[str, bool]) -> None:
    assert decode_gcs(text) == told


@pytest.mark.parametrize("text", ["", "G1", "G2", "G200", "G1001", "g100", "G1x0", "100"])
def test_another_gcs_is_unreadable(text: str) -> None:
    with pytest.raises(SignalUnreadable):
        decode_gcs(text)


@pytest.mark.parametrize(
    ("letter", "granted"),
    [("p", False), ("q", False), ("m", False), ("u", False), ("t", True), ("r", True), ("n", True), ("v", True)],
)
def test_each_letter_of_gcd_says_yes_or_no(letter: str, *, granted: bool) -> None:
    told = decode_gcd(f"13{letter}3{letter}2{letter}3{letter}5l1")
    assert told == {ADS: granted, ANALYTICS: granted, DATA: granted, PERSONAL: granted}


def test_what_was_never_set_is_left_out_of_gcd() -> None:
    assert decode_gcd("13l3l3l3l1") == {}
    assert decode_gcd("11l1p1l1t5") == {ANALYTICS: False, PERSONAL: True}


def test_the_letters_of_gcd_stand_in_the_order_of_the_types() -> None:
    assert decode_gcd("13p3t3r3m5") == {ADS: False, ANALYTICS: True, DATA: True, PERSONAL: False}


@pytest.mark.parametrize("text", ["", "1", "13", "23p3p3p3p5", "13x3p3p3p5", "13P3P3P3P5", "13p-3p", "p", "1é"])
def test_another_gcd_is_unreadable(text: str) -> None:
    with pytest.raises(SignalUnreadable):
        decode_gcd(text)


def test_the_data_layer_comes_to_a_word_on_each_type() -> None:
    told = json.dumps({ADS: "denied", ANALYTICS: "granted", DATA: "perhaps", "functionality_storage": "granted"})
    assert decode_mode(told) == {ADS: False, ANALYTICS: True}


@pytest.mark.parametrize("text", ["", "[]", "null", '"granted"', "{", "[" * 100_000, "{'ad_storage':1}"])
def test_another_data_layer_is_unreadable(text: str) -> None:
    with pytest.raises(SignalUnreadable):
        decode_mode(text)


def test_a_value_of_another_type_says_nothing() -> None:
    assert decode_mode(json.dumps({ADS: ["granted"], ANALYTICS: {}, DATA: 1, PERSONAL: None})) == {}


@pytest.mark.parametrize(
    ("told", "meaning"),
    [
        ({}, Meaning.UNKNOWN),
        ({ADS: True, DATA: True}, Meaning.GRANTED),
        ({ADS: True, DATA: False}, Meaning.PARTIAL),
        ({ADS: False, DATA: False}, Meaning.REFUSED),
    ],
)
def test_all_some_or_none_is_granted(told: dict[str, bool], meaning: Meaning) -> None:
    assert meaning_of(told) is meaning


@given(st.text())
def test_any_text_is_decoded_or_unreadable(text: str) -> None:
    for decode in (decode_gcs, decode_gcd, decode_mode):
        with suppress(SignalUnreadable):
            decode(text)
        with suppress(SignalUnreadable):
            decode(f"1{text}")
