"""How long a cookie is meant to live, as the site wrote it: browsers keep none for longer than a cap of their own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from auditor.domain.artifacts import SCRIPT_ACCESSES, SNAPSHOTS, TRAFFIC, ScriptAccesses, Traffic
from auditor.domain.evidence import reference
from auditor.domain.facts import Item
from auditor.domain.journeys import Journey
from auditor.domain.recording import AccessOp, CookieWrite, ScriptAccess
from auditor.measure.traces import set_by, written_by

DAY = 86_400.0
CAP_S = 400 * DAY  # the longest that Chromium keeps a cookie, whatever was written: RFC 6265bis, section 5.5
NEAR_CAP_S = CAP_S - DAY  # from here on the jar may have cut what was written; a day for the time since; our choice


@dataclass(frozen=True, slots=True)
class Lifetime:
    """A lifetime in seconds; `written` when a site's own words gave it, and not the jar, which may have cut it."""

    seconds: float
    written: bool
    evidence: str

    @property
    def cut(self) -> bool:
        """Whether it is known only that the site wrote this or more."""
        return not self.written and self.seconds >= NEAR_CAP_S


def lifetime_of(item: Item, journey: Journey, traffic: Traffic, accesses: ScriptAccesses) -> Lifetime | None:
    """The longest lifetime that was written for a cookie in a journey, else that of the jar; None for a session's."""
    written = longest_written(journey, traffic, accesses, lambda w: written_by(item, w), lambda a: set_by(item, a))
    if written is not None:
        return written
    if item.lifetime_s is None:
        return None
    return Lifetime(item.lifetime_s, written=False, evidence=reference(journey, SNAPSHOTS))


def longest_written(
    journey: Journey,
    traffic: Traffic,
    accesses: ScriptAccesses,
    of_server: Callable[[CookieWrite], bool],
    of_script: Callable[[ScriptAccess], bool],
) -> Lifetime | None:
    """The longest lifetime among the writings of a journey that fit; None where none gave one."""
    found = [*_by_servers(journey, traffic, of_server), *_by_scripts(journey, accesses, of_script)]
    return max(found, key=lambda told: told.seconds, default=None)


def _by_servers(journey: Journey, traffic: Traffic, fits: Callable[[CookieWrite], bool]) -> Iterator[Lifetime]:
    for request in traffic.requests:
        for write in request.writes:
            if write.lifetime_s is not None and not write.deletes and write.stored is not False and fits(write):
                yield Lifetime(write.lifetime_s, written=True, evidence=reference(journey, TRAFFIC, request.id))


def _by_scripts(journey: Journey, accesses: ScriptAccesses, fits: Callable[[ScriptAccess], bool]) -> Iterator[Lifetime]:
    """What scripts wrote; of a text that was cut the attributes are not known."""
    for access in accesses.accesses:
        known = access.op is AccessOp.COOKIE_SET and access.lifetime_s is not None and not access.cut
        if known and access.value and fits(access):
            assert access.lifetime_s is not None  # noqa: S101 - it is known
            yield Lifetime(access.lifetime_s, written=True, evidence=reference(journey, SCRIPT_ACCESSES, access.id))
