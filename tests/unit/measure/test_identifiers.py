import base64
import json
from urllib.parse import quote
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.measure.identifiers import MIN_BITS, entropy_bits, identifying, tokens_of
from tests.evidence.builders import VISITOR

META = "fb.1.1763999000123.1098115397"
UNIQUE = "3f2a9c1e-77b4-4d7e-9b2d-5a1c0e8f6d24"


@pytest.mark.parametrize(
    "value",
    [
        VISITOR,
        META,
        UNIQUE,
        "a1b2c3d4e5f6",
        "1098115397",
        f"id={UNIQUE}&v=2",
        f"uid:{UNIQUE}|lang:en",
        json.dumps({"id": UNIQUE}),
        json.dumps([{"visitor": {"number": 1098115397}}]),
        base64.b64encode(json.dumps({"id": UNIQUE}).encode()).decode(),
        base64.b64encode(json.dumps({"id": UNIQUE}).encode()).decode().rstrip("="),
        quote(json.dumps({"id": UNIQUE})),
        "kjsdhfkqwuerbvmznxqpo_",
    ],
)
def test_values_that_single_out_a_visitor(value: str) -> None:
    assert identifying(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "1",
        "true",
        "granted",
        "accepted",
        "UNDEFINED",
        "a1b2c3d",
        "1763999000",
        "1763999000123",
        "1500000000",
        "2026-11-23",
        "20261123",
        "en-GB",
        "Europe-Amsterdam",
        "necessary statistics marketing",
        "dark-theme",
        "homepage_variant_blue",
        "abcdefgh1",
        "11111111",
        "0000000000000000",
        "https://www.shop.example",
        "/catalogue/shoes/2026/12345678",
        '"1763999000"',
        json.dumps({"analytics": True, "marketing": False, "at": 1763999000, "version": None}),
        json.dumps(["en", 3, 1.5]),
        "{}",
        "[]",
        base64.b64encode(b'{"analytics":true}').decode(),
        "[" * 4000,
    ],
)
def test_flags_times_dates_words_and_places_single_out_nobody(value: str) -> None:
    assert tokens_of(value) == ()
    assert not identifying(value)


def test_the_telling_part_of_a_value_stands_beside_the_whole() -> None:
    assert tokens_of(META) == (META, "1098115397")
    assert tokens_of(VISITOR) == (VISITOR, "1098115397.1763999000", "1098115397"), "the pair is what is sent"


def test_what_looks_like_json_and_is_none_is_taken_apart_as_text() -> None:
    broken = "{visitor:1098115397"
    assert tokens_of(broken) == (broken, "1098115397")


def test_base64_of_something_else_is_an_ordinary_value() -> None:
    value = base64.b64encode(b"\x80\x81\x82\x83 12345678").decode()
    assert value in tokens_of(value)


def test_only_the_beginning_of_an_endless_value_is_looked_at() -> None:
    assert tokens_of("a" * 5000 + "|1098115397") == ()


def test_entropy_grows_with_length_and_variety() -> None:
    assert entropy_bits("aaaaaaaa") == 0
    assert entropy_bits("abcdefgh") == 24
    assert entropy_bits("abab") == 4
    assert entropy_bits("1098115397") > MIN_BITS


@given(st.uuids(version=4))
def test_every_random_identifier_is_recognised(value: UUID) -> None:
    assert identifying(str(value))
    assert identifying(value.hex)


@pytest.mark.parametrize(
    "value",
    [
        "analytics=true&marketing=true",
        "v1.1763999000",
        "true|1763999000|en-GB",
        "1763999000.123",
        "2026-11-23T10:00:00.000Z",
        "2026-11-23 10:00",
        "23.11.2026",
        "11/23/2026",
        "Mon, 23 Nov 2026 10:00:00 GMT",
    ],
)
def test_choices_and_times_single_nobody_out(value: str) -> None:
    assert not identifying(value)


def test_a_number_that_looks_like_a_time_is_kept_as_it_is_sent() -> None:
    assert "1734029117.1763999000" in tokens_of("GA1.1.1734029117.1763999000")


def test_an_encoded_value_is_taken_apart_as_it_was_meant() -> None:
    assert tokens_of(quote('{"id":"a b/1098115397"}', safe="")) == ("a b/1098115397",)


@pytest.mark.parametrize("value", ["\ud800", "[" * 600 + "1" + "]" * 600, '{"a":' * 900 + "1" + "}" * 900, "%ff%fe"])
def test_a_hostile_value_never_raises(value: str) -> None:
    assert isinstance(tokens_of(value), tuple)
