import base64
import hashlib
import json
import time
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.measure.identifiers import tokens_of
from auditor.measure.matching import MAX_DEPTH, Match, Matcher, layers
from tests.evidence.builders import VISITOR

UNIQUE = "3f2a9c1e-77b4-4d7e-9b2d-5a1c0e8f6d24"
META = "fb.1.1763999000123.1098115397"
LIMIT_S = 5.0  # for a text of a million characters


def plain_base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def url_base64(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def upper_hex(text: str) -> str:
    return text.encode().hex().upper()


def escaped(text: str) -> str:
    return "".join(f"\\u{ord(c):04x}" for c in text)


def in_json(text: str) -> str:
    return json.dumps({"event": "view", "user": text})


def hashed(name: str, wrap: Callable[[bytes], str]) -> Callable[[str], str]:
    return lambda text: wrap(hashlib.new(name, text.encode(), usedforsecurity=False).digest())


HASH_FORMS: dict[str, Callable[[bytes], str]] = {
    "hex": bytes.hex,
    "upper hex": lambda raw: raw.hex().upper(),
    "base64": lambda raw: base64.b64encode(raw).decode(),
    "base64 for addresses": lambda raw: base64.urlsafe_b64encode(raw).decode().rstrip("="),
}
HASHES = {
    f"{name} in {form}": hashed(name, wrap) for name in ("md5", "sha1", "sha256") for form, wrap in HASH_FORMS.items()
}
ENCODERS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "percent-encoded": lambda t: "".join(f"%{b:02X}" for b in t.encode()),
    "percent-encoded twice": lambda t: quote("".join(f"%{b:02x}" for b in t.encode()), safe=""),
    "json": in_json,
    "json in json": lambda t: in_json(in_json(t)),
    "json in json in json": lambda t: in_json(in_json(in_json(t))),
    "json of escapes": lambda t: f'{{"user":"{escaped(t)}"}}',
    "json in json, percent-encoded": lambda t: quote(in_json(in_json(t)), safe=""),
    "base64": plain_base64,
    "base64, percent-encoded": lambda t: quote(plain_base64(t), safe=""),
    "base64 for addresses": url_base64,
    "base64 of json": lambda t: plain_base64(in_json(t)),
    "base64 of json for addresses": lambda t: url_base64(in_json(t)),
    "base64 of base64 of json": lambda t: plain_base64(plain_base64(in_json(t))),
    "hex": lambda t: t.encode().hex(),
    "upper hex": upper_hex,
    "hex of json": lambda t: in_json(t).encode().hex(),
    "base64 of hex": lambda t: plain_base64(t.encode().hex()),
    "json in base64 in json": lambda t: in_json(plain_base64(in_json(t))),
    **HASHES,
}


def finds(text: str, token: str = UNIQUE) -> bool:
    return "it" in Matcher({"it": (token,)}).find(text)


@pytest.mark.parametrize("token", [UNIQUE, META, "1098115397", "a b/1098115397", "Müller-1098115397"])
@pytest.mark.parametrize("encoder", ENCODERS)
def test_an_identifier_is_found_in_every_wrapping(encoder: str, token: str) -> None:
    assert finds(f"https://tracker.example/collect?cid={ENCODERS[encoder](token)}&v=1", token)
    assert finds(ENCODERS[encoder](token), token)


@settings(deadline=None, max_examples=300)
@given(st.text("0123456789abcdef", min_size=8, max_size=40), st.sampled_from(sorted(ENCODERS)))
def test_what_any_encoder_made_is_found_again(token: str, encoder: str) -> None:
    assert finds(f"v=2&uid={ENCODERS[encoder](token)}&t=x", token)


@settings(deadline=None)
@given(st.text("0123456789abcdef", min_size=12, max_size=40), st.sampled_from(sorted(ENCODERS)))
def test_another_identifier_is_never_taken_for_this_one(token: str, encoder: str) -> None:
    other = hashlib.sha256(token.encode()).hexdigest()[: len(token)]
    assert not finds(f"v=2&uid={ENCODERS[encoder](other)}&t=x", token)


@pytest.mark.parametrize("size", [8, 9, 10, 12, 16, 32])
def test_base64_of_base64_is_taken_off_however_short(size: int) -> None:
    token = "a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6"[:size]
    assert finds(f"uid={plain_base64(plain_base64(token))}&t=x", token)


