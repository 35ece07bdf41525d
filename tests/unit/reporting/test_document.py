"""The result document holds every name of the contract, whatever was seen."""

import json
from dataclasses import replace
from typing import Any

import pytest

from auditor.domain.checks import Confidence, Outcome, Severity
from auditor.domain.choices import Mechanism
from auditor.domain.controls import Kind, Layer, Location, Role
from auditor.domain.errors import SiteUnreachable
from auditor.domain.facts import Band, Basis, Effort, Favours, Sighting, Verdict
from auditor.domain.journeys import Journey, StepName
from auditor.domain.profile import Profile
from auditor.domain.recording import Form, ItemKind, Party, Phase
from auditor.domain.results import AuditResult, AuditStatus, CheckedResult, JourneySummary, Versions
from auditor.evaluation.conclude import AuditFacts, failed_audit
from auditor.reporting.document import SCHEMA, document, to_json
from auditor.reporting.document_withdrawal import timestamp
from checks.catalogue import CATALOGUE
from tests.evidence.builders import (
    DAY,
    NOW,
    URL,
    choice,
    control,
    dimension,
    item,
    items,
    layer,
    look,
    no_layer,
    prominence,
    read,
    reads,
    withdrawal,
)
from tests.evidence.check_builders import ask

BOX = {"x", "y", "width", "height"}
KEYS: dict[str, set[str]] = {
    "": {
        "schema", "audit_id", "target", "status", "failure", "started_at", "finished_at", "profile", "versions", "cmp",
        "banner", "effort", "withdrawal", "prominence", "journeys", "items", "reads_after_withdrawal", "results",
        "evidence",
    },
    "target": {"url", "final_url", "registrable_domain"},
    "failure": {"code", "message"},
    "profile": {"jurisdiction", "device", "locale"},
    "versions": {"engine", "browser", "checks", "thresholds", "lists"},
    "cmp": {"name", "detected_by"},
    "banner": {"present", "language", "location", "blocks_page", "delay_s", "controls"},
    "banner.controls": {"role", "label", "layer", "kind", "box", "label_clear"},
    "banner.controls.box": BOX,
    "effort": {"accept", "reject", "withdraw"},
    "withdrawal": {"mechanism", "actions", "registered"},
    "prominence": {"ratio", "envelope", "band", "favours", "dimensions", "picture"},
    "prominence.dimensions": {"name", "accept", "reject", "ratio", "verdict"},
    "journeys": {"name", "status", "reason", "duration_s"},
    "items": {"kind", "name", "domain", "party", "owner", "purpose", "basis", "seen_in", "lifetime_s"},
    "reads_after_withdrawal": {
        "item", "form", "phase", "party", "host", "owner", "confidence", "count", "first_at", "evidence",
    },
    "reads_after_withdrawal.item": {"kind", "name", "domain"},
    "results": {
        "check", "version", "outcome", "severity", "confidence", "title", "summary", "findings", "evidence", "sources",
    },
    "results.findings": {"summary", "evidence"},
    "results.sources": {"label", "url", "limit"},
    "evidence": {"bundle", "manifest_sha256"},
}  # fmt: skip

JOURNEYS = {"no-action", "accept-all", "reject-all", "open-second-layer", "close-banner", "withdraw", "return-visit"}
ITEM_KINDS = {"cookie", "local-storage", "session-storage", "indexed-db", "cache", "service-worker"}
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
        cmp="Klaro",
        cmp_detected_by="global variable",
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
        withdrawal=withdrawal(),
        prominence=prominence(
            dimension("kind"), dimension("area", ratio=1.23456), ratio=2.34567, accept=look(), reject=look(Kind.LINK)
        ),
        items=items(item(), item("visitor", kind=ItemKind.LOCAL_STORAGE)),
        reads=reads(read()),
        manifest_sha256="f" * 64,
    )
    return replace(result, **fields)  # type: ignore[arg-type]  # fields by name


def refused() -> AuditResult:
    """An audit that saw nothing."""
    facts = AuditFacts("audit-2", "https://gone.example/", Profile(), NOW, NOW + 1)
    return failed_audit(facts, SiteUnreachable(), CATALOGUE)


@pytest.mark.parametrize(
    "result",
    [
        whole(),
        whole(banner=no_layer(), second_layer=None, withdrawal=None, prominence=None, items=None, reads=None),
        refused(),
    ],
    ids=["everything seen", "no banner", "failed"],
)
def test_every_key_of_the_contract_is_there_and_no_other(result: AuditResult) -> None:
    told = document(result)
    assert wrong_keys(told) == {}
    assert wrong_values(told) == []


def test_the_contract_is_tested_to_its_last_object() -> None:
    seen = {path for result in (whole(), refused()) for path, value in nodes(document(result)) if type(value) is dict}
    assert seen == set(KEYS)


@pytest.mark.parametrize("at", ["started_at", "finished_at"])
def test_times_are_rfc_3339_in_utc(at: str) -> None:
    assert (
        document(whole())[at]
        == {
            "started_at": "2025-11-24T16:00:00.000Z",
            "finished_at": "2025-11-24T16:01:01.500Z",
        }[at]
    )


