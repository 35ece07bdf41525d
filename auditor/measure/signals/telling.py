"""What several checks on consent signals have in common: choosing signals by what they say, and wording them."""

from collections.abc import Iterable

from auditor.domain.checks import Confidence, Finding
from auditor.domain.journeys import StepName
from auditor.domain.recording import ItemKind, Party
from auditor.domain.signals import Channel, Meaning, Signal, Signals
from auditor.domain.wording import Text, joined, say

BEFORE = (StepName.ACCEPT, StepName.BROWSE)  # while consent was given
# After a withdrawal, from the reload on: some platforms write their record on the next page only.
AFTER = (StepName.RELOAD, StepName.INNER_PAGE, StepName.SECOND_INNER_PAGE, StepName.NEW_SESSION)


def saying(signals: Iterable[Signal], *meanings: Meaning) -> list[Signal]:
    """The signals with one of the meanings: of what was sent every one, of a stored record only its last state."""
    last: dict[tuple[str, ...], Signal] = {}
    for signal in signals:
        last[signal.host, signal.name, signal.meaning if signal.sent else ""] = signal
    return [s for s in last.values() if s.meaning in meanings]


def doubts(told: Signals, *gaps: str) -> tuple[str, ...]:
    """Why nothing follows from what the signals do not say: some could not be decoded, or were not recorded."""
    return tuple(dict.fromkeys((*gaps, *told.gaps, *told.unreadable)))


def key_of(signal: Signal) -> tuple[str, str]:
    """What a stored record is called: its host and name."""
    return signal.host, signal.name


def surely_gone(before: Iterable[Signal]) -> bool:
    """Whether records that are not seen any more are gone: not where they stand in a frame that may not be there."""
    return all(s.kind is ItemKind.COOKIE or (s.kind is not None and s.party is Party.FIRST) for s in before)


def findings(signals: Iterable[Signal]) -> list[Finding]:
    """One finding for each signal."""
    return [Finding(sentence(s), (s.evidence,)) for s in signals]


def sentence(signal: Signal) -> Text:
    """What a signal says, where it was seen, and through which platform."""
    channel = joined([signal.channel, signal.platform]) if signal.platform else signal.channel
    if signal.sent:
        return say(
            "{name} ({channel}), sent to {host} at {step}: {detail}",
            name=signal.name,
            channel=channel,
            host=signal.host,
            step=signal.step,
            detail=signal.detail,
        )
    return say(
        "{name} ({channel}), kept for {host} at {step}: {detail}",
        name=signal.name,
        channel=channel,
        host=signal.host,
        step=signal.step,
        detail=signal.detail,
    )


def confidence_of(signals: Iterable[Signal]) -> Confidence:
    """Confirmed where a documented format says it, likely where a site's own record was read by its words."""
    return (
        Confidence.CONFIRMED
        if any(s.channel is not Channel.RECORD or s.platform for s in signals)
        else Confidence.LIKELY
    )
