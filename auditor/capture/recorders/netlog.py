"""The browser's own network log: what really left the device, unload beacons and service workers included.

The log holds one event a line after a line of constants, so a log that was cut short is still read up to its end; that
it was cut short is told, because silence after the cut proves nothing.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from auditor.domain.text import whole

START = "URL_REQUEST_START_JOB"
SENT = (
    "HTTP_TRANSACTION_SEND_REQUEST_HEADERS",
    "HTTP_TRANSACTION_HTTP2_SEND_REQUEST_HEADERS",
    "HTTP_TRANSACTION_QUIC_SEND_REQUEST_HEADERS",
)
ANSWERED = "HTTP_TRANSACTION_READ_RESPONSE_HEADERS"
COOKIE = "COOKIE_INCLUSION_STATUS"
WANTED = frozenset({START, *SENT, ANSWERED, COOKIE})
BEGIN_PHASE = 1
LATEST_MS = 10**15  # beyond it a time is none
FRAME = ('"events"', '"polledData"')  # what stands around the events
CLOSING = frozenset({"", "[", "]", "}", "]}"})
NOT_A_PAGE = ("chrome:", "chrome-extension:", "data:", "blob:", "about:")
LOST, CUT_SHORT = "network-log-lost", "network-log-cut-short"
_END = re.compile(r"\}\]\}?$")  # behind the last event the list ends
_LAST_TYPE = re.compile(r'"type":(\d{1,6})\}[\]}]*$')  # browsers write the type of an event last
TAIL = 4096  # bytes at the end of a log in which its closing bracket stands


@dataclass(slots=True)
class Hop:
    """One request as the network saw it; each redirect is a hop of its own. `at` is Unix seconds."""

    at: float
    url: str
    method: str
    request_headers: list[str] = field(default_factory=list)
    response_headers: list[str] = field(default_factory=list)
    stored: dict[str, bool] = field(default_factory=dict)

    def values(self, name: str, *, of_response: bool = False) -> list[str]:
        """The values of all headers of that name."""
        rows = self.response_headers if of_response else self.request_headers
        return [v for k, v in _split(rows) if k == name]

    def headers(self) -> list[tuple[str, str]]:
        """The request's headers, their names in lower case."""
        return _split(self.request_headers)

    @property
    def status(self) -> int | None:
        """The status of the answer."""
        for row in self.response_headers[:1]:
            parts = row.split()
            if len(parts) > 1 and parts[1].isdigit():
                return int(parts[1])
        return next((int(v) for v in self.values(":status", of_response=True) if v.isdigit()), None)


@dataclass(frozen=True, slots=True)
class NetLog:
    """The requests of one browser in order of time, and where the log is not whole."""

    hops: list[Hop]
    gaps: tuple[str, ...] = ()


def _split(rows: list[str]) -> list[tuple[str, str]]:
    parts = ((":" * row.startswith(":"), row.lstrip(":").partition(":")) for row in rows)
    return [((mark + name).strip().lower(), value.strip()) for mark, (name, colon, value) in parts if colon]


def read_netlog(path: Path) -> NetLog:
    """Every request of the log; without a log, or with one that is cut short, the gap is named."""
    if not path.is_file():
        return NetLog([], (LOST,))
    with path.open(encoding="utf-8", errors="replace") as file:
        constants = _constants(file.readline())
        if constants is None:
            return NetLog([], (LOST,))
        types = {number: name for name, number in constants["logEventTypes"].items() if name in WANTED}
        events = _Events(file, types)
        hops = sorted(_hops(iter(events), types, int(constants["timeTickOffset"])), key=lambda hop: hop.at)
    whole = events.unreadable == 0 and _closed(path)
    return NetLog(hops, () if whole and hops else (LOST,) if not hops else (CUT_SHORT,))


def _closed(path: Path) -> bool:
    """Whether the log was written to its end: the browser closes its list of events last."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL))
        return re.search(rb"\]\s*\}\s*$", file.read()) is not None


def _constants(line: str) -> dict[str, Any] | None:
    try:
        constants = json.loads(line.rstrip().rstrip(",") + "}")["constants"]
        if abs(int(constants["timeTickOffset"])) >= LATEST_MS:
            return None
        named = all(isinstance(number, int) for number in constants["logEventTypes"].values())
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return None
    return constants if named else None


@dataclass
class _Events:
    """The events of these types of a log, one a line; `unreadable` counts the lines that should be one and are not."""

    lines: Iterator[str]
    types: dict[int, str]
    unreadable: int = 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for line in self.lines:
            text = line.strip().rstrip(",")
            if text.startswith(FRAME) or text in CLOSING or self._of_no_interest(text):
                continue
            event = _event(text)
            if event is None:
                self.unreadable += 1
            else:
                yield event

    def _of_no_interest(self, text: str) -> bool:
        """Whether a whole line is an event of another type, told from its end: nine in ten need not be parsed."""
        number = _LAST_TYPE.search(text, max(0, len(text) - 24))
        return number is not None and int(number[1]) not in self.types


def _event(text: str) -> dict[str, Any] | None:
    """The event of a line, or None where the line is none, or one of another form."""
    try:
        event = json.loads(_END.sub("}", text))
        number, source, at = event["type"], event["source"]["id"], int(event["time"])
        params = event.get("params") or {}
        headers = params.get("headers", [])
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return None
    known = isinstance(number, int) and isinstance(source, int) and "phase" in event and abs(at) < LATEST_MS
    return event if known and isinstance(params, dict) and isinstance(headers, list) else None


def _hops(events: Iterator[dict[str, Any]], types: dict[int, str], offset: int) -> Iterator[Hop]:
    current: dict[int, Hop] = {}
    for event in events:
        kind = types.get(event["type"], "")
        source, params = event["source"]["id"], event.get("params") or {}
        if kind == START and event["phase"] == BEGIN_PHASE:
            url = whole(str(params.get("url", "")))
            if url.startswith(NOT_A_PAGE):
                current.pop(source, None)
                continue
            hop = Hop((int(event["time"]) + offset) / 1000, url, str(params.get("method", "GET")))
            current[source] = hop
            yield hop
        elif source in current:
            _note(current[source], kind, params)


def _note(hop: Hop, kind: str, params: dict[str, Any]) -> None:
    if kind in SENT:
        hop.request_headers = [whole(str(h)) for h in params.get("headers", ())]
    elif kind == ANSWERED:
        hop.response_headers = [whole(str(h)) for h in params.get("headers", ())]
    elif kind == COOKIE and params.get("operation") == "store":
        name = str(params.get("name", ""))
        hop.stored[name] = hop.stored.get(name, False) or str(params.get("status", "")).startswith("INCLUDE")
