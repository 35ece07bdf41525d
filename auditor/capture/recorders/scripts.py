"""Calls by the page's scripts that read or write cookies and storage, with their stacks."""

import json
import re
import secrets
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from playwright.async_api import BrowserContext, CDPSession

from auditor.capture.recorders.traffic import cookie_write
from auditor.domain.artifacts import ScriptAccesses
from auditor.domain.recording import AccessOp, ItemKind, ScriptAccess
from auditor.domain.text import whole
from auditor.measure.domains import host_of

KEEPS = '{"o":"keeps"'
MAX_ACCESSES = 20_000  # for one visit; a page that calls more often is cut off and the record says so; our choice
_ADDRESS = re.compile(r"((?:https?|blob):[^\s()]+?):\d+:\d+")


@dataclass  # no slots: Playwright keeps its own attributes on the owners of handlers
class ScriptRecorder:
    """Collects what the hooks report; `keeps_more` when databases, caches, private files or workers are used.

    The binding's name and the key are random, so no page can know them.
    """

    name: str = field(default_factory=lambda: "b" + secrets.token_hex(8))
    key: str = field(default_factory=lambda: secrets.token_hex(8))
    rows: list[ScriptAccess] = field(default_factory=list)
    truncated: bool = False
    keeps_more: bool = False

    async def attach(self, context: BrowserContext, cdp: CDPSession) -> None:
        """Put the hooks into every frame from the next navigation on."""
        cdp.on("Runtime.bindingCalled", self.called)
        await cdp.send("Runtime.enable")
        await cdp.send("Runtime.addBinding", {"name": self.name})
        await context.add_init_script(self.source("frame.js", "hooks.js"))

    def source(self, *names: str) -> str:
        """The named scripts for this visit, one after the other; workers take `hooks.js` alone."""
        folder = files("auditor.capture.recorders")
        text = "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)
        return text.replace("__NAME__", self.name).replace("__KEY__", self.key)

    def called(self, event: dict[str, Any]) -> None:
        """Note one report of the hooks."""
        if event.get("name") != self.name:
            return
        if str(event.get("payload", "")).startswith(KEEPS):
            self.keeps_more = True
            return
        if len(self.rows) >= MAX_ACCESSES:
            self.truncated = True
            return
        row = self._row(str(event.get("payload", "")))
        if row:
            self.rows.append(row)

    def _row(self, payload: str) -> ScriptAccess | None:
        """A report of the hooks; anything a page might have forged is taken as text, or dropped."""
        try:
            raw = json.loads(payload)
            op, kind = AccessOp(raw["o"]), ItemKind(raw["k"]) if raw.get("k") else None
            at = float(raw["t"]) / 1000
            born = raw.get("b")
            document_at = float(born) / 1000 if isinstance(born, int | float) else None
            lines = raw.get("s") if isinstance(raw.get("s"), list) else []
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
            return None
        stack = tuple(whole(str(line).strip()[:300]) for line in lines)
        script = next((m.group(1) for line in stack if (m := _ADDRESS.search(line))), None)
        frame, value = whole(str(raw.get("u", ""))), whole(str(raw.get("v", "")))
        lifetime = None
        if op is AccessOp.COOKIE_SET:
            write = cookie_write(value, host_of(frame), at)
            kept = write is not None and not write.deletes
            value, lifetime = (write.value, write.lifetime_s) if write and kept else ("", None)
        return ScriptAccess(
            id=len(self.rows) + 1,
            at=at,
            op=op,
            kind=kind,
            key=whole(str(raw.get("n", ""))),
            value=value,
            frame=frame,
            script=script,
            stack=stack,
            document_at=document_at,
            cut=raw.get("c") is True,
            lifetime_s=lifetime,
        )

    def accesses(self, until: float) -> ScriptAccesses:
        """What was recorded up to the end of the journey."""
        return ScriptAccesses(tuple(r for r in self.rows if r.at < until), self.truncated)
