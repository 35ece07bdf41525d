import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.controls import Layer, Role, Toggle
from checks.excessive_options import CHECK, DEEPEST, MOST_SWITCHES
from tests.evidence.builders import control, layer, no_layer, settings, settings_part, toggle
from tests.evidence.check_builders import ask, examined

WHERE = ("open-second-layer/second-layer", "open-second-layer/settings")


def switches(number: int, **fields: object) -> tuple[Toggle, ...]:
    return tuple(toggle(f"Partner {n}", node=n, **fields) for n in range(number))


def holding(number: int, role: Role = Role.SAVE) -> Layer:
    return layer(control(role), *switches(number))


def test_failed_when_one_list_is_too_long() -> None:
    told = ask(CHECK, holding(MOST_SWITCHES + 1), settings())
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.CONFIRMED
    assert "51 switches" in told.summary
    assert [f.evidence for f in told.findings] == [WHERE]
    assert told.evidence == examined(CHECK)


def test_failed_when_a_further_part_is_too_long() -> None:
    told = ask(CHECK, holding(2), settings(settings_part(), settings_part(toggles=MOST_SWITCHES + 1)))
    assert told.outcome is Outcome.FAILED
    assert "51 switches" in told.summary


def test_failed_though_not_every_part_was_opened() -> None:
    told = ask(CHECK, holding(MOST_SWITCHES + 1), settings(complete=False))
    assert told.outcome is Outcome.FAILED
    assert "no control that refuses everything" in told.findings[0].summary


def test_failed_when_switches_are_on_too_deep() -> None:
    deep = settings_part("Partners\x00" + "x" * 100, depth=DEEPEST + 1, interest_on=3)
    told = ask(CHECK, holding(2, Role.REJECT), settings(settings_part(interest_on=9), deep))
    assert told.outcome is Outcome.FAILED
    assert "3 layers deep" in told.summary
    assert len(told.findings) == 1
    assert "layer 4, 3 switches on" in told.findings[0].summary
    assert "x" * 60 not in told.findings[0].summary
    assert told.findings[0].evidence == WHERE


@pytest.mark.parametrize("number", [0, MOST_SWITCHES])
def test_passed_within_bounds(number: int) -> None:
    told = ask(CHECK, holding(number), settings())
    assert told.outcome is Outcome.PASSED
    assert f"holds {number} switches" in told.summary
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("role", [Role.REJECT, Role.NECESSARY])
def test_passed_when_one_control_refuses_a_long_list(role: Role) -> None:
    told = ask(CHECK, holding(MOST_SWITCHES + 1, role), settings())
    assert told.outcome is Outcome.PASSED
    assert "51 switches" in told.summary


def test_passed_when_the_long_list_is_locked() -> None:
    told = ask(CHECK, layer(*switches(MOST_SWITCHES + 1, locked=True)), settings())
    assert told.outcome is Outcome.PASSED
    assert "holds 0 switches" in told.summary


@pytest.mark.parametrize(("depth", "on"), [(DEEPEST, 3), (DEEPEST + 1, 0)])
def test_passed_when_what_lies_deep_is_within_bounds(depth: int, on: int) -> None:
    told = ask(CHECK, holding(2), settings(settings_part("", depth=depth, interest_on=on)))
    assert told.outcome is Outcome.PASSED
    assert "holds 12 switches" in told.summary


def test_cant_tell_when_not_every_part_was_opened() -> None:
    told = ask(CHECK, holding(2), settings(settings_part(), complete=False))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert "Not every part" in told.summary
    assert told.evidence == examined(CHECK)


def test_inapplicable_without_settings() -> None:
    told = ask(CHECK, no_layer(), settings())
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.summary == "The banner offers no settings."
    assert told.evidence == examined(CHECK)
