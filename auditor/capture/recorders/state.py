"""The jar and the storage, read through the DevTools protocol so that the page notices nothing."""

import time
from typing import Any

from playwright.async_api import CDPSession, Page

from auditor.capture.errors import PlaywrightError
from auditor.domain.journeys import StepName
from auditor.domain.recording import Cookie, ItemKind, Snapshot, StorageEntry

MAX_VALUE = 4096  # characters of a stored value that are kept; our choice
MAX_ENTRIES = 2000  # keys of storage in one snapshot; our choice


async def snapshot(page: Page, cdp: CDPSession, step: StepName) -> Snapshot:
    """Everything that is kept on the device now."""
    at = time.time()
    cookies = (await cdp.send("Storage.getCookies"))["cookies"]
    storage: list[StorageEntry] = []
    for origin in _origins(page):
        storage += await _web_storage(cdp, origin, local=True)
        storage += await _web_storage(cdp, origin, local=False)
        storage += await _databases(cdp, origin)
    return Snapshot(step, at, tuple(_cookie(c) for c in cookies), tuple(storage[:MAX_ENTRIES]))


def _origins(page: Page) -> list[str]:
    origins: dict[str, None] = {}
    for frame in page.frames:
        if frame.url.startswith(("http://", "https://")):
            origins["/".join(frame.url.split("/", 3)[:3])] = None
    return list(origins)


def _cookie(raw: dict[str, Any]) -> Cookie:
    partition = raw.get("partitionKey")
    return Cookie(
        name=raw["name"],
        value=raw["value"],
        domain=raw["domain"],
        path=raw["path"],
        expires=None if raw.get("session") or raw.get("expires", -1) < 0 else float(raw["expires"]),
        http_only=bool(raw.get("httpOnly")),
        secure=bool(raw.get("secure")),
        same_site=str(raw.get("sameSite", "")),
        partition_key=str(partition.get("topLevelSite")) if isinstance(partition, dict) else partition,
    )


async def _web_storage(cdp: CDPSession, origin: str, *, local: bool) -> list[StorageEntry]:
    kind = ItemKind.LOCAL_STORAGE if local else ItemKind.SESSION_STORAGE
    try:
        answer = await cdp.send(
            "DOMStorage.getDOMStorageItems", {"storageId": {"securityOrigin": origin, "isLocalStorage": local}}
        )
    except PlaywrightError:  # the frame is gone, or its storage is closed to it
        return []
    return [StorageEntry(kind, origin, k, v[:MAX_VALUE]) for k, v in answer["entries"]]


async def _databases(cdp: CDPSession, origin: str) -> list[StorageEntry]:
    try:
        answer = await cdp.send("IndexedDB.requestDatabaseNames", {"securityOrigin": origin})
    except PlaywrightError:
        return []
    return [StorageEntry(ItemKind.INDEXED_DB, origin, name, "") for name in answer["databaseNames"]]
