"""Which languages there are, and which one a text is in."""

from importlib.resources import files

import pytest

from auditor.measure.lexicon import languages as module
from auditor.measure.lexicon.languages import known_language, language_of, lexicons, read_lexicon, tell_language

REQUIRED_FROM = "nl"  # the list that all others follow


def test_every_language_has_the_same_lists() -> None:
    def concepts(language: str) -> set[str]:
        found = lexicons()[language]
        return {e.concept for e in (*found.button, *found.text)}

    wanted = concepts(REQUIRED_FROM)
    optional = {
        "shaming",
        "threat",
        "closing_accepts",
        "closing_refuses",
        "continued_use",
        "feature",
        "vague",
        "interest",
    }
    assert {language: wanted - concepts(language) - optional for language in lexicons()} == {
        language: set() for language in lexicons()
    }


def test_tags_belong_to_one_language_each() -> None:
    tags = [tag for lexicon in lexicons().values() for tag in lexicon.tags]
    assert len(tags) == len(set(tags))


def test_the_notation_is_explained_beside_the_lists() -> None:
    folder = files("auditor.measure").joinpath("data/lexicon")
    told = folder.joinpath("README.md").read_text(encoding="utf-8")
    dutch = lexicons()["nl"]
    assert [c for c in {e.concept for e in (*dutch.button, *dutch.text)} if f"`{c}`" not in told] == []


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("nl", "nl"),
        ("nl-BE", "nl"),
        ("NL_be", "nl"),
        ("nb-NO", "no"),
        ("nn", "no"),
        ("dk", "da"),
        ("tlh", None),
        ("", None),
        (None, None),
        ("not a tag", None),
    ],
)
def test_tags_are_led_back_to_the_lists(tag: str | None, language: str | None) -> None:
    assert known_language(tag) == language


def test_a_list_that_cannot_be_read_says_where() -> None:
    with pytest.raises(ValueError, match="xx, accept"):
        read_lexicon('language = "xx"\nname = "X"\n[button]\naccept = ["?"]')


@pytest.mark.parametrize(("hint", "told"), [("de-AT", "de"), (None, None), ("x", None), ("tlh", "tlh")])
def test_the_pages_claim_decides_for_a_text_that_is_too_short(hint: str | None, told: str | None) -> None:
    assert language_of("OK", hint) == told


def test_the_pages_claim_decides_where_a_short_text_could_be_either() -> None:
    assert language_of("Cookies & privacy", "nl") == "nl"


def test_a_claim_that_the_text_plainly_contradicts_does_not_decide() -> None:
    assert language_of("Wij gebruiken cookies. Kies of u dat toestaat of weigert, ook later.", "ja") == "nl"


def test_the_words_bear_out_a_claim_without_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_identifier", lambda: pytest.fail("the model was loaded"))
    text = "We use cookies to measure visits and to personalise advertising. Accept all or manage your preferences."
    assert language_of(text, "en-GB") == "en"


def test_a_language_is_told_with_its_certainty() -> None:
    told = tell_language("Wij gebruiken cookies om het gebruik van onze website te meten en te verbeteren.")
    assert told.language == "nl"
    assert told.certainty > 0.9
    assert tell_language("OK") == module.Told(None, 0.0)
