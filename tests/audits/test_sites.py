"""The whole line on sites with real consent libraries: what each site's expect.toml demands holds."""

from collections.abc import Callable
from typing import Any

import pytest

from auditor.domain.profile import Jurisdiction
from auditor.pipeline import Audited
from auditor.reporting.document import document
from tests.sites.server import Web, load_sites

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", sorted(load_sites()))
def test_site_is_told_as_expected(name: str, web: Web, audit_site: Callable[..., Audited]) -> None:
    expected: dict[str, Any] = web.sites[name].expect["result"]  # type: ignore[assignment]  # TOML
    place = Jurisdiction(expected.get("jurisdiction", "eu"))
    told = document(audit_site(web.url(name), place=place).result)
    outcomes = {r["check"]: r["outcome"] for r in told["results"]}
    wrong = {
        check: (outcomes[check], outcome)
        for outcome in ("failed", "passed", "inapplicable", "untested", "cantTell")
        for check in expected.get(outcome, ())
        if outcomes[check] != outcome
    }
    assert wrong == {}, {r["check"]: r["summary"] for r in told["results"] if r["check"] in wrong}
    if expected.get("nothing_else", not expected["failed"]):
        assert {c for c, o in outcomes.items() if o == "failed"} == set(expected["failed"])
    assert told["status"] == "completed"
    assert told["banner"]["present"] is expected["banner"]
    assert told["banner"]["location"] == expected.get("location", "document" if expected["banner"] else None)
    if "mechanism" in expected:
        assert told["withdrawal"]["mechanism"] == expected["mechanism"]
    if "actions" in expected:  # TOML has no null
        assert told["withdrawal"]["actions"] == (None if expected["actions"] == "none" else expected["actions"])
