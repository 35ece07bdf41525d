"""The whole line with the visits that are walked on demand alone, and the sites that their checks name as examples."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.async_api import async_playwright
from sqlalchemy import Engine

from auditor.capture.browser import BrowserOptions, find_browser
from auditor.capture.visit import Visitor
from auditor.domain.checks import CheckResult, Outcome
from auditor.domain.journeys import Journey
from auditor.domain.plan import AuditOptions
from auditor.domain.profile import Jurisdiction, Profile
from auditor.domain.results import AuditResult
from auditor.domain.target import parse_target
from auditor.pipeline import Tools, audit
from auditor.store.artifact_files import ArtifactFiles
from checks.catalogue import CATALOGUE
from tests.sites.server import PARTNER, Web

pytestmark = pytest.mark.browser
SEEDS = ("keeps-partner-cookie", "visual-imbalance", "refusal-outside")  # the first embeds the partner
GERMAN = Profile(Jurisdiction.DE)
TWICE = (Journey.NO_ACTION, Journey.PRIVACY_SIGNAL)


@pytest.fixture
def audited(sqlite: Engine, files: ArtifactFiles, tmp_path: Path) -> Callable[[str, AuditOptions], AuditResult]:
    """Audit an address with these options."""

    async def line(url: str, options: AuditOptions) -> AuditResult:
        async with async_playwright() as playwright:
            choice = BrowserOptions(allow_private=True)
            visitor = Visitor(playwright, find_browser(choice, playwright.chromium.executable_path), choice, tmp_path)
            tools = Tools(sqlite, files, CATALOGUE, visitor, asyncio.Semaphore(2))
            return (await audit(url, options, tools, lambda _planned, _record: None)).result

    return lambda url, options: asyncio.run(line(url, options))


def _answer(result: AuditResult, check: str) -> CheckResult:
    return next(r.result for r in result.results if r.check.id == check)


@pytest.mark.parametrize(("site", "outcome"), [("silent-tracking", Outcome.FAILED), ("vanilla-honest", Outcome.PASSED)])
def test_a_cookie_from_elsewhere_is_told(
    site: str, outcome: Outcome, web: Web, audited: Callable[[str, AuditOptions], AuditResult]
) -> None:
    seeds = tuple(parse_target(web.url(seed)) for seed in SEEDS)
    result = audited(web.url(site), AuditOptions(journeys=(Journey.NO_ACTION,), seeds=seeds))
    told = _answer(result, "carried-in-third-party-cookie")
    assert told.outcome is outcome, told.summary
    assert [j.name for j in result.journeys if j.completed] == [Journey.NO_ACTION, Journey.SEEDED_VISIT]
    assert all(f.summary.startswith(PARTNER) for f in told.findings)
    assert result.items is not None
    assert {s.journey for i in result.items.items for s in i.sightings} <= {Journey.NO_ACTION}


@pytest.mark.parametrize(
    ("site", "outcome", "findings"),
    [
        ("silent-tracking", Outcome.CANT_TELL, True),  # it fails, and under German rules a person judges it
        ("heeds-privacy-signal", Outcome.PASSED, False),
        ("vanilla-honest", Outcome.INAPPLICABLE, False),
    ],
)
def test_the_effect_of_the_privacy_signal_is_told(
    site: str, outcome: Outcome, findings: bool, web: Web, audited: Callable[[str, AuditOptions], AuditResult]
) -> None:
    result = audited(web.url(site), AuditOptions(GERMAN, TWICE))
    told = _answer(result, "privacy-signal-ignored")
    assert (told.outcome, bool(told.findings)) == (outcome, findings), told.summary
    assert ("a person judges this" in told.summary) is findings
    assert [j.name for j in result.journeys if j.completed] == list(TWICE)
