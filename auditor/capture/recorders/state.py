"""What is kept on the device: the jar and web storage through the DevTools protocol, the rest as each origin tells it.

Frames are asked through `frame.js`, with the browser's own functions, so that a page notices nothing and the hooks do
not take the question for a call of the page.
"""

import asyncio
import math
import time
from collections.abc import Iterator
from typing import Any

from playwright.async_api import CDPSession, Frame, Page

from auditor.capture.errors import PlaywrightError
from auditor.domain.journeys import StepName
from auditor.domain.recording import Answered, Cookie, ItemKind, Snapshot, StorageEntry
from auditor.domain.text import whole

MAX_VALUE = 4096  # characters of a stored value that are kept; our choice
MAX_ENTRIES = 2000  # keys of storage in one snapshot; our choice
ASK_LIMIT_S = 3.0  # for one frame to tell what it keeps; our choice
TOLD_KINDS = (ItemKind.INDEXED_DB, ItemKind.CACHE, ItemKind.FILE_SYSTEM, ItemKind.SERVICE_WORKER)
_QUESTION = "([k, more]) => { const w = window[Symbol.for(k)]; return w && w.kept ? w.kept(more) : null; }"


async def snapshot(page: Page, cdp: CDPSession, step: StepName, key: str, *, more: bool = True) -> Snapshot:
    """Everything that is kept on the device now, and what the page's consent interfaces say; `key` is the hooks'.

    Without `more`, databases, caches, private files and workers are not asked for: nothing of the visit used any.
    """
    at = time.time()
    cookies = (await cdp.send("Storage.getCookies"))["cookies"]
    frames = _frames(page)
    told = dict(zip(frames, await asyncio.gather(*(_ask(f, key, more) for f in frames.values())), strict=True))
    storage: list[StorageEntry] = []
    for origin in frames:
        storage += await _web_storage(cdp, origin, local=True)
        storage += await _web_storage(cdp, origin, local=False)
        storage += [
            StorageEntry(kind, origin, name, value) for kind in TOLD_KINDS for name, value in _pairs(told[origin], kind)
        ]
    answers = tuple(Answered(n, v, origin) for origin in frames for n, v in _pairs(told[origin], "answers"))
    text = next(iter(told.values()), {}).get("text")
    return Snapshot(
        step=step,
        at=at,
        cookies=tuple(_cookie(c) for c in cookies),
        storage=tuple(storage[:MAX_ENTRIES]),
        answers=answers,
        origins=tuple(frames),
        text_length=int(text) if isinstance(text, int | float) and math.isfinite(text) else None,
    )


def _frames(page: Page) -> dict[str, Frame]:
    """One frame for each origin, the main frame first."""
    origins: dict[str, Frame] = {}
    for frame in page.frames:
        if frame.url.startswith(("http://", "https://")):
            origins.setdefault("/".join(frame.url.split("/", 3)[:3]), frame)
    return origins


async def _ask(frame: Frame, key: str, more: bool) -> dict[str, Any]:
    try:
        async with asyncio.timeout(ASK_LIMIT_S):
            answer = await frame.evaluate(_QUESTION, [key, more])
    except (PlaywrightError, TimeoutError):  # the frame is gone, or busy in an endless loop
        return {}
    return answer if isinstance(answer, dict) else {}


def _pairs(told: dict[str, Any], name: str) -> Iterator[tuple[str, str]]:
    """Names and values as told; what has another shape was made up by the page and is dropped."""
    rows = told.get(name)
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, list) and len(row) == 2:  # noqa: PLR2004 - a name and a value
            yield whole(str(row[0])[:MAX_VALUE]), whole(str(row[1])[:MAX_VALUE])


def _cookie(raw: dict[str, Any]) -> Cookie:
    partition = raw.get("partitionKey")
    return Cookie(
        name=whole(raw["name"]),
        value=whole(raw["value"]),
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
    return [StorageEntry(kind, origin, whole(k[:MAX_VALUE]), whole(v[:MAX_VALUE])) for k, v in answer["entries"]]
