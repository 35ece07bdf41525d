import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.choices import Settings
from auditor.domain.controls import Layer, Role, Toggle
from auditor.domain.facts import Items
from auditor.domain.journeys import Journey, StepName
from checks.non_granular_purposes import CHECK
from tests.evidence.builders import control, item, items, layer, no_layer, settings, settings_part, toggle
from tests.evidence.check_builders import ask, examined, exempt, known, unknown

AT = (Journey.ACCEPT_ALL, StepName.ACCEPT)
TWO = items(known(*AT), known(*AT, name="_fbp", purpose="marketing"))
ALONE = settings()


def test_failed_when_one_switch_stands_for_two_purposes() -> None:
    told = ask(CHECK, TWO, layer(toggle("Necessary", on=True, locked=True), toggle("Everything")), ALONE)
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.LIKELY
    assert "analytics, marketing" in told.summary
    assert "1 free switch." in told.summary
    assert told.findings[0].evidence == ("open-second-layer/second-layer",)
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("shown", [no_layer(), layer(toggle("Necessary", on=True, locked=True))])
def test_failed_when_there_is_no_free_switch(shown: Layer) -> None:
    told = ask(CHECK, TWO, shown, settings(settings_part(toggles=0)))
    assert told.outcome is Outcome.FAILED
    assert "0 free switches" in told.summary


@pytest.mark.parametrize(
    "toggles",
    [
        (toggle("Allow", radio=True, group="q"), toggle("Reject", node=2, radio=True, group="q")),
        (toggle("All", about="Row"), toggle("All", node=2, about="Row")),
    ],
)
def test_failed_when_two_toggles_are_one_choice(toggles: tuple[Toggle, ...]) -> None:
    told = ask(CHECK, TWO, layer(*toggles), ALONE)
    assert told.outcome is Outcome.FAILED
    assert "1 free switch." in told.summary


@pytest.mark.parametrize(
    "toggles",
    [
        (toggle("Analytics"), toggle("Marketing", node=2)),
        (toggle("On", group="Analytics"), toggle("On", node=2, group="Marketing")),
        (toggle("On", about="Analytics"), toggle("On", node=2, about="Marketing")),
        (toggle("Yes", radio=True, group="a"), toggle("Yes", node=2, radio=True, group="b")),
        (toggle("Analytics", radio=True), toggle("Marketing", node=2, radio=True)),
        (toggle(""), toggle("", node=2)),
        (toggle("\x00\u202e" * 500), toggle("x" * 5000, node=2)),
    ],
)
def test_passed_with_two_free_switches(toggles: tuple[Toggle, ...]) -> None:
    told = ask(CHECK, TWO, layer(*toggles), ALONE)
    assert told.outcome is Outcome.PASSED
    assert told.summary == "The settings offer 2 free switches."
    assert told.evidence == examined(CHECK)


def test_passed_though_the_purposes_are_not_known() -> None:
    told = ask(CHECK, items(item()), layer(toggle(), toggle("Marketing", node=2)), settings(complete=False))
    assert told.outcome is Outcome.PASSED
    assert "2 free switches" in told.summary


def test_cant_tell_when_the_purposes_are_not_known() -> None:
    told = ask(CHECK, items(item(purpose=None), item("_x", purpose="")), layer(toggle()), ALONE)
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert "not known" in told.summary
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(
    ("shown", "further"),
    [
        (layer(control(Role.SAVE)), ALONE),
        (layer(toggle()), settings(complete=False)),
        (layer(toggle()), settings(settings_part(toggles=0), settings_part(toggles=1))),
    ],
)
def test_cant_tell_when_not_every_switch_was_read(shown: Layer, further: Settings) -> None:
    told = ask(CHECK, TWO, shown, further)
    assert told.outcome is Outcome.CANT_TELL
    assert "Not every switch" in told.summary
    assert told.findings == ()


@pytest.mark.parametrize("kept", [items(), items(exempt(*AT), unknown(*AT, purpose="marketing"))])
def test_inapplicable_when_nothing_needs_consent(kept: Items) -> None:
    told = ask(CHECK, kept, layer(toggle()), ALONE)
    assert told.outcome is Outcome.INAPPLICABLE
    assert "nothing that needs consent" in told.summary
    assert told.evidence == examined(CHECK)


def test_inapplicable_when_one_purpose_is_served() -> None:
    told = ask(CHECK, items(known(*AT), known(*AT, name="_gid"), item()), layer(toggle()), ALONE)
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.summary.endswith("one known purpose: analytics.")
