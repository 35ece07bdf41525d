"""A HAR of the visit, made from the network log: it holds every request that left, with its raw headers."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from auditor.capture.recorders.netlog import Hop
from auditor.capture.recorders.traffic import sent_cookies
from auditor.domain.artifacts import Document, Traffic
from auditor.domain.journeys import Step
from auditor.domain.moments import moment
from auditor.domain.recording import Recorder, Request, SocketMessage
from auditor.domain.text import whole

UNKNOWN = -1  # HAR 1.2: the size or time is not known


def har(hops: list[Hop], traffic: Traffic, steps: list[Step], browser: str) -> Document:
    """HAR 1.2 with one page for each step; bodies of answers are left out.

    Requests that only the developer tools saw are among them, and every entry names its recorder.
    """
    logged = iter(sorted(hops, key=lambda hop: hop.at))
    entries = [
        _entry(next(logged) if r.recorder is Recorder.NETWORK_LOG else _hop_of(r), r, traffic.messages, steps)
        for r in traffic.requests
    ]
    log = {
        "version": "1.2",
        "creator": {"name": "consent-auditor", "version": "1"},
        "browser": {"name": browser, "version": ""},
        "pages": [_page(n, step) for n, step in enumerate(steps)],
        "entries": entries,
    }
    return Document(whole(json.dumps({"log": log}, ensure_ascii=False)).encode(), "application/json")


def _page(number: int, step: Step) -> dict[str, Any]:
    timings = {"onContentLoad": UNKNOWN, "onLoad": UNKNOWN}
    title = f"{step.name}: {step.url}"
    return {"startedDateTime": _time(step.started_at), "id": f"step-{number}", "title": title, "pageTimings": timings}


def _hop_of(request: Request) -> Hop:
    sent = "; ".join(f"{c.name}={c.value}" for c in request.cookies)
    headers = [f"{name}: {value}" for name, value in request.headers] + ([f"cookie: {sent}"] if sent else [])
    return Hop(request.at, request.url, request.method, headers, [f"HTTP/1.1 {request.status or 0} "])


def _entry(hop: Hop, request: Request, messages: tuple[SocketMessage, ...], steps: list[Step]) -> dict[str, Any]:
    number = max((n for n, s in enumerate(steps) if s.started_at <= hop.at), default=0)
    body = {"mimeType": next(iter(hop.values("content-type")), ""), "text": request.body or "", "params": []}
    return {
        **({"pageref": f"step-{number}"} if steps else {}),
        "startedDateTime": _time(hop.at),
        "time": 0,
        "request": {
            "method": hop.method,
            "url": hop.url,
            "httpVersion": "HTTP/1.1",
            "cookies": [{"name": c.name, "value": c.value} for h in hop.values("cookie") for c in sent_cookies(h)],
            "headers": list(_headers(hop.request_headers)),
            "queryString": [{"name": k, "value": v} for k, v in parse_qsl(_query(hop.url))],
            "headersSize": UNKNOWN,
            "bodySize": len(request.body or ""),
            **({"postData": body} if request.body else {}),
        },
        "response": {
            "status": hop.status or 0,
            "statusText": "",
            "httpVersion": "HTTP/1.1",
            "cookies": [{"name": w.name, "value": w.value} for w in request.writes],
            "headers": list(_headers(hop.response_headers)),
            "content": {"size": UNKNOWN, "mimeType": next(iter(hop.values("content-type", of_response=True)), "")},
            "redirectURL": next(iter(hop.values("location", of_response=True)), ""),
            "headersSize": UNKNOWN,
            "bodySize": UNKNOWN,
        },
        "cache": {},
        "timings": {"send": 0, "wait": 0, "receive": 0},
        "_initiator": request.initiator,
        "_chain": list(request.chain),
        "_recorder": request.recorder.value,
        "_evidence": f"traffic#{request.id}",
        **_messages(hop.url, messages),
    }


def _messages(url: str, messages: tuple[SocketMessage, ...]) -> dict[str, Any]:
    """What was sent to a WebSocket, in the form in which Chrome writes it."""
    if not url.startswith(("ws:", "wss:")):
        return {}
    sent = [{"type": "send", "time": m.at, "opcode": 1, "data": m.data} for m in messages if m.url == url]
    return {"_webSocketMessages": sent}


def _query(url: str) -> str:
    try:
        return urlsplit(url).query
    except ValueError:  # an address that no browser would open, made up by a page
        return ""


def _headers(rows: list[str]) -> Iterator[dict[str, str]]:
    """The name and value of each line; the status line has none."""
    for row in rows:
        name, colon, value = row.lstrip(":").partition(":")
        if colon and " " not in name:
            yield {"name": name, "value": value.strip()}


def _time(at: float) -> str:
    return moment(at).isoformat(timespec="milliseconds")