def test_timestamp_has_milliseconds() -> None:
    assert timestamp(0.1234) == "1970-01-01T00:00:00.123Z"


def test_document_names_its_schema() -> None:
    assert document(whole())["schema"] == SCHEMA == "auditor-result/1"


def test_failed_audit_says_why_and_nothing_passed() -> None:
    told = document(refused())
    assert told["status"] == "failed"
    assert told["failure"] == {"code": "site-unreachable", "message": "The site could not be reached."}
    assert [r["check"] for r in told["results"]] == [c.id for c in CATALOGUE]
    assert {r["outcome"] for r in told["results"]} == {"untested"}


def test_failed_audit_observed_nothing() -> None:
    told = document(refused())
    assert told["banner"]["present"] is None
    assert told["banner"]["controls"] == []
    assert told["cmp"] is None
    assert told["prominence"] is None
    assert told["withdrawal"] == {"mechanism": None, "actions": None, "registered": None}
    assert told["effort"] == {"accept": None, "reject": None, "withdraw": None}
    assert told["evidence"] == {"bundle": None, "manifest_sha256": None}
    assert told["target"]["final_url"] is None


def test_sealed_audit_names_its_bundle() -> None:
    assert document(whole())["evidence"] == {"bundle": "evidence.zip", "manifest_sha256": "f" * 64}


@pytest.mark.parametrize(
    ("role", "told"),
    [
        (Role.NECESSARY, "reject"),
        (Role.ACKNOWLEDGE, "accept"),
        (Role.WITHDRAW, "settings"),
        (Role.UNKNOWN, "other"),
        (Role.ACCEPT, "accept"),
        (Role.REJECT, "reject"),
        (Role.SETTINGS, "settings"),
        (Role.SAVE, "save"),
        (Role.CLOSE, "close"),
        (Role.PAY, "pay"),
        (Role.POLICY, "policy"),
        (Role.OTHER, "other"),
    ],
)
def test_role_is_folded_into_the_words_of_the_document(role: Role, told: str) -> None:
    [shown] = document(whole(banner=layer(control(role)), second_layer=None))["banner"]["controls"]
    assert shown["role"] == told


def test_every_role_can_be_told() -> None:
    shown = layer(*(control(role) for role in Role))
    assert wrong_values(document(whole(banner=shown, second_layer=None))) == []


def test_banner_of_a_site_that_shows_one() -> None:
    told = document(whole())
    assert told["cmp"] == {"name": "Klaro", "detected_by": "global variable"}
    banner = told["banner"]
    assert (banner["present"], banner["language"], banner["location"]) == (True, "en", "document")
    assert (banner["blocks_page"], banner["delay_s"]) == (False, 0.4)


def test_banner_that_was_looked_for_in_vain() -> None:
    told = document(whole(banner=no_layer()))
    assert told["banner"]["present"] is False
    assert told["banner"]["location"] is None
    assert told["cmp"] is None


@pytest.mark.parametrize("location", Location)
def test_location_of_the_banner(location: Location) -> None:
    told = document(whole(banner=layer(location=location)))
    assert told["banner"]["location"] in CLOSED["banner.location"] - {None}


def test_controls_of_both_layers_with_the_kind_seen_in_the_picture() -> None:
    controls = document(whole())["banner"]["controls"]
    assert [(c["role"], c["layer"], c["kind"]) for c in controls] == [
        ("accept", 1, "button"),
        ("reject", 1, "link"),
        ("save", 2, None),
    ]
    assert controls[0]["label"] == "Accept all"
    assert controls[0]["label_clear"] is True
    assert controls[0]["box"] == {"x": 800, "y": 700, "width": 120, "height": 40}


@pytest.mark.parametrize(
    ("shown", "compared"),
    [(layer(), False), (layer(control(Role.ACCEPT)), True), (layer(control(Role.REJECT)), True)],
    ids=["not compared", "no refusal", "nothing accepts"],
)
def test_kind_is_null_where_no_two_controls_were_compared(shown: Layer, compared: bool) -> None:
    told = document(whole(banner=shown, prominence=prominence() if compared else None))
    assert {c["kind"] for c in told["banner"]["controls"]} == {None}


def test_withdrawal_that_was_walked_to_its_end() -> None:
    told = document(whole(withdrawal=withdrawal(2, opened=1)))["withdrawal"]
    assert told == {"mechanism": "footer-link", "actions": 3, "registered": True}


@pytest.mark.parametrize(("gone", "changed"), [(True, None), (None, True), (True, False)])
def test_withdrawal_is_registered_by_one_effect(gone: bool | None, changed: bool | None) -> None:
    made = choice(banner_gone=gone, record_changed=changed)
    assert document(whole(withdrawal=withdrawal(choice=made)))["withdrawal"]["registered"] is True


def test_withdrawal_without_an_observed_effect_is_not_registered() -> None:
    made = choice(banner_gone=None, record_changed=None)
    assert document(whole(withdrawal=withdrawal(choice=made)))["withdrawal"]["registered"] is None


