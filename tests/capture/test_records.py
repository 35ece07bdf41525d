"""What the recorders make of headers and of the reports of hooks, workers and frames, without a browser."""

import asyncio
import json
from typing import Any, cast

import pytest
from playwright.async_api import CDPSession, Page

from auditor.capture.recorders.scripts import ScriptRecorder
from auditor.capture.recorders.state import MAX_VALUE, _pairs, snapshot
from auditor.capture.recorders.traffic import TrafficRecorder, cookie_write, sent_cookies
from auditor.capture.recorders.workers import WorkerRecorder
from auditor.domain.journeys import StepName
from auditor.domain.recording import AccessOp, ItemKind, SentCookie
from tests.capture.netlog_builders import A, log, report


@pytest.mark.parametrize(
    ("header", "lifetime", "deletes"),
    [
        ("a=1", None, False),
        ("a=1; Max-Age=10; Expires=Thu, 01 Jan 1970 00:00:00 GMT", 10, False),
        ("a=; expires=Thu, 01-Jan-1970 00:00:00 GMT", -1000, True),
        ("a=1; Max-Age=soon", None, False),
        ("a=1; Max-Age=-1", -1, True),
        ("a=1; Expires=the day after", None, False),
        ("a=1; Expires=Fri, 31 Dec 9999999 23:59:59 GMT", None, False),
    ],
)
def test_lifetimes_are_read_as_browsers_read_them(header: str, lifetime: float | None, *, deletes: bool) -> None:
    write = cookie_write(header, "a.test", 1000)
    assert write is not None
    assert (write.lifetime_s, write.deletes, write.domain) == (lifetime, deletes, "a.test")


def test_a_header_without_a_name_is_no_cookie() -> None:
    assert cookie_write("nothing", "a.test", 0) is None
    assert sent_cookies("; =x; a=1") == [SentCookie("a", "1")]


# Reports of the hooks


def test_reports_of_scripts_are_kept_with_the_innermost_script() -> None:
    recorder = ScriptRecorder()
    report(recorder, s=["at get (<anonymous>)", "at f (https://t.test/tag.js:3:9)", "at https://a.test/:1:1"])
    report(recorder, v="a=; max-age=0")
    kept = recorder.accesses(until=10).accesses
    assert [(a.op, a.kind, a.key, a.value, a.script) for a in kept] == [
        (AccessOp.COOKIE_SET, ItemKind.COOKIE, "a", "1", "https://t.test/tag.js"),
        (AccessOp.COOKIE_SET, ItemKind.COOKIE, "a", "", None),
    ]
    assert recorder.accesses(until=1).accesses == ()


def test_reports_say_when_their_document_was_born_and_whether_they_were_cut() -> None:
    recorder = ScriptRecorder()
    report(recorder, b=4000.5, c=True)
    report(recorder, b=None, c="true")
    assert [(a.document_at, a.cut) for a in recorder.rows] == [(4.0005, True), (None, False)]


def test_reports_of_cookies_keep_their_lifetime_as_written() -> None:
    recorder = ScriptRecorder()
    report(recorder, v="a=1; max-age=315360000")
    report(recorder, v="a=1; expires=Thu, 01 Jan 1970 01:00:05 GMT")
    report(recorder, v="a=1")
    report(recorder, v="a=; max-age=0")
    report(recorder, o="storage-set", k="local-storage", v="a=1; max-age=9")
    assert [a.lifetime_s for a in recorder.rows] == [315_360_000, 3600, None, None, None]


@pytest.mark.parametrize("forged", [{"o": "format-disk"}, {"k": "soup"}, {"t": "noon"}, {"t": None}, {"o": ["x"]}])
def test_forged_reports_are_dropped(forged: dict[str, object]) -> None:
    recorder = ScriptRecorder()
    report(recorder, **forged)
    assert recorder.rows == []


@pytest.mark.parametrize("forged", [{"s": None}, {"s": 5}, {"t": 10**400}, {"b": 10**400}, {"k": ["cookie"]}])
def test_forged_reports_of_any_shape_raise_nothing(forged: dict[str, object]) -> None:
    recorder = ScriptRecorder()
    report(recorder, **forged)
    assert len(recorder.rows) <= 1


