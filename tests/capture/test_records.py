"""What the recorders make of logs, headers and reports, without a browser."""

import json
from pathlib import Path

import pytest

from auditor.capture.recorders.har import har
from auditor.capture.recorders.netlog import read_netlog
from auditor.capture.recorders.scripts import ScriptRecorder
from auditor.capture.recorders.traffic import TrafficRecorder, cookie_write, sent_cookies
from auditor.domain.journeys import Step, StepName
from auditor.domain.recording import AccessOp, ItemKind, SentCookie

TYPES = {
    "URL_REQUEST_START_JOB": 1,
    "HTTP_TRANSACTION_SEND_REQUEST_HEADERS": 2,
    "HTTP_TRANSACTION_READ_RESPONSE_HEADERS": 3,
    "COOKIE_INCLUSION_STATUS": 4,
}


def event(kind: str, params: dict[str, object], time: int = 10, source: int = 7) -> str:
    return json.dumps(
        {"type": TYPES[kind], "phase": 1, "time": str(time), "source": {"id": source, "type": 1}, "params": params}
    )


def written(path: Path, *events: str, end: str = "]}") -> Path:
    head = json.dumps({"constants": {"logEventTypes": TYPES, "timeTickOffset": 1_000_000}})[:-1] + ","
    path.write_text(head + '\n"events": [\n' + ",\n".join(events) + end, encoding="utf-8")
    return path


REQUEST = (
    event("URL_REQUEST_START_JOB", {"url": "https://a.test/x?v=1", "method": "POST"}),
    event("HTTP_TRANSACTION_SEND_REQUEST_HEADERS", {"headers": ["Cookie: a=1; b=x=y", "Referer: https://a.test/"]}),
    event("COOKIE_INCLUSION_STATUS", {"operation": "store", "name": "c", "status": "EXCLUDE_THIRD_PARTY"}),
    event("COOKIE_INCLUSION_STATUS", {"operation": "store", "name": "d", "status": "INCLUDE, DO_NOT_WARN"}),
    event(
        "HTTP_TRANSACTION_READ_RESPONSE_HEADERS",
        {
            "headers": [
                "HTTP/1.1 302 Found",
                "Location: /y",
                "Set-Cookie: c=2; Max-Age=60",
                "Set-Cookie: d=3; Max-Age=0",
            ]
        },
    ),
    event("URL_REQUEST_START_JOB", {"url": "https://a.test/y", "method": "GET"}, time=20),
)


def test_every_hop_is_a_request_with_its_raw_headers(tmp_path: Path) -> None:
    hops = read_netlog(written(tmp_path / "log", *REQUEST))
    assert [(h.url, h.method, h.at, h.status) for h in hops] == [
        ("https://a.test/x?v=1", "POST", 1000.01, 302),
        ("https://a.test/y", "GET", 1000.02, None),
    ]
    first = TrafficRecorder().traffic(hops).requests[0]
    assert first.cookies == (SentCookie("a", "1"), SentCookie("b", "x=y"))
    assert [(w.name, w.stored, w.deletes, w.lifetime_s) for w in first.writes] == [
        ("c", False, False, 60),
        ("d", True, True, 0),
    ]
    assert first.page == "https://a.test/"


def test_a_log_that_was_cut_short_is_read_up_to_its_end(tmp_path: Path) -> None:
    assert len(read_netlog(written(tmp_path / "log", *REQUEST[:2], end=',\n{"type":1,"pha'))) == 1


@pytest.mark.parametrize("content", ["", "{}", "nonsense\n"])
def test_what_is_no_log_holds_nothing(content: str, tmp_path: Path) -> None:
    (tmp_path / "log").write_text(content)
    assert read_netlog(tmp_path / "log") == []
    assert read_netlog(tmp_path / "none") == []


def test_the_browsers_own_pages_are_no_requests(tmp_path: Path) -> None:
    own = event("URL_REQUEST_START_JOB", {"url": "chrome://new-tab/", "method": "GET"})
    assert read_netlog(written(tmp_path / "log", own)) == []