@pytest.mark.parametrize("before", range(4))
@pytest.mark.parametrize("inside", range(4))
def test_base64_is_read_from_each_of_its_offsets(before: int, inside: int) -> None:
    text = plain_base64("xyz"[:inside] + in_json(UNIQUE))
    assert finds(f"d={'abc'[:before]}{text}&t=x")


@pytest.mark.parametrize(
    "path", ["/", "/p/", "/collect/", "/collect/v1/", "/a/much/longer/path/than/that/", "/session_", "/x-"]
)
@pytest.mark.parametrize("inside", range(3))
def test_a_path_in_front_of_base64_hides_nothing(path: str, inside: int) -> None:
    assert finds(f"https://t.example{path}{url_base64('xyz'[:inside] + in_json(UNIQUE))}")


def test_base64_of_text_that_ends_within_a_character_is_read() -> None:
    assert finds(f"d={plain_base64('é' * 9 + UNIQUE)}")
    assert finds(f"d={plain_base64('x' + '€' * 9 + UNIQUE)}")


@pytest.mark.parametrize("before", range(6))
def test_an_identifier_in_a_binary_message_is_found(before: int) -> None:
    message = b"\x81\xa2id\xd9\x24"[:before] + b"\xff" + UNIQUE.encode() + b"\x00\x01\xc3"
    assert finds(base64.b64encode(message).decode())


def test_base64_that_is_text_only_at_its_beginning_does_no_harm() -> None:
    assert not finds(f"d={base64.b64encode(b'plain text at first, then' + bytes(range(128, 250))).decode()}")


def test_a_match_says_what_was_taken_off() -> None:
    wrapped = {e: Matcher({"it": (UNIQUE,)}).find(ENCODERS[e](UNIQUE))["it"] for e in ENCODERS}
    assert wrapped["plain"] == Match("plain")
    assert wrapped["base64"] == Match("base64")
    assert wrapped["hex"] == Match("hex")
    assert wrapped["percent-encoded"] == Match("percent-encoded")
    assert wrapped["json of escapes"] == Match("json")
    assert wrapped["base64 of hex"] == Match("hex+base64")
    assert wrapped["sha256 in upper hex"] == Match("sha256")
    assert wrapped["md5 in base64"] == Match("md5")


def test_a_hash_of_the_lower_case_is_found_too() -> None:
    digest = hashlib.sha256(b"jane.doe+1098@shop.example").hexdigest()
    assert finds(f"em={digest}", "Jane.Doe+1098@Shop.example")


# What is no identifier


@pytest.mark.parametrize(
    "text", ["id=11098115397", "id=10981153970", "110981153970", "é1098115397\u0661", "3.141098115397"]
)
def test_a_stretch_of_a_longer_number_is_no_match(text: str) -> None:
    assert not finds(text, "1098115397")


@pytest.mark.parametrize(
    "text", ["id=1098115397", "x1098115397y", "1.1098115397.1763999000", "😀é1098115397", "1-1098115397-1"]
)
def test_a_number_between_other_characters_is_a_match(text: str) -> None:
    assert finds(text, "1098115397")


def test_a_later_whole_number_counts_though_a_stretch_came_before() -> None:
    assert finds("ts=91098115397&id=1098115397", "1098115397")


def test_digits_at_one_end_only_are_no_number() -> None:
    assert finds("1a1b2c3d4e5f6x", "a1b2c3d4e5f6")
    assert finds("11b2c3d4e5f6x9", "1b2c3d4e5f6x")


@pytest.mark.parametrize("value", ["1", "granted", "true", "a1b2c3d", "1763999000", "2026-11-23", "en-GB", "accepted"])
def test_short_and_common_values_are_never_looked_for(value: str) -> None:
    assert Matcher({"it": tokens_of(value)}).find(f"https://tracker.example/?state={value}&{value}") == {}


def test_another_visitors_identifier_is_not_this_ones() -> None:
    assert not finds(f"https://tracker.example/?cid={UNIQUE}", META)


# Several owners


