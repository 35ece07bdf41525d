"""Accepting on other sites first, then opening the target with the same browser profile and touching nothing."""

import asyncio
import contextlib
import time
from collections.abc import Sequence

from auditor.capture.banner import find_banner
from auditor.capture.choose import accept
from auditor.capture.errors import PlaywrightError, short
from auditor.capture.session import Session
from auditor.capture.steps import need_banner
from auditor.domain.artifacts import FIRST_LAYER, SEEDING
from auditor.domain.errors import AuditorError, JourneyImpossible
from auditor.domain.journeys import StepName
from auditor.domain.recording import Party, Snapshot
from auditor.domain.seeding import Seed, SeedCookie, Seeding
from auditor.domain.target import Target
from auditor.measure.domains import host_of, party_of

SEED_LIMIT_S = 45.0  # for one seed; our choice


async def walk(session: Session, url: str, seeds: Sequence[Target]) -> None:
    """Walk the journey; of the seeds nothing is recorded but which cookies came from each."""
    others = [seed for seed in seeds if party_of(seed.host, host_of(url)) is Party.THIRD]
    if not others:
        raise JourneyImpossible("no-other-sites-were-named")
    async with session.earlier() as before:
        told = tuple([await _visited(before, seed) for seed in others])
    started = time.time()
    session.record(SEEDING, Seeding(told, started))
    await session.open(url)
    found = await find_banner(session, since=started)
    if found:
        session.record(FIRST_LAYER, found.layer)
    await session.mark(StepName.LOAD, started)


async def _visited(session: Session, seed: Target) -> Seed:
    """What came of one seed; whatever goes wrong there is told and the next one is visited."""
    before = await session.state()
    untouched: Snapshot | None = None
    reason: str | None = None
    try:
        async with asyncio.timeout(SEED_LIMIT_S):
            untouched = await _accepted(session, seed)
    except JourneyImpossible as error:
        reason = error.message
    except AuditorError as error:
        reason = f"{error.code}: {error.message}"
    except TimeoutError:
        reason = "seed-timed-out"
    except PlaywrightError as error:
        reason = f"browser-failed: {short(error)}"
    after = await session.state()
    return Seed(seed.url, reason is None, reason, _came(before, untouched or after, after))


async def _accepted(session: Session, seed: Target) -> Snapshot:
    """Accept and load the page once more, as trackers that waited for it do; gives the state before accepting."""
    found, _ = await need_banner(session, seed.url)
    untouched = await session.state()
    choice = await accept(session, found)
    if choice.banner_gone is not True:
        raise JourneyImpossible("the-banner-stayed")
    with contextlib.suppress(AuditorError):
        await session.reload()
    return untouched


def _came(before: Snapshot, untouched: Snapshot, after: Snapshot) -> tuple[SeedCookie, ...]:
    """The cookies that were not in the jar before, or with another value."""

    def jar(state: Snapshot) -> set[tuple[str, str, str]]:
        return {(c.domain, c.name, c.value) for c in state.cookies}

    known, early = jar(before), {(domain, name) for domain, name, _ in jar(untouched)}
    return tuple(
        SeedCookie(
            name=c.name,
            value=c.value,
            domain=c.domain.lstrip("."),
            lifetime_s=None if c.expires is None else c.expires - after.at,
            after_accepting=(c.domain, c.name) not in early,
        )
        for c in after.cookies
        if (c.domain, c.name, c.value) not in known
    )