@pytest.mark.parametrize("payload", ["[1", "", "5", "null", '["o"]', '{"o": "beacon"}', "[" * 100_000])
def test_broken_reports_are_dropped(payload: str) -> None:
    recorder = ScriptRecorder()
    recorder.called({"name": recorder.name, "payload": payload})
    assert recorder.rows == []


def test_reports_to_another_binding_are_dropped() -> None:
    recorder = ScriptRecorder()
    recorder.called({"name": "another", "payload": "{}"})
    assert recorder.rows == []


def test_floods_of_reports_are_cut_off_and_the_record_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = ScriptRecorder()
    monkeypatch.setattr("auditor.capture.recorders.scripts.MAX_ACCESSES", 1)
    report(recorder)
    report(recorder)
    assert (len(recorder.rows), recorder.accesses(until=10).truncated) == (1, True)


# What frames say they keep


@pytest.mark.parametrize(
    "made_up",
    [None, 5, "text", {"a": "b"}, ["ab"], [["a"]], [["a", "b", "c"]], [None], [{"0": "a", "1": "b"}], [("a", "b")]],
)
def test_shapes_that_a_page_made_up_are_dropped(made_up: object) -> None:
    assert list(_pairs({"cache": made_up}, "cache")) == []
    assert list(_pairs({}, "cache")) == []


def test_names_and_values_of_a_frame_are_taken_as_text_and_cut() -> None:
    told = {"cache": [["a", None], [5, ["b"]], ["n" * 9000, "v" * 9000], ["bad"]]}
    assert list(_pairs(told, "cache")) == [("a", "None"), ("5", "['b']"), ("n" * MAX_VALUE, "v" * MAX_VALUE)]


class Frame:
    """A frame that answers every question with the same."""

    url = "https://a.test/page"

    def __init__(self, answer: object) -> None:
        self.answer = answer

    async def evaluate(self, *_: object) -> object:
        return self.answer


class Devtools:
    """Developer tools of a device that keeps nothing; `sent` holds what they were told to do."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, Any]]] = []

    async def send(self, method: str, params: dict[str, Any] | None = None) -> dict[str, Any]:
        self.sent.append((method, params or {}))
        return {"cookies": [], "entries": []}


def asked(answer: object) -> Any:  # noqa: ANN401 - a snapshot, or what it raised
    page = type("PageOfOneFrame", (), {"frames": [Frame(answer)]})()
    told = snapshot(cast("Page", page), cast("CDPSession", Devtools()), StepName.LOAD, "k")
    return asyncio.run(told)


@pytest.mark.parametrize("answer", [None, 5, "text", [], {"text": None}, {"text": "long"}, {"answers": 1}])
def test_a_frame_that_says_nothing_sensible_keeps_nothing(answer: object) -> None:
    state = asked(answer)
    assert (state.storage, state.answers, state.text_length) == ((), (), None)


@pytest.mark.parametrize("length", [float("inf"), float("nan")])
def test_a_length_of_text_that_is_no_number_of_characters_is_dropped(length: float) -> None:
    assert asked({"text": length}).text_length is None


def test_what_a_frame_keeps_is_kept_under_its_origin() -> None:
    state = asked({"indexed-db": [["db/store", "[1]"]], "answers": [["tcf", "C"]], "text": 12})
    assert [(e.kind, e.origin, e.key) for e in state.storage] == [(ItemKind.INDEXED_DB, "https://a.test", "db/store")]
    assert [(a.interface, a.frame) for a in state.answers] == [("tcf", "https://a.test")]
    assert state.text_length == 12


# Workers


def message(method: str, params: dict[str, Any], *sessions: str) -> dict[str, Any]:
    """An event of a worker as the page's session hears of it; `sessions` lead from the page to the worker."""
    event: dict[str, Any] = {"method": method, "params": params}
    for session in reversed(sessions):
        wrapped = {"sessionId": session, "message": json.dumps(event)}
        event = {"method": "Target.receivedMessageFromTarget", "params": wrapped}
    return dict(event["params"])


