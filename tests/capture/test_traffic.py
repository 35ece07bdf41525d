"""How the network log, the developer tools and the hooks are joined: who saw what, and what nobody saw."""

import base64

import pytest

from auditor.capture.recorders.netlog import CUT_SHORT
from auditor.capture.recorders.traffic import (
    MAX_BODY,
    MOST_CALLS,
    SAME_REQUEST_S,
    TrafficRecorder,
    _address,
    _chain,
    telling_headers,
)
from auditor.domain.artifacts import Traffic
from auditor.domain.recording import AccessOp, Recorder, SentCookie
from tests.capture.netlog_builders import A, announce, call, hop, log

LEFT = {"Cookie": "a=1", "X-Id": "7"}
SOCKET = "wss://a.test/socket"


# Requests that the log lacks


def test_a_request_that_only_the_developer_tools_saw_leave_is_kept_when_the_log_has_gaps() -> None:
    recorder = TrafficRecorder()
    answer = {"Set-Cookie": "b=2; Max-Age=60\nc=3", "ETag": '"e1"'}
    calls = {"stack": {"callFrames": [{"url": "https://t.test/tag.js", "lineNumber": 2, "columnNumber": 8}]}}
    sent = LEFT | {"If-None-Match": '"e0"'}
    announce(recorder, sent=sent, answered=answer, initiator=calls, postData="v=1")  # type: ignore[arg-type]  # JSON
    [request] = recorder.traffic(log(gaps=(CUT_SHORT,))).requests
    assert request.recorder is Recorder.DEVTOOLS
    assert (request.id, request.at, request.url, request.method, request.status) == (1, 1000.0, A, "POST", 200)
    assert request.cookies == (SentCookie("a", "1"),)
    assert [(w.name, w.value, w.stored) for w in request.writes] == [("b", "2", None), ("c", "3", None)]
    assert (request.body, request.headers) == ("v=1", (("x-id", "7"),))
    assert (request.etag, request.validator) == ('"e1"', '"e0"')
    assert (request.chain, request.initiator) == (("https://t.test/tag.js:3:9",), "https://t.test/tag.js")
    assert (request.page, request.kind) == ("https://a.test/", "fetch")


def test_a_whole_log_is_believed_on_the_addresses_that_it_holds() -> None:
    recorder = TrafficRecorder()
    announce(recorder, sent=LEFT, number="1")
    announce(recorder, sent=LEFT, number="2")
    assert len(recorder.traffic(log(hop())).requests) == 1


def test_a_log_with_gaps_is_not_believed_on_them() -> None:
    recorder = TrafficRecorder()
    announce(recorder, sent=LEFT, number="1")
    announce(recorder, sent=LEFT, number="2", at=1001)
    found = recorder.traffic(log(hop(), gaps=(CUT_SHORT,))).requests
    assert [(r.id, r.recorder) for r in found] == [(1, Recorder.NETWORK_LOG), (2, Recorder.DEVTOOLS)]


def test_a_request_to_an_address_that_a_whole_log_does_not_know_is_kept() -> None:
    recorder = TrafficRecorder()
    announce(recorder, sent=LEFT)
    found = recorder.traffic(log(hop("https://b.test/"))).requests
    assert [(r.url, r.recorder) for r in found] == [
        ("https://b.test/", Recorder.NETWORK_LOG),
        (A, Recorder.DEVTOOLS),
    ]


def test_a_request_that_was_announced_and_never_seen_to_leave_is_none() -> None:
    recorder = TrafficRecorder()
    announce(recorder)
    assert recorder.traffic(log(gaps=(CUT_SHORT,))).requests == ()


def test_what_came_after_the_end_of_the_journey_is_no_part_of_it() -> None:
    recorder = TrafficRecorder()
    announce(recorder, sent=LEFT, at=1000)
    assert recorder.traffic(log(gaps=(CUT_SHORT,)), until=1000).requests == ()


@pytest.mark.parametrize("url", ["data:,x", "blob:https://a.test/1", "chrome://new-tab/", "about:blank"])
def test_what_never_left_the_device_is_no_request(url: str) -> None:
    recorder = TrafficRecorder()
    announce(recorder, url, sent=LEFT)
    assert recorder.traffic(log(gaps=(CUT_SHORT,))).requests == ()


