"""Network logs as Chrome writes them, what the developer tools announce, and what the hooks report."""

import json
from dataclasses import replace
from pathlib import Path

from auditor.capture.recorders.netlog import Hop, NetLog
from auditor.capture.recorders.scripts import ScriptRecorder
from auditor.capture.recorders.traffic import TrafficRecorder
from auditor.domain.recording import AccessOp, ScriptAccess

TYPES = {
    "URL_REQUEST_START_JOB": 1,
    "HTTP_TRANSACTION_SEND_REQUEST_HEADERS": 2,
    "HTTP_TRANSACTION_READ_RESPONSE_HEADERS": 3,
    "COOKIE_INCLUSION_STATUS": 4,
}
OFFSET_MS = 1_000_000
HEAD = json.dumps({"constants": {"logEventTypes": TYPES, "timeTickOffset": OFFSET_MS}})[:-1] + ",\n"
# The end of a log that Chrome 140 wrote.
REAL_END = '],\n"polledData": [{"httpCacheInfo": {"stats": {}}}]\n}\n'
A = "https://a.test/x?v=1"


def event(kind: str, params: object, ms: int = 10, number: int = 7, **fields: object) -> str:
    """One line of the list of events."""
    whole: dict[str, object] = {"params": params, "phase": 1, "source": {"id": number, "type": 1}, "time": str(ms)}
    return json.dumps(whole | {"type": TYPES[kind]} | fields)


def start(url: str = A, method: str = "GET", **fields: object) -> str:
    """The event with which a request begins."""
    return event("URL_REQUEST_START_JOB", {"url": url, "method": method}, **fields)  # type: ignore[arg-type]  # by name


def written(path: Path, *events: str, end: str = REAL_END) -> Path:
    """A log of these events."""
    path.write_text(HEAD + '"events": [\n' + ",\n".join(events) + end, encoding="utf-8")
    return path


REQUEST = (
    start(method="POST"),
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
    start("https://a.test/y", ms=20),
)


def hop(url: str = A, *headers: str, at: float = 1000.0, method: str = "POST") -> Hop:
    """One request of the log, with these request headers."""
    return Hop(at, url, method, list(headers))


def log(*hops: Hop, gaps: tuple[str, ...] = ()) -> NetLog:
    """A log of these requests."""
    return NetLog(list(hops), gaps)


def announce(
    recorder: TrafficRecorder,
    url: str = A,
    *,
    at: float = 1000.0,
    number: str = "1",
    sent: dict[str, str] | None = None,
    answered: dict[str, str] | None = None,
    initiator: dict[str, object] | None = None,
    **request: object,
) -> None:
    """What the developer tools say of a request: with `sent` its raw headers left, with `answered` an answer came."""
    recorder.handle(
        "Network.requestWillBeSent",
        {
            "requestId": number,
            "wallTime": at,
            "documentURL": "https://a.test/",
            "type": "Fetch",
            "initiator": initiator or {},
            "request": {"url": url, "method": "POST"} | request,
        },
    )
    if sent is not None:
        recorder.handle("Network.requestWillBeSentExtraInfo", {"requestId": number, "headers": sent})
    if answered is not None:
        told = {"requestId": number, "headers": answered, "statusCode": 200}
        recorder.handle("Network.responseReceivedExtraInfo", told)


def call(op: AccessOp = AccessOp.BEACON, url: str = A, value: str = "", **fields: object) -> ScriptAccess:
    """A hook's report that a script sent something."""
    whole = ScriptAccess(1, 1000.0, op, None, url, value, "https://a.test/", "https://t.test/tag.js")
    return replace(whole, **fields)


def report(recorder: ScriptRecorder, **fields: object) -> None:
    """What the hooks say of an assignment to `document.cookie`, with these fields in place of the usual ones."""
    row = {"o": "cookie-set", "k": "cookie", "n": "a", "v": "a=1; path=/", "t": 5000, "u": "https://a.test/", "s": []}
    recorder.called({"name": recorder.name, "payload": json.dumps(row | fields)})
