"""What is still read after consent was withdrawn or refused, by whom and in which form.

The phase after reload decides: nothing is in flight any more and no frame survives from before. What falls into the
grace after the choice on the same page counts as in flight and is listed as excused.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from auditor.domain.artifacts import (
    CHOICE,
    SCRIPT_ACCESSES,
    SNAPSHOTS,
    TIMELINE,
    TRAFFIC,
    WITHDRAWAL,
    Missing,
    ScriptAccesses,
    Snapshots,
    Timeline,
    Traffic,
    VisitRecord,
)
from auditor.domain.checks import Confidence
from auditor.domain.choices import Choice
from auditor.domain.facts import Item, ItemKey, Items, Read, Reads
from auditor.domain.journeys import StepName
from auditor.domain.recording import AccessOp, Form, ItemKind, Party, Phase
from auditor.domain.wording import say
from auditor.measure.devices import device_readings
from auditor.measure.domains import host_of, party_of
from auditor.measure.histories import histories, present
from auditor.measure.items import validator_key
from auditor.measure.knowledge import host_owner
from auditor.measure.lists.public import NO_LISTS, PublicLists
from auditor.measure.respawn import deleted, deleting_answers, respawns, set_again
from auditor.measure.traces import Kept, Scene, Trace, departures, excused, headers, rewrites, tracker_reads
from auditor.measure.window import Window, window

AFTER_RELOAD = (StepName.RELOAD, StepName.INNER_PAGE, StepName.SECOND_INNER_PAGE)
MAX_REFERENCES = 5  # evidence references kept for each read; our choice


@dataclass(frozen=True, slots=True)
class _Record:
    """The artifacts of one visit that reads are told from."""

    choice: Choice
    timeline: Timeline
    snapshots: Snapshots
    traffic: Traffic
    accesses: ScriptAccesses


def reads_after_withdrawal(
    record: VisitRecord, items: Items, site_host: str, lists: PublicLists = NO_LISTS
) -> Reads | Missing:
    """Every read, write and departure of an item that needed consent, after the withdrawal of one visit."""
    withdrawal = record.get(WITHDRAWAL)
    if isinstance(withdrawal, Missing):
        return withdrawal
    if withdrawal.choice is None:
        return Missing(withdrawal.reason or "consent-was-not-withdrawn")
    gaps = [] if _accepted(record) else [say("accepting left no trace")]
    return _reads(record, withdrawal.choice, items, site_host, gaps, lists)


def reads_after_refusal(
    record: VisitRecord, items: Items, site_host: str, lists: PublicLists = NO_LISTS
) -> Reads | Missing:
    """The same after a refusal, for items that were on the device before it."""
    choice = record.get(CHOICE)
    return choice if isinstance(choice, Missing) else _reads(record, choice, items, site_host, [], lists)


def _recorded(record: VisitRecord, choice: Choice) -> _Record | Missing:
    timeline, snapshots = record.get(TIMELINE), record.get(SNAPSHOTS)
    traffic, accesses = record.get(TRAFFIC), record.get(SCRIPT_ACCESSES)
    if isinstance(timeline, Missing):
        return timeline
    if isinstance(snapshots, Missing):
        return snapshots
    if isinstance(traffic, Missing):
        return traffic
    if isinstance(accesses, Missing):
        return accesses
    return _Record(choice, timeline, snapshots, traffic, accesses)


def _reads(
    record: VisitRecord, choice: Choice, items: Items, site_host: str, gaps: Sequence[str], lists: PublicLists
) -> Reads | Missing:
    found = _recorded(record, choice)
    if isinstance(found, Missing):
        return found
    when = window(choice.made_at, found.timeline)
    if when.reloaded_at is None:
        return Missing("not-reloaded-after-the-choice")
    kept = kept_items(items, found.snapshots, found.traffic, found.timeline, choice.made_at)
    # A plain flag that stays and is rewritten tells nobody anything.
    telling = tuple(one for one in kept if one.item.identifying)
    scene = Scene(record.journey, when, telling, found.traffic, found.accesses.accesses, lists=lists)
    scene = replace(scene, deletions=deleting_answers(scene, found.snapshots))
    needy = [i for i in items.items if i.needs_consent and i.identifying]
    again = set_again(scene, found.snapshots)
    traces = (*headers(scene), *departures(scene), *tracker_reads(scene), *rewrites(scene, needy))
    reads = _counted(traces, site_host, again)
    left, unseen = left_behind(kept, found.snapshots, found.timeline)
    return Reads(
        withdrawn_at=when.changed_at,
        consented=tuple(one.item for one in telling),
        reads=reads,
        left=left,
        unseen=unseen,
        gaps=(*gaps, *_gaps(items, found, when)),
        registered=bool(choice.banner_gone or choice.record_changed),
        phases=when.observed,
        excused=tuple(excused(scene)),
        respawns=respawns(scene, found.snapshots),
        deleted=len(deleted(scene, found.snapshots)),
        devices=tuple(device_readings(scene)),
        histories=histories(scene, reads, found.snapshots),
    )


def _gaps(items: Items, found: _Record, when: Window) -> list[str]:
    """What was not compared or not recorded in full, in words."""
    gaps: list[str] = [] if items.compared else [say("no untouched visit to compare with")]
    gaps += found.traffic.gaps
    if not found.traffic.requests:
        gaps.append(say("no request was recorded"))
    if found.accesses.truncated:
        gaps.append(say("too many calls by scripts to record"))
    later = [r for r in found.traffic.requests if r.at >= when.changed_at]
    if any(r.body_missing for r in later):
        gaps.append(say("the body of a request after the choice could not be recorded"))
    if any(a.cut and a.op is AccessOp.SOCKET_SEND and a.at >= when.changed_at for a in found.accesses.accesses):
        gaps.append(say("a message after the choice was too long to record"))
    return gaps


def _accepted(record: VisitRecord) -> bool:
    """Whether accepting left a trace: without one, nothing follows from the silence after a withdrawal."""
    choice = record.get(CHOICE)
    return not isinstance(choice, Missing) and bool(choice.record_changed)


def kept_items(
    items: Items, snapshots: Snapshots, traffic: Traffic, timeline: Timeline, changed_at: float
) -> tuple[Kept, ...]:
    """Items that need consent and were on the device before the choice, with the values they had then."""
    before = {s.name for s in timeline.steps if s.started_at < changed_at and s.name not in _CHOOSING}
    values: dict[ItemKey, dict[str, None]] = {}
    for snapshot in (s for s in snapshots.snapshots if s.step in before):
        for cookie in snapshot.cookies:
            key = ItemKey(ItemKind.COOKIE, cookie.name, cookie.domain.lstrip("."))
            values.setdefault(key, {})[cookie.value] = None
        for entry in snapshot.storage:
            values.setdefault(ItemKey(entry.kind, entry.key, host_of(entry.origin)), {})[entry.value] = None
    for request in traffic.requests:
        if request.etag is not None and request.at < changed_at:
            values.setdefault(validator_key(request), {})[request.etag] = None
    return tuple(Kept(i, tuple(values[i.key])) for i in items.items if i.needs_consent and i.key in values)


_CHOOSING = frozenset({StepName.WITHDRAW, StepName.REJECT})  # their state is that after the choice


def left_behind(
    kept: Iterable[Kept], snapshots: Snapshots, timeline: Timeline
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """First-party items that were still stored on the pages after the reload, and those that could not be seen."""
    if timeline.step(StepName.RELOAD) is None or not snapshots.snapshots:
        return (), ()
    states = snapshots.at(*AFTER_RELOAD) or snapshots.snapshots[-1:]
    own = [one for one in kept if one.item.party is Party.FIRST]
    found = [(one.item, present(states, one.key)) for one in own]
    return tuple(i for i, there in found if there), tuple(i for i, there in found if there is None)


def _counted(traces: Iterable[Trace], site_host: str, again: dict[ItemKey, float]) -> tuple[Read, ...]:
    groups: dict[tuple[ItemKey, Form, Phase, str], list[Trace]] = {}
    for trace in traces:
        groups.setdefault((trace.item.key, trace.form, trace.phase, trace.host), []).append(trace)
    reads = [_read(key, found, site_host, again) for key, found in groups.items()]
    return tuple(sorted(reads, key=lambda r: (r.item, r.form, r.phase, r.host)))


def _read(
    key: tuple[ItemKey, Form, Phase, str], found: list[Trace], site_host: str, again: dict[ItemKey, float]
) -> Read:
    item, form, phase, host = key
    first = min(found, key=lambda t: t.at)
    return Read(
        item=item,
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
        last_at=max(t.at for t in found),
        carried=first.carried,
        recorder=first.recorder,
        chain=first.chain,
        host_owner=host_owner(host),
        since_rewritten=form is not Form.REWRITTEN and item in again and again[item] < first.at,
    )
