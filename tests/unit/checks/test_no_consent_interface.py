from dataclasses import replace

import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.facts import Item
from auditor.domain.journeys import Journey, StepName
from checks.no_consent_interface import CHECK
from tests.evidence.builders import item, items, layer, no_layer
from tests.evidence.check_builders import ask, examined, exempt, known, unknown

UNTOUCHED = Journey.NO_ACTION


@pytest.mark.parametrize("step", [StepName.LOAD, StepName.INNER_PAGE])
def test_failed_when_something_needing_consent_is_kept_and_nobody_asks(step: StepName) -> None:
    told = ask(CHECK, no_layer(), items(known(UNTOUCHED, step), unknown(UNTOUCHED, step)))
    assert told.outcome is Outcome.FAILED
    assert [f.summary for f in told.findings] == ["cookie _ga (shop.example), analytics"]
    assert told.findings[0].evidence == ("no-action/snapshots",)
    assert told.evidence == examined(CHECK)


def test_failed_says_when_the_purpose_is_unknown() -> None:
    told = ask(CHECK, no_layer(), items(known(UNTOUCHED, StepName.LOAD, purpose=None)))
    assert told.findings[0].summary.endswith("purpose unknown")


def test_passed_when_a_banner_is_shown() -> None:
    told = ask(CHECK, layer(), items(known(UNTOUCHED, StepName.LOAD)))
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_the_search_for_a_banner_broke_off() -> None:
    told = ask(CHECK, replace(no_layer(), present=None), items(known(UNTOUCHED, StepName.LOAD)))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_only_unknown_identifiers_are_kept() -> None:
    told = ask(CHECK, no_layer(), items(unknown(UNTOUCHED, StepName.LOAD), exempt(UNTOUCHED, StepName.LOAD)))
    assert told.outcome is Outcome.CANT_TELL
    assert "pref" in told.summary
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(
    "kept",
    [
        unknown(UNTOUCHED, StepName.LOAD, identifying=False),
        exempt(UNTOUCHED, StepName.LOAD),
        item(),
    ],
    ids=["singles nobody out", "needs no consent", "not kept in the untouched visit"],
)
def test_inapplicable_when_nothing_kept_needs_a_banner(kept: Item) -> None:
    told = ask(CHECK, no_layer(), items(kept))
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)
