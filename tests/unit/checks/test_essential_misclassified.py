import pytest

from auditor.domain.checks import Confidence, Outcome
from checks.essential_misclassified import CHECK
from tests.evidence.builders import layer, no_layer, toggle
from tests.evidence.check_builders import ask, examined


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", "Marketing"),
        ("en", "Analytics"),
        ("en", "Social media"),
        ("en", "Essential marketing"),
        ("de", "Marketing und Werbung"),
        (None, "Advertising"),
    ],
)
def test_failed_when_a_locked_entry_names_a_purpose(language: str | None, label: str) -> None:
    shown = layer(toggle("Necessary", on=True, locked=True), toggle(label, on=True, locked=True), language=language)
    told = ask(CHECK, shown)
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.LIKELY
    assert [f.summary for f in told.findings] == [f'"{label}" cannot be switched off']
    assert told.findings[0].evidence == ("open-second-layer/second-layer",)
    assert told.evidence == examined(CHECK)


def test_failed_cuts_a_long_label() -> None:
    told = ask(CHECK, layer(toggle("Marketing " + "x" * 300, on=True, locked=True)))
    assert told.outcome is Outcome.FAILED
    assert "x" * 120 not in told.findings[0].summary


@pytest.mark.parametrize("label", ["Necessary", "", "\x00\u202e<b>" * 100, "a" * 30_000])
def test_passed_when_no_locked_entry_names_a_purpose(label: str) -> None:
    told = ask(CHECK, layer(toggle(label, on=True, locked=True), toggle("Marketing", on=True)))
    assert told.outcome is Outcome.PASSED
    assert told.findings == ()
    assert told.evidence == examined(CHECK)


def test_passed_when_what_names_a_purpose_is_locked_off() -> None:
    told = ask(CHECK, layer(toggle("Necessary", on=True, locked=True), toggle("Marketing", locked=True)))
    assert told.outcome is Outcome.PASSED
    assert "No locked entry" in told.summary


def test_cant_tell_when_the_text_around_names_a_purpose() -> None:
    told = ask(CHECK, layer(toggle("Necessary", on=True, locked=True, about="Necessary. Also for our statistics.")))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert [f.summary for f in told.findings] == ['"Necessary": "Necessary. Also for our statistics."']
    assert told.evidence == examined(CHECK)


def test_cant_tell_cuts_long_texts() -> None:
    told = ask(CHECK, layer(toggle("x" * 200, on=True, locked=True, about="Marketing " + "y" * 300)))
    assert told.outcome is Outcome.CANT_TELL
    assert "x" * 61 not in told.findings[0].summary
    assert "y" * 120 not in told.findings[0].summary


@pytest.mark.parametrize("label", ["Strictly necessary (no advertising)", "Necessary, without statistics"])
def test_cant_tell_when_a_necessary_entry_may_rule_a_purpose_out(label: str) -> None:
    told = ask(CHECK, layer(toggle(label, on=True, locked=True)))
    assert told.outcome is Outcome.CANT_TELL
    assert label in told.findings[0].summary


@pytest.mark.parametrize("toggles", [(toggle(),), (toggle("Marketing", locked=True),)])
def test_inapplicable_when_nothing_is_locked_on(toggles: tuple[object, ...]) -> None:
    told = ask(CHECK, layer(toggles=toggles))
    assert told.outcome is Outcome.INAPPLICABLE
    assert "locked on" in told.summary
    assert told.evidence == examined(CHECK)


def test_inapplicable_without_settings() -> None:
    told = ask(CHECK, no_layer())
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.findings == ()
