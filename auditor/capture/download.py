"""Fetching one public file with limits: https only, to public addresses only, of a bounded size, in a bounded time."""

import asyncio
import http.client
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from auditor.capture.guard import admitted_addresses
from auditor.domain.errors import AuditorError
from auditor.domain.target import Target, parse_target

MAX_REDIRECTS = 4  # our choice
LIMIT_S = 120.0  # for one file; our choice
ANSWER_LIMIT_S = 20.0  # for one answer of the network; our choice
CHUNK = 64 * 1024
OK = 200
REDIRECTS = frozenset({301, 302, 303, 307, 308})
HTTPS_PORT = 443


class DownloadFailed(AuditorError):
    """The file could not be fetched."""

    code = "download-failed"


@dataclass(frozen=True, slots=True)
class DownloadOptions:
    """Limits of one download; `notify` hears how many bytes have come."""

    max_bytes: int
    allow_private: bool = False
    limit_s: float = LIMIT_S
    notify: Callable[[int], None] | None = None


def download(url: str, options: DownloadOptions) -> bytes:
    """The file's content; raises `DownloadFailed`, `TargetRefused` or `SiteUnreachable`."""
    for _ in range(MAX_REDIRECTS + 1):
        target = parse_target(url)
        if urlsplit(target.url).scheme != "https":
            raise DownloadFailed("only https addresses are fetched")
        try:
            found = _fetch(target, options)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise DownloadFailed(f"{target.host} did not give it: {type(error).__name__}") from error
        if isinstance(found, bytes):
            return found
        url = found
    raise DownloadFailed(f"it is redirected more than {MAX_REDIRECTS} times")


class _Pinned(http.client.HTTPSConnection):
    """A connection to an address that was looked at, not to whatever the name leads to by now."""

    def __init__(self, target: Target, address: str) -> None:
        super().__init__(target.host, urlsplit(target.url).port or HTTPS_PORT, timeout=ANSWER_LIMIT_S)
        self.address = address
        self.trust = ssl.create_default_context()

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), self.timeout)
        try:
            self.sock = self.trust.wrap_socket(plain, server_hostname=self.host, suppress_ragged_eofs=False)
        except BaseException:
            plain.close()
            raise


def _fetch(target: Target, options: DownloadOptions) -> bytes | str:
    """The content, or the address that it is redirected to."""
    addresses = asyncio.run(admitted_addresses(target, allow_private=options.allow_private))
    connection = _connected(target, addresses)
    # A server that trickles never lets one answer time out: at the end of the limit the line is cut from outside.
    late = threading.Event()
    timer = threading.Timer(options.limit_s, _cut, (connection.sock, late))
    timer.daemon = True
    timer.start()
    try:
        found = _answer(connection, target, options)
    except (OSError, http.client.HTTPException) as error:
        if late.is_set():
            raise DownloadFailed(_too_slow(options)) from error
        raise
    finally:
        timer.cancel()
        connection.close()
    # A line that was cut looks like the end of a file whose length was not announced.
    if late.is_set():
        raise DownloadFailed(_too_slow(options))
    return found


def _connected(target: Target, addresses: list[str]) -> _Pinned:
    """A connection to the first address that answers."""
    failure: OSError | None = None
    for address in addresses:
        connection = _Pinned(target, address)
        try:
            connection.connect()
        except OSError as error:
            failure = error
        else:
            return connection
    raise failure or OSError("no address")


def _cut(line: socket.socket, late: threading.Event) -> None:
    late.set()
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _answer(connection: _Pinned, target: Target, options: DownloadOptions) -> bytes | str:
    parts = urlsplit(target.url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    connection.request("GET", path, headers={"Accept-Encoding": "identity", "User-Agent": "consent-auditor"})
    response = connection.getresponse()
    if response.status in REDIRECTS:
        return urljoin(target.url, response.headers.get("Location", ""))
    if response.status != OK:
        raise DownloadFailed(f"{target.host} answered {response.status}")
    # What was packed small may unpack to anything; it was asked for unpacked.
    if response.headers.get("Content-Encoding", "identity").strip().lower() not in {"", "identity"}:
        raise DownloadFailed(f"{target.host} sent it compressed")
    return _body(response, options)


def _body(response: http.client.HTTPResponse, options: DownloadOptions) -> bytes:
    announced = response.length
    if announced is not None and announced > options.max_bytes:
        raise DownloadFailed(_too_large(options))
    content = bytearray()
    while chunk := response.read1(CHUNK):
        content += chunk
        if len(content) > options.max_bytes:
            raise DownloadFailed(_too_large(options))
        if options.notify:
            options.notify(len(content))
    if announced is not None and len(content) < announced:
        raise http.client.IncompleteRead(bytes(content[:1]))
    return bytes(content)


def _too_slow(options: DownloadOptions) -> str:
    return f"it took longer than {options.limit_s:.0f} s"


def _too_large(options: DownloadOptions) -> str:
    return f"it is larger than {options.max_bytes} bytes"
