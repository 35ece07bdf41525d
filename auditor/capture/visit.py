"""Running one visit: a journey in a fresh browser, with a limit, ending in artifacts or in `Missing`."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import structlog
from playwright.async_api import Playwright

from auditor.capture.browser import Browser, BrowserOptions
from auditor.capture.errors import PlaywrightError, navigation_error, short
from auditor.capture.guard import admit
from auditor.capture.journeys import (
    accept_all,
    close_banner,
    no_action,
    open_second_layer,
    privacy_signal,
    reject_all,
    return_visit,
    seeded_visit,
    withdraw,
)
from auditor.capture.recorders.names import names
from auditor.capture.session import Session, session
from auditor.domain.artifacts import NAMES, Missing, VisitRecord
from auditor.domain.errors import (
    AuditorError,
    BrowserFailed,
    HttpFailed,
    JourneyImpossible,
    LoadTimeout,
    NotHtml,
    SiteUnreachable,
    TlsFailed,
)
from auditor.domain.journeys import Journey
from auditor.domain.plan import PlannedVisit

VISIT_LIMIT_S = 120.0  # for one journey; our choice
WALKS: dict[Journey, Callable[[Session, str], Awaitable[None]]] = {
    Journey.NO_ACTION: no_action.walk,
    Journey.ACCEPT_ALL: accept_all.walk,
    Journey.REJECT_ALL: reject_all.walk,
    Journey.OPEN_SECOND_LAYER: open_second_layer.walk,
    Journey.CLOSE_BANNER: close_banner.walk,
    Journey.WITHDRAW: withdraw.walk,
    Journey.RETURN_VISIT: return_visit.walk,
    Journey.PRIVACY_SIGNAL: privacy_signal.walk,
}
# Errors that say something about the site, not about one journey.
SITE_ERRORS = (SiteUnreachable, TlsFailed, HttpFailed, NotHtml, LoadTimeout)
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Visitor:
    """What every visit of a run shares."""

    playwright: Playwright
    browser: Browser
    options: BrowserOptions
    scratch: Path


async def visit(planned: PlannedVisit, url: str, visitor: Visitor) -> VisitRecord:
    """Walk one journey; raises only what keeps the site from being audited at all."""
    walk = _walk(planned)
    started = time.time()
    await _admit_seeds(planned, visitor.options)
    if walk is None:
        return VisitRecord(planned.journey, started, started, {}, Missing("journey-not-offered-yet"))
    artifacts: dict[str, object] = {}
    missing: Missing | None = None
    try:
        async with session(
            visitor.playwright, visitor.browser, visitor.options, planned.profile, visitor.scratch
        ) as opened:
            artifacts = opened.artifacts
            missing = await _walked(walk, opened, url, VISIT_LIMIT_S + seeded_visit.SEED_LIMIT_S * len(planned.seeds))
        if planned.journey is Journey.NO_ACTION:
            artifacts[NAMES.name] = await names(
                artifacts, visitor.options.resolver, visitor.options.host_resolver_rules
            )
    except AuditorError:
        raise
    except Exception as error:  # the visit runner: whatever happens is recorded, and nothing is passed over
        log.warning("visit failed", journey=planned.journey.value, error=short(error))
        if not artifacts:
            raise BrowserFailed(f"the browser did not start or stopped ({short(error)})") from error
        missing = missing or Missing(f"browser-failed: {short(error)}")
    return VisitRecord(planned.journey, started, time.time(), artifacts, missing)


def _walk(planned: PlannedVisit) -> Callable[[Session, str], Awaitable[None]] | None:
    if planned.journey is Journey.SEEDED_VISIT:
        return partial(seeded_visit.walk, seeds=planned.seeds)
    return WALKS.get(planned.journey)


async def _admit_seeds(planned: PlannedVisit, options: BrowserOptions) -> None:
    """Raise `TargetRefused` before anything is visited; a seed that does not answer is a matter of the journey."""
    for seed in planned.seeds:
        with contextlib.suppress(SiteUnreachable):
            await admit(seed, allow_private=options.allow_private)


async def _walked(
    walk: Callable[[Session, str], Awaitable[None]], opened: Session, url: str, limit_s: float
) -> Missing | None:
    """None when the journey came to its end, else why it did not."""
    try:
        async with asyncio.timeout(limit_s):
            await walk(opened, url)
    except JourneyImpossible as error:
        return Missing(error.message)
    except SITE_ERRORS as error:
        if not opened.steps:
            raise
        return Missing(f"{error.code}: {error.message}")
    except TimeoutError:
        if not opened.steps:
            raise LoadTimeout("the page did not become usable within the limit") from None
        return Missing("visit-timed-out")
    except PlaywrightError as error:
        return Missing(f"browser-failed: {navigation_error(error).message}")
    return None
