import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.measure.lexicon.texts import MAX_TEXT
from checks.always_active_tcf_features import CHECK
from tests.evidence.builders import layer, no_layer, toggle
from tests.evidence.check_builders import ask, examined

FEATURE = "Link different devices"


@pytest.mark.parametrize(
    "label", [FEATURE, "Match and combine data from other data sources", "Identify devices", "LINK  DIFFERENT\ndevices"]
)
def test_failed_when_a_feature_is_locked_on(label: str) -> None:
    told = ask(CHECK, layer(toggle(label, on=True, locked=True), toggle(node=2)))
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.LIKELY
    assert [f.summary for f in told.findings] == [f'"{label}" cannot be switched off']
    assert told.findings[0].evidence == ("open-second-layer/second-layer",)
    assert told.evidence == examined(CHECK)


def test_failed_cuts_a_long_label() -> None:
    told = ask(CHECK, layer(toggle(f"{FEATURE} " + "x" * 200, on=True, locked=True)))
    assert told.outcome is Outcome.FAILED
    assert "x" * 120 not in told.findings[0].summary


def test_passed_when_a_feature_can_be_switched_off() -> None:
    told = ask(CHECK, layer(toggle(FEATURE, on=True)))
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)


def test_passed_when_a_feature_is_locked_off() -> None:
    told = ask(CHECK, layer(toggle(FEATURE, locked=True)))
    assert told.outcome is Outcome.PASSED
    assert told.findings == ()


@pytest.mark.parametrize("label", ["Necessary", "", "\x00\u202e" * 50, "a" * (MAX_TEXT * 2)])
def test_passed_when_what_is_locked_is_no_feature(label: str) -> None:
    told = ask(CHECK, layer(toggle(label, on=True, locked=True)))
    assert told.outcome is Outcome.PASSED
    assert "no feature" in told.summary


@pytest.mark.parametrize("text", ["", f"{FEATURE}.", "Necessary cookies: always active.", "\u200b<script>\x00" * 900])
def test_passed_when_the_text_does_not_speak_of_both(text: str) -> None:
    told = ask(CHECK, layer(toggle(), text=text))
    assert told.outcome is Outcome.PASSED
    assert told.findings == ()


def test_cant_tell_when_the_text_speaks_of_both() -> None:
    told = ask(CHECK, layer(toggle(), text=f"Features. {FEATURE}: always active."))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert '"link different devices"' in told.summary
    assert told.findings[0].evidence == ("open-second-layer/second-layer",)
    assert told.evidence == examined(CHECK)


def test_cant_tell_without_a_known_language() -> None:
    told = ask(CHECK, layer(text=f"{FEATURE}: always active.", language=None))
    assert told.outcome is Outcome.CANT_TELL
    assert "A person should read" in told.summary


def test_inapplicable_without_settings() -> None:
    told = ask(CHECK, no_layer())
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.summary == "The banner offers no settings."
    assert told.evidence == examined(CHECK)
