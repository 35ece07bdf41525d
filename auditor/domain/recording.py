"""What the recorders write down. Times are Unix seconds; values are the browser's own."""

from dataclasses import dataclass
from enum import StrEnum

from auditor.domain.journeys import StepName


class ItemKind(StrEnum):
    """Where a value is kept on the visitor's device."""

    COOKIE = "cookie"
    LOCAL_STORAGE = "local-storage"
    SESSION_STORAGE = "session-storage"
    INDEXED_DB = "indexed-db"
    CACHE = "cache"
    SERVICE_WORKER = "service-worker"


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie in the jar; `expires` is None for a session cookie."""

    name: str
    value: str
    domain: str
    path: str
    expires: float | None
    http_only: bool
    secure: bool
    same_site: str
    partition_key: str | None = None


@dataclass(frozen=True, slots=True)
class StorageEntry:
    """One key of web storage."""

    kind: ItemKind
    origin: str
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The jar and the storage at the end of a step."""

    step: StepName
    at: float
    cookies: tuple[Cookie, ...]
    storage: tuple[StorageEntry, ...]


@dataclass(frozen=True, slots=True)
class SentCookie:
    """A cookie in a request's `Cookie` header."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class CookieWrite:
    """A `Set-Cookie` header; `stored` tells whether the browser took it, `lifetime_s` is None for a session cookie."""

    name: str
    value: str
    domain: str
    path: str
    lifetime_s: float | None
    deletes: bool
    stored: bool | None


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it left the device, each redirect hop on its own; `initiator` is the script or page behind it."""

    id: int
    at: float
    url: str
    method: str
    page: str | None
    kind: str | None
    initiator: str | None
    status: int | None
    cookies: tuple[SentCookie, ...] = ()
    writes: tuple[CookieWrite, ...] = ()
    body: str | None = None


class AccessOp(StrEnum):
    """A call by a script of the page."""

    COOKIE_GET = "cookie-get"
    COOKIE_SET = "cookie-set"
    STORAGE_GET = "storage-get"
    STORAGE_SET = "storage-set"
    STORAGE_REMOVE = "storage-remove"
    DATABASE_OPEN = "database-open"
    BEACON = "beacon"
    SOCKET_SEND = "socket-send"


@dataclass(frozen=True, slots=True)
class ScriptAccess:
    """One recorded call; `script` is the address of the innermost script on the stack."""

    id: int
    at: float
    op: AccessOp
    kind: ItemKind | None
    key: str
    value: str
    frame: str
    script: str | None
    stack: tuple[str, ...] = ()


class Form(StrEnum):
    """In which way an item was read, or written, again."""

    COOKIE_HEADER = "cookie-header"
    SCRIPT_READ = "script-read"
    STORAGE_READ = "storage-read"
    IDENTIFIER_SENT = "identifier-sent"
    REWRITTEN = "rewritten"


class Phase(StrEnum):
    """When, counted from the withdrawal; the second one decides."""

    SAME_PAGE = "same-page"
    AFTER_RELOAD = "after-reload"
    NEW_SESSION = "new-session"


class Party(StrEnum):
    """Whose domain, seen from the target."""

    FIRST = "first"
    THIRD = "third"
