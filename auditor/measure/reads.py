"""What is still read after consent was withdrawn, by whom and in which form.

The phase after reload decides: nothing is in flight any more and no frame survives from before. Within
`GRACE_S` of the withdrawal on the same page, requests count as in flight and are not reported.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from auditor.domain.artifacts import (
    CHOICE,
    SCRIPT_ACCESSES,
    SNAPSHOTS,
    TIMELINE,
    TRAFFIC,
    WITHDRAWAL,
    Missing,
    Snapshots,
    Timeline,
    VisitRecord,
)
from auditor.domain.checks import Confidence
from auditor.domain.evidence import reference
from auditor.domain.facts import Item, ItemKey, Items, Read, Reads
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import AccessOp, CookieWrite, Form, ItemKind, Party, Phase, Request, ScriptAccess
from auditor.measure.domains import host_of, party_of
from auditor.measure.identifiers import carries, identifying
from auditor.measure.knowledge import tracker_host

GRACE_S = 3.0  # CATALOGUE 3.3: requests in flight at the moment of withdrawal; our choice
MAX_REFERENCES = 5  # evidence references kept for each read; our choice
BEFORE_WITHDRAWING = (StepName.ACCEPT, StepName.BROWSE)


@dataclass(frozen=True, slots=True)
class _Trace:
    """One observation, before it is counted with its likes."""

    item: Item
    form: Form
    phase: Phase
    host: str
    confidence: Confidence
    at: float
    evidence: str
    left_device: bool = True


@dataclass(frozen=True, slots=True)
class _Clock:
    withdrawn_at: float
    reloaded_at: float | None

    def phase(self, at: float) -> Phase | None:
        """The phase a moment falls in; None before the withdrawal and while requests may be in flight."""
        if self.reloaded_at is not None and at >= self.reloaded_at:
            return Phase.AFTER_RELOAD
        return Phase.SAME_PAGE if at >= self.withdrawn_at + GRACE_S else None


def reads_after_withdrawal(record: VisitRecord, items: Items, site_host: str) -> Reads | Missing:
    """Every read, write and departure of an item that needed consent, after the withdrawal of one visit."""
    withdrawal, timeline, snapshots = record.get(WITHDRAWAL), record.get(TIMELINE), record.get(SNAPSHOTS)
    traffic, accesses = record.get(TRAFFIC), record.get(SCRIPT_ACCESSES)
    for artifact in (withdrawal, timeline, snapshots, traffic, accesses):
        if isinstance(artifact, Missing):
            return artifact
    assert not isinstance(withdrawal, Missing)  # noqa: S101 - the loop above returned
    assert not isinstance(timeline, Missing)  # noqa: S101
    assert not isinstance(snapshots, Missing)  # noqa: S101
    assert not isinstance(traffic, Missing)  # noqa: S101
    assert not isinstance(accesses, Missing)  # noqa: S101
    if withdrawal.choice is None:
        return Missing(withdrawal.reason or "consent-was-not-withdrawn")
    reload = timeline.step(StepName.RELOAD)
    if reload is None:
        return Missing("not-reloaded-after-withdrawal")
    clock = _Clock(withdrawal.choice.made_at, reload.started_at)
    consented = consented_items(items, snapshots)
    telling = _telling(consented)
    traces = (
        *_headers(telling, traffic.requests, clock),
        *_departures(telling, traffic.requests, accesses.accesses, clock),
        *_rewrites(telling, traffic.requests, accesses.accesses, clock),
    )
    return Reads(
        withdrawn_at=clock.withdrawn_at,
        consented=tuple(item for item, _ in telling),
        reads=_counted(traces, site_host),
        left=left_behind(consented, snapshots, timeline),
        complete=items.compared and not accesses.truncated and _accepted(record),
        registered=bool(withdrawal.choice.banner_gone or withdrawal.choice.record_changed),
    )


def _accepted(record: VisitRecord) -> bool:
    """Whether accepting left a trace: without one, nothing follows from the silence after a withdrawal."""
    choice = record.get(CHOICE)
    return not isinstance(choice, Missing) and bool(choice.record_changed)


def consented_items(items: Items, snapshots: Snapshots) -> tuple[tuple[Item, tuple[str, ...]], ...]:
    """Items that need consent and were on the device before the withdrawal, with the values they had then."""
    values: dict[ItemKey, dict[str, None]] = {}
    for snapshot in snapshots.at(*BEFORE_WITHDRAWING):
        for cookie in snapshot.cookies:
            key = ItemKey(ItemKind.COOKIE, cookie.name, cookie.domain.lstrip("."))
            values.setdefault(key, {})[cookie.value] = None
        for entry in snapshot.storage:
            values.setdefault(ItemKey(entry.kind, entry.key, host_of(entry.origin)), {})[entry.value] = None
    return tuple((i, tuple(values[i.key])) for i in items.items if i.needs_consent and i.key in values)


def _telling(consented: tuple[tuple[Item, tuple[str, ...]], ...]) -> tuple[tuple[Item, tuple[str, ...]], ...]:
    """Those that single out a visitor: a plain flag that stays and is rewritten tells nobody anything."""
    return tuple((item, values) for item, values in consented if item.identifying)


def left_behind(
    consented: Iterable[tuple[Item, tuple[str, ...]]], snapshots: Snapshots, timeline: Timeline
) -> tuple[Item, ...]:
    """First-party items that were still stored at the end, after the reload."""
    if timeline.step(StepName.RELOAD) is None or not snapshots.snapshots:
        return ()
    end = snapshots.snapshots[-1]
    stored = {ItemKey(ItemKind.COOKIE, c.name, c.domain.lstrip(".")) for c in end.cookies}
    stored |= {ItemKey(s.kind, s.key, host_of(s.origin)) for s in end.storage}
    return tuple(item for item, _ in consented if item.party is Party.FIRST and item.key in stored)


def _sent_to(domain: str, host: str) -> bool:
    return host == domain or host.endswith("." + domain)


def _headers(
    consented: tuple[tuple[Item, tuple[str, ...]], ...], requests: Iterable[Request], clock: _Clock
) -> Iterator[_Trace]:
    """R1 and R2: the item in a `Cookie` header; a request whose answer deletes it does not count."""
    for request in requests:
        phase = clock.phase(request.at)
        if phase is None or not request.cookies:
            continue
        host = host_of(request.url)
        sent = {c.name for c in request.cookies} - {w.name for w in request.writes if w.deletes}
        for item, _ in consented:
            if item.key.kind is ItemKind.COOKIE and item.key.name in sent and _sent_to(item.key.domain, host):
                confidence = item.confidence if phase is Phase.AFTER_RELOAD else Confidence.LIKELY
                yield _Trace(item, Form.COOKIE_HEADER, phase, host, confidence, request.at, _traffic_ref(request))


def _departures(
    consented: tuple[tuple[Item, tuple[str, ...]], ...],
    requests: tuple[Request, ...],
    accesses: tuple[ScriptAccess, ...],
    clock: _Clock,
) -> Iterator[_Trace]:
    """R3, R4 and R7: the value leaves in an address or a body; how it was read is told from the script record."""
    for item, values in consented:
        sought = [v for v in values if identifying(v)]
        for request in requests if sought else ():
            phase = clock.phase(request.at)
            if phase is None or not any(carries(f"{request.url}\n{request.body or ''}", v) for v in sought):
                continue
            form = _read_form(item, sought, accesses, clock, request.at)
            confidence = item.confidence if phase is Phase.AFTER_RELOAD else Confidence.LIKELY
            yield _Trace(item, form, phase, host_of(request.url), confidence, request.at, _traffic_ref(request))
        yield from _tracker_reads(item, accesses, clock)


def _read_form(item: Item, values: list[str], accesses: tuple[ScriptAccess, ...], clock: _Clock, before: float) -> Form:
    for access in accesses:
        if access.at > before or clock.phase(access.at) is None or not _in_reach(item, access):
            continue
        if _is_cookie_read(item, access) and any(v in access.value for v in values):
            return Form.SCRIPT_READ
        if _is_storage_read(item, access):
            return Form.STORAGE_READ
    return Form.IDENTIFIER_SENT


def _tracker_reads(item: Item, accesses: tuple[ScriptAccess, ...], clock: _Clock) -> Iterator[_Trace]:
    """R3b and R4: a well-known tracker's script reads the item; likely, because the value was not seen to leave."""
    for access in accesses:
        phase = clock.phase(access.at)
        script_host = host_of(access.script or "")
        if phase is None or not tracker_host(script_host) or not _in_reach(item, access):
            continue
        if _is_storage_read(item, access):
            form = Form.STORAGE_READ
        elif _is_cookie_read(item, access) and _names(item, access.value):
            form = Form.SCRIPT_READ
        else:
            continue
        yield _Trace(
            item, form, phase, script_host, Confidence.LIKELY, access.at, _access_ref(access), left_device=False
        )