def test_requests_of_both_are_numbered_in_order_of_time() -> None:
    recorder = TrafficRecorder()
    announce(recorder, "https://b.test/", sent=LEFT, at=1001)
    found = recorder.traffic(log(hop(at=1002), hop("https://c.test/"), gaps=(CUT_SHORT,))).requests
    assert [(r.id, r.at) for r in found] == [(1, 1000), (2, 1001), (3, 1002)]


def test_the_gaps_of_the_log_and_of_the_recorder_are_those_of_the_record() -> None:
    recorder = TrafficRecorder()
    recorder.gaps["too many workers to listen to"] = None
    assert recorder.traffic(log(gaps=(CUT_SHORT, CUT_SHORT))).gaps == (CUT_SHORT, "too many workers to listen to")


# What the developer tools and the hooks add


def test_the_developer_tools_say_who_asked_and_with_which_body() -> None:
    recorder = TrafficRecorder()
    announce(recorder, postData="v=1", sent=LEFT)
    [request] = recorder.traffic(log(hop(A, "Cookie: b=2"), gaps=(CUT_SHORT,))).requests
    assert request.recorder is Recorder.NETWORK_LOG
    assert (request.body, request.body_missing) == ("v=1", False)
    assert request.cookies == (SentCookie("b", "2"),), "the log saw what left"


def test_two_requests_to_one_address_keep_their_own_bodies() -> None:
    recorder = TrafficRecorder()
    announce(recorder, number="1", at=1000.2, postData="first")
    announce(recorder, number="2", at=1003.2, postData="second")
    found = recorder.traffic(log(hop(at=1000), hop(at=1003))).requests
    assert [r.body for r in found] == ["first", "second"]


def test_a_hook_tells_of_a_request_that_nobody_announced() -> None:
    stack = ("at f (https://t.test/tag.js:3:9)", "at https://a.test/:1:1")
    told = call(value="v=1", stack=stack, document_at=990.5)
    [request] = TrafficRecorder().traffic(log(hop()), (told,)).requests
    assert (request.body, request.body_missing, request.document_at) == ("v=1", False, 990.5)
    assert request.chain == ("https://t.test/tag.js:3:9", "https://a.test/:1:1")
    assert (request.initiator, request.page) == ("https://t.test/tag.js", "https://a.test/")
    assert request.recorder is Recorder.NETWORK_LOG


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("at https://a.test:8080/x.js:1:2", "https://a.test:8080/x.js:1:2"),
        ("at async https://a.test/x.js:1:2", "https://a.test/x.js:1:2"),
        ("at async f (https://a.test/x.js:1:2)", "https://a.test/x.js:1:2"),
        ("at eval (eval at f (https://a.test/x.js:1:2), <anonymous>:1:1)", "https://a.test/x.js:1:2"),
    ],
)
def test_the_chain_of_a_hook_holds_addresses_alone(line: str, address: str) -> None:
    [request] = TrafficRecorder().traffic(log(hop()), (call(stack=(line,)),)).requests
    assert request.chain == (address,)


def test_a_hook_adds_the_birth_of_the_document_to_what_was_announced() -> None:
    recorder = TrafficRecorder()
    announce(recorder, postData="told by the tools")
    [request] = recorder.traffic(log(hop()), (call(value="told by the hook", document_at=990.0),)).requests
    assert (request.body, request.document_at) == ("told by the tools", 990.0)


def test_each_report_of_a_hook_is_used_for_the_nearest_request_and_once() -> None:
    told = call(value="late", at=1003.1), call(value="early", at=1000.1)
    found = TrafficRecorder().traffic(log(hop(at=1000), hop(at=1003), hop(at=1003.2)), told).requests
    assert [r.body for r in found] == ["early", "late", None]


@pytest.mark.parametrize(
    "told",
    [
        call(value="v=1", at=1000 + SAME_REQUEST_S),
        call(url="https://b.test/", value="v=1"),
        call(AccessOp.COOKIE_SET, value="v=1"),
    ],
    ids=["long after", "to another address", "of another kind"],
)
def test_a_report_of_something_else_is_not_taken_for_the_request(told: object) -> None:
    [request] = TrafficRecorder().traffic(log(hop()), (told,)).requests  # type: ignore[arg-type]  # a call
    assert (request.body, request.document_at) == (None, None)


