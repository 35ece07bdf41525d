"""Moments in time as pages claim them: any number may come, and every one has to be told."""

from datetime import UTC, datetime

EARLIEST, LATEST = 0.0, 253_402_300_799.0  # 1970 and the end of 9999, in Unix seconds


def moment(at: float) -> datetime:
    """The moment in UTC; what no calendar holds becomes the nearest moment that one does, and no number 1970."""
    return datetime.fromtimestamp(min(max(at, EARLIEST), LATEST) if at == at else EARLIEST, UTC)  # noqa: PLR0124 - NaN