def _is_cookie_read(item: Item, access: ScriptAccess) -> bool:
    return item.key.kind is ItemKind.COOKIE and access.op is AccessOp.COOKIE_GET


def _in_reach(item: Item, access: ScriptAccess) -> bool:
    """Whether the frame of the call keeps the item: storage of its own origin, cookies of its domain and those above.

    Frames without an address (about:blank, srcdoc) have their parent's storage.
    """
    frame = host_of(access.frame)
    if not frame:
        return True
    return _sent_to(item.key.domain, frame) if item.key.kind is ItemKind.COOKIE else frame == item.key.domain


def _names(item: Item, jar: str) -> bool:
    """Whether a cookie of that very name stands in what a script was given."""
    return any(pair.strip().partition("=")[0] == item.key.name for pair in jar.split(";"))


def _is_storage_read(item: Item, access: ScriptAccess) -> bool:
    return access.op is AccessOp.STORAGE_GET and access.kind is item.key.kind and access.key == item.key.name


def _rewrites(
    consented: tuple[tuple[Item, tuple[str, ...]], ...],
    requests: Iterable[Request],
    accesses: Iterable[ScriptAccess],
    clock: _Clock,
) -> Iterator[_Trace]:
    """R6: the item is written again, by the server or by a script."""
    items = [item for item, _ in consented]
    for request in requests:
        phase = clock.phase(request.at)
        if phase is None:
            continue
        for write in (w for w in request.writes if not w.deletes and w.stored is not False):
            for item in (i for i in items if _written(i, write)):
                host, ref = host_of(request.url), _traffic_ref(request)
                yield _Trace(item, Form.REWRITTEN, phase, host, item.confidence, request.at, ref)
    for access in accesses:
        phase = clock.phase(access.at)
        if phase is None or not access.value or access.op not in {AccessOp.COOKIE_SET, AccessOp.STORAGE_SET}:
            continue
        kind = ItemKind.COOKIE if access.op is AccessOp.COOKIE_SET else access.kind
        for item in (i for i in items if (i.key.kind, i.key.name) == (kind, access.key) and _in_reach(i, access)):
            host = host_of(access.script or access.frame)
            yield _Trace(item, Form.REWRITTEN, phase, host, item.confidence, access.at, _access_ref(access))


