"""A HAR of the visit, made from the network log: it holds every request that left, with its raw headers."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from auditor.capture.recorders.netlog import Hop
from auditor.capture.recorders.traffic import sent_cookies
from auditor.domain.artifacts import Document
from auditor.domain.journeys import Step
from auditor.domain.recording import Request

UNKNOWN = -1  # HAR 1.2: the size or time is not known


def har(hops: list[Hop], requests: tuple[Request, ...], steps: list[Step], browser: str) -> Document:
    """HAR 1.2 with one page for each step; bodies of answers are left out."""
    entries = [_entry(hop, request, steps) for hop, request in zip(hops, requests, strict=True)]
    log = {
        "version": "1.2",
        "creator": {"name": "consent-auditor", "version": "1"},
        "browser": {"name": browser, "version": ""},
        "pages": [_page(n, step) for n, step in enumerate(steps)],
        "entries": entries,
    }
    return Document(json.dumps({"log": log}, ensure_ascii=False).encode(), "application/json")


def _page(number: int, step: Step) -> dict[str, Any]:
    timings = {"onContentLoad": UNKNOWN, "onLoad": UNKNOWN}
    title = f"{step.name}: {step.url}"
    return {"startedDateTime": _time(step.started_at), "id": f"step-{number}", "title": title, "pageTimings": timings}


def _entry(hop: Hop, request: Request, steps: list[Step]) -> dict[str, Any]:
    number = max((n for n, s in enumerate(steps) if s.started_at <= hop.at), default=0)
    body = {"mimeType": next(iter(hop.values("content-type")), ""), "text": request.body or "", "params": []}
    return {
        "pageref": f"step-{number}",
        "startedDateTime": _time(hop.at),
        "time": 0,
        "request": {
            "method": hop.method,
            "url": hop.url,
            "httpVersion": "HTTP/1.1",
            "cookies": [{"name": c.name, "value": c.value} for h in hop.values("cookie") for c in sent_cookies(h)],
            "headers": list(_headers(hop.request_headers)),
            "queryString": [{"name": k, "value": v} for k, v in parse_qsl(urlsplit(hop.url).query)],
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
        "_evidence": f"traffic#{request.id}",
    }


def _headers(rows: list[str]) -> Iterator[dict[str, str]]:
    """The name and value of each line; the status line has none."""
    for row in rows:
        name, colon, value = row.lstrip(":").partition(":")
        if colon and " " not in name:
            yield {"name": name, "value": value.strip()}


def _time(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")