# Bodies that nobody recorded


@pytest.mark.parametrize(
    ("headers", "missing"),
    [
        (["Content-Length: 12"], True),
        (["Content-Length: 12", "Content-Type: application/json"], True),
        (["content-length: 0"], False),
        (["content-length:"], False),
        ([], False),
        (["Content-Length: 9", "Content-Type: text/ping"], False),
        (["Content-Length: 9", "Content-Type: application/reports+json"], False),
        (["Content-Length: 9", "Content-Type: application/csp-report; charset=utf-8"], False),
    ],
)
def test_a_body_of_which_only_the_length_is_known_is_missing(headers: list[str], missing: bool) -> None:
    [request] = TrafficRecorder().traffic(log(hop(A, *headers))).requests
    assert (request.body, request.body_missing) == (None, missing)


def test_a_body_that_the_developer_tools_could_not_show_is_missing() -> None:
    recorder = TrafficRecorder()
    announce(recorder, hasPostData=True, sent=LEFT)
    assert recorder.traffic(log(hop())).requests[0].body_missing
    recorder = TrafficRecorder()
    announce(recorder, hasPostData=True, sent=LEFT)
    assert recorder.traffic(log(gaps=(CUT_SHORT,))).requests[0].body_missing


def test_a_body_that_a_hook_cut_off_is_missing_in_part() -> None:
    [request] = TrafficRecorder().traffic(log(hop()), (call(value="v" * 10, cut=True),)).requests
    assert (request.body, request.body_missing) == ("v" * 10, True)


def test_a_body_that_is_longer_than_what_is_kept_is_missing_in_part() -> None:
    recorder = TrafficRecorder()
    announce(recorder, postData="v" * (MAX_BODY + 1))
    [request] = recorder.traffic(log(hop())).requests
    assert len(request.body or "") == MAX_BODY
    assert request.body_missing


def test_a_hook_with_the_body_makes_up_for_the_developer_tools() -> None:
    recorder = TrafficRecorder()
    announce(recorder, hasPostData=True)
    [request] = recorder.traffic(log(hop(A, "Content-Length: 3")), (call(value="v=1"),)).requests
    assert (request.body, request.body_missing) == ("v=1", False)


# Messages to WebSockets


def socket(*payloads: str) -> TrafficRecorder:
    """A recorder that saw these messages leave."""
    recorder = TrafficRecorder()
    recorder.handle("Network.webSocketCreated", {"requestId": "s", "url": SOCKET})
    for payload in payloads:
        recorder.handle("Network.webSocketFrameSent", {"requestId": "s", "response": {"payloadData": payload}})
    return recorder


def spoken(traffic: Traffic) -> list[tuple[int, str, str, Recorder]]:
    return [(m.id, m.url, m.data, m.recorder) for m in traffic.messages]


def test_messages_are_kept_as_the_developer_tools_saw_them() -> None:
    assert spoken(socket("one", "two").traffic(log())) == [
        (1, SOCKET, "one", Recorder.DEVTOOLS),
        (2, SOCKET, "two", Recorder.DEVTOOLS),
    ]


def test_messages_that_only_a_hook_saw_are_kept_beside_them() -> None:
    hooked = call(AccessOp.SOCKET_SEND, SOCKET, "one"), call(AccessOp.SOCKET_SEND, SOCKET, "three")
    told = socket("one", "two").traffic(log(), hooked)
    assert spoken(told)[2:] == [(3, SOCKET, "three", Recorder.SCRIPT_HOOK)]
    assert told.messages[2].script == "https://t.test/tag.js"


def test_the_same_message_to_another_socket_is_another_message() -> None:
    assert len(socket("one").traffic(log(), (call(AccessOp.SOCKET_SEND, "wss://b.test/", "one"),)).messages) == 2


