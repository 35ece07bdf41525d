"""Requests: the network log says what was sent, the DevTools protocol adds who asked for it and with which body.

Where the log misses a request that the developer tools saw leave, theirs is kept, and each request names its recorder.
"""

import base64
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import Any

from playwright.async_api import CDPSession

from auditor.capture.recorders.netlog import Hop, NetLog
from auditor.domain.artifacts import Traffic
from auditor.domain.recording import (
    AccessOp,
    CookieWrite,
    Recorder,
    Request,
    ScriptAccess,
    SentCookie,
    SocketMessage,
)
from auditor.domain.text import whole
from auditor.measure.domains import host_of

MAX_BODY = 262_144  # bytes of a request body that are kept; our choice
MAX_MESSAGES = 5_000  # messages to WebSockets in one visit; our choice
SAME_REQUEST_S = 5.0  # the records of one request start within this time; our choice
LONG_LIVED_S = 4.0  # a request open for longer (stream, long poll) no longer holds up the visit; our choice
MOST_CALLS = 12  # of a chain that are kept; our choice
SENDING = frozenset({AccessOp.FETCH, AccessOp.BEACON})
# Headers that every browser sends and that say nothing of a visitor.
PLAIN_HEADERS = frozenset(
    (
        "accept",
        "accept-encoding",
        "accept-language",
        "cache-control",
        "connection",
        "content-length",
        "content-type",
        "cookie",
        "dnt",
        "host",
        "if-modified-since",
        "if-none-match",
        "origin",
        "pragma",
        "priority",
        "range",
        "referer",
        "save-data",
        "upgrade",
        "upgrade-insecure-requests",
        "user-agent",
    )
)
_CALL = re.compile(r"(?:https?|blob):[^\s()]+?:\d+:\d+(?=\)|,|\s|$)")
PLAIN_PREFIXES = ("sec-", ":", "access-control-")
BROWSERS_OWN_BODIES = ("text/ping", "application/reports+json", "application/csp-report")


@dataclass(slots=True)
class _Announced:
    """A request as the developer tools announce it; `sent` holds the raw headers once it left."""

    at: float
    url: str
    method: str
    page: str | None
    kind: str | None
    chain: tuple[str, ...]
    body: str | None
    body_missing: bool
    sent: list[tuple[str, str]] | None = None
    answered: list[tuple[str, str]] = field(default_factory=list)
    status: int | None = None
    taken: bool = False


