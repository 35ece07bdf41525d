"""The contract of the result document: its names, its closed sets, and audits that are told in it."""

from dataclasses import replace
from typing import Any

from auditor.domain.controls import Kind, Role
from auditor.domain.errors import SiteUnreachable
from auditor.domain.facts import Effort, Excuse, Excused, Favours, History
from auditor.domain.journeys import Journey, StepName
from auditor.domain.profile import Profile
from auditor.domain.recording import ItemKind, Phase
from auditor.domain.results import AuditResult, AuditStatus, CheckedResult, JourneySummary, Versions
from auditor.domain.signals import Meaning
from auditor.evaluation.conclude import AuditFacts, failed_audit
from checks.catalogue import CATALOGUE
from tests.evidence.builders import (
    DAY,
    NOW,
    SITE,
    URL,
    control,
    cover,
    dimension,
    item,
    items,
    layer,
    look,
    platform,
    prominence,
    read,
    reads,
    rival,
    withdrawal,
)
from tests.evidence.check_builders import ask
from tests.unit.checks.signal_builders import placement, sent, signal, signals

PROMINENCE = {"ratio", "envelope", "explained", "band", "favours", "dimensions", "picture"}
DIMENSION = {"name", "accept", "reject", "ratio", "verdict", "favours", "limit", "reason", "claims"}
BOX = {"x", "y", "width", "height"}
KEYS: dict[str, set[str]] = {
    "": {
        "schema", "audit_id", "target", "status", "failure", "started_at", "finished_at", "profile", "versions", "cmp",
        "banner", "effort", "withdrawal", "prominence", "settings_prominence", "journeys", "items",
        "reads_after_withdrawal", "excused_after_withdrawal", "signals", "results", "evidence",
    },
    "target": {"url", "final_url", "registrable_domain"},
    "failure": {"code", "message"},
    "profile": {"jurisdiction", "device", "locale"},
    "versions": {"engine", "browser", "checks", "thresholds", "lists"},
    "cmp": {"name", "detected_by", "second_opinion"},
    "banner": {
        "present", "language", "page_language", "location", "blocks_page", "cover", "delay_s", "tried", "price",
        "rivals", "controls",
    },
    "banner.cover": {"share", "scroll_locked", "blurred"},
    "banner.rivals": {"text", "accept", "reject"},
    "banner.controls": {
        "role", "label", "layer", "kind", "box", "label_clear", "accessible_name", "in_view", "focusable",
    },
    "banner.controls.box": BOX,
    "effort": {"accept", "reject", "withdraw"},
    "withdrawal": {"mechanism", "actions", "registered", "replayed", "path", "placements", "phases", "gaps"},
    "withdrawal.placements": {"page", "label", "mechanism"},
    "prominence": PROMINENCE,
    "prominence.dimensions": DIMENSION,
    "settings_prominence": PROMINENCE,
    "settings_prominence.dimensions": DIMENSION,
    "journeys": {"name", "status", "reason", "duration_s"},
    "items": {
        "kind", "name", "domain", "party", "owner", "purpose", "basis", "seen_in", "lifetime_s", "usual_lifetime_s",
        "withdrawal",
    },
    "items.withdrawal": {"setter", "first_seen_at", "last_read_at", "reads", "stored_at_end", "lifetime_left_s"},
    "items.withdrawal.reads": {"same-page", "after-reload", "new-session"},
    "reads_after_withdrawal": {
        "item", "form", "phase", "party", "host", "owner", "confidence", "count", "first_at", "last_at",
        "host_owner", "carried", "since_rewritten", "recorder", "initiator", "evidence",
    },
    "reads_after_withdrawal.item": {"kind", "name", "domain"},
    "excused_after_withdrawal": {"item", "host", "at", "reason", "evidence"},
    "excused_after_withdrawal.item": {"kind", "name", "domain"},
    "signals": {
        "journey", "channel", "name", "platform", "host", "party", "sent", "step", "at", "meaning", "detail",
        "evidence",
    },
    "results": {
        "check", "version", "outcome", "severity", "confidence", "title", "summary", "findings", "evidence", "sources",
    },
    "results.findings": {"summary", "evidence"},
    "results.sources": {"label", "url", "limit"},
    "evidence": {"bundle", "manifest_sha256"},
}  # fmt: skip

