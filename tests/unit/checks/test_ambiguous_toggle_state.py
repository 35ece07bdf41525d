import pytest

from auditor.domain.checks import Confidence, Outcome
from checks.ambiguous_toggle_state import CHECK, LEAST
from tests.evidence.builders import layer, no_layer, toggle
from tests.evidence.check_builders import ask, examined


@pytest.mark.parametrize("seen", [0.0, LEAST - 0.1])
def test_failed_when_the_picture_hardly_changes(seen: float) -> None:
    told = ask(CHECK, layer(toggle(seen_as=seen)))
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.CONFIRMED
    assert [f.summary for f in told.findings] == [f'"Analytics" changes by {seen:.1f} when it is switched']
    assert told.findings[0].evidence == ("open-second-layer/second-layer",)
    assert told.evidence == examined(CHECK)


def test_failed_names_only_the_switch_that_looks_alike() -> None:
    told = ask(CHECK, layer(toggle("Marketing", seen_as=LEAST), toggle("x" * 200, node=2, seen_as=1.0)))
    assert told.outcome is Outcome.FAILED
    assert [f.summary for f in told.findings] == [f'"{"x" * 60}" changes by 1.0 when it is switched']


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", "Do not allow analytics"),
        ("en", "Opt out of analytics"),
        ("en", "Turn off marketing"),
        ("es", "No permitir analítica"),
        ("fr", "Ne pas autoriser la publicité"),
        (None, "Do not allow analytics"),
    ],
)
def test_failed_when_on_means_no(language: str | None, label: str) -> None:
    told = ask(CHECK, layer(toggle(label, seen_as=40.0), language=language))
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.LIKELY
    assert [f.summary for f in told.findings] == [f'"{label}" is a negation']
    assert told.findings[0].evidence == ("open-second-layer/second-layer",)


def test_failed_when_on_means_no_though_nothing_was_pictured() -> None:
    told = ask(CHECK, layer(toggle("Block ads")))
    assert told.outcome is Outcome.FAILED
    assert "negation" in told.summary


def test_passed_when_the_picture_changes_enough() -> None:
    told = ask(CHECK, layer(toggle(seen_as=LEAST), toggle("Marketing", node=2)))
    assert told.outcome is Outcome.PASSED
    assert "clearly different" in told.summary
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", "Not necessary"),
        ("en", "Non-essential cookies"),
        ("en", "Reject optional cookies"),
        ("en", "Not classified"),
        ("en", "Non-TCF vendors"),
        ("en", "Statistics without cookies"),
        ("de", "Nicht klassifizierte Cookies"),
        ("es", "Cookies no clasificadas"),
        ("fr", "Non classés"),
        ("fr", "Mesure d'audience sans consentement"),
    ],
)
def test_passed_when_a_negation_names_a_purpose(language: str, label: str) -> None:
    told = ask(CHECK, layer(toggle(label, seen_as=40.0), language=language))
    assert told.outcome is Outcome.PASSED
    assert told.findings == ()


@pytest.mark.parametrize("label", ["La publicité", "Publicité en ligne", "Statistiques et mesures"])
def test_passed_when_a_word_negates_in_another_language_only(label: str) -> None:
    told = ask(CHECK, layer(toggle(label, seen_as=40.0), language="fr"))
    assert told.outcome is Outcome.PASSED
    assert told.findings == ()


@pytest.mark.parametrize("label", ["No", "Off", "Disabled", "Analytics disabled"])
def test_passed_when_the_label_tells_the_state(label: str) -> None:
    told = ask(CHECK, layer(toggle(label, seen_as=40.0)))
    assert told.outcome is Outcome.PASSED
    assert told.findings == ()


@pytest.mark.parametrize("label", ["", "   ", "\u202eDo not allow analytics", "\x00" * 50, "no " * 5000, "<b>" * 500])
def test_passed_with_an_empty_or_hostile_label(label: str) -> None:
    told = ask(CHECK, layer(toggle(label, seen_as=40.0)))
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)


def test_passed_when_a_radio_button_refuses() -> None:
    told = ask(CHECK, layer(toggle("Do not allow analytics", radio=True, seen_as=40.0)))
    assert told.outcome is Outcome.PASSED
    assert told.findings == ()


def test_passed_whatever_a_locked_switch_looks_like() -> None:
    told = ask(CHECK, layer(toggle("Do not allow analytics", locked=True, seen_as=0.0), toggle(seen_as=40.0)))
    assert told.outcome is Outcome.PASSED
    assert told.findings == ()


@pytest.mark.parametrize("label", ["Analytics", "", "Do not measure"])
def test_cant_tell_when_no_switch_was_pictured(label: str) -> None:
    told = ask(CHECK, layer(toggle(label)))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert "No switch could be switched" in told.summary


def test_cant_tell_in_a_language_without_a_word_list() -> None:
    told = ask(CHECK, layer(toggle("Do not allow analytics"), language="xx"))
    assert told.outcome is Outcome.CANT_TELL
    assert told.findings == ()


def test_inapplicable_when_everything_is_locked() -> None:
    told = ask(CHECK, layer(toggle("Necessary", on=True, locked=True, seen_as=0.0)))
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)


def test_inapplicable_without_settings() -> None:
    told = ask(CHECK, no_layer())
    assert told.outcome is Outcome.INAPPLICABLE
    assert "nothing that can be switched" in told.summary
