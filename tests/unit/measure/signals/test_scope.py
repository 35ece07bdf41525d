"""Whether a site holds that the GDPR applies: what its interface answers goes before what is stored and sent."""

from dataclasses import replace

import pytest

from auditor.domain.artifacts import Snapshots
from auditor.domain.journeys import StepName
from auditor.domain.recording import Answered, StorageEntry
from auditor.measure.signals.scope import ANSWER, STORED, gdpr_applies
from tests.evidence.builders import URL, cookie, entry, request, snapshot, snapshots, traffic

YES = request("https://ads.example.org/?gdpr=1&gdpr_consent=CQ")
NO = request("https://ads.example.org/?a=%3F&gdpr=0")


def kept(value: str) -> StorageEntry:
    """What the platform keeps for its partners."""
    return entry(STORED, value)


def answered(*values: str) -> Snapshots:
    """The states of a visit in which the interface answered this at the end of each step."""
    return snapshots(
        *(replace(snapshot(StepName.LOAD, kept("1")), answers=(Answered(ANSWER, v, URL),)) for v in values)
    )


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (answered("true"), True),
        (answered("true", "false"), False),
        (answered("perhaps"), True),
        (snapshots(snapshot(StepName.LOAD, kept("0"))), False),
        (snapshots(snapshot(StepName.LOAD, cookie(STORED, "1"))), True),
        (snapshots(snapshot(StepName.LOAD, kept("x"))), None),
        (snapshots(), None),
    ],
)
def test_what_the_site_holds(states: Snapshots, said: bool | None) -> None:
    assert gdpr_applies(states, None) is said


def test_requests_count_where_nothing_else_says_it() -> None:
    assert gdpr_applies(snapshots(), traffic(NO)) is False
    assert gdpr_applies(snapshots(), traffic(NO, YES)) is True
    assert gdpr_applies(snapshots(), traffic(request())) is None
    assert gdpr_applies(answered("true"), traffic(NO)) is True
