"""The ways in which a script can read what is kept on the device, and the ways in which the value can leave.

A way to read is a piece of JavaScript that gives the value kept under `key`; a way to leave is one that sends `value`
to `url`. Both may use what stands in `reads.js`. Each read has an item of its own. Its twin does the same with a decoy
kept beside the item, so that what leaves is not the item's value.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from auditor.domain.recording import Form, ItemKind

STORES = {
    "cookie": ItemKind.COOKIE,
    "local-storage": ItemKind.LOCAL_STORAGE,
    "session-storage": ItemKind.SESSION_STORAGE,
    "indexed-db": ItemKind.INDEXED_DB,
    "cache": ItemKind.CACHE,
    "etag": ItemKind.CACHE,
    # Neither a window's name nor a private file is an item: both keep a copy of what stands in local storage.
    "window-name": ItemKind.LOCAL_STORAGE,
    "file": ItemKind.LOCAL_STORAGE,
}
ODD = "x?>~?>~"  # in base64 it takes the characters that the url-safe alphabet replaces


def _plain(value: str) -> str:
    return value


def _base64(value: str) -> str:
    return base64.b64encode(value.encode()).decode()


def _url_safe(value: str) -> str:
    return base64.urlsafe_b64encode(value.encode()).decode().rstrip("=")


def _hashed(name: str) -> Callable[[str], str]:
    return lambda value: hashlib.new(name, value.encode(), usedforsecurity=False).hexdigest()


@dataclass(frozen=True, slots=True)
class Leave:
    """A way out; `shape` is the text that the server then gets, and `own` says that it goes to the site itself."""

    name: str
    script: str
    shape: Callable[[str], str] = _plain
    own: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """A way in. One without `leave` sends the value itself.

    `form` is how it must be reported, if only one will do; `before` is done before anything is kept, and `path` is
    that of the cookies: of the page that reads them, or of a service worker's script. A known limit: a dedicated worker
    may send its first words before it can be listened to (`hasty`); then the record has to have a gap.
    """

    name: str
    store: str
    script: str
    leave: str | None = "url-parameter"
    files: Mapping[str, str] = field(default_factory=dict)
    form: Form | None = None
    before: str = ""
    path: str = "/ways"
    hasty: bool = False


def inside(before: str) -> Callable[[str], str]:
    """The base64 of a text in which the value stands behind some characters."""
    return lambda value: _base64(f"{before}{value} and more")


WAYS_OUT = (
    Leave("url-parameter", "await fetch(`${url}?id=${value}`, {mode: 'no-cors'});"),
    Leave("path", "new Image().src = `${url}/${value}/pixel.png`;"),
    Leave("post-text", "await post(url, `visitor is ${value}`);"),
    Leave(
        "json-nested",
        "const inner = JSON.stringify({payload: JSON.stringify({id: value})});"
        "await post(url, JSON.stringify({data: inner}));",
    ),
    Leave(
        "form-body",
        "const form = document.createElement('form'); form.method = 'post'; form.action = url;"
        "form.innerHTML = '<input name=id>'; form.elements.id.value = value;"
        "form.target = (await frame({name: url})).name; document.body.append(form); form.submit();",
    ),
    Leave("search-params", "await post(url, new URLSearchParams({id: value}));"),
    Leave("form-data", "const data = new FormData(); data.append('id', value); await post(url, data);"),
    Leave("blob", "await post(url, new Blob([value]));"),
    Leave("array-buffer", "await post(url, bytes(value).buffer);"),
    Leave("xhr", "const x = new XMLHttpRequest(); x.open('POST', url); x.send(`id=${value}`);"),
    Leave("base64", "await fetch(`${url}?d=${encodeURIComponent(btoa(value))}`, {mode: 'no-cors'});", _base64),
    Leave("base64-inside-1", "await post(url, btoa(`x${value} and more`));", inside("x")),
    Leave("base64-inside-2", "await post(url, btoa(`xx${value} and more`));", inside("xx")),
    Leave("base64-inside-3", "await post(url, btoa(`xxx${value} and more`));", inside("xxx")),
    Leave(
        "base64-json",
        "await post(url, btoa(JSON.stringify({v: 1, id: value})));",
        lambda value: _base64(json.dumps({"v": 1, "id": value}, separators=(",", ":"))),
    ),
    Leave(
        "base64-url-safe",
        f"await fetch(`${{url}}?d=${{urlSafe(`{ODD}${{value}}{ODD}`)}}`, {{mode: 'no-cors'}});",
        lambda value: _url_safe(f"{ODD}{value}{ODD}"),
    ),
    Leave(
        "hex", "await fetch(`${url}?h=${hex(bytes(value))}`, {mode: 'no-cors'});", lambda value: value.encode().hex()
    ),
    Leave("md5", "await fetch(`${url}?h=${md5(value)}`, {mode: 'no-cors'});", _hashed("md5")),
    Leave("sha1", "await post(url, hex(await digest('SHA-1', value)));", _hashed("sha1")),
    Leave("sha256", "await post(url, hex(await digest('SHA-256', value)));", _hashed("sha256")),
    Leave(
        "sha256-base64",
        "await post(url, btoa(String.fromCharCode(...new Uint8Array(await digest('SHA-256', value)))));",
        lambda value: base64.b64encode(hashlib.sha256(value.encode()).digest()).decode(),
    ),
    Leave(
        "percent-twice",
        "await fetch(`${url}?id=${encodeURIComponent(percent(value))}`, {mode: 'no-cors'});",
        lambda value: "".join(f"%25{ord(c):02x}" for c in value),
    ),
    Leave("socket-text", "const s = new WebSocket(socket); s.onopen = () => s.send(`id=${value}`);"),
    Leave("socket-binary", "const s = new WebSocket(socket); s.onopen = () => s.send(bytes(`id=${value}`));"),
    Leave("beacon-blob", "navigator.sendBeacon(url, new Blob([`id=${value}`], {type: 'text/plain'}));"),
    Leave("header", "await fetch(url, {headers: {'X-Visitor': value}});"),
    Leave(
        "referer",
        "history.replaceState(null, '', `?visitor=${value}`); await fetch(url, {mode: 'no-cors', "
        "referrerPolicy: 'unsafe-url'}); history.replaceState(null, '', '/ways');",
    ),
    Leave(
        "other-cookie",
        "document.cookie = `other=${value}; path=${new URL(url).pathname}`; await fetch(url);",
        own=True,
    ),
    Leave("first-party", "await post(url, JSON.stringify({visitor: value}));", own=True),
)

DOCUMENT_COOKIE = "return pair(document.cookie, key);"
STOLEN = (
    "const f = document.createElement('iframe'); document.body.append(f);"
    "const get = Object.getOwnPropertyDescriptor(f.contentWindow.Document.prototype, 'cookie').get; f.remove();"
    "return pair(get.call(document), key);"
)
IN_FRAME = "const f = await frame({src: '/ways'}); return pair(f.contentDocument.cookie, key);"
IN_SRCDOC = "const f = await frame({srcdoc: 'x'}); return pair(f.contentDocument.cookie, key);"
CURSOR = """
  const request = (await rows(key)).openCursor();
  return (await asked(request)).value.id;
