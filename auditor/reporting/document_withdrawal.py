"""The parts of the result document on items, reads and signals."""

from typing import Any

from auditor.domain.facts import Excused, History, Item, Read
from auditor.domain.journeys import Journey
from auditor.domain.moments import moment
from auditor.domain.results import AuditResult
from auditor.domain.signals import Signal
from auditor.measure.knowledge import DAY


def withdrawal(result: AuditResult) -> dict[str, Any]:
    """The way back and what was observed of the withdrawal."""
    search = result.withdrawal
    return {
        "mechanism": search.mechanism.value if search and search.mechanism else None,
        "actions": search.actions if search else None,
        "registered": search.registered if search else None,
        "replayed": search.replayed if search else None,
        "path": [a.label for a in (*search.opened, *(search.choice.actions if search.choice else ()))]
        if search
        else [],
        "placements": [{"page": p.page, "label": p.label, "mechanism": p.mechanism.value} for p in search.placements]
        if search
        else [],
        "phases": [p.value for p in result.reads.phases] if result.reads else [],
        "gaps": list(result.reads.gaps) if result.reads else [],
    }


def items(result: AuditResult) -> list[dict[str, Any]]:
    """Every item, with its life in the withdrawing visit."""
    histories = {h.item.key: h for h in result.reads.histories} if result.reads else {}
    return [_item(i, histories.get(i.key)) for i in result.items.items] if result.items else []


def _item(item: Item, history: History | None) -> dict[str, Any]:
    return {
        "kind": item.key.kind.value,
        "name": item.key.name,
        "domain": item.key.domain,
        "party": item.party.value,
        "owner": item.owner,
        "purpose": item.purpose,
        "basis": item.basis.value,
        "seen_in": list(dict.fromkeys(s.journey.value for s in item.sightings)),
        "lifetime_s": None if item.lifetime_s is None else round(item.lifetime_s),
        "usual_lifetime_s": None if item.usual_days is None else round(item.usual_days * DAY),
        "withdrawal": _history(history) if history else None,
    }


def _history(history: History) -> dict[str, Any]:
    """What the withdrawing visit saw of the item: who set it, when it was read, and what is left of it."""
    left = history.lifetime_left_s
    return {
        "setter": history.setter,
        "first_seen_at": timestamp(history.first_seen_at),
        "last_read_at": None if history.last_read_at is None else timestamp(history.last_read_at),
        "reads": {phase.value: count for phase, count in history.counts},
        "stored_at_end": history.stored_at_end,
        "lifetime_left_s": None if left is None else round(left),
    }


def read_row(read: Read) -> dict[str, Any]:
    """One read after the withdrawal."""
    return {
        "item": {"kind": read.item.kind.value, "name": read.item.name, "domain": read.item.domain},
        "form": read.form.value,
        "phase": read.phase.value,
        "party": read.party.value,
        "host": read.host,
        "owner": read.owner,
        "confidence": read.confidence.value,
        "count": read.count,
        "first_at": timestamp(read.first_at),
        "last_at": timestamp(read.last_at),
        "host_owner": read.host_owner,
        "carried": read.carried,
        "since_rewritten": read.since_rewritten,
        "recorder": read.recorder.value,
        "initiator": list(read.chain),
        "evidence": list(read.evidence),
    }


def excused_row(excused: Excused) -> dict[str, Any]:
    """A request that is not held against the site."""
    return {
        "item": {"kind": excused.item.kind.value, "name": excused.item.name, "domain": excused.item.domain},
        "host": excused.host,
        "at": timestamp(excused.at),
        "reason": excused.reason.value,
        "evidence": [excused.evidence],
    }


def signal_row(journey: Journey, signal: Signal) -> dict[str, Any]:
    """One telling of the choice."""
    return {
        "journey": journey.value,
        "channel": signal.channel.value,
        "name": signal.name,
        "platform": signal.platform,
        "host": signal.host,
        "party": signal.party.value,
        "sent": signal.sent,
        "step": signal.step.value,
        "at": timestamp(signal.at),
        "meaning": signal.meaning.value,
        "detail": signal.detail,
        "evidence": [signal.evidence],
    }


def timestamp(at: float) -> str:
    """RFC 3339 in UTC, with milliseconds; a moment that no calendar holds becomes the nearest that one does."""
    return moment(at).isoformat(timespec="milliseconds").replace("+00:00", "Z")
