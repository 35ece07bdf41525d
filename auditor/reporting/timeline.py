"""The timeline of a withdrawal: when each item was sent, before and after."""

from collections.abc import Callable
from dataclasses import dataclass

from auditor.domain.artifacts import TIMELINE, TRAFFIC, Missing, VisitRecord
from auditor.domain.facts import ItemKey, Reads
from auditor.domain.journeys import StepName
from auditor.domain.recording import ItemKind, Request
from auditor.domain.results import AuditResult
from auditor.domain.wording import say
from auditor.measure.domains import host_of
from auditor.measure.items import identifiers
from auditor.measure.matching import Matcher
from auditor.measure.traces import belongs_to

WORDS = {
    StepName.LOAD: say("page opened"),
    StepName.ACCEPT: say("accepted"),
    StepName.BROWSE: say("read on"),
    StepName.WITHDRAW: say("withdrawing"),
    StepName.RELOAD: say("reloaded"),
    StepName.INNER_PAGE: say("inner page"),
    StepName.SECOND_INNER_PAGE: say("second inner page"),
    StepName.NEW_SESSION: say("another day"),
}
MAX_ROWS = 14  # items drawn; the table lists all; our choice
WIDTH, LEFT, ROW, TOP = 960.0, 168.0, 26.0, 64.0  # of the drawing, in its own units


@dataclass(frozen=True, slots=True)
class Dot:
    """One sending; `after` the withdrawal or before it."""

    x: float
    after: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One item."""

    label: str
    y: float
    dots: tuple[Dot, ...]
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """A drawing, in units of its own width and height."""

    width: float
    height: float
    left: float
    withdrawn_x: float
    steps: tuple[tuple[float, float, str], ...]
    rows: tuple[Row, ...]
    seconds: float


def timeline(record: VisitRecord | None, result: AuditResult) -> Timeline | None:
    """The drawing, or None without a withdrawal."""
    if record is None or result.reads is None:
        return None
    steps, traffic = record.get(TIMELINE), record.get(TRAFFIC)
    if isinstance(steps, Missing) or isinstance(traffic, Missing) or not steps.steps:
        return None
    start, end = steps.steps[0].started_at, max(s.ended_at for s in steps.steps)
    span = max(end - start, 0.001)

    def place(at: float) -> float:
        return LEFT + (WIDTH - LEFT - 12) * min(max((at - start) / span, 0.0), 1.0)

    rows = _rows(result.reads, traffic.requests, place)
    named = tuple(
        (place(s.started_at), 12.0 + 13.0 * (n % 3), WORDS.get(s.name, s.name.value))
        for n, s in enumerate(s for s in steps.steps if s.ended_at - s.started_at > 0.05)  # noqa: PLR2004 - not drawn
    )
    height = TOP + ROW * max(len(rows), 1) + 26
    return Timeline(WIDTH, height, LEFT, place(result.reads.withdrawn_at), named, rows, span)


def _rows(reads: Reads, requests: tuple[Request, ...], place: Callable[[float], float]) -> tuple[Row, ...]:
    drawn = reads.consented[:MAX_ROWS]
    matcher: Matcher[ItemKey] = Matcher({i.key: identifiers(i, i.values) for i in drawn})
    sent: dict[ItemKey, list[float]] = {i.key: [] for i in drawn}
    for request in requests:
        by_value = {**matcher.find(request.url), **matcher.find(request.body or "")}
        host, names = host_of(request.url), {c.name for c in request.cookies}
        for item in drawn:
            in_header = item.key.kind is ItemKind.COOKIE and item.key.name in names
            if item.key in by_value or (in_header and belongs_to(item.key.domain, host)):
                sent[item.key].append(request.at)
    rows = []
    for number, item in enumerate(drawn):
        dots = tuple(Dot(place(at), at > reads.withdrawn_at) for at in sent[item.key])
        after = sum(d.after for d in dots)
        rows.append(Row(item.key.name[:22], TOP + ROW * number + ROW / 2, dots, len(dots) - after, after))
    return tuple(rows)
