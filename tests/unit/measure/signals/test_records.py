import base64
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.measure.signals.records import MAX_PARTS, MAX_VALUE, parts_of, platform_of, records_version
from tests.unit.measure.signals.platform_records import RECORDS, PlatformRecord, onetrust, vanilla


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.owner)
def test_the_record_of_a_platform_tells_its_parts(record: PlatformRecord) -> None:
    assert platform_of(record.name) == record.owner
    assert parts_of(record.accepted) == record.yes
    assert parts_of(record.refused) == record.no


def test_a_name_of_the_sites_own_has_no_platform() -> None:
    assert platform_of("cookie_consent") is None


def test_the_table_has_a_version() -> None:
    assert records_version()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("granted", True),
        ("1", True),
        ("YES", True),
        ('"accepted"', True),
        ("denied", False),
        ("0", False),
        ("No", False),
    ],
)
def test_one_word_is_one_part_without_a_name(value: str, *, said: bool) -> None:
    assert parts_of(value) == {"": said}


@pytest.mark.parametrize(
    "value",
    ["", " ", "dismissed", "2026-11-23T10:00:00.000Z", "a1b2c3d4e5f6", "2", "1.0", "[]", "{}", "null", "{,}", "\x00"],
)
def test_what_is_neither_yes_nor_no_has_no_parts(value: str) -> None:
    assert parts_of(value) == {}


def test_what_always_runs_is_left_out_at_any_depth() -> None:
    told = {"necessary": True, "marketing": False, "groups": {"essential": {"basket": True}, "ads": {"banner": 1}}}
    assert parts_of(json.dumps(told)) == {"marketing": False}


def test_zero_and_one_are_no_and_yes_and_other_numbers_are_neither() -> None:
    assert parts_of('{"ads":1,"stats":0,"more":2,"half":0.5,"one":1.0,"none":null}') == {"ads": True, "stats": False}


def test_a_list_tells_by_its_name_whether_its_members_are_enabled() -> None:
    told = {"accepted": ["ads", "necessary", "stats"], "rejected": ["maps"], "other": ["fonts"], "denied": ["none"]}
    assert parts_of(json.dumps(told)) == {"accepted/ads": True, "accepted/stats": True, "rejected/maps": False}


def test_the_members_of_a_list_may_be_records_of_their_own() -> None:
    told = [{"id": "ga", "on": True}, {"name": "fb", "on": False}, {"on": True}, [{"ads": True}], 1, None, True]
    assert parts_of(json.dumps({"services": told})) == {
        "services/ga/on": True,
        "services/fb/on": False,
        "services/2/on": True,
        "services/3/0/ads": True,
    }


def test_a_record_may_be_wrapped_in_base64() -> None:
    assert parts_of(base64.b64encode(b'{"ads":false}').decode().rstrip("=")) == {"ads": False}


def test_what_looks_like_a_tree_and_is_none_is_read_as_pairs() -> None:
    assert parts_of("{ads:true,'stats':'no',fonts:maybe}") == {"ads": True, "stats": False}


def test_only_so_many_parts_and_characters_are_looked_at() -> None:
    assert len(parts_of(json.dumps({f"p{n}": True for n in range(MAX_PARTS + 9)}))) == MAX_PARTS
    assert parts_of(" " * MAX_VALUE + "ads:true") == {}


@pytest.mark.parametrize(
    "value",
    [
        "a" * 1_000_000,
        "%" * 1_000_000,
        "a:" * 500_000,
        "a" * 80 + " " * 1_000_000,
        "[" * 1_000_000,
        "[" * 8_000 + "]" * 8_000,
        "[" + "9" * 10_000 + "]",
        "\ud800",
        '{"\\ud800":true}',
        base64.b64encode(b"\xff" * 100).decode(),
    ],
)
def test_a_hostile_record_ends_quickly_and_never_raises(value: str) -> None:
    started = time.process_time()
    assert isinstance(parts_of(value), dict)
    assert time.process_time() - started < 3


@pytest.mark.parametrize("depth", [100, 600, 900, 990])
@pytest.mark.parametrize(("start", "end"), [("[", "]"), ('{"a":', "}"), ('[{"a":', "}]")])
def test_a_deeply_nested_record_never_raises(depth: int, start: str, end: str) -> None:
    assert isinstance(parts_of(start * depth + "1" + end * depth), dict)


@settings(deadline=None)
@given(st.text())
def test_any_text_has_parts_or_none(value: str) -> None:
    assert isinstance(parts_of(value), dict)


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
        max_leaves=20,
    )
)
def test_any_tree_has_parts_or_none(tree: object) -> None:
    assert isinstance(parts_of(json.dumps(tree)), dict)


# What is no part of a choice


def test_the_older_list_of_categories_is_read() -> None:
    old = '{"level":["necessary","analytics"],"revision":0,"data":null,"rfc_cookie":false}'
    assert parts_of(old) == {"level/analytics": True}


def test_who_visits_and_how_the_banner_was_used_is_no_choice() -> None:
    now = onetrust(0).replace("&landingPath", "&isAnonUser=1&landingPath") + "&intType=1"
    assert parts_of(now) == {"C0002": False, "C0003": False, "C0004": False}


def test_the_first_of_older_numbered_groups_is_not_taken_for_the_whole() -> None:
    assert "groups" not in parts_of("version=5.10.0&groups=1%3A1%2C2%3A0%2C3%3A0")


def test_earlier_choices_kept_as_a_history_are_not_the_present_one() -> None:
    history = [{"action": "onAcceptAllServices", "status": True}, {"action": "onDenyAllServices", "status": False}]
    settings_ = {"controllerId": "aa", "services": [{"id": "HkIVcNiuoZX", "status": False, "history": history}]}
    assert parts_of(json.dumps(settings_)) == {"services/HkIVcNiuoZX/status": False}


def test_legitimate_interest_is_no_consent() -> None:
    told = {"vendors": {"enabled": []}, "vendors_li": {"enabled": ["google"]}, "purposes_li": {"enabled": ["x"]}}
    assert parts_of(json.dumps(told)) == {}


def test_a_refusal_of_everything_in_a_list_is_a_record_without_parts() -> None:
    assert parts_of(vanilla()) == {}
