import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.measure.lexicon.texts import MAX_TEXT
from checks.vague_purpose import CHECK
from tests.evidence.builders import control, layer, no_layer, toggle
from tests.evidence.check_builders import ask, examined

VAGUE = "We use cookies to improve your experience. "


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", VAGUE),
        ("de", "Wir verwenden Cookies, um Ihnen ein optimales Nutzungserlebnis zu bieten."),
        ("fr", "Nous utilisons des cookies pour améliorer votre expérience."),
    ],
)
def test_failed_when_every_purpose_is_vague(language: str, text: str) -> None:
    told = ask(CHECK, layer(text=text, language=language))
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.LIKELY
    assert told.findings[0].evidence == ("no-action/first-layer",)
    assert told.evidence == examined(CHECK)


def test_failed_quotes_each_vague_phrase_once() -> None:
    told = ask(CHECK, layer(text=VAGUE * 2))
    assert [f.summary for f in told.findings] == ['"improve your experience"']


def test_failed_when_the_only_switch_is_locked() -> None:
    told = ask(CHECK, layer(control(), toggle("Necessary", on=True, locked=True), text=VAGUE))
    assert told.outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("We use cookies for advertising.", "advertising"),
        (VAGUE + "We make statistics as well.", "measurement"),
        (VAGUE + "We show personalised content.", "personalisation"),
        (VAGUE + "Statistics, social media", "social"),
    ],
)
def test_passed_when_one_purpose_is_specific(text: str, purpose: str) -> None:
    told = ask(CHECK, layer(text=text))
    assert told.outcome is Outcome.PASSED
    assert told.confidence is Confidence.LIKELY
    assert purpose in told.summary
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_the_search_for_a_banner_broke_off() -> None:
    told = ask(CHECK, layer(present=None))
    assert told.outcome is Outcome.CANT_TELL
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("language", [None, "xx"])
def test_cant_tell_without_a_word_list_for_the_language(language: str | None) -> None:
    told = ask(CHECK, layer(text=VAGUE, language=language))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert "no word list" in told.summary


def test_cant_tell_when_the_text_was_cut() -> None:
    whole = VAGUE.ljust(MAX_TEXT - 1, "a")
    assert ask(CHECK, layer(text=whole)).outcome is Outcome.FAILED
    told = ask(CHECK, layer(text=whole + "a"))
    assert told.outcome is Outcome.CANT_TELL
    assert "cut" in told.summary


def test_cant_tell_when_another_language_names_a_purpose() -> None:
    told = ask(CHECK, layer(text=VAGUE + "Werbung"))
    assert told.outcome is Outcome.CANT_TELL
    assert "another language" in told.summary


def test_cant_tell_when_a_switch_may_name_a_purpose() -> None:
    told = ask(CHECK, layer(control(), toggle("Comfort" + "x" * 200), text=VAGUE))
    assert told.outcome is Outcome.CANT_TELL
    assert "Comfort" in told.summary
    assert "x" * 120 not in told.summary


def test_inapplicable_when_no_purpose_is_given() -> None:
    told = ask(CHECK, layer(text="We use cookies."))
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)


def test_inapplicable_without_a_banner() -> None:
    assert ask(CHECK, no_layer()).outcome is Outcome.INAPPLICABLE


def test_inapplicable_with_switches_but_no_vague_words() -> None:
    told = ask(CHECK, layer(control(), toggle("Comfort"), text="We use cookies."))
    assert told.outcome is Outcome.INAPPLICABLE
