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
    FILE_SYSTEM = "file-system"


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
    """One key of web storage, one object store (`database/store`), one cached answer (`cache address`) or the like.

    `value` is the text as stored; of an object store its rows as JSON, of a cached answer its beginning.
    """

    kind: ItemKind
    origin: str
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What the page's own consent interface says when asked, such as `__tcfapi`; `frame` is where it was asked."""

    interface: str
    value: str
    frame: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The jar and the storage at the end of a step, and what the page's consent interfaces say.

    `origins` are those whose storage was looked at: only frames that are open can be asked. `text_length` counts the
    characters of the page's visible text, None where it could not be asked.
    """

    step: StepName
    at: float
    cookies: tuple[Cookie, ...]
    storage: tuple[StorageEntry, ...]
    answers: tuple[Answered, ...] = ()
    origins: tuple[str, ...] = ()
    text_length: int | None = None


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


class Recorder(StrEnum):
    """Which instrument saw a fact."""

    NETWORK_LOG = "network-log"
    DEVTOOLS = "devtools"
    SCRIPT_HOOK = "script-hook"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it left the device, each redirect hop on its own; `initiator` is the script or page behind it.

    `headers` are those that may carry a value (`Referer`, `Authorization`, own ones), `etag` and `validator` the
    answer's `ETag` and the request's `If-None-Match`. `chain` leads from the innermost call to the page, as
    `address:line:column`. `document_at` is when the document that asked was born, where a script told it.
    `body_missing` when a body left that could not be recorded in full.
    """

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
    headers: tuple[tuple[str, str], ...] = ()
    etag: str | None = None
    validator: str | None = None
    chain: tuple[str, ...] = ()
    recorder: Recorder = Recorder.NETWORK_LOG
    document_at: float | None = None
    body_missing: bool = False


@dataclass(frozen=True, slots=True)
class SocketMessage:
    """One message to a WebSocket; `data` is text, or base64 of what was binary."""

    id: int
    at: float
    url: str
    data: str
    recorder: Recorder
    script: str | None = None


class AccessOp(StrEnum):
    """A call by a script of the page."""

    COOKIE_GET = "cookie-get"
    COOKIE_SET = "cookie-set"
    STORAGE_GET = "storage-get"
    STORAGE_SET = "storage-set"
    STORAGE_REMOVE = "storage-remove"
    DATABASE_OPEN = "database-open"
    DATABASE_GET = "database-get"
    DATABASE_SET = "database-set"
    CACHE_GET = "cache-get"
    CACHE_SET = "cache-set"
    DEVICE_READ = "device-read"
    SHARED_WORKER = "shared-worker"
    BEACON = "beacon"
    FETCH = "fetch"
    SOCKET_SEND = "socket-send"


@dataclass(frozen=True, slots=True)
class ScriptAccess:
    """One recorded call; `script` is the address of the innermost script on the stack.

    `document_at` is when the calling document was born, in Unix seconds: a call of an old document counts as old.
    `cut` when the value was longer than what is kept. `lifetime_s` is that of a cookie as the script wrote it, None for
    a session's.
    """

    id: int
    at: float
    op: AccessOp
    kind: ItemKind | None
    key: str
    value: str
    frame: str
    script: str | None
    stack: tuple[str, ...] = ()
    document_at: float | None = None
    cut: bool = False
    lifetime_s: float | None = None


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
