"""What texts speak of."""

import tomllib
from pathlib import Path

import pytest

from auditor.measure.lexicon.languages import language_of
from auditor.measure.lexicon.texts import consent_words, mentions, says

TEXTS = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))["texts"]
    for path in sorted((Path(__file__).parent / "labels").glob("*.toml"))
}


@pytest.mark.parametrize("language", TEXTS)
def test_every_text_speaks_of_what_the_list_says(language: str) -> None:
    wrong = [
        (concept, text)
        for concept, texts in TEXTS[language].items()
        for text in texts
        if concept != "banner" and not mentions(text, concept, language)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", TEXTS)
def test_a_banner_speaks_of_consent_and_its_language_is_told(language: str) -> None:
    for text in TEXTS[language]["banner"]:
        assert consent_words(text) >= 2
        assert language_of(text, language) == language


def test_consent_words_are_weighed_and_capped() -> None:
    assert consent_words("Welcome to our shop for shoes") == 0
    assert consent_words("We use cookies") == 2
    assert consent_words("We use cookies and respect your privacy") == 3
    everything = "cookies consent tracking trackers gdpr privacy personal data partners visits preferences"
    assert consent_words(everything) == 7


def test_a_mention_tells_the_words_and_the_language() -> None:
    [told] = mentions("Our partners may rely on their Legitimate Interest.", "interest", "en")
    assert (told.words, told.language) == ("legitimate interest", "en")


def test_without_a_known_language_every_list_is_asked() -> None:
    assert mentions("gerechtvaardigd belang", "interest", "tlh")
    assert not mentions("gerechtvaardigd belang", "interest", "en")


@pytest.mark.parametrize(
    ("concept", "text", "said"),
    [
        ("off", "Off", True),
        ("on", "Active", True),
        ("all", "Every purpose", True),
        ("locked", "Altijd actief", True),
        ("avoid", "Log out", True),
        ("off", "Marketing", False),
        ("off", "", False),
        ("off", "off " * 500, False),
        ("no such list", "Off", False),
    ],
)
def test_lists_speak_in_every_language(concept: str, text: str, *, said: bool) -> None:
    assert says(concept, text) is said
