"""The result document `auditor-result/1`: the names that scripts and programs depend on."""

import json
from datetime import UTC, datetime
from typing import Any

from auditor.domain.box import Box
from auditor.domain.controls import Layer, Role
from auditor.domain.facts import Excused, History, Item, Prominence, Read
from auditor.domain.journeys import Journey
from auditor.domain.results import AuditResult, CheckedResult
from auditor.domain.signals import Signal

SCHEMA = "auditor-result/1"
# The words of the label vocabulary that the document folds into its own.
ROLES = {
    Role.NECESSARY: Role.REJECT,
    Role.ACKNOWLEDGE: Role.ACCEPT,
    Role.WITHDRAW: Role.SETTINGS,
    Role.UNKNOWN: Role.OTHER,
}


def document(result: AuditResult) -> dict[str, Any]:
    """The document; every key is always there, and None means "not observed"."""
    banner = result.banner
    return {
        "schema": SCHEMA,
        "audit_id": result.audit_id,
        "target": {"url": result.url, "final_url": result.final_url, "registrable_domain": result.registrable_domain},
        "status": result.status.value,
        "failure": {"code": result.failure.code, "message": result.failure.message} if result.failure else None,
        "started_at": timestamp(result.started_at),
        "finished_at": timestamp(result.finished_at),
        "profile": {
            "jurisdiction": result.profile.jurisdiction.value,
            "device": result.profile.device.value,
            "locale": result.profile.locale,
        },
        "versions": {
            "engine": result.versions.engine,
            "browser": result.versions.browser,
            "checks": result.versions.checks,
            "thresholds": result.versions.thresholds,
            "lists": result.versions.lists,
        },
        "cmp": {"name": banner.cmp, "detected_by": banner.cmp_detected_by} if banner and banner.cmp else None,
        "banner": _banner(result),
        "effort": {
            "accept": result.effort.accept,
            "reject": result.effort.reject,
            "withdraw": result.effort.withdraw,
        },
        "withdrawal": _withdrawal(result),
        "prominence": _prominence(result.prominence),
        "journeys": [
            {
                "name": j.name.value,
                "status": "completed" if j.completed else "missing",
                "reason": j.reason,
                "duration_s": round(j.duration_s, 2),
            }
            for j in result.journeys
        ],
        "items": _items(result),
        "reads_after_withdrawal": [_read(r) for r in result.reads.reads] if result.reads else [],
        "excused_after_withdrawal": [_excused(e) for e in result.reads.excused] if result.reads else [],
        "signals": [_signal(journey, s) for journey, told in result.signals for s in told.signals],
        "results": [_result(r) for r in result.results],
        "evidence": {
            "bundle": "evidence.zip" if result.manifest_sha256 else None,
            "manifest_sha256": result.manifest_sha256,
        },
    }


def _banner(result: AuditResult) -> dict[str, Any]:
    layer = result.banner or Layer(present=None)
    seen = [*layer.controls, *(result.second_layer.controls if result.second_layer else ())]
    kinds = {}
    if result.prominence and layer.accept and layer.reject:
        kinds[layer.accept.node] = result.prominence.accept.kind.value
        kinds[layer.reject.node] = result.prominence.reject.kind.value
    return {
        "present": layer.present,
        "language": layer.language,
        "location": layer.location.value if layer.location else None,
        "blocks_page": layer.blocks_page,
        "delay_s": layer.delay_s,
        "controls": [
            {
                "role": ROLES.get(c.role, c.role).value,
                "label": c.label,
                "layer": c.layer,
                "kind": kinds.get(c.node) if c.layer == 1 else None,
                "box": _box(c.box),
                "label_clear": c.label_clear,
            }
            for c in seen
        ],
    }


def _box(box: Box) -> dict[str, float]:
    return {"x": round(box.x, 2), "y": round(box.y, 2), "width": round(box.width, 2), "height": round(box.height, 2)}


def _withdrawal(result: AuditResult) -> dict[str, Any]:
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


def _prominence(seen: Prominence | None) -> dict[str, Any] | None:
    if seen is None:
        return None
    return {
        "ratio": round(seen.ratio, 3),
        "envelope": [round(v, 3) for v in seen.envelope],
        "band": seen.band.value,
        "favours": seen.favours.value,
        "dimensions": [
            {
                "name": d.name,
                "accept": d.accept,
                "reject": d.reject,
                "ratio": None if d.ratio is None else round(d.ratio, 3),
                "verdict": d.verdict.value,
            }
            for d in seen.dimensions
        ],
        "picture": "no-action/removal-pictures-shown.png",
    }


def _items(result: AuditResult) -> list[dict[str, Any]]:
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


def _read(read: Read) -> dict[str, Any]:
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


def _excused(excused: Excused) -> dict[str, Any]:
    return {
        "item": {"kind": excused.item.kind.value, "name": excused.item.name, "domain": excused.item.domain},
        "host": excused.host,
        "at": timestamp(excused.at),
        "reason": excused.reason.value,
        "evidence": [excused.evidence],
    }


def _signal(journey: Journey, signal: Signal) -> dict[str, Any]:
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


def _result(checked: CheckedResult) -> dict[str, Any]:
    result = checked.result
    failed = result.outcome.value == "failed"
    return {
        "check": checked.check.id,
        "version": checked.check.version,
        "outcome": result.outcome.value,
        "severity": checked.severity.value,
        "confidence": result.confidence.value,
        "title": checked.check.failure_title if failed else checked.check.title,
        "summary": result.summary,
        "findings": [{"summary": f.summary, "evidence": list(f.evidence)} for f in result.findings],
        "evidence": list(result.evidence),
        "sources": [{"label": s.label, "url": s.url, "limit": s.limit} for s in checked.check.sources],
    }


def timestamp(at: float) -> str:
    """RFC 3339 in UTC, with milliseconds."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def to_json(content: dict[str, Any], *, indent: int | None = None) -> str:
    """The document as text; with `indent` None on one line."""
    return json.dumps(content, ensure_ascii=False, indent=indent)
