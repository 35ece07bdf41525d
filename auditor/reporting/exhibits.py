"""Exhibits: the request or call behind a read as it was recorded, with every value taken out.

The values themselves stay in the sealed evidence; what stands in their place tells whether two of them are the same.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from auditor.domain.artifacts import SCRIPT_ACCESSES, TRAFFIC, Missing, VisitRecord
from auditor.domain.facts import Read
from auditor.domain.recording import Phase, Recorder, Request, ScriptAccess, SocketMessage
from auditor.domain.results import AuditResult
from auditor.domain.wording import Text, say

MAX_EXHIBITS = 12  # shown in a report; the evidence holds all; our choice
LEAST_HIDDEN = 4  # characters; shorter values single nobody out; our choice
RECORDERS = {
    Recorder.NETWORK_LOG: say("the browser's own network log"),
    Recorder.DEVTOOLS: say("the developer tools' protocol"),
    Recorder.SCRIPT_HOOK: say("a hook on the page's scripts"),
    Recorder.STATE: say("a look at what the device keeps"),
}


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One recorded fact; `text` is free of values, `chain` leads from the innermost call to the page."""

    reference: str
    item: str
    text: str
    chain: tuple[str, ...]
    recorder: str
    unknown_caller: str


def exhibits(record: VisitRecord | None, result: AuditResult) -> tuple[Exhibit, ...]:
    """One exhibit for each deciding read, the first of its evidence."""
    if record is None or result.reads is None:
        return ()
    deciding = [r for r in result.reads.reads if r.phase is not Phase.SAME_PAGE]
    shown = {e.reference: e for read in deciding for e in _of_read(record, read)}
    return tuple(shown.values())[:MAX_EXHIBITS]


def _of_read(record: VisitRecord, read: Read) -> Iterator[Exhibit]:
    for reference in read.evidence[:1]:
        text = _text(record, reference)
        if text is not None:
            caller = _unknown_caller(record, reference)
            yield Exhibit(reference, read.item.name, text, read.chain, RECORDERS[read.recorder], caller)


def _unknown_caller(record: VisitRecord, reference: str) -> Text:
    """What to say of a request without a chain."""
    traffic, number = record.get(TRAFFIC), reference.partition("#")[2]
    requests = () if isinstance(traffic, Missing) else traffic.requests
    if any(str(r.id) == number and r.kind == "document" for r in requests):
        return say("Opened as a page, by the visit itself or by a link or form in it.")
    return say(
        "Who called it was not recorded: it left while its page went away, from a worker, or by the browser itself."
    )


def _text(record: VisitRecord, reference: str) -> str | None:
    """What stands at the reference, without values."""
    place, _, number = reference.partition("#")
    traffic, accesses = record.get(TRAFFIC), record.get(SCRIPT_ACCESSES)
    if place.endswith(f"/{TRAFFIC.name}") and not isinstance(traffic, Missing):
        if number.startswith("message-"):
            message = next((m for m in traffic.messages if f"message-{m.id}" == number), None)
            return _message(message) if message else None
        request = next((r for r in traffic.requests if str(r.id) == number), None)
        return _request(request) if request else None
    if place.endswith(f"/{SCRIPT_ACCESSES.name}") and not isinstance(accesses, Missing):
        access = next((a for a in accesses.accesses if str(a.id) == number), None)
        return _access(access) if access else None
    return None


def _request(request: Request) -> str:
    lines = [f"{request.method} {_address(request.url)}"]
    if request.cookies:
        lines.append("Cookie: " + "; ".join(f"{c.name}={hidden(c.value)}" for c in request.cookies))
    lines += [f"{name}: {_header(name, value)}" for name, value in request.headers]
    if request.validator is not None:
        lines.append(f"If-None-Match: {hidden(request.validator)}")
    if request.body:
        lines.append(f"[body: {hidden(request.body)}]")
    if request.status is not None:
        lines.append(f"→ {request.status}")
    lines += [f"Set-Cookie: {w.name}={hidden(w.value)}; Domain={w.domain}; Path={w.path}" for w in request.writes]
    return "\n".join(lines)


def _header(name: str, value: str) -> str:
    return _address(value) if name == "referer" else hidden(value)


def _message(message: SocketMessage) -> str:
    return f"WebSocket {_address(message.url)}\n[message: {hidden(message.data)}]"


def _access(access: ScriptAccess) -> str:
    return f"{access.op} {access.key} = {hidden(access.value)}\nin {_address(access.frame)}"


def _address(url: str) -> str:
    """An address with the values of its query taken out; its path is shown as it is, but for long pieces."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return hidden(url)
    path = "/".join(p if len(p) < 24 else hidden(p) for p in parts.path.split("/"))  # noqa: PLR2004 - a word is shorter
    query = "&".join(f"{k[:60]}={hidden(v)}" for k, v in parse_qsl(parts.query, keep_blank_values=True))
    return f"{parts.scheme}://{parts.netloc}{path}" + (f"?{query}" if query else "")


def hidden(value: str) -> str:
    """What stands for a value: its length and the beginning of its SHA-256; short values are shown."""
    if len(value) < LEAST_HIDDEN:
        return value
    digest = hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()
    return f"‹{len(value)} characters, SHA-256 {digest[:8]}…›"
