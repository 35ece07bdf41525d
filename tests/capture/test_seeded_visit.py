"""Accepting on other sites and opening the target with the same profile: what rides along, and what is recorded."""

import asyncio
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.async_api import async_playwright
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from auditor.capture.browser import BrowserOptions, find_browser
from auditor.capture.visit import Visitor, visit
from auditor.domain.artifacts import SEEDING, SNAPSHOTS, TRAFFIC, Missing, Snapshots, Traffic, VisitRecord
from auditor.domain.carried import CarriedIn
from auditor.domain.errors import TargetRefused
from auditor.domain.journeys import Journey, StepName
from auditor.domain.limits import Limits
from auditor.domain.plan import PlannedVisit
from auditor.domain.profile import Profile
from auditor.domain.seeding import Seeding
from auditor.domain.target import parse_target
from auditor.entrypoints.demo.server import serving
from auditor.measure.carried import carried_in
from auditor.measure.domains import host_of

pytestmark = pytest.mark.browser
TRACKER = "everywhere-tracker.localhost"
BAR = "position:fixed;left:0;right:0;bottom:0;height:140px;background:#fff;border:4px solid #000;padding:10px"
TEXT = "<h1>Harbour</h1>" + "<p>The harbour wakes early.</p>" * 20
ASKS = f"""<div id=ask style='{BAR}'><p>We use cookies to count visits.</p><button onclick="yes()">Accept all</button>
<button>Reject all</button></div><script>
function tag() {{
  const s = document.createElement("script");
  s.src = 'http://{TRACKER}:' + location.port + '/tag.js'; document.head.append(s); }}
function yes() {{ document.cookie = 'choice=yes; max-age=9999'; ask.remove(); tag(); }}
if (document.cookie.includes('choice=yes')) {{ ask.remove(); tag(); }}
</script>"""
EMBEDS = f"<script>document.write(`<script src=http://{TRACKER}:${{location.port}}/tag.js><\\/script>`)</script>"
SITES = {"one": ASKS, "two": ASKS, "three": ASKS, "mute": "", "target": EMBEDS, "quiet": ""}


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    numbers = itertools.count(1)

    async def respond(request: Request) -> Response:
        host = request.url.hostname or ""
        if host == TRACKER:
            answer = Response("", media_type="text/javascript")
            if "uid" not in request.cookies:
                value = f"v8f3a1c9e77b{next(numbers)}x042d6"
                answer.set_cookie("uid", value, max_age=10**7, secure=True, samesite="none")
            return answer
        body = SITES.get(host.removesuffix(".localhost").removeprefix("seed-"), "")
        return HTMLResponse(f"<!doctype html><html lang=en><title>t</title><body>{TEXT}{body}")

    with serving(Starlette(routes=[Route("/{path:path}", respond)])) as number:
        yield number


@pytest.fixture
def seeded(port: int, tmp_path: Path) -> Callable[..., VisitRecord]:
    """A seeded visit to a site after these seeds."""

    def run(site: str, *seeds: str, allow_private: bool = True) -> VisitRecord:
        async def walk() -> VisitRecord:
            options = BrowserOptions(allow_private=allow_private)
            async with async_playwright() as playwright:
                browser = find_browser(options, playwright.chromium.executable_path)
                visitor = Visitor(playwright, browser, options, tmp_path)
                named = tuple(parse_target(f"http://{seed}.localhost:{port}/") for seed in seeds)
                planned = PlannedVisit(Journey.SEEDED_VISIT, Profile(), 0, named)
                return await visit(planned, f"http://{site}.localhost:{port}/", visitor)

        return asyncio.run(walk())

    return run


def _told(record: VisitRecord, site: str) -> tuple[Seeding, Traffic, Snapshots, CarriedIn]:
    seeding, traffic, states = record.get(SEEDING), record.get(TRAFFIC), record.get(SNAPSHOTS)
    carried = carried_in(record, f"{site}.localhost", Limits())
    assert not isinstance(seeding, Missing)
    assert not isinstance(traffic, Missing)
    assert not isinstance(states, Missing)
    assert not isinstance(carried, Missing)
    return seeding, traffic, states, carried


def test_a_cookie_from_elsewhere_rides_along_and_only_the_target_is_recorded(
    seeded: Callable[..., VisitRecord],
) -> None:
    record = seeded("target", "seed-one", "seed-two", "seed-three")
    assert record.missing is None
    seeding, traffic, states, carried = _told(record, "target")
    assert [s.accepted for s in seeding.seeds] == [True, True, True]
    first, *others = seeding.seeds
    uid = next(c for c in first.cookies if c.name == "uid")
    assert (uid.domain, uid.after_accepting) == (TRACKER, True)
    assert all("uid" not in {c.name for c in s.cookies} for s in others), "it came from the first"
    assert {host_of(r.url) for r in traffic.requests} == {"target.localhost", TRACKER}
    assert all(r.at >= seeding.opened_at for r in traffic.requests)
    assert [s.step for s in states.snapshots] == [StepName.LOAD]
    (found,) = carried.cookies
    assert (found.name, found.host, found.seed) == ("uid", TRACKER, "seed-one.localhost")
    assert (found.after_accepting, found.certain) == (True, True)
    assert (carried.accepted, carried.third_party_cookies, carried.gaps) == (3, True, ())
    sent = next(r for r in traffic.requests if str(r.id) == found.evidence.rpartition("#")[2])
    assert uid.value in {c.value for c in sent.cookies}


def test_a_site_that_embeds_nothing_has_nothing_sent(seeded: Callable[..., VisitRecord]) -> None:
    record = seeded("quiet", "seed-one", "seed-two", "seed-mute", "quiet")
    seeding, traffic, _, carried = _told(record, "quiet")
    assert [(s.accepted, s.reason) for s in seeding.seeds] == [(True, None), (True, None), (False, "no-banner")]
    assert {host_of(r.url) for r in traffic.requests} == {"quiet.localhost"}
    assert (carried.cookies, carried.accepted, carried.brought) == ((), 2, 1)


def test_a_seed_at_a_private_address_is_refused_before_anything_is_visited(
    seeded: Callable[..., VisitRecord],
) -> None:
    with pytest.raises(TargetRefused, match="--allow-private"):
        seeded("target", "seed-one", "seed-two", "seed-three", allow_private=False)


def test_without_other_sites_the_journey_says_so(seeded: Callable[..., VisitRecord]) -> None:
    assert seeded("target", "target").missing == Missing("no-other-sites-were-named")
    assert seeded("target").missing == Missing("no-other-sites-were-named")
