"""The site under audit."""

from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from auditor.domain.errors import TargetRefused

MAX_URL_LENGTH = 2048  # our choice; longer addresses break log lines and file names


@dataclass(frozen=True, slots=True)
class Target:
    """An http or https address; `host` is lower case without port."""

    url: str
    host: str


def parse_target(text: str) -> Target:
    """Accept an http(s) address, with or without its scheme, or raise `TargetRefused`."""
    text = text.strip()
    if not text or len(text) > MAX_URL_LENGTH or any(c.isspace() or not c.isprintable() for c in text):
        raise TargetRefused("not an address: give one like https://example.org/")
    url = text if _has_scheme(text) else f"https://{text}"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise TargetRefused(f"not an address: {error}") from error
    if parts.scheme not in {"http", "https"}:
        raise TargetRefused(f"only http and https addresses are audited, not {parts.scheme}:")
    if parts.username or parts.password:
        raise TargetRefused("addresses with a user name or password are not audited")
    if not host or host.strip(".") == "" or port == 0:
        raise TargetRefused("the address names no host")
    return Target(urlunsplit((parts.scheme, parts.netloc, parts.path or "/", parts.query, "")), host.rstrip("."))


def _has_scheme(text: str) -> bool:
    """Whether the text starts with a scheme that is no host:port, such as `file:` or `javascript:`."""
    head, colon, rest = text.partition(":")
    return bool(colon) and head.replace("+", "").replace("-", "").isalnum() and not rest[:1].isdigit()
