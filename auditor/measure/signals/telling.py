"""What several checks on consent signals have in common: choosing signals by what they say, and wording them."""

from collections.abc import Iterable

from auditor.domain.checks import Confidence, Finding
from auditor.domain.journeys import StepName
from auditor.domain.signals import Channel, Meaning, Signal

BEFORE = (StepName.ACCEPT, StepName.BROWSE)  # while consent was given
# After a withdrawal, from the reload on: some platforms write their record on the next page only.
AFTER = (StepName.RELOAD, StepName.INNER_PAGE, StepName.SECOND_INNER_PAGE, StepName.NEW_SESSION)


def saying(signals: Iterable[Signal], *meanings: Meaning) -> list[Signal]:
    """The signals with one of the meanings, the last of each name and holder."""
    last: dict[tuple[str, str, bool], Signal] = {}
    for signal in signals:
        last[signal.host, signal.name, signal.sent] = signal
    return [s for s in last.values() if s.meaning in meanings]


def findings(signals: Iterable[Signal]) -> list[Finding]:
    """One finding for each signal."""
    return [Finding(sentence(s), (s.evidence,)) for s in signals]


def sentence(signal: Signal) -> str:
    """What a signal says, where it was seen, and through which platform."""
    where = f"sent to {signal.host}" if signal.sent else f"kept for {signal.host}"
    platform = f", {signal.platform}" if signal.platform else ""
    return f"{signal.name} ({signal.channel}{platform}), {where} at {signal.step}: {signal.detail}"


def confidence_of(signals: Iterable[Signal]) -> Confidence:
    """Confirmed where a documented format says it, likely where a site's own record was read by its words."""
    return (
        Confidence.CONFIRMED
        if any(s.channel is not Channel.RECORD or s.platform for s in signals)
        else Confidence.LIKELY
    )
