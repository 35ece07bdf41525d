"""Every way to read an item, and every way out for its value, that the rig knows; the server's log is the truth."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.async_api import async_playwright

from auditor.capture.browser import BrowserOptions, find_browser
from auditor.capture.quiet import until
from auditor.capture.session import Session, session
from auditor.domain.artifacts import CHOICE, WITHDRAWAL, VisitRecord
from auditor.domain.facts import Item, Reads
from auditor.domain.journeys import Journey, StepName
from auditor.domain.profile import Profile
from auditor.domain.recording import Form, Phase
from auditor.measure.domains import party_of
from auditor.measure.reads import reads_after_withdrawal
from tests.evidence.builders import choice, item, items, withdrawal
from tests.rig.reads import CASES, LEAVES, OUT, READS, Read
from tests.rig.reads_pages import SIDES, ReadPages, host_of_case, item_key, key_of, sent_key
from tests.rig.server import SITE, Arrival, Rig, serving_rig

UNHEARD = "the body of a request after the choice could not be recorded"
pytestmark = [pytest.mark.browser, pytest.mark.together]  # one visit serves all of them
LIMIT_S = 20.0  # until every value has arrived
LEAST = 14  # ways to read that must have been tried
BY_ITSELF = {Form.COOKIE_HEADER, Form.REWRITTEN}  # what happens without a script that reads


@dataclass(frozen=True, slots=True)
class Told:
    """One visit: what was kept, what arrived and what was concluded."""

    rig: Rig
    values: dict[str, str]
    reads: Reads

    def arrived(self, case: Read, side: str) -> list[Arrival]:
        """What the server got of a way or its twin."""
        if case.store == "etag":
            return [
                a for a in self.rig.log.below(f"/etag/{key_of(case.name, side)}") if "if-none-match" in dict(a.headers)
            ]
        return self.rig.log.below(f"/collect/{case.name}/{side}")

    def shape(self, case: Read, side: str) -> str:
        """The text in which a value has to arrive."""
        value = self.values[sent_key(case, side)]
        return OUT[case.leave].shape(value) if case.leave else value

    def why(self, case: Read) -> str:
        """What broke in the page."""
        return "; ".join(a.body.decode() for a in self.rig.log.below("/broke/") if a.path.endswith(f"/{case.name}"))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    pages = ReadPages()
    with serving_rig(pages) as rig:
        artifacts, withdrawn_at = asyncio.run(walk(rig, pages, tmp_path_factory.mktemp("rig")))
        yield conclude(rig, pages, artifacts, withdrawn_at)


async def walk(rig: Rig, pages: ReadPages, scratch: Path) -> tuple[dict[str, object], float]:
    options = BrowserOptions(allow_private=True)
    async with async_playwright() as playwright:
        browser = find_browser(options, playwright.chromium.executable_path)
        async with session(playwright, browser, options, Profile(), scratch) as opened:
            withdrawn_at = await visit(rig, pages, opened)
    return opened.artifacts, withdrawn_at


async def visit(rig: Rig, pages: ReadPages, opened: Session) -> float:
    """Keep the items, withdraw in name only, and open the page that reads them."""
    started = time.time()
    await opened.open(rig.url("/ways#before"))  # from here on it comes from the cache
    await opened.page.wait_for_function("document.title === 'done'")
    await opened.open(rig.url("/keep"))
    await opened.page.wait_for_function("document.title === 'done'")
    await opened.mark(StepName.ACCEPT, started)
    withdrawn_at = time.time()
    await opened.mark(StepName.WITHDRAW, withdrawn_at)
    reloaded_at = time.time()
    await opened.open(rig.url("/ways#go"))
    await opened.page.wait_for_function("document.title === 'done'")
    log = Told(rig, pages.values, Reads(0, (), (), (), gaps=(), registered=True))

    async def all_here() -> bool:
        return all(_here(log, case, side) for case in CASES.values() for side in SIDES)

    await until(all_here, LIMIT_S)
    await opened.mark(StepName.RELOAD, reloaded_at)
    return withdrawn_at


def _here(log: Told, case: Read, side: str) -> bool:
    """Whether the value arrived; the twin of an ETag sends none."""
    if case.store == "etag" and side == "twin":
        return bool(log.rig.log.below(f"/etag/{key_of(case.name, side)}"))
    return any(log.shape(case, side) in a.text for a in log.arrived(case, side))


def conclude(rig: Rig, pages: ReadPages, artifacts: dict[str, object], withdrawn_at: float) -> Told:
    made = replace(choice(), made_at=withdrawn_at)
    by_hand = {CHOICE.name: choice(), WITHDRAWAL.name: withdrawal(choice=made)}
    record = VisitRecord(Journey.WITHDRAW, withdrawn_at, time.time(), artifacts | by_hand)
    kept = [kept_item(rig, case, side, pages) for case in CASES.values() for side in SIDES]
    reads = reads_after_withdrawal(record, items(*kept), SITE)
    assert isinstance(reads, Reads)
    return Told(rig, pages.values, reads)


def kept_item(rig: Rig, case: Read, side: str, pages: ReadPages) -> Item:
    key = item_key(rig, case, side)
    values = (pages.values[key_of(case.name, side)],)
    return item(key.name, kind=key.kind, domain=key.domain, party=party_of(key.domain, SITE), values=values)


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_what_was_read_and_left_is_reported(case: Read, told: Told) -> None:
    arrived = _here(told, case, "read")
    assert arrived, f"never arrived: {told.why(case)}"
    key = item_key(told.rig, case, "read")
    assert key in {i.key for i in told.reads.consented}, "not seen on the device before the withdrawal"
    found = [r for r in told.reads.reads if r.item == key and r.phase is Phase.AFTER_RELOAD and r.left_device]
    forms = {r.form for r in found if r.host == host_of_case(case)} - BY_ITSELF
    if case.hasty and not forms:
        assert UNHEARD in told.reads.gaps
        return
    assert forms
    assert case.form is None or forms == {case.form}


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_what_was_not_read_is_not_reported(case: Read, told: Told) -> None:
    arrived = _here(told, case, "twin")
    assert arrived, f"never arrived: {told.why(case)}"
    value = told.values[key_of(case.name, "twin")]
    assert not [a.path for a in told.rig.log.below("/") if value in a.text], "the twin's value never left"
    key = item_key(told.rig, case, "twin")
    assert key in {i.key for i in told.reads.consented}, "not seen on the device before the withdrawal"
    assert not [r for r in told.reads.reads if r.item == key]


def test_every_way_in_and_every_way_out_was_tried(told: Told) -> None:
    assert sum(_here(told, case, "read") for case in READS) >= LEAST
    assert {case.leave for case in LEAVES} == set(OUT)
    assert all(_here(told, case, "read") for case in LEAVES)


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_the_value_left_by_its_own_way_alone(case: Read, told: Told) -> None:
    value = told.values[key_of(case.name, "read")]
    ways = (f"/collect/{case.name}/read", f"/etag/{key_of(case.name, 'read')}")
    assert all(a.path.startswith(ways) for a in told.rig.log.below("/") if value in a.text)
