import pytest

from auditor.domain.box import Box
from auditor.domain.checks import Outcome, Severity
from auditor.domain.controls import Control, Kind, Layer, Role
from auditor.domain.facts import Comparison, Look
from checks.reject_embedded_in_paragraph import CHECK
from tests.evidence.builders import claims, comparison, control, layer, look, measured, no_layer, no_pair
from tests.evidence.check_builders import ask, examined

ACCEPT = control(Role.ACCEPT, box=Box(800, 700, 120, 40))
REJECT = control(Role.REJECT, node=2, box=Box(300, 620, 60, 18))
BURIED = look(Kind.LINK, clearance=measured(4.0), claims=claims(inline=True, words_beside=8))


def shown(*more: Control) -> Layer:
    return layer(ACCEPT, REJECT, *more)


def seen(reject: Look = BURIED, accept: Look | None = None) -> Comparison:
    return comparison(accept=accept or look(), reject=reject)


def words(number: int) -> Look:
    return look(Kind.LINK, clearance=measured(4.0), claims=claims(inline=True, words_beside=number))


def free(value: float | None, error: float = 0.0, reason: str | None = None) -> Look:
    return look(
        Kind.TEXT, clearance=measured(value, error, reason), claims=claims(inline=True, words_beside=8, decoration="")
    )


@pytest.mark.parametrize("kind", [Kind.LINK, Kind.TEXT])
def test_failed_when_refusing_is_a_word_in_a_line(kind: Kind) -> None:
    told = ask(CHECK, shown(), seen(look(kind, clearance=measured(4.0), claims=BURIED.claims)))
    assert told.outcome is Outcome.FAILED
    assert told.severity is None
    assert '"Reject all"' in told.summary
    assert told.findings[0].summary == f'"Reject all" is a {kind} in a line with 8 other words, 4 px from the nearest.'
    assert told.findings[0].evidence == ("no-action/removal-pictures",)
    assert told.evidence == examined(CHECK)


def test_failed_is_critical() -> None:
    assert CHECK.severity is Severity.CRITICAL


@pytest.mark.parametrize(
    ("reject", "outcome"),
    [
        (words(2), Outcome.PASSED),
        (words(3), Outcome.FAILED),
        (free(11.9), Outcome.FAILED),
        (free(12.0), Outcome.PASSED),
        (free(10.0, 1.9), Outcome.FAILED),
        (free(10.0, 2.0), Outcome.CANT_TELL),
        (free(14.0, 2.1), Outcome.CANT_TELL),
        (free(14.0, 2.0), Outcome.PASSED),
    ],
)
def test_failed_at_the_limits(reject: Look, outcome: Outcome) -> None:
    assert ask(CHECK, shown(), seen(reject)).outcome is outcome


def test_failed_when_the_other_refusal_cannot_be_used_or_is_the_same() -> None:
    disabled = control(Role.NECESSARY, node=3, box=Box(600, 700, 120, 40), disabled=True)
    inner = control(Role.REJECT, node=4, box=Box(302, 622, 50, 14))
    assert ask(CHECK, shown(disabled), seen()).outcome is Outcome.FAILED
    assert ask(CHECK, shown(inner), seen(words(12))).outcome is Outcome.FAILED


@pytest.mark.parametrize("kind", [Kind.BUTTON, Kind.OUTLINED_BUTTON, Kind.ICON])
@pytest.mark.parametrize("styles", [None, BURIED.claims])
def test_passed_with_a_shape_of_its_own(kind: Kind, styles: object) -> None:
    told = ask(CHECK, shown(), seen(look(kind, clearance=measured(4.0), claims=styles)))
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)


def test_passed_on_a_line_of_its_own() -> None:
    alone = look(Kind.LINK, clearance=measured(None, reason="moves"), claims=claims(inline=False, words_beside=0))
    assert ask(CHECK, shown(), seen(alone)).outcome is Outcome.PASSED


@pytest.mark.parametrize("role", [Role.REJECT, Role.NECESSARY])
@pytest.mark.parametrize("reject", [BURIED, look(Kind.LINK, claims=None), free(None)])
def test_passed_when_another_control_refuses(role: Role, reject: Look) -> None:
    told = ask(CHECK, shown(control(role, "Only necessary", node=3, box=Box(600, 700, 120, 40))), seen(reject))
    assert told.outcome is Outcome.PASSED
    assert told.summary == 'Apart from "Reject all", "Only necessary" refuses as well.'


@pytest.mark.parametrize("reject", [BURIED, look(Kind.LINK, claims=None)])
def test_passed_when_accepting_stands_in_the_text_as_well(reject: Look) -> None:
    assert ask(CHECK, shown(), seen(reject, accept=BURIED)).outcome is Outcome.PASSED


def test_passed_when_accepting_alone_stands_in_the_text() -> None:
    assert ask(CHECK, shown(), seen(look(), accept=BURIED)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("reject", "accept", "why"),
    [
        (look(Kind.LINK, claims=None), look(), "Refusing is mere text, and its styles were not read"),
        (free(None, reason="the background moves"), look(), "(the background moves)"),
        (free(None), look(), "(no reason given)"),
        (free(12.0, 1.0), look(), "12 px, is too near 12 px"),
        (BURIED, look(Kind.TEXT, claims=None), "Accepting is mere text, and its styles were not read"),
        (BURIED, free(None, reason="no ink"), "Accepting is mere text, and the free space"),
    ],
)
def test_cant_tell_without_a_measure(reject: Look, accept: Look, why: str) -> None:
    told = ask(CHECK, shown(), seen(reject, accept))
    assert told.outcome is Outcome.CANT_TELL
    assert why in told.summary
    assert "a person should look" in told.summary
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(
    ("y", "outcome"), [(615.0, Outcome.CANT_TELL), (637.9, Outcome.CANT_TELL), (638.0, Outcome.FAILED)]
)
def test_cant_tell_when_the_words_beside_are_those_of_other_controls(y: float, outcome: Outcome) -> None:
    row = control(Role.SETTINGS, "Manage my cookie settings", node=3, box=Box(400, y, 200, 18))
    assert ask(CHECK, shown(row), seen(words(4))).outcome is outcome


def test_cant_tell_counts_words_that_are_left() -> None:
    row = control(Role.SETTINGS, "Manage my cookie settings", node=3, box=Box(400, 620, 200, 18))
    assert ask(CHECK, shown(row), seen(words(6))).outcome is Outcome.CANT_TELL
    assert ask(CHECK, shown(row), seen(words(7))).outcome is Outcome.FAILED


def test_cant_tell_when_the_search_broke_off() -> None:
    told = ask(CHECK, layer(present=None), no_pair())
    assert told.outcome is Outcome.CANT_TELL
    assert "broke off" in told.summary


@pytest.mark.parametrize(("found", "pair"), [(shown(), no_pair()), (no_layer(), no_pair()), (layer(ACCEPT), seen())])
def test_inapplicable_without_both(found: Layer, pair: Comparison) -> None:
    told = ask(CHECK, found, pair)
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)
