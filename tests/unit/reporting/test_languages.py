"""Texts in the reader's language, and catalogues that are whole."""

import re
from datetime import date

import pytest

from auditor.domain.checks import Severity
from auditor.domain.errors import UnknownName
from auditor.domain.sources import Day, cited
from auditor.domain.wording import joined, say, say_many
from auditor.reporting.languages import ENGLISH, catalogues, language, languages, preferred
from checks.catalogue import CATALOGUE
from tests.translations.gather import gathered

RELEASE = (0, 3, 0)  # of the catalogues: checks that came later stay English until the next one
LATER = {check.id for check in CATALOGUE if tuple(map(int, check.since.split("."))) > RELEASE}
PLACEHOLDER = re.compile(r"\{[^{}]*\}|%\(\w+\)s")
OTHERS = [tag for tag in languages() if tag != ENGLISH]
others = pytest.mark.parametrize("tag", OTHERS)


def test_there_are_four_languages_and_english_is_the_first() -> None:
    assert languages()[0] == ENGLISH
    assert set(languages()) >= {"en", "nl", "fr", "de"}


def test_english_says_a_text_as_it_is() -> None:
    text = say("{n:.1f} px, {what}", n=2.5, what=joined(["a", "b"]))
    assert language("en").tell(text) == text == "2.5 px, a, b"


def test_a_text_is_filled_in_with_texts_of_the_same_language() -> None:
    german = language("de")
    assert german.tell(Severity.CRITICAL) == german.gettext("critical") != "critical"
    assert german.tell(say("{value:.2f} px", value=1.5)) == "1,50 px"
    assert str(german.tell(cited("cnil-orange")[0].label)).count("14. November 2024") == 1
    assert german.tell(Day.of(date(2026, 2, 1))) == "1. Februar 2026"


def test_a_number_decides_in_each_language_which_form_is_said() -> None:
    one, many = (
        "{n} page lost most of its text after the withdrawal.",
        "{n} pages lost most of their text after the withdrawal.",
    )
    for tag in OTHERS:
        spoken = language(tag)
        assert spoken.tell(say_many(one, many, 1)) != spoken.tell(say_many(one, many, 2))
        assert "2" in str(spoken.tell(say_many(one, many, 2)))


def test_words_of_a_page_stay_as_they_are() -> None:
    assert language("de").tell("critical") == "critical"
    assert "{what}" in str(language("nl").tell(say('"{label}"', label="{what} accept")))


def test_a_variant_is_its_language_and_an_unknown_one_is_refused() -> None:
    assert language("de-AT").tag == "de"
    assert preferred(["xx", "FR-be", "nl"]) == "fr"
    assert preferred([]) == ENGLISH
    with pytest.raises(UnknownName):
        language("tlh")


@others
def test_every_message_of_the_code_is_translated(tag: str) -> None:
    known = dict(catalogues(tag))
    untold = []
    for name, messages in gathered().items():
        for message, place in messages.items():
            if any(check in place or check.replace("-", "_") in place for check in LATER):
                continue
            found = known[name].get(message)
            told = (found.string if isinstance(found.string, tuple) else (found.string,)) if found else ("",)
            if not all(told) or (found and found.fuzzy):
                untold.append(message)
    assert untold == []


@others
def test_a_translation_keeps_the_places_for_values(tag: str) -> None:
    wrong = []
    for _, catalogue in catalogues(tag):
        for message in catalogue:
            if not message.id:
                continue
            sources = message.id if isinstance(message.id, tuple) else (message.id,)
            told = message.string if isinstance(message.string, tuple) else (message.string,)
            for source, translation in zip(sources, told, strict=True):
                wanted, found = (
                    sorted(set(PLACEHOLDER.findall(t)) - {"{n}", "%(num)s"}) for t in (source, translation)
                )
                if wanted != found:
                    wrong.append((source, translation))
    assert wrong == []