def test_each_owner_is_found_once_and_by_its_own_identifiers() -> None:
    matcher = Matcher({"ga": tokens_of(VISITOR), "copy": tokens_of(VISITOR), "meta": tokens_of(META), "none": ()})
    found = matcher.find(f"{VISITOR} {VISITOR} {plain_base64(VISITOR)}")
    assert found == {"ga": Match("plain"), "copy": Match("plain"), "meta": Match("plain")}, "they share a number"
    assert set(matcher.find(f"id={META}")) == {"ga", "copy", "meta"}
    assert set(matcher.find("id=GA1.1.1098115397.1763999000")) == {"ga", "copy", "meta"}


def test_without_identifiers_or_text_nothing_is_found() -> None:
    assert Matcher[str]({}).find("anything") == {}
    assert Matcher({"it": (UNIQUE,)}).find("") == {}


# Hostile texts

LONG = 1_000_000
NESTED = "A" * 50
for _ in range(20):
    NESTED = plain_base64(NESTED)
HOSTILE = {
    **{f"a million {c!r}": c * LONG for c in ("a", "A", "0", "%", "\\", "=", "/", "_", " ", "\x00", "é", "😀")},
    "a million lone surrogates": "\ud800" * LONG,
    "percent signs without end": "%" + "25" * (LONG // 2),
    "percent-encoded percent signs": "%25" * (LONG // 3),
    "invalid UTF-8, percent-encoded": "%ff%fe" * (LONG // 6),
    "escaped characters": "\\u0041" * (LONG // 6),
    "escaped surrogates": "\\ud83d" * (LONG // 6),
    "backslashes and quotes": '\\"' * (LONG // 2),
    "hex of text": "61" * (LONG // 2),
    "hex of bytes": "ff" * (LONG // 2),
    "base64 of text": plain_base64("a" * (LONG * 3 // 4)),
    "base64 of invalid UTF-8": base64.b64encode(b"text text text text " + b"\xff" * LONG).decode(),
    "base64, twenty deep": NESTED,
    "many short runs of base64": (plain_base64("some text here, ok") + " ") * (LONG // 25),
    "many runs that look like base64": ("Ab" * 12 + " ") * (LONG // 25),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_ends_quickly_and_never_raises(text: str) -> None:
    started = time.process_time()
    assert not finds(text)
    assert finds(f"{text}&uid={UNIQUE}&"), "and hides nothing that stands beside it"
    assert time.process_time() - started < 2 * LIMIT_S


@pytest.mark.parametrize(
    "text",
    [
        f"\ud800{UNIQUE}",
        f'{{"mood":"\\ud83d\\ude00","id":"{UNIQUE}"}}',
        f'{{"mood":"\\ud83d","id":"{escaped(UNIQUE)}"}}',
    ],
    ids=["lone surrogate", "escaped emoji", "escaped lone surrogate"],
)
def test_surrogates_beside_an_identifier_hide_nothing(text: str) -> None:
    assert finds(text)


def test_an_emoji_in_an_identifier_is_found_in_its_escapes() -> None:
    assert finds(json.dumps({"name": "😀-1098115397-x"}), "😀-1098115397-x")


def test_an_identifier_with_a_lone_surrogate_never_raises() -> None:
    assert isinstance(Matcher({"it": ("\ud8001098115397",)}).find("id=1098115397"), dict)


@settings(deadline=None)
@given(st.text(), st.text())
def test_any_text_can_be_looked_through(before: str, after: str) -> None:
    assert finds(f"{before} {UNIQUE} {after}")


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_any_text_even_with_surrogates_can_be_looked_through(text: str) -> None:
    assert isinstance(Matcher({"it": (UNIQUE,)}).find(text), dict)


def test_only_so_many_layers_are_taken_off() -> None:
    text = UNIQUE
    for _ in range(MAX_DEPTH + 2):
        text = plain_base64(f"x{text}")
    deepest = max(len(wrapping) for wrapping, _ in layers(text))
    assert deepest == MAX_DEPTH


def test_the_text_itself_is_the_first_layer_and_none_comes_twice() -> None:
    found = list(layers("%41%2541 \\u0041 " + plain_base64("some text that is long")))
    assert found[0][0] == ()
    assert len({layer for _, layer in found}) == len(found)


@pytest.mark.parametrize("before", ["", "a", "0f"])
def test_hexadecimal_digits_are_read_from_either_digit(before: str) -> None:
    assert finds(f"d={before}{in_json(UNIQUE).encode().hex()}")