@pytest.mark.parametrize("raw", [b"\x00\x01id", b"\xff\xa0", b"\x80\x93"], ids=["ASCII", "Latin 1", "C1 controls"])
def test_a_binary_message_is_not_counted_twice(raw: bytes) -> None:
    heard = raw.decode("latin-1")  # the hook gives one character for each byte
    hooked = (call(AccessOp.SOCKET_SEND, SOCKET, heard),)
    assert len(socket(base64.b64encode(raw).decode()).traffic(log(), hooked).messages) == 1


def test_a_flood_of_messages_is_cut_off_and_the_record_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.capture.recorders.traffic.MAX_MESSAGES", 1)
    told = socket("one", "two").traffic(log())
    assert len(told.messages) == 1
    assert told.gaps == ("too many WebSocket messages to record",)


def test_a_message_that_is_longer_than_what_is_kept_is_named() -> None:
    told = socket("v" * (MAX_BODY + 1)).traffic(log())
    assert len(told.messages[0].data) == MAX_BODY
    assert told.gaps != (), "what stood behind the cut was not recorded"


@pytest.mark.parametrize("event", [{"requestId": "?"}, {"requestId": "?", "response": None}])
def test_a_message_without_contents_raises_nothing(event: dict[str, object]) -> None:
    recorder = TrafficRecorder()
    recorder.handle("Network.webSocketFrameSent", event)
    assert spoken(recorder.traffic(log())) == [(1, "", "", Recorder.DEVTOOLS)]


# Headers and chains


def test_headers_that_may_carry_a_value_are_told_from_those_that_every_browser_sends() -> None:
    plain = ["accept", "cookie", "user-agent", "content-length", "if-none-match", "sec-ch-ua", ":path", "origin"]
    rows = [(name, "x") for name in (*plain, "referer", "authorization", "x-visitor", "access-control-request-method")]
    assert telling_headers(rows) == (("referer", "x"), ("authorization", "x"), ("x-visitor", "x"))


def frame(url: str, line: int = 0, column: int = 0) -> dict[str, object]:
    return {"url": url, "lineNumber": line, "columnNumber": column}


def test_a_chain_leads_through_asynchronous_calls_to_the_page() -> None:
    page = {"callFrames": [frame("https://a.test/", 9, 4)]}
    inner = {"callFrames": [frame("https://t.test/tag.js", 2, 8), frame(""), frame("https://t.test/tag.js", 2, 8)]}
    assert _chain({"stack": inner | {"parent": page}}) == ("https://t.test/tag.js:3:9", "https://a.test/:10:5")


@pytest.mark.parametrize(
    ("initiator", "chain"),
    [
        ({}, ()),
        ({"url": "https://a.test/", "lineNumber": 4}, ("https://a.test/:5",)),
        ({"url": "https://a.test/"}, ("https://a.test/",)),
        ({"stack": {"callFrames": []}, "url": "https://a.test/"}, ("https://a.test/",)),
        ({"stack": {"callFrames": [{"url": "https://a.test/x.js"}]}}, ("https://a.test/x.js:0:0",)),
    ],
)
def test_a_chain_without_calls_is_the_page_itself(initiator: dict[str, object], chain: tuple[str, ...]) -> None:
    assert _chain(initiator) == chain


def test_a_chain_has_an_end() -> None:
    frames = [frame("https://a.test/x.js", n) for n in range(50)]
    assert len(_chain({"stack": {"callFrames": frames}})) == MOST_CALLS


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ("https://a.test/x.js:12:34", "https://a.test/x.js"),
        ("https://a.test:8443/x.js:12:34", "https://a.test:8443/x.js"),
        ("https://a.test:8443/:1:1", "https://a.test:8443/"),
        ("https://a.test:8443/:5", "https://a.test:8443/"),
        ("https://a.test:8443/", "https://a.test:8443/"),
        ("http://[::1]:80/a.js:3:4", "http://[::1]:80/a.js"),
        ("https://a.test/?t=10:30&x=1:2:3", "https://a.test/?t=10:30&x=1"),
    ],
)
def test_the_address_of_a_call_keeps_its_port_and_loses_line_and_column(head: str, address: str) -> None:
    assert _address((head, "https://other.test/:1:1")) == address


def test_nobody_is_behind_a_request_without_a_chain() -> None:
    assert _address(()) is None