def _written(item: Item, write: CookieWrite) -> bool:
    same_name = item.key.kind is ItemKind.COOKIE and item.key.name == write.name
    return same_name and _sent_to(item.key.domain, write.domain)


def _traffic_ref(request: Request) -> str:
    return reference(Journey.WITHDRAW, TRAFFIC, request.id)


def _access_ref(access: ScriptAccess) -> str:
    return reference(Journey.WITHDRAW, SCRIPT_ACCESSES, access.id)


def _counted(traces: Iterable[_Trace], site_host: str) -> tuple[Read, ...]:
    groups: dict[tuple[ItemKey, Form, Phase, str], list[_Trace]] = {}
    for trace in traces:
        groups.setdefault((trace.item.key, trace.form, trace.phase, trace.host), []).append(trace)
    reads = []
    for (key, form, phase, host), found in groups.items():
        first = min(found, key=lambda t: t.at)
        reads.append(
            Read(
                item=key,
                item_party=first.item.party,
                form=form,
                phase=phase,
                party=party_of(host, site_host),
                host=host,
                owner=first.item.owner,
                confidence=min((t.confidence for t in found), key=list(Confidence).index),
                count=len(found),
                first_at=first.at,
                evidence=tuple(dict.fromkeys(t.evidence for t in found))[:MAX_REFERENCES],
                left_device=any(t.left_device for t in found),
            )
        )
    return tuple(sorted(reads, key=lambda r: (r.item, r.form, r.phase, r.host)))
