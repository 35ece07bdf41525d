import pytest

from auditor.domain.box import Box
from auditor.domain.checks import Outcome, Severity
from auditor.domain.controls import Control, Layer, Role
from checks.reject_outside_banner import CHECK
from tests.evidence.builders import control, layer, no_layer
from tests.evidence.check_builders import ask, examined

FRAME = Box(200, 400, 600, 200)
ACCEPT = control(Role.ACCEPT, box=Box(600, 540, 120, 40))
FAR = Box(1000, 20, 120, 40)


def reject(box: Box, **fields: object) -> Control:
    return control(Role.REJECT, None, **({"node": 2, "box": box} | fields))


def shown(*controls: Control, **fields: object) -> Layer:
    return layer(*controls, **({"box": FRAME} | fields))


@pytest.mark.parametrize("role", [Role.REJECT, Role.NECESSARY])
def test_failed_when_refusing_stands_elsewhere(role: Role) -> None:
    told = ask(CHECK, shown(ACCEPT, control(role, "No thanks", node=2, box=FAR)))
    assert told.outcome is Outcome.FAILED
    assert [f.summary for f in told.findings] == ['"No thanks" is 340 px away from the banner.']
    assert told.findings[0].evidence == ("no-action/first-layer",)
    assert told.evidence == examined(CHECK)


def test_failed_is_critical() -> None:
    assert CHECK.severity is Severity.CRITICAL


@pytest.mark.parametrize(("gap", "outcome"), [(4.0, Outcome.PASSED), (4.1, Outcome.FAILED)])
@pytest.mark.parametrize("side", ["left", "right", "above", "below"])
def test_failed_beyond_the_tolerance(side: str, gap: float, outcome: Outcome) -> None:
    boxes = {
        "left": Box(FRAME.x - 120 - gap, 500, 120, 40),
        "right": Box(FRAME.right + gap, 500, 120, 40),
        "above": Box(400, FRAME.y - 40 - gap, 120, 40),
        "below": Box(400, FRAME.bottom + gap, 120, 40),
    }
    assert ask(CHECK, shown(ACCEPT, reject(boxes[side]))).outcome is outcome


def test_failed_names_every_refusal() -> None:
    told = ask(CHECK, shown(ACCEPT, reject(FAR), reject(Box(0, 0, 120, 40), node=3)))
    assert told.outcome is Outcome.FAILED
    assert len(told.findings) == 2


@pytest.mark.parametrize(
    "box",
    [
        Box(450, 540, 120, 40),
        Box(700, 380, 120, 40),  # a corner control that lies over the edge of the dialog
        Box(0, 0, 1280, 800),
    ],
)
def test_passed_in_the_frame(box: Box) -> None:
    told = ask(CHECK, shown(ACCEPT, reject(box)))
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)


def test_passed_when_one_of_several_is_inside() -> None:
    both = shown(ACCEPT, reject(FAR), reject(Box(450, 540, 120, 40), node=3))
    assert ask(CHECK, both).outcome is Outcome.PASSED


def test_passed_when_accepting_stands_outside() -> None:
    bright = shown(control(Role.ACCEPT, box=FAR), reject(Box(450, 540, 120, 40)))
    assert ask(CHECK, bright).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (layer(present=None), "broke off"),
        (shown(ACCEPT, reject(FAR), box=None), "frame was not measured"),
        (shown(ACCEPT, reject(FAR), box=Box(200, 800, 600, 0)), "frame was not measured"),
        (shown(ACCEPT, reject(Box(600, 900, 120, 40), in_view=False)), "takes scrolling"),
        (shown(ACCEPT, reject(FAR), reject(Box(600, 900, 120, 40), node=3, in_view=False)), "takes scrolling"),
        (shown(control(Role.ACCEPT, box=Box(1140, 20, 120, 40)), reject(FAR)), "whole banner"),
        (shown(control(Role.ACCEPT, box=ACCEPT.box, in_view=False), reject(FAR)), "whole banner"),
        (shown(control(Role.SETTINGS, box=ACCEPT.box), reject(FAR)), "whole banner"),
    ],
)
def test_cant_tell(found: Layer, why: str) -> None:
    told = ask(CHECK, found)
    assert told.outcome is Outcome.CANT_TELL
    assert why in told.summary
    assert "a person should" in told.summary
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("found", [no_layer(), shown(ACCEPT), shown(ACCEPT, control(Role.CLOSE, box=FAR))])
def test_inapplicable_without_a_banner_or_a_refusal(found: Layer) -> None:
    told = ask(CHECK, found)
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)
