"""The lifetime that counts is the one that was written; the jar's is the least of it."""

from dataclasses import replace

import pytest

from auditor.domain.journeys import Journey
from auditor.domain.recording import AccessOp, CookieWrite, ScriptAccess
from auditor.measure.lifetimes import CAP_S, DAY, Lifetime, lifetime_of
from tests.evidence.builders import access, accesses, item, request, traffic, write

ACCEPT = Journey.ACCEPT_ALL
DECADE = 3650 * DAY


def script(**fields: object) -> ScriptAccess:
    """A cookie that a script wrote for ten years."""
    return replace(access(AccessOp.COOKIE_SET, "_ga", "v", lifetime_s=DECADE, id=4), **fields)  # type: ignore[arg-type]  # as named


def test_the_longest_writing_counts() -> None:
    sent = traffic(request(id=7, writes=(write(lifetime_s=DAY), write(lifetime_s=DECADE), write("_gid"))))
    assert lifetime_of(item(), ACCEPT, sent, accesses()) == Lifetime(DECADE, True, "accept-all/traffic#7")


def test_a_script_writes_lifetimes_too() -> None:
    told = lifetime_of(item(), ACCEPT, traffic(request(writes=(write(),))), accesses(script()))
    assert told == Lifetime(DECADE, True, "accept-all/script-accesses#4")


@pytest.mark.parametrize(
    "other",
    [
        script(cut=True),
        script(lifetime_s=None),
        script(value=""),
        script(key="_gid"),
        script(frame="https://frame.example.org/"),
        access(AccessOp.STORAGE_SET, "_ga", "v"),
    ],
    ids=["cut", "session", "deleted", "another", "another site", "storage"],
)
def test_what_says_nothing_of_the_cookie(other: ScriptAccess) -> None:
    told = lifetime_of(item(), ACCEPT, traffic(), accesses(other))
    assert told == Lifetime(400 * DAY, False, "accept-all/snapshots")


@pytest.mark.parametrize(
    "refused", [write(lifetime_s=DECADE, stored=False), write(lifetime_s=None), write(lifetime_s=DECADE, deletes=True)]
)
def test_headers_that_store_nothing_for_long(refused: CookieWrite) -> None:
    told = lifetime_of(item(lifetime_s=DAY), ACCEPT, traffic(request(writes=(refused,))), accesses())
    assert told == Lifetime(DAY, False, "accept-all/snapshots")


def test_a_session_cookie_has_none() -> None:
    assert lifetime_of(item(lifetime_s=None), ACCEPT, traffic(), accesses()) is None


def test_the_jar_may_have_cut_it() -> None:
    assert Lifetime(CAP_S - 60, False, "").cut
    assert not Lifetime(CAP_S - 2 * DAY, False, "").cut
    assert not Lifetime(CAP_S, True, "").cut