"""
IN_WORKER = "const told = worked(new Worker(file('worker.js'))); await told;"
REGISTER = "await installed(file('sw.js'), `/ways/${key}/`);"
TELL = "(await navigator.serviceWorker.getRegistration(`/ways/${key}/`)).active.postMessage('now');"
READ_AND_SEND = "rows(key).then((s) => asked(s.get('visitor'))).then((row) => post(url, `id=${row.id}`))"

READS = (
    Read("document-cookie", "cookie", DOCUMENT_COOKIE, "url-parameter"),
    Read("cookie-store-get", "cookie", "return (await cookieStore.get(key)).value;", "path"),
    Read(
        "cookie-store-get-all",
        "cookie",
        "return (await cookieStore.getAll()).find((c) => c.name === key).value;",
        "post-text",
    ),
    Read("stolen-getter", "cookie", STOLEN, "search-params"),
    Read("frame-cookie", "cookie", IN_FRAME, "json-nested"),
    Read("srcdoc-cookie", "cookie", IN_SRCDOC, "base64"),
    Read("local-storage-get", "local-storage", "return localStorage.getItem(key);", "form-data"),
    Read(
        "local-storage-property", "local-storage", "return localStorage[key];", "beacon-blob", form=Form.IDENTIFIER_SENT
    ),
    Read(
        "local-storage-entries",
        "local-storage",
        "return Object.fromEntries(Object.entries(localStorage))[key];",
        "sha256",
        form=Form.IDENTIFIER_SENT,
    ),
    Read(
        "local-storage-frame",
        "local-storage",
        "return (await frame({})).contentWindow.localStorage.getItem(key);",
        "xhr",
    ),
    Read("session-storage-get", "session-storage", "return sessionStorage.getItem(key);", "first-party"),
    Read("indexed-db-get", "indexed-db", "return (await asked((await rows(key)).get('visitor'))).id;", "header"),
    Read("indexed-db-cursor", "indexed-db", CURSOR, "socket-text"),
    Read("indexed-db-get-all", "indexed-db", "return (await asked((await rows(key)).getAll()))[0].id;", "blob"),
    Read("cache-match", "cache", "return (await caches.match('/kept/' + key)).text();", "array-buffer"),
    Read(
        "worker-indexed-db",
        "indexed-db",
        IN_WORKER,
        None,
        {"worker.js": f"{READ_AND_SEND}.then(() => postMessage('sent'));"},
        hasty=True,
    ),
    Read(
        "service-worker-cookie-store",
        "cookie",
        TELL,
        None,
        {
            "sw.js": "onmessage = (event) => event.waitUntil("
            "cookieStore.get(key).then((c) => post(url, `id=${c.value}`)));"
        },
        before=REGISTER,
        path="/worker/service-worker-cookie-store",
    ),
    Read(
        "service-worker-indexed-db",
        "indexed-db",
        TELL,
        None,
        {"sw.js": f"onmessage = (event) => event.waitUntil({READ_AND_SEND});"},
        before=REGISTER,
    ),
    Read("window-name", "window-name", "return JSON.parse(window.name)[key];", "hex", form=Form.IDENTIFIER_SENT),
    Read("etag", "etag", "await fetch(etag);", None),
    Read(
        "private-file",
        "file",
        "return (await (await (await root()).getFileHandle(key)).getFile()).text();",
        "socket-binary",
        form=Form.IDENTIFIER_SENT,
    ),
)
LEAVES = tuple(Read(f"leave-{way.name}", "cookie", DOCUMENT_COOKIE, way.name) for way in WAYS_OUT)
OUT = {way.name: way for way in WAYS_OUT}
CASES = {case.name: case for case in (*READS, *LEAVES)}
