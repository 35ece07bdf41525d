from dataclasses import replace

import pytest

from auditor.domain.artifacts import Missing
from auditor.domain.checks import CheckResult, Confidence, Outcome
from auditor.domain.facts import Item
from auditor.domain.growth import Afterwards, Growth
from auditor.domain.journeys import Journey, StepName
from checks.more_tracking_after_reject_or_close import CHECK, LEAST_NEW
from tests.evidence.builders import leak
from tests.evidence.check_builders import ask, examined, known

GA, GID = (known(Journey.REJECT_ALL, StepName.RELOAD, name=name) for name in ("_ga", "_gid"))
LIKELY = replace(GID, confidence=Confidence.LIKELY, owner=None)
ADS = leak(host="ad.doubleclick.net", carries="the value of cookie pref", evidence="reject-all/traffic#6")


def after(*found: Item, step: StepName = StepName.REJECT, total: int = 9, **fields: object) -> Afterwards:
    """A way of saying no after which these are new, and much else was there."""
    whole = Afterwards(step, found, (), total, effective=True, evidence="reject-all/snapshots")
    return replace(whole, **fields)  # type: ignore[arg-type]  # as named


def answer(*ways: Afterwards, untouched: int = 0, gaps: tuple[str, ...] = ()) -> CheckResult:
    """What the check says of these ways."""
    return ask(CHECK, Growth(untouched, ways, gaps))


def test_failed_when_two_new_things_came_after_refusing() -> None:
    told = answer(after(GA, GID))
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.LIKELY
    assert told.summary == "2 things that need consent came after refusing and not without."
    assert told.findings[0].summary == "after refusing: cookie _ga (shop.example), Google Analytics"
    assert told.findings[0].evidence == ("reject-all/snapshots",)
    assert told.evidence == examined(CHECK)


def test_failed_when_an_item_and_a_receiver_are_new() -> None:
    told = answer(after(GA, receivers=(ADS,)))
    assert told.outcome is Outcome.FAILED
    assert told.findings[1].summary == "after refusing: ad.doubleclick.net received the value of cookie pref"
    assert told.findings[1].evidence == ("reject-all/traffic#6",)


@pytest.mark.parametrize(
    ("step", "words"),
    [(StepName.CLOSE, "closing"), (StepName.ESCAPE, "Escape"), (StepName.BACKDROP, "a click beside the banner")],
)
def test_failed_by_each_way_of_closing(step: StepName, words: str) -> None:
    told = answer(after(), after(GA, GID, step=step))
    assert told.outcome is Outcome.FAILED
    assert words in told.summary


def test_failed_by_items_alone_where_the_untouched_traffic_has_a_gap() -> None:
    told = answer(after(GA, GID, receivers=(ADS,)), gaps=("cut short",))
    assert told.outcome is Outcome.FAILED
    assert len(told.findings) == LEAST_NEW


@pytest.mark.parametrize(
    ("way", "untouched", "gaps"),
    [
        (after(GA, LIKELY), 0, ()),
        (after(GA, GID, total=2), 2, ()),
        (after(GA, receivers=(ADS,)), 0, ("cut short",)),
        (after(GA, unjudged=("other",)), 0, ()),
    ],
    ids=["not certain", "others came instead", "a gap in what it is compared with", "seen nowhere else"],
)
def test_cant_tell_when_what_is_new_is_not_certain(way: Afterwards, untouched: int, gaps: tuple[str, ...]) -> None:
    told = answer(way, untouched=untouched, gaps=gaps)
    assert told.outcome is Outcome.CANT_TELL
    assert len(told.findings) == LEAST_NEW


@pytest.mark.parametrize("where", ["untouched", "after"])
def test_cant_tell_when_a_visit_was_not_recorded_in_full(where: str) -> None:
    gap = ("cut short",)
    told = answer(after(), gaps=gap) if where == "untouched" else answer(after(gaps=gap))
    assert told.outcome is Outcome.CANT_TELL
    assert "cut short" in told.summary


@pytest.mark.parametrize("step", [StepName.REJECT, StepName.CLOSE])
def test_cant_tell_when_a_way_showed_no_effect(step: StepName) -> None:
    told = answer(after(step=StepName.ESCAPE), after(step=step, effective=False))
    assert told.outcome is Outcome.CANT_TELL


def test_cant_tell_when_escape_alone_was_tried_in_vain() -> None:
    assert answer(after(step=StepName.ESCAPE, effective=False)).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize("way", [after(), after(GA), after(receivers=(ADS,))], ids=["none", "one item", "one receiver"])
def test_passed_when_fewer_than_two_are_new(way: Afterwards) -> None:
    told = answer(way, after(step=StepName.BACKDROP, effective=False))
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)


def test_untested_when_neither_way_was_open() -> None:
    told = ask(CHECK, Missing("neither-refusing-nor-closing-was-possible"))
    assert told.outcome is Outcome.UNTESTED
