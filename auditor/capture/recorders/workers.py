"""Dedicated and service workers, however deeply they are nested: what they send with its bodies, and what they read.

Playwright's sessions cannot address the sessions of a page's workers, so messages go through the page's own session in
the protocol's older form, wrapped once for each level of nesting. Playwright lets a worker run as soon as it hears of
it, so the first moments of one may go unheard. Shared workers belong to no page and are not heard at all. The network
log holds every request of either; one whose body nobody heard is marked, so that nothing is concluded from it.
"""

import asyncio
import itertools
import json
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import CDPSession

from auditor.capture.errors import PlaywrightError
from auditor.capture.recorders.scripts import ScriptRecorder
from auditor.capture.recorders.traffic import MAX_BODY, TrafficRecorder

WORKERS = frozenset({"worker", "service_worker"})
MAX_WORKERS = 100  # of one page; further ones run unheard and the record says so; our choice
AUTO_ATTACH = {"autoAttach": True, "waitForDebuggerOnStart": True, "flatten": False}
Route = tuple[str, ...]


@dataclass  # no slots: Playwright keeps its own attributes on the owners of handlers
class WorkerRecorder:
    """Passes what workers send and read on to the recorders of the page."""

    traffic: TrafficRecorder
    scripts: ScriptRecorder
    _cdp: CDPSession | None = None
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    _seen: int = 0
    _tasks: set["asyncio.Task[None]"] = field(default_factory=set)

    async def attach(self, cdp: CDPSession) -> None:
        """Hear of every worker of the page at its start."""
        self._cdp = cdp
        cdp.on("Target.attachedToTarget", lambda event: self._attached((), event))
        cdp.on("Target.receivedMessageFromTarget", lambda event: self._received((), event))
        await cdp.send("Target.setAutoAttach", AUTO_ATTACH)

    def _attached(self, route: Route, event: dict[str, Any]) -> None:
        task = asyncio.ensure_future(self._listen((*route, str(event["sessionId"])), event["targetInfo"]["type"]))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _listen(self, route: Route, kind: str) -> None:
        """Listen to a worker, then let it run; whatever happens, it is never left waiting."""
        self._seen += 1
        heard = kind in WORKERS and self._seen <= MAX_WORKERS
        if not heard and kind in WORKERS:
            self.traffic.gaps["too many workers to listen to"] = None
        calls = [*_LISTENING] if heard else []
        if heard:
            calls.append(("Runtime.addBinding", {"name": self.scripts.name}))
            calls.append(("Runtime.evaluate", {"expression": self.scripts.source("hooks.js")}))
        calls.append(("Runtime.runIfWaitingForDebugger", {}))
        # All at once and in order: each answer awaited would be time in which the worker runs unheard.
        await asyncio.gather(*(self._send(route, method, params) for method, params in calls))

    async def _send(self, route: Route, method: str, params: dict[str, Any]) -> None:
        message: dict[str, Any] = {"id": next(self._numbers), "method": method, "params": params}
        for session in reversed(route[1:]):
            wrapped = {"sessionId": session, "message": json.dumps(message)}
            message = {"id": next(self._numbers), "method": "Target.sendMessageToTarget", "params": wrapped}
        try:
            if self._cdp is not None:
                outer = {"sessionId": route[0], "message": json.dumps(message)}
                await self._cdp.send("Target.sendMessageToTarget", outer)
        except PlaywrightError:  # the worker, or the page, is gone
            return

    def _received(self, route: Route, event: dict[str, Any]) -> None:
        inner = (*route, str(event.get("sessionId", "")))
        try:
            message = json.loads(str(event.get("message", "")))
            method, params = message.get("method"), message.get("params") or {}
            self._pass_on(inner, method, params)
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
            self.traffic.gaps["a worker's message could not be read"] = None

    def _pass_on(self, inner: Route, method: str, params: dict[str, Any]) -> None:
        if method == "Target.attachedToTarget":
            self._attached(inner, params)
        elif method == "Target.receivedMessageFromTarget":
            self._received(inner, params)
        elif method == "Runtime.bindingCalled":
            self.scripts.called(params)
        elif method in self.traffic.handlers:
            self.traffic.handle(method, params)


_LISTENING: tuple[tuple[str, dict[str, Any]], ...] = (
    ("Network.enable", {"maxPostDataSize": MAX_BODY}),
    ("Runtime.enable", {}),
    ("Target.setAutoAttach", AUTO_ATTACH),
)
