from auditor.domain.artifacts import RECORDED
from auditor.domain.facts import ITEMS, LEAKS, PROMINENCE, READS
from auditor.domain.journeys import StepName
from auditor.domain.signals import SIGNALS, Channel, Meaning, Signals
from tests.unit.measure.signals.told_signals import sent, stored


def test_signals_are_told_apart_by_their_step_and_keep_their_order() -> None:
    first, second, third = stored(StepName.ACCEPT), sent(StepName.RELOAD), stored(StepName.INNER_PAGE)
    told = Signals((first, second, third))
    assert told.at(StepName.INNER_PAGE, StepName.ACCEPT) == (first, third)
    assert told.at(StepName.NEW_SESSION) == told.at() == ()


def test_signals_are_derived_and_share_no_name_with_other_artifacts() -> None:
    assert SIGNALS.derived
    others = {kind.name for kind in (*RECORDED, ITEMS, READS, LEAKS, PROMINENCE)}
    assert SIGNALS.name not in others


def test_channels_and_meanings_are_words_that_can_be_printed() -> None:
    assert [str(c) for c in Channel] == ["tcf", "gpp", "google-consent-mode", "record"]
    assert [str(m) for m in Meaning] == ["granted", "refused", "partial", "alike", "unknown"]
