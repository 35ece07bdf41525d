"""The result document `auditor-result/1`: the names that scripts and programs depend on."""

import json
from typing import Any

from auditor.domain.box import Box
from auditor.domain.choices import Platform
from auditor.domain.controls import Cover, Layer, Role
from auditor.domain.facts import Prominence
from auditor.domain.journeys import Journey
from auditor.domain.results import AuditResult, CheckedResult
from auditor.domain.text import whole
from auditor.reporting.document_withdrawal import excused_row, items, read_row, signal_row, timestamp, withdrawal

SCHEMA = "auditor-result/1"
SHOWN = "removal-pictures-shown.png"  # in the folder of its journey
# The words of the label vocabulary that the document folds into its own.
ROLES = {
    Role.NECESSARY: Role.REJECT,
    Role.ACKNOWLEDGE: Role.ACCEPT,
    Role.WITHDRAW: Role.SETTINGS,
    Role.UNKNOWN: Role.OTHER,
}


def document(result: AuditResult) -> dict[str, Any]:
    """The document; every key is always there, and None means "not observed"."""
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
        "cmp": _platform(result.platform),
        "banner": _banner(result),
        "effort": {
            "accept": result.effort.accept,
            "reject": result.effort.reject,
            "withdraw": result.effort.withdraw,
        },
        "withdrawal": withdrawal(result),
        "prominence": prominence_part(result.prominence, f"{Journey.NO_ACTION}/{SHOWN}"),
        "settings_prominence": prominence_part(result.settings_prominence, f"{Journey.OPEN_SECOND_LAYER}/{SHOWN}"),
        "journeys": [
            {
                "name": j.name.value,
                "status": "completed" if j.completed else "missing",
                "reason": j.reason,
                "duration_s": round(j.duration_s, 2),
            }
            for j in result.journeys
        ],
        "items": items(result),
        "reads_after_withdrawal": [read_row(r) for r in result.reads.reads] if result.reads else [],
        "excused_after_withdrawal": [excused_row(e) for e in result.reads.excused] if result.reads else [],
        "signals": [signal_row(journey, s) for journey, told in result.signals for s in told.signals],
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
        "page_language": layer.page_language,
        "blocks_page": layer.blocks_page,
        "cover": _cover(layer.cover),
        "delay_s": layer.delay_s,
        "tried": list(layer.tried),
        "price": layer.price,
        "rivals": [{"text": r.text, "accept": r.accept, "reject": r.reject} for r in layer.rivals],
        "controls": [
            {
                "role": ROLES.get(c.role, c.role).value,
                "label": c.label,
                "layer": c.layer,
                "kind": kinds.get(c.node) if c.layer == 1 else None,
                "box": _box(c.box),
                "label_clear": c.label_clear,
                "accessible_name": c.accessible_name,
                "in_view": c.in_view,
                "focusable": c.focusable,
            }
            for c in seen
        ],
    }


def _platform(platform: Platform | None) -> dict[str, Any] | None:
    if platform is None or platform.name is None:
        return None
    detected = ", ".join(platform.signs)
    return {"name": platform.name, "detected_by": detected, "second_opinion": platform.second_opinion}


def _cover(cover: Cover | None) -> dict[str, Any] | None:
    if cover is None:
        return None
    return {"share": cover.share, "scroll_locked": cover.scroll_locked, "blurred": cover.blurred}


def _box(box: Box) -> dict[str, float]:
    return {"x": round(box.x, 2), "y": round(box.y, 2), "width": round(box.width, 2), "height": round(box.height, 2)}


def prominence_part(seen: Prominence | None, picture: str | None) -> dict[str, Any] | None:
    """A comparison of two controls; `picture` is where the picture of both is kept."""
    if seen is None:
        return None
    return {
        "ratio": round(seen.ratio, 3),
        "envelope": [round(v, 3) for v in seen.envelope],
        "explained": round(seen.explained, 3),
        "band": seen.band.value,
        "favours": seen.favours.value,
        "dimensions": [
            {
                "name": d.name,
                "accept": d.accept,
                "reject": d.reject,
                "ratio": None if d.ratio is None else round(d.ratio, 3),
                "verdict": d.verdict.value,
                "favours": d.favours.value,
                "limit": d.limit,
                "reason": d.reason,
                "claims": d.claims,
            }
            for d in seen.dimensions
        ],
        "picture": picture,
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
        "sources": [{"label": s.label, "url": s.url, "limit": s.limit} for s in checked.sources],
    }


def to_json(content: dict[str, Any], *, indent: int | None = None) -> str:
    """The document as text; with `indent` None on one line."""
    return whole(json.dumps(content, ensure_ascii=False, indent=indent))
