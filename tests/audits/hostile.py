"""A server that misbehaves: errors, files, pages that never end, and a certificate nobody trusts."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import trustme

ENDLESS = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
ANSWERS = {
    "/missing": b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nConnection: close\r\n\r\nnot there",
    "/file": b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 4\r\nConnection: close\r\n\r\n%PDF",
    "/markup": (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
        b"Set-Cookie: <script>alert(1)</script>=1; Path=/\r\n\r\n"
        b"<!doctype html><title>[bold]<script>alert(1)</script></title><h1>Cookies</h1>"
    ),
}


@dataclass(frozen=True)
class Hostile:
    """The addresses of the server."""

    port: int
    tls_port: int

    def url(self, path: str) -> str:
        """A plain address."""
        return f"http://127.0.0.1:{self.port}{path}"


@contextmanager
def serve_hostile() -> Iterator[Hostile]:
    """Serve while the block runs."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    plain, secure = _listen(), _listen()
    stop = threading.Event()
    for listener, wrap in ((plain, None), (secure, context)):
        threading.Thread(target=_accept, args=(listener, wrap, stop), daemon=True).start()
    try:
        yield Hostile(plain.getsockname()[1], secure.getsockname()[1])
    finally:
        stop.set()
        plain.close()
        secure.close()


def _listen() -> socket.socket:
    return socket.create_server(("127.0.0.1", 0))


def _accept(listener: socket.socket, context: ssl.SSLContext | None, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_answer, args=(connection, context, stop), daemon=True).start()


def _answer(connection: socket.socket, context: ssl.SSLContext | None, stop: threading.Event) -> None:
    with suppress(OSError), connection:
        stream = context.wrap_socket(connection, server_side=True) if context else connection
        with stream:
            path = stream.recv(65536).decode("latin-1").split(" ", 2)[1]
            if path != "/endless":
                stream.sendall(ANSWERS.get(path, ANSWERS["/missing"]))
                return
            stream.sendall(ENDLESS)
            while not stop.wait(0.2):
                stream.sendall(b"5\r\n<!-- \r\n")
