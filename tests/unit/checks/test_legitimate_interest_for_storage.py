import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.controls import Layer
from auditor.domain.journeys import Journey, StepName
from auditor.domain.signals import Signals
from checks.legitimate_interest_for_storage import CHECK, CONSENT_ALONE
from tests.evidence.builders import layer, no_layer, toggle
from tests.evidence.check_builders import ask, examined
from tests.unit.checks.signal_builders import signal, signals

OBJECT = "Object to legitimate interest"
INTEREST = "Our partners rely on their legitimate interest."


def claiming(*purposes: int, **fields: object) -> Signals:
    return signals(signal(StepName.LOAD, journey=Journey.NO_ACTION, interest=purposes, **fields))


@pytest.mark.parametrize("purpose", sorted(CONSENT_ALONE))
def test_failed_when_a_string_claims_what_needs_consent(purpose: int) -> None:
    told = ask(CHECK, layer(), claiming(purpose, 2, 11), layer(toggle()))
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.CONFIRMED
    assert [f.summary for f in told.findings] == [f"euconsent-v2 claims it for purposes {purpose}"]
    assert told.findings[0].evidence == ("no-action/snapshots#load",)
    assert told.evidence == examined(CHECK)


def test_failed_names_the_purposes_in_order_and_cuts_the_name() -> None:
    told = ask(CHECK, layer(), claiming(6, 3, 1, name="n" * 200), layer())
    assert told.outcome is Outcome.FAILED
    assert told.findings[0].summary == f"{'n' * 60} claims it for purposes 1, 3, 6"


@pytest.mark.parametrize(
    ("label", "about"), [(f"{OBJECT}: marketing", ""), (OBJECT, "Statistics"), (OBJECT, "Personalised content")]
)
def test_failed_when_a_switch_stands_for_it(label: str, about: str) -> None:
    told = ask(CHECK, layer(), signals(), layer(toggle(label, interest=True, about=about), toggle(node=2)))
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.LIKELY
    assert [f.summary for f in told.findings] == [f'"{label}" stands for a legitimate interest']
    assert told.findings[0].evidence == ("open-second-layer/second-layer",)


@pytest.mark.parametrize(
    ("label", "group", "name"),
    [("", "Partners", "Partners"), ("", "", "a switch without a name"), ("x" * 200, "", "x" * 120)],
)
def test_failed_names_a_switch_as_it_can(label: str, group: str, name: str) -> None:
    shown = layer(toggle(label, group=group, interest=True, about="Marketing"))
    told = ask(CHECK, layer(), signals(), shown)
    assert told.outcome is Outcome.FAILED
    assert told.findings[0].summary == f'"{name}" stands for a legitimate interest'


@pytest.mark.parametrize("told", [signals(), claiming(), claiming(2, 7, 8, 9, 10, 11)])
def test_passed_when_nothing_claims_it(told: Signals) -> None:
    answer = ask(CHECK, layer(text="We use cookies for marketing."), told, layer(toggle("Marketing")))
    assert answer.outcome is Outcome.PASSED
    assert "Neither the banner" in answer.summary
    assert answer.evidence == examined(CHECK)


@pytest.mark.parametrize("text", ["", INTEREST, "We measure.", "\x00\u202e<b>" * 3000])
def test_passed_when_a_text_does_not_speak_of_both(text: str) -> None:
    told = ask(CHECK, layer(text=text), signals(), layer(text=text))
    assert told.outcome is Outcome.PASSED
    assert told.findings == ()


@pytest.mark.parametrize(("label", "interest"), [(f"{OBJECT}: security", True), ("", True), ("Marketing", False)])
def test_passed_when_a_switch_does_not_stand_for_both(label: str, *, interest: bool) -> None:
    told = ask(CHECK, layer(), signals(), layer(toggle(label, interest=interest)))
    assert told.outcome is Outcome.PASSED
    assert told.findings == ()


def test_passed_without_settings() -> None:
    told = ask(CHECK, layer(), signals(), no_layer())
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(
    ("first", "second"),
    [(layer(text=f"{INTEREST} We measure."), layer()), (layer(), layer(text=f"{INTEREST} Advertising."))],
)
def test_cant_tell_when_a_text_speaks_of_both(first: Layer, second: Layer) -> None:
    told = ask(CHECK, first, signals(), second)
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert "a person should read" in told.summary
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_the_search_for_a_banner_broke_off() -> None:
    told = ask(CHECK, layer(present=None, text=""), signals(), layer())
    assert told.outcome is Outcome.CANT_TELL
    assert "could not be told" in told.summary


@pytest.mark.parametrize(
    "told", [signals(unreadable=("euconsent-v2: cut short",)), signals(gaps=("network-log-cut-short",))]
)
def test_cant_tell_when_a_signal_was_not_read(told: Signals) -> None:
    answer = ask(CHECK, layer(), told, layer())
    assert answer.outcome is Outcome.CANT_TELL
    assert "cut" in answer.summary