@pytest.mark.parametrize("mechanism", [*Mechanism, None])
def test_way_back_that_led_nowhere(mechanism: Mechanism | None) -> None:
    told = document(whole(withdrawal=withdrawal(mechanism=mechanism, choice=None)))
    assert told["withdrawal"]["actions"] is None
    assert told["withdrawal"]["registered"] is None
    assert wrong_values(told) == []


def test_prominence_is_rounded_and_names_its_picture() -> None:
    told = document(whole())["prominence"]
    assert told["ratio"] == 2.346
    assert told["envelope"] == [2.346, 2.932]
    assert told["picture"] == "no-action/removal-pictures-shown.png"
    assert [(d["name"], d["ratio"]) for d in told["dimensions"]] == [("kind", None), ("area", 1.235)]


@pytest.mark.parametrize("band", Band)
@pytest.mark.parametrize("favours", Favours)
def test_bands_and_sides_of_the_comparison(band: Band, favours: Favours) -> None:
    rows = tuple(dimension(verdict=verdict) for verdict in Verdict)
    told = document(whole(prominence=prominence(*rows, band=band, favours=favours)))
    assert (told["prominence"]["band"], told["prominence"]["favours"]) == (band.value, favours.value)
    assert wrong_values(told) == []


def test_journeys_say_how_they_ended() -> None:
    assert document(whole())["journeys"] == [
        {"name": "no-action", "status": "completed", "reason": None, "duration_s": 12.35},
        {"name": "close-banner", "status": "missing", "reason": "close-control-not-found", "duration_s": 3.0},
    ]


def test_item_tells_where_it_was_seen_once_for_each_journey() -> None:
    twice = (Sighting(Journey.WITHDRAW, StepName.ACCEPT), Sighting(Journey.ACCEPT_ALL, StepName.ACCEPT))
    told = document(whole(items=items(item(sightings=(*twice, *twice), lifetime_s=400 * DAY + 0.4))))["items"]
    assert told == [
        {
            "kind": "cookie",
            "name": "_ga",
            "domain": "shop.example",
            "party": "first",
            "owner": None,
            "purpose": None,
            "basis": "accept-delta",
            "seen_in": ["withdraw", "accept-all"],
            "lifetime_s": 400 * 86400,
        }
    ]


@pytest.mark.parametrize("kind", ItemKind)
@pytest.mark.parametrize("basis", Basis)
def test_items_of_every_kind_and_basis(kind: ItemKind, basis: Basis) -> None:
    told = document(whole(items=items(item(kind=kind, basis=basis, party=Party.THIRD, lifetime_s=None))))
    assert told["items"][0]["lifetime_s"] is None
    assert wrong_values(told) == []


def test_read_after_withdrawal() -> None:
    [told] = document(whole())["reads_after_withdrawal"]
    assert told == {
        "item": {"kind": "cookie", "name": "_ga", "domain": "shop.example"},
        "form": "cookie-header",
        "phase": "after-reload",
        "party": "first",
        "host": "www.shop.example",
        "owner": None,
        "confidence": "confirmed",
        "count": 1,
        "first_at": "2025-11-24T16:00:41.000Z",
        "evidence": ["withdraw/traffic#41"],
    }


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("phase", Phase)
def test_reads_of_every_form_and_phase(form: Form, phase: Phase) -> None:
    rows = tuple(read(form=form, phase=phase, confidence=confidence) for confidence in Confidence)
    assert wrong_values(document(whole(reads=reads(*rows)))) == []


def test_result_has_the_title_of_its_state() -> None:
    check = whole().results[0].check
    failing, passing = document(whole())["results"]
    assert (failing["outcome"], failing["title"]) == ("failed", check.failure_title)
    assert (passing["outcome"], passing["title"]) == ("passed", check.title)


def test_result_carries_its_findings_evidence_and_sources() -> None:
    failing = document(whole())["results"][0]
    assert failing["check"] == "reject-missing-first-layer"
    assert failing["findings"] == [
        {"summary": 'Controls on the first layer: "Accept all".', "evidence": ["no-action/first-layer"]}
    ]
    assert failing["evidence"] == ["no-action/first-layer"]
    assert failing["sources"][0]["label"].startswith("EDPB Cookie Banner Taskforce")


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("severity", [*Severity, None])
def test_severity_is_that_of_the_case_or_of_the_check(outcome: Outcome, severity: Severity | None) -> None:
    first = checked()[0]
    result = replace(first, result=replace(first.result, outcome=outcome, severity=severity))
    told = document(whole(results=(result,)))
    assert told["results"][0]["severity"] == (severity or first.check.severity)
    assert told["results"][0]["outcome"] == outcome
    assert wrong_values(told) == []


def test_json_on_one_line_keeps_every_letter() -> None:
    content = document(whole(banner=layer(control(Role.ACCEPT, "Tout accepter – où ?"))))
    text = to_json(content)
    assert "\n" not in text
    assert "Tout accepter – où ?" in text
    assert json.loads(text) == content


def test_json_with_an_indent_is_for_people() -> None:
    assert to_json({"schema": SCHEMA}, indent=2) == '{\n  "schema": "auditor-result/1"\n}'
