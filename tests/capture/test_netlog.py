"""What is read from a network log, whole, cut short, damaged or missing: nothing is lost without being named."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.capture.recorders.netlog import CUT_SHORT, LOST, NetLog, read_netlog
from auditor.capture.recorders.traffic import TrafficRecorder
from auditor.domain.recording import Recorder, SentCookie
from tests.capture.netlog_builders import HEAD, OFFSET_MS, REAL_END, REQUEST, TYPES, A, event, start, written

MEGABYTE = 1_000_000


def test_every_hop_is_a_request_with_its_raw_headers(tmp_path: Path) -> None:
    log = read_netlog(written(tmp_path / "log", *REQUEST))
    assert log.gaps == ()
    assert [(h.url, h.method, h.at, h.status) for h in log.hops] == [
        (A, "POST", 1000.01, 302),
        ("https://a.test/y", "GET", 1000.02, None),
    ]
    first = TrafficRecorder().traffic(log).requests[0]
    assert first.cookies == (SentCookie("a", "1"), SentCookie("b", "x=y"))
    assert [(w.name, w.stored, w.deletes, w.lifetime_s) for w in first.writes] == [
        ("c", False, False, 60),
        ("d", True, True, 0),
    ]
    assert first.page == "https://a.test/"
    assert first.recorder is Recorder.NETWORK_LOG


def test_http_2_headers_are_read_as_well(tmp_path: Path) -> None:
    rows = (
        REQUEST[0],
        event("HTTP_TRANSACTION_READ_RESPONSE_HEADERS", {"headers": [":status: 204", "set-cookie: a=1"]}),
    )
    [hop] = read_netlog(written(tmp_path / "log", *rows)).hops
    assert hop.status == 204
    assert hop.values("set-cookie", of_response=True) == ["a=1"]


@pytest.mark.parametrize("own", ["chrome://new-tab/", "data:,x", "blob:https://a.test/1", "about:blank"])
def test_the_browsers_own_pages_are_no_requests(own: str, tmp_path: Path) -> None:
    assert [h.url for h in read_netlog(written(tmp_path / "log", start(own), start(ms=20))).hops] == [A]


@pytest.mark.parametrize(
    "end", [REAL_END, "]}", "]}\n", '],\n"polledData": []\n}\n'], ids=["real", "bare", "line", "empty"]
)
def test_a_log_with_its_end_is_whole(end: str, tmp_path: Path) -> None:
    log = read_netlog(written(tmp_path / "log", *REQUEST, end=end))
    assert (len(log.hops), log.gaps) == (2, ())


# Logs that are not whole


def test_a_log_that_is_cut_anywhere_says_so(tmp_path: Path) -> None:
    whole = written(tmp_path / "log", *REQUEST).read_bytes()
    path = tmp_path / "cut"
    silent = []
    for length in range(len(whole.rstrip())):
        path.write_bytes(whole[:length])
        if not read_netlog(path).gaps:
            silent.append(whole[:length][-60:])
    assert silent == []


def test_a_log_is_read_up_to_the_cut(tmp_path: Path) -> None:
    log = read_netlog(written(tmp_path / "log", *REQUEST[:2], end=',\n{"type":1,"pha'))
    assert len(log.hops) == 1
    assert log.hops[0].values("cookie") == ["a=1; b=x=y"]
    assert log.gaps == (CUT_SHORT,)


@pytest.mark.parametrize("end", ["", ",", ",\n", "\n", "]", "],\n", '],\n"polledData": [', "\n\x00\x00\x00\x00"])
def test_a_log_without_its_end_is_cut_short(end: str, tmp_path: Path) -> None:
    log = read_netlog(written(tmp_path / "log", *REQUEST, end=end))
    assert (len(log.hops), log.gaps) == (2, (CUT_SHORT,))


@pytest.mark.parametrize(
    "line",
    ['{"type":1,"pha', "{}", "{" * 9, "{nonsense}", '{"a":' + "[" * 100_000, REQUEST[0][:-9]],
    ids=["half", "empty", "braces", "no JSON", "endlessly nested", "without its end"],
)
def test_an_unreadable_line_in_the_middle_is_named(line: str, tmp_path: Path) -> None:
    log = read_netlog(written(tmp_path / "log", REQUEST[0], line, start(ms=20)))
    assert (len(log.hops), log.gaps) == (2, (CUT_SHORT,))


@pytest.mark.parametrize(
    "line", [REQUEST[0][9:], "nonsense", "\x00" * 50, "[1]", "5"], ids=["half", "words", "NUL", "list", "number"]
)
def test_a_line_that_lost_its_beginning_is_named(line: str, tmp_path: Path) -> None:
    log = read_netlog(written(tmp_path / "log", REQUEST[0], line, start(ms=20)))
    assert (len(log.hops), log.gaps) == (2, (CUT_SHORT,))


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}",
        "nonsense\n",
        "\x00\x00",
        HEAD,
        HEAD + '"events": [\n' + REAL_END,
        HEAD[: len(HEAD) // 2],
        '{"constants": []}\n',
        '{"constants": {"logEventTypes": [], "timeTickOffset": 1},\n',
        '{"constants": {"logEventTypes": {"A": [1]}, "timeTickOffset": 1},\n',
        '{"constants": {"logEventTypes": {}, "timeTickOffset": null},\n',
        '{"constants": {"logEventTypes": {}, "timeTickOffset": 1e999},\n',
        "[" * 100_000 + "\n",
    ],
)
def test_what_is_no_log_or_holds_nothing_is_lost(content: str, tmp_path: Path) -> None:
    (tmp_path / "log").write_text(content)
    assert read_netlog(tmp_path / "log") == NetLog([], (LOST,))


def test_a_missing_log_is_lost(tmp_path: Path) -> None:
    assert read_netlog(tmp_path / "none") == NetLog([], (LOST,))
    assert read_netlog(tmp_path) == NetLog([], (LOST,))


@pytest.mark.parametrize(
    "params",
    [None, 5, "text", ["url"], {}, {"url": None}, {"url": ["https://a.test/"]}, {"url": 5, "method": None}],
)
def test_a_start_of_another_shape_raises_nothing(params: object, tmp_path: Path) -> None:
    log = read_netlog(written(tmp_path / "log", event("URL_REQUEST_START_JOB", params), start(ms=20, number=8)))
    assert A in [h.url for h in log.hops]


@pytest.mark.parametrize("params", [5, "text", ["url"]])
def test_a_request_whose_address_is_lost_is_named(params: object, tmp_path: Path) -> None:
    log = read_netlog(written(tmp_path / "log", event("URL_REQUEST_START_JOB", params), start(ms=20, number=8)))
    assert log.gaps == (CUT_SHORT,)


@pytest.mark.parametrize(
    "fields",
    [
        {"type": [1]},
        {"type": None},
        {"source": None},
        {"source": {"id": [7]}},
        {"source": {"id": {}}},
        {"source": "text"},
        {"time": None},
        {"time": "noon"},
        {"time": float("inf")},
        {"time": float("nan")},
        {"time": "9" * 400},
        {"time": "9" * 5000},
        {"phase": [1]},
        {"phase": None},
    ],
    ids=lambda fields: json.dumps(fields)[:30],
)
def test_an_event_of_wrong_types_raises_nothing(fields: dict[str, object], tmp_path: Path) -> None:
    odd = event("URL_REQUEST_START_JOB", {"url": "https://odd.test/"}, **fields)  # type: ignore[arg-type]  # on purpose
    log = read_netlog(written(tmp_path / "log", start(number=8), odd))
    assert A in [h.url for h in log.hops]


@pytest.mark.parametrize("headers", [None, 5, "Cookie: a=1", {"Cookie": "a=1"}, [None, 5, ["x"]], [""], [":", "::"]])
@pytest.mark.parametrize("kind", [k for k in TYPES if k.startswith("HTTP")])
def test_headers_of_another_shape_raise_nothing(kind: str, headers: object, tmp_path: Path) -> None:
    log = read_netlog(written(tmp_path / "log", start(), event(kind, {"headers": headers})))
    [request] = TrafficRecorder().traffic(log).requests
    assert request.url == A


@pytest.mark.parametrize(
    "params", [None, 5, {"operation": "store"}, {"operation": "store", "name": ["c"], "status": 5}]
)
def test_words_on_cookies_of_another_shape_raise_nothing(params: object, tmp_path: Path) -> None:
    assert len(read_netlog(written(tmp_path / "log", start(), event("COOKIE_INCLUSION_STATUS", params))).hops) == 1


# Logs with odd but whole contents


def test_invalid_utf_8_inside_a_value_loses_that_value_alone(tmp_path: Path) -> None:
    path = written(tmp_path / "log", *REQUEST)
    path.write_bytes(path.read_bytes().replace(b"b=x=y", b"b=\xff\xfe\xc3"))
    log = read_netlog(path)
    assert (len(log.hops), log.gaps) == (2, ())
    assert log.hops[0].values("cookie") == ["a=1; b=\ufffd\ufffd\ufffd"]


def test_invalid_utf_8_in_the_place_of_an_event_is_named(tmp_path: Path) -> None:
    path = written(tmp_path / "log", *REQUEST)
    path.write_bytes(path.read_bytes().replace(REQUEST[1].encode(), b"\xff" * 200))
    assert read_netlog(path).gaps == (CUT_SHORT,)


def test_a_cookie_of_a_megabyte_is_read_whole(tmp_path: Path) -> None:
    large = event("HTTP_TRANSACTION_SEND_REQUEST_HEADERS", {"headers": ["Cookie: a=" + "x" * MEGABYTE]})
    log = read_netlog(written(tmp_path / "log", start(), large))
    assert log.gaps == ()
    assert len(TrafficRecorder().traffic(log).requests[0].cookies[0].value) == MEGABYTE


def test_what_was_polled_may_be_longer_than_what_is_looked_at_for_the_end(tmp_path: Path) -> None:
    polled = '],\n"polledData": [{"cache": "' + "x" * 50_000 + '"}]\n}\n'
    assert read_netlog(written(tmp_path / "log", *REQUEST, end=polled)).gaps == ()


def test_requests_are_sorted_by_time(tmp_path: Path) -> None:
    rows = start("https://late.test/", ms=90, number=1), start("https://early.test/", ms=1, number=2)
    log = read_netlog(written(tmp_path / "log", *rows))
    assert [h.at for h in log.hops] == [(OFFSET_MS + 1) / 1000, (OFFSET_MS + 90) / 1000]


@given(data=st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_damage_raises_anything(tmp_path: Path, data: st.DataObject) -> None:
    whole = written(tmp_path / "log", *REQUEST).read_bytes()
    begin = data.draw(st.integers(len(HEAD), len(whole)))
    damage = data.draw(st.binary(max_size=20) | st.sampled_from([b"null", b"[]", b"{}", b'"', b"1e999", b"\n", b"}]}"]))
    (tmp_path / "log").write_bytes(whole[:begin] + damage + whole[begin + data.draw(st.integers(0, 40)) :])
    log = read_netlog(tmp_path / "log")
    TrafficRecorder().traffic(log)