@dataclass  # no slots: Playwright keeps its own attributes on the owners of handlers
class TrafficRecorder:
    """Listens to a page and its workers; `open` counts requests that may still change the page."""

    announced: dict[str, list[_Announced]] = field(default_factory=lambda: defaultdict(list))
    messages: list[SocketMessage] = field(default_factory=list)
    gaps: dict[str, None] = field(default_factory=dict)
    last_activity: float = 0.0
    _open: dict[str, float] = field(default_factory=dict)
    _by_id: dict[str, _Announced] = field(default_factory=dict)
    _sockets: dict[str, str] = field(default_factory=dict)

    async def attach(self, cdp: CDPSession) -> None:
        """Start listening."""
        for method, handler in self.handlers.items():
            cdp.on(method, handler)
        await cdp.send("Network.enable", {"maxPostDataSize": MAX_BODY})

    @cached_property
    def handlers(self) -> dict[str, Any]:
        """What is done with each event of the protocol; workers announce their requests with the same events."""
        return {
            "Network.requestWillBeSent": self._will_be_sent,
            "Network.requestWillBeSentExtraInfo": self._was_sent,
            "Network.responseReceivedExtraInfo": self._was_answered,
            "Network.loadingFinished": self._ended,
            "Network.loadingFailed": self._ended,
            "Network.webSocketCreated": self._socket_created,
            "Network.webSocketFrameSent": self._socket_sent,
        }

    def handle(self, method: str, event: dict[str, Any]) -> None:
        """Note one event."""
        self.handlers[method](event)

    def open(self) -> int:
        """How many requests are under way, long-lived ones not counted."""
        now = time.monotonic()
        return sum(1 for started in self._open.values() if now - started < LONG_LIVED_S)

    def _will_be_sent(self, event: dict[str, Any]) -> None:
        request, now = event["request"], time.monotonic()
        self.last_activity = now
        if event.get("type") not in {"EventSource", "WebSocket", "Ping"}:
            self._open[event["requestId"]] = now
        body = whole(request["postData"]) if "postData" in request else None
        row = _Announced(
            at=float(event.get("wallTime", 0.0)),
            url=request["url"],
            method=str(request.get("method", "GET")),
            page=event.get("documentURL"),
            kind=event.get("type"),
            chain=_chain(event.get("initiator") or {}),
            body=body,
            body_missing=bool(request.get("hasPostData")) and body is None,
        )
        self.announced[row.url].append(row)
        self._by_id[event["requestId"]] = row

    def _was_sent(self, event: dict[str, Any]) -> None:
        row = self._by_id.get(event["requestId"])
        if row and row.sent is None:
            row.sent = [(str(k).lower(), whole(str(v))) for k, v in (event.get("headers") or {}).items()]

    def _was_answered(self, event: dict[str, Any]) -> None:
        row = self._by_id.get(event["requestId"])
        if row:
            lines = ((str(k).lower(), v) for k, text in (event.get("headers") or {}).items() for v in text.split("\n"))
            row.answered, row.status = list(lines), event.get("statusCode")

    def _ended(self, event: dict[str, Any]) -> None:
        self.last_activity = time.monotonic()
        self._open.pop(event["requestId"], None)

    def _socket_created(self, event: dict[str, Any]) -> None:
        self._sockets[event["requestId"]] = str(event.get("url", ""))

    def _socket_sent(self, event: dict[str, Any]) -> None:
        if len(self.messages) >= MAX_MESSAGES:
            self.gaps["too many WebSocket messages to record"] = None
            return
        data = whole(str((event.get("response") or {}).get("payloadData", "")))
        if len(data) > MAX_BODY:
            self.gaps["a WebSocket message was too long to record in full"] = None
            data = data[:MAX_BODY]
        url = self._sockets.get(event["requestId"], "")
        self.messages.append(SocketMessage(len(self.messages) + 1, time.time(), url, data, Recorder.DEVTOOLS))

    def traffic(self, log: NetLog, accesses: tuple[ScriptAccess, ...] = (), until: float = float("inf")) -> Traffic:
        """Every request of the log joined with what page and scripts said about it, and those that only they saw."""
        calls: dict[str, list[ScriptAccess]] = defaultdict(list)
        for access in accesses:
            if access.op in SENDING:
                calls[access.key].append(access)
        rows = [self._request(hop, _nearest_call(calls[hop.url], hop.at)) for hop in log.hops]
        logged = frozenset() if log.gaps else {hop.url for hop in log.hops}
        rows += [
            _unlogged(row)
            for told in self.announced.values()
            for row in told
            if _left(row) and row.at < until and row.url not in logged
        ]
        rows.sort(key=lambda request: request.at)
        requests = tuple(replace(request, id=number) for number, request in enumerate(rows, start=1))
        messages = (*self.messages, *_hooked(accesses, self.messages))
        return Traffic(requests, messages, tuple(dict.fromkeys((*log.gaps, *self.gaps))))

    def _request(self, hop: Hop, call: ScriptAccess | None) -> Request:
        told = self._match(hop)
        headers = hop.headers()
        body = (told.body if told else None) or (call.value if call else None) or None
        return Request(
            id=0,
            at=hop.at,
            url=hop.url,
            method=hop.method,
            page=told.page if told else next(iter(hop.values("referer")), call.frame if call else None),
            kind=told.kind.lower() if told and told.kind else None,
            initiator=_address(told.chain) if told else call.script if call else None,
            status=hop.status,
            cookies=tuple(c for name, value in headers if name == "cookie" for c in sent_cookies(value)),
            writes=_writes(hop.values("set-cookie", of_response=True), hop.url, hop.at, hop.stored),
            body=body[:MAX_BODY] if body else None,
            headers=telling_headers(headers),
            etag=next(iter(hop.values("etag", of_response=True)), None),
            validator=next((v for k, v in headers if k == "if-none-match"), None),
            chain=(told.chain if told else ()) or (_calls(call) if call else ()),
            recorder=Recorder.NETWORK_LOG,
            document_at=call.document_at if call else None,
            body_missing=_has_body(hop, told) if body is None else len(body) > MAX_BODY or bool(call and call.cut),
        )

    def _match(self, hop: Hop) -> _Announced | None:
        rows = [r for r in self.announced.get(hop.url, ()) if not r.taken and abs(r.at - hop.at) < SAME_REQUEST_S]
        if not rows:
            return None
        best = min(rows, key=lambda r: abs(r.at - hop.at))
        best.taken = True
        return best


def _has_body(hop: Hop, told: _Announced | None) -> bool:
    """Whether a body left with the request, told from its headers where nobody announced it."""
    if told is not None:
        return told.body_missing
    size, kind = next(iter(hop.values("content-length")), "0"), next(iter(hop.values("content-type")), "")
    return size not in {"", "0"} and not kind.startswith(BROWSERS_OWN_BODIES)


def _nearest_call(calls: list[ScriptAccess], at: float) -> ScriptAccess | None:
    """The call of a script that sent the request, the nearest in time that is left."""
    near = [c for c in calls if abs(c.at - at) < SAME_REQUEST_S]
    if not near:
        return None
    best = min(near, key=lambda c: abs(c.at - at))
    calls.remove(best)
    return best


def _left(row: _Announced) -> bool:
    """Whether the developer tools saw the request leave and the log did not."""
    return not row.taken and row.sent is not None and row.url.startswith(("http:", "https:", "ws:", "wss:"))


