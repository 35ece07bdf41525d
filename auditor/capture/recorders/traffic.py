"""Requests: the network log says what was sent, the DevTools protocol adds who asked for it and with which body."""

import time
from collections import defaultdict
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any

from playwright.async_api import CDPSession

from auditor.capture.recorders.netlog import Hop
from auditor.domain.artifacts import Traffic
from auditor.domain.recording import CookieWrite, Request, SentCookie
from auditor.measure.domains import host_of

MAX_BODY = 8192  # characters of a request body that are kept; our choice
SAME_REQUEST_S = 5.0  # the two records of one request start within this time; our choice
LONG_LIVED_S = 4.0  # a request open for longer (stream, long poll) no longer holds up the visit; our choice


@dataclass(slots=True)
class _Announced:
    """A request as the page's developer tools announce it."""

    at: float
    url: str
    page: str | None
    kind: str | None
    initiator: str | None
    body: str | None
    taken: bool = False


@dataclass  # no slots: Playwright keeps its own attributes on the owners of handlers
class TrafficRecorder:
    """Listens to one page; `open` counts requests that may still change it."""

    announced: dict[str, list[_Announced]] = field(default_factory=lambda: defaultdict(list))
    _open: dict[str, float] = field(default_factory=dict)
    last_activity: float = 0.0

    async def attach(self, cdp: CDPSession) -> None:
        """Start listening."""
        cdp.on("Network.requestWillBeSent", self._will_be_sent)
        cdp.on("Network.loadingFinished", self._ended)
        cdp.on("Network.loadingFailed", self._ended)
        await cdp.send("Network.enable", {"maxPostDataSize": MAX_BODY})

    def open(self) -> int:
        """How many requests are under way, long-lived ones not counted."""
        now = time.monotonic()
        return sum(1 for started in self._open.values() if now - started < LONG_LIVED_S)

    def _will_be_sent(self, event: dict[str, Any]) -> None:
        request, now = event["request"], time.monotonic()
        self.last_activity = now
        if event.get("type") not in {"EventSource", "WebSocket", "Ping"}:
            self._open[event["requestId"]] = now
        row = _Announced(
            at=float(event.get("wallTime", 0.0)),
            url=request["url"],
            page=event.get("documentURL"),
            kind=event.get("type"),
            initiator=_initiator(event.get("initiator") or {}),
            body=request.get("postData"),
        )
        self.announced[row.url].append(row)

    def _ended(self, event: dict[str, Any]) -> None:
        self.last_activity = time.monotonic()
        self._open.pop(event["requestId"], None)

    def traffic(self, hops: list[Hop]) -> Traffic:
        """Every request of the log, each joined with what the page said about it."""
        return Traffic(tuple(self._request(number, hop) for number, hop in enumerate(hops, start=1)))

    def _request(self, number: int, hop: Hop) -> Request:
        told = self._match(hop)
        host = host_of(hop.url)
        return Request(
            id=number,
            at=hop.at,
            url=hop.url,
            method=hop.method,
            page=told.page if told else next(iter(hop.values("referer")), None),
            kind=told.kind.lower() if told and told.kind else None,
            initiator=told.initiator if told else None,
            status=hop.status,
            cookies=tuple(c for header in hop.values("cookie") for c in sent_cookies(header)),
            writes=tuple(
                w
                for header in hop.values("set-cookie", of_response=True)
                if (w := cookie_write(header, host, hop.at, hop.stored))
            ),
            body=told.body[:MAX_BODY] if told and told.body else None,
        )

    def _match(self, hop: Hop) -> _Announced | None:
        rows = [r for r in self.announced.get(hop.url, ()) if not r.taken and abs(r.at - hop.at) < SAME_REQUEST_S]
        if not rows:
            return None
        best = min(rows, key=lambda r: abs(r.at - hop.at))
        best.taken = True
        return best


def _initiator(initiator: dict[str, Any]) -> str | None:
    """The innermost script of the stack, through asynchronous calls, or the page that asked."""
    stack = initiator.get("stack")
    while stack:
        for frame in stack.get("callFrames", ()):
            if frame.get("url"):
                return str(frame["url"])
        stack = stack.get("parent")
    return initiator.get("url")


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
