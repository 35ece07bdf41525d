"""A withdrawal before which a cookie and a storage entry were kept, and what came after it."""

from dataclasses import replace

from auditor.domain.artifacts import Traffic, VisitRecord
from auditor.domain.facts import Items, Read, Reads
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import (
    Cookie,
    Form,
    ItemKind,
    Recorder,
    Request,
    ScriptAccess,
    SocketMessage,
    StorageEntry,
)
from auditor.measure.reads import reads_after_withdrawal
from auditor.measure.traces import Kept, Scene
from auditor.measure.window import Window
from tests.evidence.builders import (
    SITE,
    URL,
    VISITOR,
    accesses,
    choice,
    cookie,
    entry,
    item,
    items,
    moment,
    request,
    snapshot,
    snapshots,
    traffic,
    visit,
    withdrawal,
)

WITHDRAWN = moment(Journey.WITHDRAW, StepName.WITHDRAW)
RELOADED = moment(Journey.WITHDRAW, StepName.RELOAD)
AFTER = RELOADED + 1
GA = item()
STORED = item("visitor", kind=ItemKind.LOCAL_STORAGE, domain=SITE)
GA_SCRIPT = "https://www.google-analytics.com/analytics.js"


def withdrawn(
    *seen: Request | ScriptAccess, end: tuple[Cookie | StorageEntry, ...] = (), **artifacts: object
) -> VisitRecord:
    """A withdrawal before which a cookie and a storage entry were kept, and what was seen after it."""
    found = {
        "snapshots": snapshots(
            snapshot(StepName.LOAD),
            snapshot(StepName.ACCEPT, cookie(), entry(origin=URL)),
            snapshot(StepName.SECOND_INNER_PAGE, *end),
        ),
        "traffic": traffic(request(), *(s for s in seen if isinstance(s, Request))),
        "script_accesses": accesses(*(s for s in seen if isinstance(s, ScriptAccess))),
        "choice": choice(),
        "withdrawal": withdrawal(),
    }
    return visit(Journey.WITHDRAW, **(found | artifacts))


def scene(
    *seen: Request | ScriptAccess | SocketMessage, kept: tuple[Kept, ...] | None = None, later: float | None = None
) -> Scene:
    """The same withdrawal as it is looked at; `later` is when a new session began."""
    return Scene(
        Journey.WITHDRAW,
        Window(WITHDRAWN, RELOADED, later),
        (Kept(GA, (VISITOR,)), Kept(STORED, (VISITOR,))) if kept is None else kept,
        Traffic(
            tuple(s for s in seen if isinstance(s, Request)), tuple(s for s in seen if isinstance(s, SocketMessage))
        ),
        tuple(s for s in seen if isinstance(s, ScriptAccess)),
    )


def message(data: str, at: float = AFTER, **fields: object) -> SocketMessage:
    """A message to a partner's WebSocket."""
    whole = SocketMessage(1, at, "wss://live.partner.example/s", data, Recorder.SCRIPT_HOOK, f"{URL}app.js")
    return replace(whole, **fields)


def told(record: VisitRecord, kept: Items | None = None) -> Reads:
    found = reads_after_withdrawal(record, kept or items(GA, STORED), SITE)
    assert isinstance(found, Reads)
    return found


def reads_of(*seen: Request | ScriptAccess) -> tuple[Read, ...]:
    return told(withdrawn(*seen)).reads


def forms_of(*seen: Request | ScriptAccess) -> list[Form]:
    return [r.form for r in reads_of(*seen)]


def sent(at: float = AFTER, url: str = URL, **fields: object) -> Request:
    return request(url, at=at, cookies={"_ga": VISITOR}, **fields)
