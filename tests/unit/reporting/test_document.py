"""The result document holds every name of the contract, whatever was seen."""

import json
from dataclasses import replace

import pytest

from auditor.domain.checks import Outcome, Severity
from auditor.domain.controls import Layer, Location, Role
from auditor.domain.facts import Band, Favours, Verdict
from auditor.domain.results import AuditResult
from auditor.reporting.document import SCHEMA, document, to_json
from auditor.reporting.document_withdrawal import timestamp
from checks.catalogue import CATALOGUE
from tests.evidence.builders import control, dimension, layer, no_layer, platform, prominence
from tests.unit.reporting.document_contract import (
    CLOSED,
    KEYS,
    checked,
    nodes,
    refused,
    whole,
    wrong_keys,
    wrong_values,
)


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
    assert told["withdrawal"] == {
        "mechanism": None,
        "actions": None,
        "registered": None,
        "replayed": None,
        "path": [],
        "placements": [],
        "phases": [],
        "gaps": [],
    }
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
    assert told["cmp"] == {"name": "Klaro", "detected_by": "function klaro.show", "second_opinion": None}
    banner = told["banner"]
    assert (banner["present"], banner["language"], banner["location"]) == (True, "en", "document")
    assert (banner["blocks_page"], banner["delay_s"]) == (False, 0.4)


def test_a_platform_without_a_name_is_none() -> None:
    assert document(whole(platform=platform(None)))["cmp"] is None


def test_what_the_banner_covers_and_what_competes_with_it() -> None:
    banner = document(whole())["banner"]
    assert banner["cover"] == {"share": 0.25, "scroll_locked": False, "blurred": False}
    assert banner["rivals"] == [{"text": "Welcome! We use cookies.", "accept": "Great", "reject": None}]


def test_banner_that_was_looked_for_in_vain() -> None:
    told = document(whole(banner=no_layer()))
    assert told["banner"]["present"] is False
    assert told["banner"]["location"] is None
    assert told["banner"]["tried"] == ["by-words", "by-position"]


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


def test_prominence_is_rounded_and_names_its_picture() -> None:
    told = document(whole())["prominence"]
    assert told["ratio"] == 2.346
    assert told["envelope"] == [2.346, 2.932]
    assert told["picture"] == "no-action/removal-pictures-shown.png"
    assert [(d["name"], d["ratio"]) for d in told["dimensions"]] == [("kind", None), ("area", 1.235)]


def test_prominence_says_what_is_explained_and_why_a_row_is_as_it_is() -> None:
    row = dimension("area", Favours.NEITHER, limit="more than 1.5 times", reason="the label", claims="accept: bold")
    told = document(whole(prominence=prominence(row, explained=1.4567)))["prominence"]
    assert told["explained"] == 1.457
    [seen] = told["dimensions"]
    assert (seen["favours"], seen["limit"], seen["reason"], seen["claims"]) == (
        "neither",
        "more than 1.5 times",
        "the label",
        "accept: bold",
    )


def test_the_comparison_in_the_settings_is_told_beside_the_first() -> None:
    told = document(whole())["settings_prominence"]
    assert (told["favours"], told["picture"]) == ("reject", "open-second-layer/removal-pictures-shown.png")
    assert document(refused())["settings_prominence"] is None


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
