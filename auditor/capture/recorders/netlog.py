"""The browser's own network log: what really left the device, unload beacons and service workers included.

The log holds one event a line after a line of constants, so a log that was cut short is still read up to its end.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

START = "URL_REQUEST_START_JOB"
SENT = (
    "HTTP_TRANSACTION_SEND_REQUEST_HEADERS",
    "HTTP_TRANSACTION_HTTP2_SEND_REQUEST_HEADERS",
    "HTTP_TRANSACTION_QUIC_SEND_REQUEST_HEADERS",
)
ANSWERED = "HTTP_TRANSACTION_READ_RESPONSE_HEADERS"
COOKIE = "COOKIE_INCLUSION_STATUS"
BEGIN_PHASE = 1
NOT_A_PAGE = ("chrome:", "chrome-extension:", "data:", "blob:", "about:")


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
        return [v.strip() for k, _, v in (row.partition(":") for row in rows) if k.strip().lower() == name]

    @property
    def status(self) -> int | None:
        """The status of the answer."""
        for row in self.response_headers[:1]:
            parts = row.split()
            if len(parts) > 1 and parts[1].isdigit():
                return int(parts[1])
        return next((int(v) for v in self.values(":status", of_response=True) if v.isdigit()), None)


def read_netlog(path: Path) -> list[Hop]:
    """Every request of the log in order of time; an empty list when there is no log."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", errors="replace") as file:
        constants = _constants(file.readline())
        if constants is None:
            return []
        types = {number: name for name, number in constants["logEventTypes"].items()}
        hops = list(_hops(_events(file), types, int(constants["timeTickOffset"])))
    return sorted(hops, key=lambda hop: hop.at)


def _constants(line: str) -> dict[str, Any] | None:
    try:
        constants = json.loads(line.rstrip().rstrip(",") + "}")["constants"]
    except (ValueError, KeyError):
        return None
    return constants if isinstance(constants, dict) else None


def _events(lines: Iterator[str]) -> Iterator[dict[str, Any]]:
    for line in lines:
        text = line.strip().rstrip(",")
        if text.startswith("{"):
            try:
                yield json.loads(text.removesuffix("]}") if text.endswith("}]}") else text)
            except ValueError:
                continue


def _hops(events: Iterator[dict[str, Any]], types: dict[int, str], offset: int) -> Iterator[Hop]:
    current: dict[int, Hop] = {}
    for event in events:
        kind = types.get(event["type"], "")
        source, params = event["source"]["id"], event.get("params") or {}
        if kind == START and event["phase"] == BEGIN_PHASE:
            url = str(params.get("url", ""))
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
        hop.request_headers = [str(h) for h in params.get("headers", [])]
    elif kind == ANSWERED:
        hop.response_headers = [str(h) for h in params.get("headers", [])]
    elif kind == COOKIE and params.get("operation") == "store":
        name = str(params.get("name", ""))
        hop.stored[name] = hop.stored.get(name, False) or str(params.get("status", "")).startswith("INCLUDE")