def test_http_2_headers_are_read_as_well(tmp_path: Path) -> None:
    rows = (
        REQUEST[0],
        event("HTTP_TRANSACTION_READ_RESPONSE_HEADERS", {"headers": [":status: 204", "set-cookie: a=1"]}),
    )
    hop = read_netlog(written(tmp_path / "log", *rows))[0]
    assert (hop.status, hop.values("set-cookie", of_response=True)) == (None, ["a=1"]) or hop.status == 204


@pytest.mark.parametrize(
    ("header", "lifetime", "deletes"),
    [
        ("a=1", None, False),
        ("a=1; Max-Age=10; Expires=Thu, 01 Jan 1970 00:00:00 GMT", 10, False),
        ("a=; expires=Thu, 01-Jan-1970 00:00:00 GMT", -1000, True),
        ("a=1; Max-Age=soon", None, False),
        ("a=1; Max-Age=-1", -1, True),
    ],
)
def test_lifetimes_are_read_as_browsers_read_them(header: str, lifetime: float | None, *, deletes: bool) -> None:
    write = cookie_write(header, "a.test", 1000)
    assert write is not None
    assert (write.lifetime_s, write.deletes, write.domain) == (lifetime, deletes, "a.test")


def test_a_header_without_a_name_is_no_cookie() -> None:
    assert cookie_write("nothing", "a.test", 0) is None
    assert sent_cookies("; =x; a=1") == [SentCookie("a", "1")]


def test_the_har_holds_raw_headers_and_is_sorted_by_steps(tmp_path: Path) -> None:
    hops = read_netlog(written(tmp_path / "log", *REQUEST))
    steps = [
        Step(StepName.LOAD, 1000.0, 1000.015, "https://a.test/"),
        Step(StepName.ACCEPT, 1000.015, 1001, "https://a.test/"),
    ]
    log = json.loads(har(hops, TrafficRecorder().traffic(hops).requests, steps, "Chromium 1").content)["log"]
    assert [e["pageref"] for e in log["entries"]] == ["step-0", "step-1"]
    assert {"name": "Cookie", "value": "a=1; b=x=y"} in log["entries"][0]["request"]["headers"]
    assert log["entries"][0]["response"]["redirectURL"] == "/y"
    assert log["version"] == "1.2"


def told(recorder: ScriptRecorder, **report: object) -> None:
    row = {"o": "cookie-set", "k": "cookie", "n": "a", "v": "a=1; path=/", "t": 5000, "u": "https://a.test/", "s": []}
    recorder._called({"name": recorder.name, "payload": json.dumps(row | report)})


def test_reports_of_scripts_are_kept_with_the_innermost_script() -> None:
    recorder = ScriptRecorder()
    told(recorder, s=["at get (<anonymous>)", "at f (https://t.test/tag.js:3:9)", "at https://a.test/:1:1"])
    told(recorder, v="a=; max-age=0")
    kept = recorder.accesses(until=10).accesses
    assert [(a.op, a.kind, a.key, a.value, a.script) for a in kept] == [
        (AccessOp.COOKIE_SET, ItemKind.COOKIE, "a", "1", "https://t.test/tag.js"),
        (AccessOp.COOKIE_SET, ItemKind.COOKIE, "a", "", None),
    ]
    assert recorder.accesses(until=1).accesses == ()


def test_forged_reports_are_dropped_and_floods_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = ScriptRecorder()
    for report in ({"o": "format-disk"}, {"k": "soup"}, {"t": "noon"}):
        told(recorder, **report)
    recorder._called({"name": recorder.name, "payload": "[1"})
    recorder._called({"name": "another", "payload": "{}"})
    assert recorder.rows == []
    monkeypatch.setattr("auditor.capture.recorders.scripts.MAX_ACCESSES", 1)
    told(recorder)
    told(recorder)
    assert (len(recorder.rows), recorder.accesses(until=10).truncated) == (1, True)
