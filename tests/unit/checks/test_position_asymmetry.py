import pytest

from auditor.domain.box import Box
from auditor.domain.checks import Outcome, Severity
from auditor.domain.controls import Control, Layer, Role
from checks.position_asymmetry import CHECK
from tests.evidence.builders import control, layer, no_layer
from tests.evidence.check_builders import ask, examined

FRAME = Box(400, 600, 200, 100)
ACCEPT = Box(440, 640, 120, 40)
TALL = Box(0, 0, 1280, 800)


def shown(accept: Box, reject: Box, *more: Control, frame: Box | None = FRAME) -> Layer:
    return layer(control(Role.ACCEPT, box=accept), control(Role.REJECT, node=2, box=reject), *more, box=frame)


def test_failed_when_refusing_is_far_from_the_banner() -> None:
    told = ask(CHECK, shown(ACCEPT, Box(440, 20, 120, 40)))
    assert (told.outcome, told.severity) == (Outcome.FAILED, Severity.MODERATE)
    assert told.findings[0].summary == (
        '"Reject all" and "Accept all" are 0 px across and 580 px down apart; the banner measures 200 by 100 px.'
    )
    assert told.findings[0].evidence == ("no-action/first-layer",)
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(
    ("reject", "outcome"),
    [
        (Box(440, 640 - 40 - 150, 120, 40), Outcome.PASSED),
        (Box(440, 640 - 40 - 151, 120, 40), Outcome.FAILED),
        (Box(440, 680 + 150, 120, 40), Outcome.PASSED),
        (Box(440, 680 + 151, 120, 40), Outcome.FAILED),
        (Box(560 + 300, 640, 120, 40), Outcome.PASSED),
        (Box(560 + 301, 640, 120, 40), Outcome.FAILED),
        (Box(440 - 120 - 300, 640, 120, 40), Outcome.PASSED),
        (Box(440 - 120 - 301, 640, 120, 40), Outcome.FAILED),
    ],
)
def test_failed_beyond_the_banners_size(reject: Box, outcome: Outcome) -> None:
    assert ask(CHECK, shown(ACCEPT, reject)).outcome is outcome


@pytest.mark.parametrize(
    ("accept", "reject"),
    [
        (Box(1100, 700, 120, 40), Box(20, 700, 120, 40)),  # either end of one row
        (Box(20, 700, 120, 40), Box(1100, 700, 120, 40)),  # the same from right to left
        (Box(1100, 700, 120, 40), Box(20, 738, 120, 20)),  # a lower link in the row
        (Box(100, 300, 900, 40), Box(100, 350, 100, 20)),  # a stack, whatever its order
        (Box(100, 350, 900, 40), Box(100, 300, 100, 20)),
        (Box(100, 100, 120, 40), Box(100, 340, 120, 40)),
        (Box(100, 100, 120, 40), Box(260, 200, 120, 40)),
    ],
)
def test_passed_when_the_two_are_neighbours(accept: Box, reject: Box) -> None:
    told = ask(CHECK, shown(accept, reject, frame=TALL))
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)


def test_passed_when_accepting_is_the_one_far_away() -> None:
    told = ask(CHECK, shown(Box(440, 20, 120, 40), ACCEPT))
    assert told.outcome is Outcome.PASSED
    assert "refusing is the one that stands in the banner" in told.summary


def test_passed_when_a_second_refusal_is_near() -> None:
    near = control(Role.NECESSARY, node=3, box=Box(440, 610, 120, 20))
    assert ask(CHECK, shown(ACCEPT, Box(440, 20, 120, 40), near)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("accept", "reject", "outcome"),
    [
        (Box(100, 100, 120, 40), Box(100, 340, 120, 40), Outcome.PASSED),  # 200 px between them in one stack
        (Box(100, 100, 120, 40), Box(100, 340.1, 120, 40), Outcome.CANT_TELL),
        (Box(100, 100, 120, 40), Box(260, 220, 120, 40), Outcome.PASSED),  # centres 200 px apart
        (Box(100, 100, 120, 40), Box(260, 221, 120, 40), Outcome.CANT_TELL),
        (Box(100, 700, 900, 40), Box(1100, 20, 120, 20), Outcome.CANT_TELL),
    ],
)
def test_cant_tell_which_is_nearer_to_the_text(accept: Box, reject: Box, outcome: Outcome) -> None:
    assert ask(CHECK, shown(accept, reject, frame=TALL)).outcome is outcome


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (layer(present=None), "broke off"),
        (shown(ACCEPT, Box(440, 20, 120, 40), frame=None), "not seen together"),
        (shown(ACCEPT, Box(440, 20, 120, 40), frame=Box(400, 800, 200, 0)), "not seen together"),
        (layer(control(Role.ACCEPT), control(Role.REJECT, node=2, in_view=False)), "not seen together"),
        (layer(control(Role.ACCEPT, in_view=False), control(Role.REJECT, node=2)), "not seen together"),
        (shown(Box(440, 20, 120, 40), Box(440, 720, 120, 40)), "both outside the banner's frame"),
    ],
)
def test_cant_tell(found: Layer, why: str) -> None:
    told = ask(CHECK, found)
    assert told.outcome is Outcome.CANT_TELL
    assert why in told.summary
    assert "a person should" in told.summary
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("found", [no_layer(), layer(control(Role.ACCEPT)), layer(control(Role.REJECT))])
def test_inapplicable_without_both(found: Layer) -> None:
    told = ask(CHECK, found)
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)
