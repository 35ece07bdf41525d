import pytest

from auditor.domain.checks import CheckResult, Confidence, Outcome
from auditor.domain.choices import Choice
from auditor.domain.controls import Layer, Role
from auditor.domain.facts import Item, Items
from auditor.domain.journeys import Journey, StepName
from auditor.measure.lexicon.texts import MAX_TEXT
from checks.purpose_missing_first_layer import CHECK
from tests.evidence.builders import choice, control, item, items, layer, no_layer
from tests.evidence.check_builders import ask, examined, exempt, known

SILENT = "We use cookies. Accept all Reject all"
VAGUE = "We use cookies to improve your experience. Accept all Reject all"
TRACKER = known(Journey.ACCEPT_ALL, StepName.ACCEPT)


def told_of(shown: Layer, *brought: Item, made: Choice | None = None, found: Items | None = None) -> CheckResult:
    """What the check says of a banner and of what accepting it brought."""
    return ask(CHECK, shown, made or choice(), found or items(*brought))


@pytest.mark.parametrize("text", [SILENT, VAGUE], ids=["nothing named", "only vague words"])
def test_failed_when_a_tracker_comes_and_no_purpose_is_named(text: str) -> None:
    told = told_of(layer(text=text), TRACKER)
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.LIKELY
    assert [f.summary for f in told.findings] == ["cookie _ga, for analytics"]
    assert told.findings[0].evidence == ("no-action/first-layer", "accept-all/snapshots")
    assert "1 item needing consent" in told.summary
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("step", [StepName.ACCEPT, StepName.SECOND_INNER_PAGE])
def test_failed_by_the_owner_alone_whenever_it_comes_after_accepting(step: StepName) -> None:
    told = told_of(layer(text=SILENT), known(Journey.ACCEPT_ALL, step, purpose=None))
    assert [f.summary for f in told.findings] == ["cookie _ga, for Google Analytics"]


def test_failed_quotes_no_more_than_a_few_words_of_the_banner() -> None:
    told = told_of(layer(text="We use cookies. " * 50), TRACKER)
    assert told.outcome is Outcome.FAILED
    assert len(told.summary) < 250


@pytest.mark.parametrize(
    ("language", "text", "purpose"),
    [
        ("en", "We use cookies for advertising.", "advertising"),
        ("en", "We would like to count visits with cookies.", "measurement"),
        ("de", "Wir verwenden Cookies für personalisierte Inhalte.", "personalisation"),
        ("fr", "Cookies pour le partage sur les réseaux sociaux.", "social"),
    ],
)
def test_passed_when_a_purpose_is_named(language: str, text: str, purpose: str) -> None:
    told = told_of(layer(text=text, language=language), TRACKER)
    assert told.outcome is Outcome.PASSED
    assert told.confidence is Confidence.LIKELY
    assert purpose in told.summary
    assert told.evidence == examined(CHECK)


def test_passed_whatever_accepting_brings_when_a_purpose_is_named() -> None:
    assert told_of(layer(text="Cookies for advertising.")).outcome is Outcome.PASSED


def test_cant_tell_when_the_search_for_a_banner_broke_off() -> None:
    told = told_of(layer(present=None), TRACKER)
    assert told.outcome is Outcome.CANT_TELL
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("language", [None, "xx"])
@pytest.mark.parametrize("text", ["Úsáidimid fianáin.", "Cookies for advertising."])
def test_cant_tell_without_a_word_list_for_the_language(language: str | None, text: str) -> None:
    told = told_of(layer(text=text, language=language), TRACKER)
    assert told.outcome is Outcome.CANT_TELL
    assert "no word list" in told.summary


def test_cant_tell_when_the_text_was_cut() -> None:
    whole = "a" * (MAX_TEXT - 1)
    assert told_of(layer(text=whole), TRACKER).outcome is Outcome.FAILED
    told = told_of(layer(text=whole + "a"), TRACKER)
    assert told.outcome is Outcome.CANT_TELL
    assert "cut" in told.summary


def test_cant_tell_when_another_language_names_a_purpose() -> None:
    told = told_of(layer(text="Wir verwenden Cookies für Werbung.", language="en"), TRACKER)
    assert told.outcome is Outcome.CANT_TELL
    assert "another language" in told.summary


def test_cant_tell_when_only_items_of_unknown_purpose_came() -> None:
    told = told_of(layer(text=SILENT), item("n" * 200))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert "n" * 120 in told.summary
    assert "n" * 121 not in told.summary


def test_cant_tell_when_accepting_showed_no_effect() -> None:
    told = told_of(layer(text=SILENT), made=choice(banner_gone=False, record_changed=None))
    assert told.outcome is Outcome.CANT_TELL
    assert "no effect" in told.summary


@pytest.mark.parametrize("seen", ["banner_gone", "record_changed"])
def test_inapplicable_when_accepting_had_one_effect_and_brought_nothing(seen: str) -> None:
    made = choice(**({"banner_gone": False, "record_changed": False} | {seen: True}))
    assert told_of(layer(text=SILENT), made=made).outcome is Outcome.INAPPLICABLE


def test_cant_tell_without_an_untouched_visit_to_compare_with() -> None:
    told = told_of(layer(text=SILENT), found=items(compared=False))
    assert told.outcome is Outcome.CANT_TELL
    assert "compare" in told.summary


def test_inapplicable_without_a_banner() -> None:
    told = told_of(no_layer(), TRACKER)
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)


def test_inapplicable_when_nothing_accepts() -> None:
    assert told_of(layer(control(Role.CLOSE), text=SILENT), TRACKER).outcome is Outcome.INAPPLICABLE


@pytest.mark.parametrize(
    "brought",
    [
        exempt(Journey.ACCEPT_ALL, StepName.ACCEPT),
        known(Journey.ACCEPT_ALL, StepName.LOAD),
        known(Journey.REJECT_ALL, StepName.REJECT),
    ],
    ids=["exempt", "before accepting", "in another visit"],
)
def test_inapplicable_when_accepting_brings_nothing_that_needs_consent(brought: Item) -> None:
    assert told_of(layer(text=SILENT), brought).outcome is Outcome.INAPPLICABLE
