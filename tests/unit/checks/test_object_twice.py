import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.journeys import Journey, StepName
from auditor.domain.signals import Meaning, Signal, Signals
from checks.object_twice import ADVERTISING, CHECK
from tests.evidence.builders import layer, no_layer, toggle
from tests.evidence.check_builders import ask, examined
from tests.unit.checks.signal_builders import signal, signals

OBJECT = "Object to legitimate interest"


def claim(step: StepName, *purposes: int, **fields: object) -> Signal:
    return signal(step, Meaning.REFUSED, Journey.REJECT_ALL, interest=purposes, **fields)


@pytest.mark.parametrize("purpose", sorted(ADVERTISING))
def test_failed_when_an_interest_is_left_after_the_refusal(purpose: int) -> None:
    told = ask(CHECK, signals(claim(StepName.RELOAD, purpose, 1, 11)), layer(toggle()))
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.CONFIRMED
    assert [f.summary for f in told.findings] == [f"euconsent-v2 claims it for purposes {purpose}"]
    assert told.findings[0].evidence == ("reject-all/snapshots#reload",)
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("step", [StepName.INNER_PAGE, StepName.SECOND_INNER_PAGE])
def test_failed_on_every_later_page(step: StepName) -> None:
    told = ask(CHECK, signals(claim(step, 10, 2, name="n" * 200)), no_layer())
    assert told.outcome is Outcome.FAILED
    assert told.findings[0].summary == f"{'n' * 60} claims it for purposes 2, 10"


@pytest.mark.parametrize(
    "told", [signals(), signals(claim(StepName.RELOAD)), signals(claim(StepName.RELOAD, 1, 5, 11))]
)
def test_passed_when_nothing_is_left(told: Signals) -> None:
    answer = ask(CHECK, told, layer(toggle("Marketing", on=True)))
    assert answer.outcome is Outcome.PASSED
    assert "no legitimate interest is left" in answer.summary
    assert answer.evidence == examined(CHECK)


@pytest.mark.parametrize("step", [StepName.LOAD, StepName.REJECT])
def test_passed_when_it_was_claimed_before_the_refusal_took_hold(step: StepName) -> None:
    told = ask(CHECK, signals(claim(step, 2, 7), claim(StepName.RELOAD)), layer())
    assert told.outcome is Outcome.PASSED
    assert told.findings == ()


@pytest.mark.parametrize(
    "fields", [{"interest": True}, {"on": True}, {"on": True, "interest": True, "locked": True}, {}]
)
def test_passed_when_no_free_switch_of_interest_is_on(fields: dict[str, bool]) -> None:
    told = ask(CHECK, signals(), layer(toggle(OBJECT, **fields)))
    assert told.outcome is Outcome.PASSED
    assert told.findings == ()


def test_passed_without_settings() -> None:
    told = ask(CHECK, signals(), no_layer())
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("label", [OBJECT, "", "\x00\u202e<b>" * 1000])
def test_cant_tell_when_a_switch_of_interest_is_on(label: str) -> None:
    told = ask(CHECK, signals(), layer(toggle(label, on=True, interest=True)))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert "1 switch;" in told.summary
    assert told.evidence == examined(CHECK)


def test_cant_tell_counts_the_switches() -> None:
    told = ask(CHECK, signals(), layer(*(toggle(on=True, interest=True, node=n) for n in range(3))))
    assert told.outcome is Outcome.CANT_TELL
    assert "3 switches;" in told.summary


@pytest.mark.parametrize(
    "told", [signals(unreadable=("euconsent-v2: cut short",)), signals(gaps=("network-log-cut-short",))]
)
def test_cant_tell_when_a_signal_was_not_read(told: Signals) -> None:
    answer = ask(CHECK, told, layer())
    assert answer.outcome is Outcome.CANT_TELL
    assert "cut" in answer.summary