JOURNEYS = {
    "no-action", "accept-all", "reject-all", "open-second-layer", "close-banner", "withdraw", "return-visit",
    "seeded-visit", "privacy-signal",
}  # fmt: skip
ITEM_KINDS = {"cookie", "local-storage", "session-storage", "indexed-db", "cache", "service-worker", "file-system"}
RECORDERS = {"network-log", "devtools", "script-hook", "state"}
MECHANISMS = {"floating-icon", "footer-link", "header-link", "page-link", "policy-link", "api-only", "none"}
CLOSED: dict[str, set[object]] = {
    "status": {"completed", "partial", "failed"},
    "banner.present": {True, False, None},
    "banner.location": {"document", "iframe", "shadow-dom", None},
    "banner.controls.role": {"accept", "reject", "settings", "save", "close", "pay", "policy", "other"},
    "banner.controls.layer": {1, 2},
    "banner.controls.kind": {"button", "outlined-button", "link", "text", "icon", "toggle", None},
    "banner.controls.label_clear": {True, False, None},
    "withdrawal.mechanism": MECHANISMS | {None},
    "withdrawal.registered": {True, False, None},
    "prominence.band": {"balanced", "notable", "marked", "severe"},
    "prominence.favours": {"accept", "reject", "neither"},
    "prominence.dimensions.verdict": {"balanced", "asymmetric", "uncertain"},
    "prominence.dimensions.favours": {"accept", "reject", "neither"},
    "settings_prominence.band": {"balanced", "notable", "marked", "severe"},
    "settings_prominence.favours": {"accept", "reject", "neither"},
    "settings_prominence.dimensions.verdict": {"balanced", "asymmetric", "uncertain"},
    "settings_prominence.dimensions.favours": {"accept", "reject", "neither"},
    "journeys.name": set(JOURNEYS),
    "journeys.status": {"completed", "missing"},
    "items.kind": set(ITEM_KINDS),
    "items.party": {"first", "third"},
    "items.basis": {"accept-delta", "knowledge-base", "exempt", "unknown"},
    "items.seen_in": set(JOURNEYS),
    "reads_after_withdrawal.item.kind": set(ITEM_KINDS),
    "reads_after_withdrawal.form": {"cookie-header", "script-read", "storage-read", "identifier-sent", "rewritten"},
    "reads_after_withdrawal.phase": {"same-page", "after-reload", "new-session"},
    "reads_after_withdrawal.party": {"first", "third"},
    "reads_after_withdrawal.confidence": {"confirmed", "likely", "review"},
    "reads_after_withdrawal.recorder": set(RECORDERS),
    "withdrawal.placements.mechanism": set(MECHANISMS),
    "withdrawal.phases": {"same-page", "after-reload", "new-session"},
    "excused_after_withdrawal.item.kind": set(ITEM_KINDS),
    "excused_after_withdrawal.reason": {"in-flight", "deleted-by-its-answer"},
    "signals.journey": set(JOURNEYS),
    "signals.channel": {"tcf", "gpp", "google-consent-mode", "record"},
    "signals.party": {"first", "third"},
    "signals.sent": {True, False},
    "signals.meaning": {"granted", "refused", "partial", "alike", "unknown"},
    "results.outcome": {"passed", "failed", "cantTell", "inapplicable", "untested"},
    "results.severity": {"critical", "serious", "moderate", "minor"},
    "results.confidence": {"confirmed", "likely", "review"},
}


def nodes(value: object, path: str = "") -> list[tuple[str, object]]:
    """Every part of a document with its path; the parts of a list share the path of the list."""
    found = [] if isinstance(value, list) else [(path, value)]
    if isinstance(value, list):
        found += [n for one in value for n in nodes(one, path)]
    elif isinstance(value, dict):
        found += [n for key, one in value.items() for n in nodes(one, f"{path}.{key}".strip("."))]
    return found


