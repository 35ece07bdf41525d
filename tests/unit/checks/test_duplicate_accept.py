from itertools import count

import pytest

from auditor.domain.box import Box
from auditor.domain.checks import Outcome, Severity
from auditor.domain.controls import Control, Layer, Role
from checks.duplicate_accept import CHECK
from tests.evidence.builders import control, layer, no_layer
from tests.evidence.check_builders import ask, examined

CLOSING = "We use cookies. By closing this banner you accept cookies."
REFUSING = "We use cookies. Closing this banner means continuing without accepting."
NODES = count(1)


def place(role: Role, label: str | None = None, **fields: object) -> Control:
    """A control at a place of its own."""
    node = next(NODES)
    return control(role, label, **({"node": node, "box": Box(node * 130, 700, 120, 40)} | fields))


def row(accept: int, reject: int, *more: Control, **fields: object) -> Layer:
    both = [place(Role.ACCEPT) for _ in range(accept)] + [place(Role.REJECT) for _ in range(reject)]
    return layer(*both, *more, **fields)


def test_failed_when_accepting_is_offered_more_often() -> None:
    where = [place(Role.ACCEPT, box=Box(20, 30, 120, 40)), place(Role.ACCEPT, "Agree and close ×"), place(Role.REJECT)]
    told = ask(CHECK, layer(*where))
    assert told.outcome is Outcome.FAILED
    assert CHECK.severity is Severity.MODERATE
    assert told.summary == "In view are 2 controls to accept and 1 to refuse."
    assert told.findings[0].summary == '"Accept all" at 20, 30 px accepts.'
    assert [f.evidence for f in told.findings] == [("no-action/first-layer",)] * 2
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(
    ("accept", "reject", "outcome"),
    [
        (1, 0, Outcome.PASSED),
        (1, 1, Outcome.PASSED),
        (2, 2, Outcome.PASSED),
        (1, 2, Outcome.PASSED),
        (2, 0, Outcome.FAILED),
        (2, 1, Outcome.FAILED),
        (3, 2, Outcome.FAILED),
        (3, 3, Outcome.PASSED),
    ],
)
def test_failed_by_the_numbers(accept: int, reject: int, outcome: Outcome) -> None:
    told = ask(CHECK, row(accept, reject))
    assert told.outcome is outcome
    assert told.evidence == examined(CHECK)


def test_failed_counts_every_way_to_agree_and_to_refuse() -> None:
    assert ask(CHECK, layer(place(Role.ACKNOWLEDGE), place(Role.ACKNOWLEDGE))).outcome is Outcome.FAILED
    assert ask(CHECK, row(2, 1, place(Role.NECESSARY))).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "more",
    [
        place(Role.ACCEPT, in_view=False),
        place(Role.ACCEPT, disabled=True),
        place(Role.CLOSE),
        place(Role.SAVE),
        place(Role.SETTINGS),
    ],
)
def test_passed_when_the_second_is_not_seen_or_no_acceptance(more: Control) -> None:
    assert ask(CHECK, row(1, 1, more)).outcome is Outcome.PASSED


def test_passed_when_two_lie_over_each_other() -> None:
    outer, inner = place(Role.ACCEPT, box=Box(800, 700, 120, 40)), place(Role.ACCEPT, box=Box(810, 705, 90, 30))
    assert ask(CHECK, layer(outer, inner, place(Role.REJECT))).outcome is Outcome.PASSED


@pytest.mark.parametrize("text", ["We use cookies.", REFUSING, f"{CLOSING} {REFUSING}"])
def test_passed_with_a_cross_that_is_not_taken_for_consent(text: str) -> None:
    assert ask(CHECK, row(1, 1, place(Role.CLOSE), text=text)).outcome is Outcome.PASSED


def test_passed_when_a_cross_that_accepts_makes_no_difference() -> None:
    assert ask(CHECK, row(1, 2, place(Role.CLOSE), text=CLOSING)).outcome is Outcome.PASSED


def test_cant_tell_when_the_text_takes_closing_for_consent() -> None:
    told = ask(CHECK, row(1, 1, place(Role.CLOSE), text=CLOSING))
    assert told.outcome is Outcome.CANT_TELL
    assert told.summary.endswith('a person should try "×".')
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_a_cross_may_refuse() -> None:
    cross = place(Role.CLOSE, "", accessible_name="Close")
    told = ask(CHECK, row(2, 1, cross, text=REFUSING))
    assert told.outcome is Outcome.CANT_TELL
    assert '"Close" may refuse' in told.summary
    assert ask(CHECK, row(3, 1, cross, text=REFUSING)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("unknown", "outcome"),
    [
        (place(Role.UNKNOWN, "Whatever"), Outcome.CANT_TELL),
        (place(Role.UNKNOWN, "Whatever", semantic="link"), Outcome.FAILED),
        (place(Role.UNKNOWN, ""), Outcome.FAILED),
    ],
)
def test_cant_tell_when_a_button_is_not_understood(unknown: Control, outcome: Outcome) -> None:
    assert ask(CHECK, row(2, 1, unknown)).outcome is outcome


def test_cant_tell_when_the_search_broke_off() -> None:
    told = ask(CHECK, layer(present=None))
    assert told.outcome is Outcome.CANT_TELL
    assert "a person should" in told.summary


@pytest.mark.parametrize("found", [no_layer(), layer(place(Role.REJECT)), layer(place(Role.CLOSE), text=CLOSING)])
def test_inapplicable_without_a_control_that_accepts(found: Layer) -> None:
    told = ask(CHECK, found)
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)