def worker() -> WorkerRecorder:
    return WorkerRecorder(TrafficRecorder(), ScriptRecorder())


@pytest.mark.parametrize("sessions", [("w1",), ("w1", "w2"), ("w1", "w2", "w3")])
def test_messages_of_workers_reach_the_recorders_however_deeply_they_are_nested(sessions: tuple[str, ...]) -> None:
    recorder = worker()
    request = {"requestId": "1", "wallTime": 1000.0, "request": {"url": A, "method": "POST", "postData": "v=1"}}
    left = {"requestId": "1", "headers": {"X-Id": "7"}}
    read = {"name": recorder.scripts.name, "payload": json.dumps({"o": "beacon", "n": A, "v": "b", "t": 1, "s": []})}
    for method, params in (
        ("Network.requestWillBeSent", request),
        ("Network.requestWillBeSentExtraInfo", left),
        ("Runtime.bindingCalled", read),
        ("Network.somethingElse", {}),
    ):
        recorder._received((), message(method, params, *sessions))
    [sent] = recorder.traffic.traffic(log(gaps=("network-log-cut-short",))).requests
    assert (sent.url, sent.body, sent.headers) == (A, "v=1", (("x-id", "7"),))
    assert [row.op for row in recorder.scripts.rows] == [AccessOp.BEACON]


@pytest.mark.parametrize("text", ["", "{", "nonsense", "\x00", '{"method": '])
def test_broken_messages_of_workers_are_dropped(text: str) -> None:
    recorder = worker()
    recorder._received((), {"sessionId": "w1", "message": text})
    recorder._received((), {})
    assert recorder.traffic.traffic(log()).requests == ()


@pytest.mark.parametrize("text", ["[1]", "5", "null", '"text"', "[" * 100_000, '{"method": "Network.loadingFailed"}'])
def test_messages_of_workers_of_another_shape_are_dropped(text: str) -> None:
    worker()._received((), {"sessionId": "w1", "message": text})


def unwrapped(sent: tuple[str, dict[str, Any]]) -> tuple[tuple[str, ...], str]:
    """The sessions a command goes through, and what is asked for in the end."""
    method, params = sent
    route: tuple[str, ...] = ()
    while method == "Target.sendMessageToTarget":
        inner = json.loads(params["message"])
        route, method, params = (*route, params["sessionId"]), inner["method"], inner.get("params", {})
    return route, method


@pytest.mark.parametrize(("kind", "heard"), [("worker", True), ("service_worker", True), ("iframe", False)])
def test_a_nested_worker_is_listened_to_and_never_left_waiting(kind: str, heard: bool) -> None:
    recorder, devtools = worker(), Devtools()
    recorder._cdp = cast("CDPSession", devtools)

    async def attach() -> None:
        started = {"sessionId": "w2", "targetInfo": {"type": kind}}
        recorder._received((), message("Target.attachedToTarget", started, "w1"))
        await asyncio.gather(*recorder._tasks)

    asyncio.run(attach())
    told = [unwrapped(sent) for sent in devtools.sent]
    assert {route for route, _ in told} == {("w1", "w2")}
    assert told[-1][1] == "Runtime.runIfWaitingForDebugger"
    assert ("Network.enable" in {method for _, method in told}) is heard
    assert ("Target.setAutoAttach" in {method for _, method in told}) is heard


def test_workers_beyond_the_limit_run_unheard_and_the_record_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.capture.recorders.workers.MAX_WORKERS", 1)
    recorder, devtools = worker(), Devtools()
    recorder._cdp = cast("CDPSession", devtools)

    async def attach() -> None:
        for session in ("w1", "w2"):
            recorder._attached((), {"sessionId": session, "targetInfo": {"type": "worker"}})
        await asyncio.gather(*recorder._tasks)

    asyncio.run(attach())
    assert recorder.traffic.traffic(log()).gaps == ("too many workers to listen to",)
    assert [method for route, method in map(unwrapped, devtools.sent) if route == ("w2",)] == [
        "Runtime.runIfWaitingForDebugger"
    ]
