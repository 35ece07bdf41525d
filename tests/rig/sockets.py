"""WebSockets by hand: no library for them is among the project's dependencies, and the rig needs but a few frames."""

import base64
import hashlib
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, section 1.3
TEXT, BINARY, CLOSE = 1, 2, 8
SHORT, LONG = 126, 127  # RFC 6455, section 5.2: the length follows in two bytes, or in eight

Opened = Callable[[str, list[tuple[str, str]]], Callable[[bytes], None]]


@contextmanager
def serving_sockets(opened: Opened) -> Iterator[int]:
    """Take WebSockets on loopback while the block runs; yields the port.

    `opened` is told the path and the headers of each handshake, and gives what is told each message.
    """

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            with suppress(ConnectionError, EOFError):
                path, headers = _head(self.rfile)
                told = opened(path, headers)
                self.wfile.write(_accepted(dict(headers)["sec-websocket-key"]))
                for message in _messages(self.rfile):
                    told(message)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield int(server.server_address[1])
        finally:
            server.shutdown()
            thread.join()


def _head(stream: BinaryIO) -> tuple[str, list[tuple[str, str]]]:
    first = stream.readline().decode("latin-1").split(" ")
    if len(first) < 3:
        raise EOFError
    headers = []
    while line := stream.readline().decode("latin-1").strip():
        name, _, value = line.partition(":")
        headers.append((name.strip().lower(), value.strip()))
    return first[1], headers


def _accepted(key: str) -> bytes:
    answer = base64.b64encode(hashlib.sha1(key.encode() + MAGIC, usedforsecurity=False).digest())
    return (
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + answer + b"\r\n\r\n"
    )


def _messages(stream: BinaryIO) -> Iterator[bytes]:
    """The messages of a browser, text and binary alike; a message in several frames does not occur here."""
    while True:
        kind, size = _read(stream, 2)
        length = size & 0x7F
        if length in {SHORT, LONG}:
            length = int.from_bytes(_read(stream, 2 if length == SHORT else 8))
        mask, data = _read(stream, 4), _read(stream, length)
        if kind & 0x0F == CLOSE:
            return
        if kind & 0x0F in {TEXT, BINARY}:
            yield bytes(byte ^ mask[n % 4] for n, byte in enumerate(data))


def _read(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
