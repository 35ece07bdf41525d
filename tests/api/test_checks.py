"""What is checked, under which rules, in which language."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from api.app import create_app
from checks.catalogue import CATALOGUE


@pytest.fixture
def client(engine: Engine) -> Iterator[TestClient]:
    with TestClient(create_app(engine)) as opened:
        yield opened


def test_every_check_is_listed_in_the_order_of_the_reports(client: TestClient) -> None:
    rows = client.get("/v1/checks").json()
    assert [row["id"] for row in rows] == [check.id for check in CATALOGUE]


def test_severity_and_answer_follow_the_jurisdiction(client: TestClient) -> None:
    def row(place: str, check: str) -> dict[str, object]:
        return client.get(f"/v1/checks/{check}", params={"jurisdiction": place}).json()

    assert row("eu", "italian-x-missing")["answer"] == "off"
    assert row("it", "italian-x-missing")["answer"] == "fail"
    assert row("eu", "tag-manager-before-choice")["severity"] == "minor"
    assert row("de", "tag-manager-before-choice")["severity"] == "moderate"


def test_a_check_has_its_page_and_what_it_cites(client: TestClient) -> None:
    told = client.get("/v1/checks/withdrawn-cookie-still-read-first-party", params={"jurisdiction": "fr"}).json()
    assert "## Fails when" in told["page"]
    assert any("Orange (14 November 2024)" in source["label"] for source in told["sources"])
    assert {source["verified"] for source in told["sources"]} <= {"P", "S", "K"}


def test_the_language_is_the_one_asked_for_or_the_clients_own(client: TestClient) -> None:
    url = "/v1/checks/reject-as-link"
    german = client.get(url, params={"language": "de"}).json()["title"]
    assert german != client.get(url).json()["title"]
    assert client.get(url, headers={"Accept-Language": "xx, de-AT;q=0.9"}).json()["title"] == german
    assert client.get(url, headers={"Accept-Language": "ja"}).json()["title"] == client.get(url).json()["title"]


def test_an_unknown_check_and_an_unknown_language_are_problems(client: TestClient) -> None:
    for url in ("/v1/checks/nonsense", "/v1/checks?language=xx", "/checks/nonsense"):
        answer = client.get(url)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
    assert client.get("/v1/checks?jurisdiction=us").status_code == 422


@pytest.mark.parametrize("tag", ["en", "nl", "fr", "de"])
def test_a_page_is_html_of_its_own_in_its_language(client: TestClient, tag: str) -> None:
    answer = client.get("/checks/reject-as-link", params={"language": tag})
    assert f'<html lang="{tag}">' in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "<h2>" in answer.text
    listed = client.get("/checks", params={"language": tag}).text
    assert listed.count('href="/checks/') == len(CATALOGUE)
