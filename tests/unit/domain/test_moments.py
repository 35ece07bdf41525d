from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.domain.moments import EARLIEST, LATEST, moment


@pytest.mark.parametrize(
    ("at", "year"),
    [
        (1_764_000_000.0, 2025),
        (EARLIEST, 1970),
        (LATEST, 9999),
        (-1.0, 1970),
        (1e300, 9999),
        (float("inf"), 9999),
        (float("-inf"), 1970),
        (float("nan"), 1970),
    ],
)
def test_what_no_calendar_holds_becomes_the_nearest_moment(at: float, year: int) -> None:
    assert moment(at).year == year


def test_a_moment_is_told_in_utc() -> None:
    assert moment(0.0) == datetime(1970, 1, 1, tzinfo=UTC)


@given(st.floats())
def test_any_number_is_a_moment(at: float) -> None:
    assert moment(at).tzinfo is UTC
