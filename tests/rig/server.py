"""The web server of the rig, whose log is the truth about what arrived.

Names below `localhost` are sites of their own: the audited one, another site, and one that collects.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from auditor.entrypoints.demo.server import serving
from tests.rig.sockets import serving_sockets

SITE, THIRD, COLLECT = "site.localhost", "third.localhost", "collect.localhost"
METHODS = ["GET", "POST", "PUT", "OPTIONS", "HEAD"]
PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")
ANSWERS = {
    "html": ("text/html", b"<!doctype html><title>rig</title>x<script>if (opener) close();</script>"),
    "css": ("text/css", b"p {}"),
    "js": ("text/javascript", b""),
    "json": ("application/json", b"{}"),
    "png": ("image/gif", PIXEL),
    "svg": ("image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'><g id='a' /></svg>"),
    "vtt": ("text/vtt", b"WEBVTT\n\n"),
    "webm": ("video/webm", b""),
    "woff2": ("font/woff2", b""),
}
UNKNOWN = ("application/octet-stream", b"x")


@dataclass(slots=True)
class Arrival:
    """One request as the server got it; `messages` are those of a WebSocket."""

    method: str
    host: str
    path: str
    query: str
    headers: list[tuple[str, str]]
    body: bytes = b""
    messages: list[bytes] = field(default_factory=list)

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies of the request by name."""
        pairs = (p.strip().partition("=") for k, v in self.headers if k == "cookie" for p in v.split(";"))
        return {name: value for name, _, value in pairs if name}

    @property
    def text(self) -> str:
        """Everything that was said: address, headers, body and messages."""
        rows = [f"{self.path}?{self.query}", *(f"{k}: {v}" for k, v in self.headers)]
        return "\n".join((*rows, *(data.decode("latin-1") for data in (self.body, *self.messages))))


@dataclass(slots=True)
class Log:
    """What arrived, in order."""

    arrivals: list[Arrival] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, arrival: Arrival) -> None:
        """Note an arrival."""
        with self._lock:
            self.arrivals.append(arrival)

    def below(self, path: str) -> list[Arrival]:
        """The arrivals at addresses below a path, questions for leave left out."""
        with self._lock:
            return [a for a in self.arrivals if a.path.startswith(path) and a.method != "OPTIONS"]


@dataclass(slots=True)
class Rig:
    """A running server: its log and its two ports, of pages and of WebSockets."""

    log: Log
    port: int = 0
    socket_port: int = 0

    def url(self, path: str, host: str = SITE) -> str:
        """The address of a path."""
        return f"http://{host}:{self.port}{path}"

    def socket(self, path: str, host: str = SITE) -> str:
        """The address of a WebSocket."""
        return f"ws://{host}:{self.socket_port}{path}"


Pages = Callable[[Rig, Arrival], Response | None]


@contextmanager
def serving_rig(pages: Pages) -> Iterator[Rig]:
    """Serve on loopback while the block runs. What `pages` gives nothing for is answered by the end of the path."""
    rig = Rig(Log())

    async def respond(request: Request) -> Response:
        headers = [(k.decode("latin-1"), v.decode("latin-1")) for k, v in request.headers.raw]
        host, path = request.url.hostname or "", request.url.path
        arrival = Arrival(request.method, host, path, request.url.query, headers, await request.body())
        rig.log.add(arrival)
        response = pages(rig, arrival) or plain(path)
        for name, value in _permission(dict(headers)).items():
            response.headers.setdefault(name, value)
        return response

    def opened(target: str, headers: list[tuple[str, str]]) -> Callable[[bytes], None]:
        parts = urlsplit(target)
        host = dict(headers).get("host", "").partition(":")[0]
        arrival = Arrival("GET", host, parts.path, parts.query, headers)
        rig.log.add(arrival)
        return arrival.messages.append

    app = Starlette(routes=[Route("/{path:path}", respond, methods=METHODS)])
    with serving_sockets(opened) as rig.socket_port, serving(app) as rig.port:
        yield rig


def plain(path: str) -> Response:
    """The smallest answer of the kind that the end of a path asks for."""
    kind, body = ANSWERS.get(path.rpartition(".")[2], UNKNOWN)
    return Response(body, media_type=kind)


def _permission(headers: dict[str, str]) -> dict[str, str]:
    """Any page may ask anything, with its cookies; nothing is kept in a cache."""
    return {
        "Access-Control-Allow-Origin": headers.get("origin", "*"),
        "Access-Control-Allow-Credentials": "true",
        "Access-Control-Allow-Headers": headers.get("access-control-request-headers", "*"),
        "Access-Control-Allow-Methods": ", ".join(METHODS),
        "Service-Worker-Allowed": "/",
        "Cache-Control": "no-store",
    }
