from dataclasses import replace

import pytest

from auditor.domain.artifacts import Snapshots, Timeline
from auditor.domain.checks import Confidence, Outcome
from auditor.domain.controls import Role
from auditor.domain.journeys import Step, StepName
from checks.withdrawal_detriment import CHECK
from tests.evidence.builders import SITE, URL, control, layer, reads, snapshot
from tests.evidence.check_builders import ask, examined
from tests.unit.checks.signal_builders import INNER

Visited = tuple[StepName, str, int | None]
SECOND = f"https://{SITE}/second"
BEFORE: tuple[Visited, ...] = ((StepName.ACCEPT, URL, 900), (StepName.BROWSE, INNER, 1000))


def walked(*steps: Visited) -> tuple[Timeline, Snapshots]:
    """A visit that saw so much text at the end of each step."""
    times = [10.0 * number for number in range(len(steps))]
    rows = [Step(name, at, at + 9, url) for at, (name, url, _) in zip(times, steps, strict=True)]
    states = [replace(snapshot(name, at=at + 9), text_length=n) for at, (name, _, n) in zip(times, steps, strict=True)]
    return Timeline(tuple(rows)), Snapshots(tuple(states))


def after(reloaded: int | None, inner: int | None, *others: Visited) -> list[object]:
    """What the check is handed of a visit with these lengths after the withdrawal."""
    later = ((StepName.RELOAD, URL, reloaded), (StepName.INNER_PAGE, INNER, inner), *others)
    timeline, states = walked(*BEFORE, (StepName.WITHDRAW, URL, 900), *later)
    return [reads(), states, timeline]


def test_failed_when_a_page_lost_most_of_its_text() -> None:
    told = ask(CHECK, *after(900, 499), layer())
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.LIKELY
    assert told.summary == "1 page lost most of its text after the withdrawal."
    assert [f.summary for f in told.findings] == [f"{INNER}: 499 characters of text in place of 1000"]
    assert told.findings[0].evidence == ("withdraw/snapshots", "withdraw/timeline")
    assert told.evidence == examined(CHECK)


def test_failed_counts_every_page_that_lost_its_text() -> None:
    told = ask(CHECK, *after(10, 10), layer())
    assert told.summary.startswith("2 pages lost")
    assert len(told.findings) == 2


def test_cant_tell_when_the_inner_page_leads_elsewhere() -> None:
    timeline, states = walked(*BEFORE, (StepName.RELOAD, URL, 900), (StepName.INNER_PAGE, f"{URL}subscribe", 1000))
    told = ask(CHECK, reads(), states, timeline, layer())
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert [f.summary for f in told.findings] == [f"{INNER} could be read before the withdrawal and not after it"]
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_the_page_of_the_withdrawal_leads_elsewhere_after_the_reload() -> None:
    steps = (*BEFORE, (StepName.BROWSE, SECOND, 800), (StepName.WITHDRAW, SECOND, 800))
    later = ((StepName.RELOAD, f"{URL}subscribe", 900), (StepName.INNER_PAGE, INNER, 1000))
    timeline, states = walked(*steps, *later)
    assert ask(CHECK, reads(), states, timeline, layer()).outcome is not Outcome.PASSED


def test_cant_tell_when_the_text_of_the_inner_page_could_not_be_asked() -> None:
    assert ask(CHECK, *after(900, None), layer()).outcome is Outcome.CANT_TELL


def test_cant_tell_when_the_dialog_offers_payment() -> None:
    told = ask(CHECK, *after(900, 1000), layer(control(Role.ACCEPT), control(Role.PAY)))
    assert told.outcome is Outcome.CANT_TELL
    assert "payment" in told.summary


def test_cant_tell_when_no_page_could_be_compared() -> None:
    timeline, states = walked((StepName.ACCEPT, URL, None), (StepName.RELOAD, URL, 900))
    told = ask(CHECK, reads(), states, timeline, layer())
    assert told.outcome is Outcome.CANT_TELL
    assert told.summary == "No page could be compared."


def test_pages_without_any_text_cannot_be_compared() -> None:
    steps = ((StepName.ACCEPT, URL, 0), (StepName.BROWSE, INNER, 0))
    timeline, states = walked(*steps, (StepName.RELOAD, URL, 0), (StepName.INNER_PAGE, INNER, 0))
    assert ask(CHECK, reads(), states, timeline, layer()).outcome is not Outcome.PASSED


@pytest.mark.parametrize("inner", [500, 1000, 5000])
def test_passed_when_the_pages_hold_as_much(inner: int) -> None:
    told = ask(CHECK, *after(900, inner), layer())
    assert told.outcome is Outcome.PASSED
    assert told.summary == "2 pages held as much after the withdrawal as before."
    assert told.evidence == examined(CHECK)


def test_passed_whatever_the_part_of_the_address_behind_the_hash() -> None:
    timeline, states = walked(
        (StepName.BROWSE, f"{INNER}#top", 1000), (StepName.RELOAD, URL, 900), (StepName.INNER_PAGE, INNER, 1000)
    )
    assert ask(CHECK, reads(), states, timeline, layer()).outcome is Outcome.PASSED
