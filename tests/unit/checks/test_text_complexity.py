import pytest

from auditor.domain.checks import Confidence, Outcome
from checks.text_complexity import CHECK
from tests.evidence.builders import layer, no_layer
from tests.evidence.check_builders import ask, examined

TEN = "We count the visits to this shop with a cookie. "  # ten words


def test_failed_with_more_than_250_words() -> None:
    told = ask(CHECK, layer(text=TEN * 25 + "Really"))
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.CONFIRMED
    assert "251 words, about 10 to a sentence" in told.summary
    assert [len(f.summary) < 150 for f in told.findings] == [True]
    assert told.findings[0].evidence == ("no-action/first-layer",)
    assert told.evidence == examined(CHECK)


def test_passed_with_250_words() -> None:
    told = ask(CHECK, layer(text=TEN * 25))
    assert told.outcome is Outcome.PASSED
    assert "250 words" in told.summary
    assert told.evidence == examined(CHECK)


def test_passed_whatever_stands_beside_the_words() -> None:
    told = ask(CHECK, layer(text=TEN * 25 + "13 × – 2026"))
    assert told.outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Cookies", "1 word, about 1 to a sentence."),
        ("We use cookies. Do you agree? Yes", "7 words, about 2 to a sentence."),
        ("See shop.example now!", "3 words, about 3 to a sentence."),
    ],
)
def test_passed_with_the_length_of_a_sentence(text: str, figures: str) -> None:
    assert ask(CHECK, layer(text=text)).summary == f"The first layer holds {figures}"


@pytest.mark.parametrize(
    ("language", "text", "score"),
    [
        # 10 words to a sentence, 12 syllables: 206.835 - 10.15 - 84.6 * 1.2
        ("en", TEN, "readability about 95 (Flesch)"),
        # 10 words to a sentence, 16 syllables: 180 - 10 - 58.5 * 1.6
        ("de", "Wir zählen die Besuche in diesem Laden mit einem Keks. ", "readability about 76 (Amstad)"),
    ],
)
def test_passed_with_a_score_from_a_hundred_words_on(language: str, text: str, score: str) -> None:
    assert score in ask(CHECK, layer(text=text * 10, language=language)).summary
    assert "readability" not in ask(CHECK, layer(text=text * 9 + "word " * 9, language=language)).summary


@pytest.mark.parametrize("language", ["fr", None])
def test_passed_without_a_score_where_there_is_no_formula(language: str | None) -> None:
    told = ask(CHECK, layer(text=TEN * 10, language=language))
    assert told.outcome is Outcome.PASSED
    assert "readability" not in told.summary


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("site", 1), ("simple", 2), ("the", 1), ("cookie's", 2), ("pfft", 1), ("analytics", 4)],
)
def test_passed_with_syllables_counted_by_vowels(word: str, syllables: int) -> None:
    score = 206.835 - 1.015 * 100 - 84.6 * syllables
    assert f"about {score:.0f} (Flesch)" in ask(CHECK, layer(text=f"{word} " * 100)).summary


def test_cant_tell_when_the_search_for_a_banner_broke_off() -> None:
    told = ask(CHECK, layer(present=None))
    assert told.outcome is Outcome.CANT_TELL
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("text", ["", "× 1 2 3"])
def test_cant_tell_without_words(text: str) -> None:
    told = ask(CHECK, layer(text=text))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW


def test_cant_tell_in_a_script_without_spaces() -> None:
    told = ask(CHECK, layer(text="当サイトではクッキーを使用しています。 同意する", language="ja"))
    assert told.outcome is Outcome.CANT_TELL
    assert "without spaces" in told.summary


def test_passed_when_as_many_letters_of_such_a_script_as_words_stand_there() -> None:
    assert ask(CHECK, layer(text="Language 中文")).outcome is Outcome.PASSED
    assert ask(CHECK, layer(text="中文字")).outcome is Outcome.CANT_TELL


def test_inapplicable_without_a_banner() -> None:
    told = ask(CHECK, no_layer())
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)
