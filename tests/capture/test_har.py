"""The HAR of a visit is valid JSON of the form HAR 1.2, whatever was recorded, and names its recorders."""

import json
from typing import Any

import pytest

from auditor.capture.recorders.har import har
from auditor.capture.recorders.netlog import CUT_SHORT, NetLog
from auditor.capture.recorders.traffic import TrafficRecorder
from auditor.domain.journeys import Step, StepName
from auditor.domain.recording import AccessOp, ScriptAccess
from tests.capture.netlog_builders import A, announce, call, hop, log

STEPS = [
    Step(StepName.LOAD, 1000.0, 1000.5, "https://a.test/"),
    Step(StepName.ACCEPT, 1001.0, 1002.0, "https://a.test/"),
]
# What HAR 1.2 demands of each object; names of its own begin with an underscore.
DEMANDED: dict[str, dict[str, type | tuple[type, ...]]] = {
    "entry": {"pageref": str, "startedDateTime": str, "time": int, "cache": dict, "timings": dict},
    "request": {
        "method": str,
        "url": str,
        "httpVersion": str,
        "cookies": list,
        "headers": list,
        "queryString": list,
        "headersSize": int,
        "bodySize": int,
    },
    "response": {
        "status": int,
        "statusText": str,
        "httpVersion": str,
        "cookies": list,
        "headers": list,
        "content": dict,
        "redirectURL": str,
        "headersSize": int,
        "bodySize": int,
    },
}


def refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


def entries(
    recorder: TrafficRecorder, logged: NetLog, accesses: tuple[ScriptAccess, ...] = (), steps: list[Step] = STEPS
) -> list[dict[str, Any]]:
    """The entries of the HAR, after its form has been examined."""
    content = har(logged.hops, recorder.traffic(logged, accesses), steps, "Chromium 140").content
    told = json.loads(content.decode("utf-8"), parse_constant=refuse)["log"]
    assert told["version"] == "1.2"
    assert set(told["creator"]) >= {"name", "version"}
    pages = [page["id"] for page in told["pages"]]
    assert len(set(pages)) == len(pages) == len(steps)
    for entry in told["entries"]:
        assert entry["pageref"] in pages
        for name, fields in DEMANDED.items():
            part = entry if name == "entry" else entry[name]
            assert {k: type(part.get(k)).__name__ for k, t in fields.items() if not isinstance(part.get(k), t)} == {}
        rows = [*entry["request"]["headers"], *entry["response"]["headers"], *entry["request"]["queryString"]]
        assert all(set(row) == {"name", "value"} for row in rows)
        assert entry["_recorder"] in {"network-log", "devtools"}
        assert entry["_evidence"].startswith("traffic#")
    return list(told["entries"])


def test_raw_headers_are_kept_and_entries_are_sorted_by_steps() -> None:
    moved = hop(A, "Cookie: a=1; b=x=y", at=1000.0)
    moved.response_headers = ["HTTP/1.1 302 Found", "Location: /y", "Set-Cookie: c=2"]
    first, second = entries(TrafficRecorder(), log(moved, hop("https://a.test/y", at=1001.0)))
    assert [first["pageref"], second["pageref"]] == ["step-0", "step-1"]
    assert {"name": "Cookie", "value": "a=1; b=x=y"} in first["request"]["headers"]
    assert first["request"]["cookies"] == [{"name": "a", "value": "1"}, {"name": "b", "value": "x=y"}]
    assert first["request"]["queryString"] == [{"name": "v", "value": "1"}]
    assert first["response"]["redirectURL"] == "/y"
    assert first["response"]["cookies"] == [{"name": "c", "value": "2"}]
    assert first["response"]["status"] == 302


def test_requests_that_only_the_developer_tools_saw_are_among_them() -> None:
    recorder = TrafficRecorder()
    announce(recorder, "https://b.test/?q=2", sent={"Cookie": "a=1", "X-Id": "7"}, at=1000.5, postData="v=1")
    logged = log(hop(at=1001.0), hop("https://c.test/", at=1000.0), gaps=(CUT_SHORT,))
    told = entries(recorder, logged)
    assert [(e["request"]["url"], e["_recorder"]) for e in told] == [
        ("https://c.test/", "network-log"),
        ("https://b.test/?q=2", "devtools"),
        (A, "network-log"),
    ]
    alone = told[1]
    assert alone["request"]["cookies"] == [{"name": "a", "value": "1"}]
    assert {"name": "x-id", "value": "7"} in alone["request"]["headers"]
    assert alone["request"]["postData"]["text"] == "v=1"
    assert [e["_evidence"] for e in told] == ["traffic#1", "traffic#2", "traffic#3"]


def test_messages_to_a_web_socket_stand_with_it() -> None:
    recorder, url = TrafficRecorder(), "wss://a.test/socket"
    recorder.handle("Network.webSocketCreated", {"requestId": "s", "url": url})
    recorder.handle("Network.webSocketFrameSent", {"requestId": "s", "response": {"payloadData": "one\x00"}})
    hooked = (call(AccessOp.SOCKET_SEND, url, "two"),)
    plain, socket = entries(recorder, log(hop(at=1000.0), hop(url, at=1000.1)), hooked)
    assert "_webSocketMessages" not in plain
    assert [m["data"][:3] for m in socket["_webSocketMessages"]] == ["one", "two"]
    assert {m["type"] for m in socket["_webSocketMessages"]} == {"send"}


@pytest.mark.parametrize("text", ["\x00", "\ud800", "<script>&\"'", "x" * 1_000_000, "%zz\\u12", "日本"])
def test_odd_names_and_values_stay_valid(text: str) -> None:
    recorder = TrafficRecorder()
    announce(recorder, f"https://b.test/?q={text}", sent={"X-Id": text, "Cookie": f"{text}={text}"}, postData=text)
    odd = hop(f"https://a.test/?{text}={text}", f"X: {text}", f"Cookie: a={text}", f"{text}: {text}", text)
    odd.response_headers = [text, f"Set-Cookie: {text}={text}", f"Location: {text}"]
    assert len(entries(recorder, log(odd, gaps=(CUT_SHORT,)))) == 2


@pytest.mark.parametrize("url", ["https://[oops/", "", "https://a.test/?" + "&".join(["a=1"] * 5000), "http://\x00/"])
def test_odd_addresses_stay_valid(url: str) -> None:
    assert len(entries(TrafficRecorder(), log(hop(url)))) == 1


@pytest.mark.parametrize("at", [0.0, -1.0, 999.0, 1e18])
def test_odd_times_stay_valid(at: float) -> None:
    [entry] = entries(TrafficRecorder(), log(hop(at=at)))
    assert entry["pageref"] in {"step-0", "step-1"}


def test_a_visit_without_steps_names_no_page_that_is_not_there() -> None:
    logged = log(hop())
    told = json.loads(har(logged.hops, TrafficRecorder().traffic(logged), [], "Chromium 140").content)["log"]
    assert [e.get("pageref") for e in told["entries"]] in ([None], [p["id"] for p in told["pages"]])
