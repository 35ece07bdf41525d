"""Ending a visit: proving third-party cookies, closing the browser, and reading out what it logged."""

import asyncio
import contextlib
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from playwright.async_api import BrowserContext

from auditor.capture.browser import sandboxed
from auditor.capture.errors import PlaywrightError
from auditor.capture.recorders.har import har
from auditor.capture.recorders.netlog import LOST, NetLog, read_netlog
from auditor.capture.selftest import HOSTS, third_party_cookies
from auditor.domain.artifacts import (
    ENVIRONMENT,
    HAR,
    SCRIPT_ACCESSES,
    SNAPSHOTS,
    TIMELINE,
    TRAFFIC,
    Environment,
    Missing,
    Snapshots,
    Timeline,
    Traffic,
)
from auditor.measure.domains import host_of

if TYPE_CHECKING:
    from auditor.capture.session import Session

ASK_LIMIT_S = 15.0  # for any question to the browser; our choice
CLOSE_LIMIT_S = 20.0  # until the browser has written its logs and ended; our choice


async def end(context: BrowserContext) -> None:
    """Close a browser, so that it writes its profile and its log to the end."""
    with contextlib.suppress(PlaywrightError, TimeoutError):
        async with asyncio.timeout(CLOSE_LIMIT_S):
            await context.close()


async def read_out(session: "Session") -> None:
    """End the visit's browser and keep what its recorders hold."""
    ended_at = time.time()
    seen = await environment(session)
    if not isinstance(seen, Missing) or ENVIRONMENT.name not in session.artifacts:
        session.record(ENVIRONMENT, seen)
    await end(session.context)
    accesses = session.scripts.accesses(ended_at)
    log = await asyncio.to_thread(_read_logs, session, ended_at)
    traffic = session.traffic.traffic(log, accesses.accesses, ended_at)
    if isinstance(seen, Environment) and seen.privacy_signal:
        session.record(ENVIRONMENT, replace(seen, privacy_signal=_signalled(log, traffic)))
    if traffic.requests:
        session.record(TRAFFIC, traffic)
        browser = f"{session.browser.path.name} {session.browser.version}"
        session.record(HAR, har(log.hops, traffic, session.steps, browser))
    else:  # that nothing was sent must never follow from a log that was lost
        session.record(TRAFFIC, Missing(LOST))
        session.record(HAR, Missing(LOST))
    session.record(SCRIPT_ACCESSES, accesses)
    session.record(TIMELINE, Timeline(tuple(session.steps)))
    session.record(SNAPSHOTS, Snapshots(tuple(session.snapshots)))


def _read_logs(session: "Session", ended_at: float) -> NetLog:
    """The logs of all browsers of the visit as one; each is deleted as soon as it is read, for it holds every value."""
    logs = []
    for path in session.logs:
        logs.append(read_netlog(path))
        path.unlink(missing_ok=True)
    hops = [hop for log in logs for hop in log.hops if hop.at < ended_at and host_of(hop.url) not in HOSTS]
    return NetLog(hops, tuple(dict.fromkeys(gap for log in logs for gap in log.gaps)))


def _signalled(log: NetLog, traffic: Traffic) -> bool:
    """Whether every document was asked for with the signal; preflights and sockets are sent without it everywhere."""
    documents = {r.url for r in traffic.requests if r.kind == "document"}
    asked = [hop for hop in log.hops if hop.url in documents and hop.method != "OPTIONS" and hop.request_headers]
    return bool(asked) and all(hop.values("sec-gpc") == ["1"] for hop in asked)


async def environment(session: "Session") -> Environment | Missing:
    """What the browser is and could do; `Missing` when it does not answer."""
    try:
        async with asyncio.timeout(ASK_LIMIT_S):
            webdriver = await session.page.evaluate("navigator.webdriver")
            agent = await session.page.evaluate("navigator.userAgent")
            signal = await session.page.evaluate("navigator.globalPrivacyControl === true")
        return Environment(
            browser=f"{session.browser.path.name} {session.browser.version}",
            user_agent=str(agent)[:400],
            third_party_cookies=await third_party_cookies(session.context),
            sandbox=sandboxed(),
            automation_visible=bool(webdriver),
            locale=session.profile.locale,
            final_url=session.first_page,
            privacy_signal=bool(signal) if session.profile.privacy_signal else None,
        )
    except (PlaywrightError, TimeoutError):
        return Missing("browser-did-not-answer")
