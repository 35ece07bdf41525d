import pytest

from auditor.domain.checks import Outcome, Severity
from auditor.domain.controls import Layer, Role
from checks.banner_blocks_page import CHECK, MOST
from tests.evidence.builders import control, cover, layer, no_layer
from tests.evidence.check_builders import ask, examined

ALONE = (control(Role.ACCEPT),)


def test_failed_when_it_covers_most_and_offers_no_refusal() -> None:
    told = ask(CHECK, layer(*ALONE, cover=cover(MOST + 0.01)))
    assert told.outcome is Outcome.FAILED
    assert "61%" in told.summary
    assert CHECK.severity is Severity.MINOR
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("shown", [layer(*ALONE, cover=cover(MOST)), layer(cover=cover(1.0))])
def test_passed_with_the_figure(shown: Layer) -> None:
    told = ask(CHECK, shown)
    assert told.outcome is Outcome.PASSED
    assert "%" in told.summary


@pytest.mark.parametrize("shown", [layer(present=None), layer(cover=None)])
def test_cant_tell_when_it_was_not_measured(shown: Layer) -> None:
    assert ask(CHECK, shown).outcome is Outcome.CANT_TELL


def test_inapplicable_without_a_banner() -> None:
    assert ask(CHECK, no_layer()).outcome is Outcome.INAPPLICABLE
