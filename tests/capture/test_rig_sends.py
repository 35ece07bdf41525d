"""Every way to send a cookie that the rig knows is recorded and judged; the server's log is the truth."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import async_playwright

from auditor.capture.browser import BrowserOptions, find_browser
from auditor.capture.quiet import until
from auditor.capture.session import Session, session
from auditor.domain.artifacts import CHOICE, TRAFFIC, WITHDRAWAL, Missing, Traffic, VisitRecord
from auditor.domain.facts import Item, Read, Reads
from auditor.domain.journeys import Journey, StepName
from auditor.domain.profile import Profile
from auditor.domain.recording import Form, Phase
from auditor.measure.domains import party_of
from auditor.measure.reads import reads_after_withdrawal
from tests.evidence.builders import choice, item, items, withdrawal
from tests.rig.sends import CASES, SENDS
from tests.rig.sends_pages import SIDES, SendPages, cookie_name, host
from tests.rig.server import SITE, Log, Rig, serving_rig
from tests.rig.ways import Case

pytestmark = [pytest.mark.browser, pytest.mark.together]  # one visit serves all of them
LIMIT_S = 20.0  # until every way has arrived
LEAST = 48  # ways that must have been tried


@dataclass(frozen=True, slots=True)
class Told:
    """One visit: what arrived, what was recorded and what was concluded."""

    log: Log
    traffic: Traffic
    reads: tuple[Read, ...]

    def skipped(self, case: Case) -> bool:
        return bool(self.log.below(f"/not-offered/send/{case.name}"))

    def why(self, case: Case) -> str:
        return "; ".join(a.body.decode() for a in self.log.below("/broke/") if a.path.endswith(f"/{case.name}"))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    pages = SendPages()
    with serving_rig(pages) as rig:
        artifacts, withdrawn_at = asyncio.run(walk(rig, tmp_path_factory.mktemp("rig")))
        yield conclude(rig, pages, artifacts, withdrawn_at)


async def walk(rig: Rig, scratch: Path) -> tuple[dict[str, object], float]:
    options = BrowserOptions(allow_private=True)
    async with async_playwright() as playwright:
        browser = find_browser(options, playwright.chromium.executable_path)
        async with session(playwright, browser, options, Profile(), scratch) as opened:
            withdrawn_at = await visit(rig, opened)
    return opened.artifacts, withdrawn_at


async def visit(rig: Rig, opened: Session) -> float:
    """Take the cookies, withdraw in name only, open the page of ways and leave it again."""
    started = time.time()
    await opened.open(rig.url("/prepare"))
    await opened.page.wait_for_function("document.title === 'ready'")
    await opened.mark(StepName.ACCEPT, started)
    withdrawn_at = time.time()
    await opened.mark(StepName.WITHDRAW, withdrawn_at)
    reloaded_at = time.time()
    await opened.open(rig.url("/ways"))
    await arrived(rig, [c for c in CASES.values() if not c.way.leaving and c.name != "navigation"])
    for side in reversed(SIDES):
        await opened.open(rig.url(f"/{side}/navigation/page.html"))
    await arrived(rig, list(CASES.values()))
    await opened.mark(StepName.RELOAD, reloaded_at)
    return withdrawn_at


async def arrived(rig: Rig, awaited: list[Case]) -> None:
    """Wait until the log has these ways and their twins, or that the browser does not offer them."""

    async def all_here() -> bool:
        paths = [f"/{side}/{case.name}/" for case in awaited for side in SIDES]
        return all(rig.log.below(path) or rig.log.below(f"/not-offered{path.rstrip('/')}") for path in paths)

    await until(all_here, LIMIT_S)


def conclude(rig: Rig, pages: SendPages, artifacts: dict[str, object], withdrawn_at: float) -> Told:
    made = replace(choice(), made_at=withdrawn_at)
    by_hand = {CHOICE.name: choice(), WITHDRAWAL.name: withdrawal(choice=made)}
    record = VisitRecord(Journey.WITHDRAW, withdrawn_at, time.time(), artifacts | by_hand)
    kept = [kept_item(case, side, pages) for case in CASES.values() for side in SIDES]
    reads, traffic = reads_after_withdrawal(record, items(*kept), SITE), record.get(TRAFFIC)
    assert isinstance(reads, Reads)
    assert not isinstance(traffic, Missing)
    assert {i.key for i in reads.consented} == {i.key for i in kept}, "every cookie was taken"
    return Told(rig.log, traffic, reads.reads)


def kept_item(case: Case, side: str, pages: SendPages) -> Item:
    name = cookie_name(case, side)
    return item(name, domain=host(case), party=party_of(host(case), SITE), values=(pages.values[name],))


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_what_was_sent_is_recorded_and_judged(case: Case, told: Told) -> None:
    if told.skipped(case):
        pytest.skip("not offered by this browser")
    name = cookie_name(case, "send")
    assert any(name in a.cookies for a in told.log.below(f"/send/{case.name}/")), f"never arrived: {told.why(case)}"
    recorded = [r for r in told.traffic.requests if urlsplit(r.url).path.startswith(f"/send/{case.name}/")]
    assert any(name in {c.name for c in r.cookies} for r in recorded)
    found = {(r.form, r.phase, r.host, r.left_device) for r in told.reads if r.item.name == name}
    assert (Form.COOKIE_HEADER, Phase.AFTER_RELOAD, host(case), True) in found


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_what_was_asked_for_without_the_cookie_is_not(case: Case, told: Told) -> None:
    if told.skipped(case):
        pytest.skip("not offered by this browser")
    requests = told.log.below(f"/twin/{case.name}/")
    assert requests, f"never arrived: {told.why(case)}"
    assert not any(a.cookies for a in requests)
    assert not [r for r in told.reads if r.item.name == cookie_name(case, "twin")]


def test_the_record_is_what_the_server_got(told: Told) -> None:
    tried = {w.name for w in SENDS if any(f"send_{w.name}" in a.cookies for a in told.log.below(f"/send/{w.name}/"))}
    assert len(tried) >= LEAST
    got = {(a.path, name) for a in told.log.below("/") for name in a.cookies}
    assert {(urlsplit(r.url).path, c.name) for r in told.traffic.requests for c in r.cookies if ours(c.name)} == got


def ours(name: str) -> bool:
    return name.startswith(tuple(f"{side}_" for side in SIDES))
