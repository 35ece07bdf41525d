"""The service answers with results, and with problems where there are none."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from api.app import create_app
from auditor.domain.errors import SiteUnreachable
from auditor.domain.profile import Profile
from auditor.evaluation.conclude import AuditFacts, failed_audit
from auditor.reporting.document import document
from auditor.store import audits
from checks.catalogue import CATALOGUE


@pytest.fixture
def client(engine: Engine) -> Iterator[TestClient]:
    with TestClient(create_app(engine)) as opened:
        yield opened


def add(engine: Engine, audit_id: str, at: float) -> dict[str, object]:
    audits.begin(engine, audit_id, "https://example.org/", Profile(), at)
    facts = AuditFacts(audit_id, "https://example.org/", Profile(), at, at + 1)
    result = failed_audit(facts, SiteUnreachable(), CATALOGUE)
    audits.save(engine, result, document(result))
    return document(result)


def test_health_asks_the_database(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


def test_a_result_is_the_document_itself(client: TestClient, engine: Engine) -> None:
    told = add(engine, "a1", 100.0)
    answer = client.get("/v1/audits/a1")
    assert (answer.status_code, answer.json()) == (200, told)


def test_a_running_audit_is_accepted_and_says_when_to_ask_again(client: TestClient, engine: Engine) -> None:
    audits.begin(engine, "a1", "https://example.org/", Profile(), 100.0)
    answer = client.get("/v1/audits/a1")
    assert (answer.status_code, answer.json()["status"]) == (202, "running")
    assert answer.headers["retry-after"] == "5"


def test_the_list_goes_on_page_by_page(client: TestClient, engine: Engine) -> None:
    for number in range(5):
        add(engine, f"a{number}", 100.0 + number)
    seen, following = [], None
    while True:
        page = client.get("/v1/audits", params={"limit": 2, **({"before": following} if following else {})}).json()
        seen += [a["audit_id"] for a in page["audits"]]
        following = page["next"]
        if not following:
            break
    assert seen == ["a4", "a3", "a2", "a1", "a0"]


@pytest.mark.parametrize("path", ["/v1/audits/none", "/v1/audits?before=none", "/nowhere"])
def test_what_is_not_there_is_a_problem(path: str, client: TestClient) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 404


def test_bad_parameters_are_named(client: TestClient) -> None:
    answer = client.get("/v1/audits", params={"limit": "many"})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "query.limit")


def test_operations_have_names_fit_for_generated_clients(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert {o["operationId"] for p in paths.values() for o in p.values()} == {
        "getHealth",
        "listAudits",
        "getAudit",
        "listChecks",
        "getCheck",
    }
