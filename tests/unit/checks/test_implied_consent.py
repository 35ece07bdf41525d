from typing import Any

import pytest

from auditor.domain.checks import Outcome
from auditor.domain.facts import Basis, Item, Sighting
from auditor.domain.journeys import Journey, StepName
from checks.implied_consent import CHECK
from tests.evidence.builders import choice, item, items, layer, no_layer, timeline
from tests.evidence.check_builders import ask, examined

WALKED = timeline(StepName.LOAD, StepName.SCROLL, StepName.INNER_PAGE)


def brought(accepting: StepName | None, untouched: StepName | None, **fields: object) -> Item:
    """A cookie first seen at these steps of the accepting and of the untouched visit."""
    seen = ((Journey.ACCEPT_ALL, accepting), (Journey.NO_ACTION, untouched))
    told: dict[str, Any] = {"sightings": tuple(Sighting(journey, step) for journey, step in seen if step)}
    return item(**(told | {"basis": Basis.UNKNOWN} | fields))


@pytest.mark.parametrize("step", [StepName.SCROLL, StepName.INNER_PAGE, StepName.SECOND_INNER_PAGE])
def test_failed_when_reading_on_brings_what_accepting_brings(step: StepName) -> None:
    told = ask(CHECK, layer(), items(brought(StepName.ACCEPT, step)), WALKED, choice())
    assert told.outcome is Outcome.FAILED
    assert [f.summary for f in told.findings] == [f"cookie _ga appeared at step {step}"]
    assert told.findings[0].evidence == ("no-action/snapshots",)
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(
    "other",
    [
        brought(StepName.ACCEPT, None),
        brought(StepName.ACCEPT, StepName.LOAD),
        brought(StepName.INNER_PAGE, StepName.INNER_PAGE),
        brought(None, StepName.SCROLL),
        brought(StepName.ACCEPT, StepName.SCROLL, identifying=False),
        brought(StepName.ACCEPT, StepName.SCROLL, basis=Basis.EXEMPT),
    ],
    ids=[
        "only on accepting",
        "there on arrival",
        "comes with the inner page",
        "never on accepting",
        "singles nobody out",
        "needs no consent",
    ],
)
def test_passed_when_reading_on_brings_nothing_of_accepting(other: Item) -> None:
    told = ask(CHECK, layer(), items(other), WALKED, choice())
    assert told.outcome is Outcome.PASSED
    assert told.findings == ()
    assert told.evidence == examined(CHECK)


def test_inapplicable_without_a_banner() -> None:
    told = ask(CHECK, no_layer(), items(brought(StepName.ACCEPT, StepName.SCROLL)), WALKED, choice())
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_the_search_for_a_banner_broke_off() -> None:
    told = ask(CHECK, layer(present=None), items(), WALKED, choice())
    assert told.outcome is Outcome.CANT_TELL


def test_cant_tell_when_no_inner_page_could_be_opened() -> None:
    told = ask(CHECK, layer(), items(), timeline(StepName.LOAD, StepName.SCROLL), choice())
    assert (told.outcome, "inner page" in told.summary) == (Outcome.CANT_TELL, True)


def test_cant_tell_when_accepting_left_no_trace() -> None:
    told = ask(CHECK, layer(), items(), WALKED, choice(record_changed=False))
    assert (told.outcome, "no trace" in told.summary) == (Outcome.CANT_TELL, True)