def wrong_keys(told: dict[str, Any]) -> dict[str, set[str]]:
    """Where the keys of a document differ from the contract, and by what."""
    objects = [(path, value) for path, value in nodes(told) if isinstance(value, dict)]
    return {path: set(value) ^ KEYS[path] for path, value in objects if set(value) != KEYS[path]}


def wrong_values(told: dict[str, Any]) -> list[tuple[str, object]]:
    """The values of a document that are not in their closed sets."""
    return [(path, value) for path, value in nodes(told) if path in CLOSED and value not in CLOSED[path]]


def history(**fields: object) -> History:
    """The life of the visitor's cookie, which was read once after the reload and is left for a year and more."""
    counts = ((Phase.SAME_PAGE, 0), (Phase.AFTER_RELOAD, 1), (Phase.NEW_SESSION, 0))
    whole_life = History(item(), SITE, NOW, NOW + 41, counts, stored_at_end=True, lifetime_left_s=399 * DAY)
    return replace(whole_life, **fields)  # type: ignore[arg-type]  # fields by name


def excused(reason: Excuse = Excuse.IN_FLIGHT) -> Excused:
    """A request that was under way when consent was withdrawn."""
    return Excused(item().key, SITE, NOW + 31, reason, "withdraw/traffic#30")


def checked() -> tuple[CheckedResult, ...]:
    """One check that failed for a banner without a refusal, and one that passed for one with it."""
    check = next(c for c in CATALOGUE if c.id == "reject-missing-first-layer")
    unfair = ask(check, layer(control(Role.ACCEPT)))
    return CheckedResult(check, unfair), CheckedResult(check, ask(check, layer()))


def whole(**fields: object) -> AuditResult:
    """An audit in which everything was seen."""
    shown = layer(
        control(Role.ACCEPT, node=1),
        control(Role.NECESSARY, "Only necessary", node=2),
        cover=cover(),
        rivals=(rival(),),
        blocks_page=False,
        delay_s=0.4,
    )
    result = AuditResult(
        audit_id="audit-1",
        url="https://shop.example/",
        final_url=URL,
        registrable_domain="shop.example",
        status=AuditStatus.COMPLETED,
        failure=None,
        started_at=NOW,
        finished_at=NOW + 61.5,
        profile=Profile(),
        versions=Versions("0.1.0", "Chromium 140", "abc", "2026.11", "knowledge 2026.11"),
        journeys=(
            JourneySummary(Journey.NO_ACTION, completed=True, reason=None, duration_s=12.3456),
            JourneySummary(Journey.CLOSE_BANNER, completed=False, reason="close-control-not-found", duration_s=3.0),
        ),
        results=checked(),
        banner=shown,
        second_layer=layer(control(Role.SAVE, layer=2, node=1)),
        effort=Effort(1, 2, 3),
        withdrawal=withdrawal(placements=(placement(URL),)),
        prominence=prominence(
            dimension("kind"), dimension("area", ratio=1.23456), ratio=2.34567, accept=look(), reject=look(Kind.LINK)
        ),
        items=items(item(), item("visitor", kind=ItemKind.LOCAL_STORAGE)),
        reads=reads(read(), histories=(history(),), excused=(excused(),)),
        manifest_sha256="f" * 64,
        platform=platform(),
        settings_prominence=prominence(dimension("kind", Favours.REJECT), favours=Favours.REJECT),
        signals=((Journey.WITHDRAW, signals(signal(StepName.ACCEPT), sent(StepName.RELOAD, Meaning.REFUSED))),),
    )
    return replace(result, **fields)  # type: ignore[arg-type]  # fields by name


def refused() -> AuditResult:
    """An audit that saw nothing."""
    facts = AuditFacts("audit-2", "https://gone.example/", Profile(), NOW, NOW + 1)
    return failed_audit(facts, SiteUnreachable(), CATALOGUE)