def _unlogged(row: _Announced) -> Request:
    sent = row.sent or []
    return Request(
        id=0,
        at=row.at,
        url=row.url,
        method=row.method,
        page=row.page,
        kind=row.kind.lower() if row.kind else None,
        initiator=_address(row.chain),
        status=row.status,
        cookies=tuple(c for name, value in sent if name == "cookie" for c in sent_cookies(value)),
        writes=_writes([v for k, v in row.answered if k == "set-cookie"], row.url, row.at, None),
        body=row.body[:MAX_BODY] if row.body else None,
        headers=telling_headers(sent),
        etag=next((v for k, v in row.answered if k == "etag"), None),
        validator=next((v for k, v in sent if k == "if-none-match"), None),
        chain=row.chain,
        recorder=Recorder.DEVTOOLS,
        body_missing=row.body_missing or len(row.body or "") > MAX_BODY,
    )


def _hooked(accesses: tuple[ScriptAccess, ...], told: list[SocketMessage]) -> Iterator[SocketMessage]:
    """Messages to sockets as scripts sent them, where the developer tools did not see them."""
    known = {(m.url, m.data) for m in told}
    number = len(told)
    for access in accesses:
        if access.op is not AccessOp.SOCKET_SEND:
            continue
        binary = base64.b64encode(access.value.encode("latin-1", "replace")).decode()
        if known.isdisjoint({(access.key, access.value), (access.key, binary)}):
            number += 1
            yield SocketMessage(number, access.at, access.key, access.value, Recorder.SCRIPT_HOOK, access.script)


def telling_headers(headers: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The headers that may carry a value of the visitor's, `Referer` among them."""
    return tuple(
        (name, value)
        for name, value in headers
        if name == "referer" or not (name in PLAIN_HEADERS or name.startswith(PLAIN_PREFIXES))
    )


def _chain(initiator: dict[str, Any]) -> tuple[str, ...]:
    """The calls behind a request, innermost first, through asynchronous ones, as address:line:column."""
    calls: dict[str, None] = {}
    stack = initiator.get("stack")
    while stack and len(calls) < MOST_CALLS:
        for frame in stack.get("callFrames", ()):
            if frame.get("url"):
                calls[f"{frame['url']}:{frame.get('lineNumber', -1) + 1}:{frame.get('columnNumber', -1) + 1}"] = None
        stack = stack.get("parent")
    if not calls and initiator.get("url"):
        line = initiator.get("lineNumber")
        calls[str(initiator["url"]) + ("" if line is None else f":{int(line) + 1}")] = None
    return tuple(calls)[:MOST_CALLS]


def _calls(call: ScriptAccess) -> tuple[str, ...]:
    """The same, from the stack that a hook reported."""
    found = (match for line in call.stack if (match := _CALL.search(line)))
    return tuple(dict.fromkeys(match.group() for match in found))[:MOST_CALLS]


def _address(chain: tuple[str, ...]) -> str | None:
    """The innermost address of a chain, without its line."""
    if not chain:
        return None
    head = chain[0]
    while (cut := head.rpartition(":"))[2].isdigit() and "/" in cut[0].partition("://")[2]:
        head = cut[0]
    return head


def _writes(headers: list[str], url: str, at: float, stored: dict[str, bool] | None) -> tuple[CookieWrite, ...]:
    host = host_of(url)
    return tuple(w for header in headers if (w := cookie_write(header, host, at, stored)))


def sent_cookies(header: str) -> list[SentCookie]:
    """The pairs of a `Cookie` header."""
    pairs = (part.strip().partition("=") for part in header.split(";"))
    return [SentCookie(name, value) for name, _, value in pairs if name]


def cookie_write(header: str, host: str, at: float, stored: dict[str, bool] | None = None) -> CookieWrite | None:
    """A `Set-Cookie` header, or a script's assignment to `document.cookie`, at Unix time `at`."""
    pair, *rest = header.split(";")
    name, equals, value = pair.strip().partition("=")
    if not equals or not name:
        return None
    attributes = {k.strip().lower(): v.strip() for k, _, v in (part.partition("=") for part in rest)}
    lifetime = _lifetime(attributes, at)
    return CookieWrite(
        name=name,
        value=value,
        domain=(attributes.get("domain") or host).lstrip(".").lower(),
        path=attributes.get("path") or "/",
        lifetime_s=lifetime,
        deletes=lifetime is not None and lifetime <= 0,
        stored=(stored or {}).get(name),
    )


def _lifetime(attributes: dict[str, str], at: float) -> float | None:
    """Seconds to live; `Max-Age` wins over `Expires`, as browsers do it."""
    try:
        if "max-age" in attributes:
            return float(int(attributes["max-age"]))
        if "expires" in attributes:
            return parsedate_to_datetime(attributes["expires"].replace("-", " ")).timestamp() - at
    except (ValueError, TypeError, OverflowError):
        return None
    return None
