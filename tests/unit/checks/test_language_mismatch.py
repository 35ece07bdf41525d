import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.controls import Layer
from checks.language_mismatch import CHECK
from tests.evidence.builders import environment, layer, no_layer
from tests.evidence.check_builders import ask, examined

WORDS = "Wir verwenden Cookies, um unsere Website für Sie zu verbessern und zu messen."


def speaking(language: str | None, page: str | None, text: str = WORDS, *, certain: bool = True) -> Layer:
    """A banner in one language on a page in another."""
    return layer(text=text, language=language, page_language=page, language_certain=certain)


@pytest.mark.parametrize("locale", ["nl-NL", "en-GB", "sw", ""])
def test_failed_when_banner_and_page_speak_two_languages(locale: str) -> None:
    told = ask(CHECK, speaking("de", "en"), environment(locale=locale))
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.LIKELY
    assert told.summary == "The banner speaks de, the page en."
    assert [f.summary for f in told.findings] == [f'{told.summary} The banner begins: "{WORDS}".']
    assert told.findings[0].evidence == ("no-action/first-layer",)
    assert told.evidence == examined(CHECK)


def test_failed_at_the_least_text_and_quotes_no_more_than_a_line() -> None:
    assert ask(CHECK, speaking("de", "en", "x" * 60), environment()).outcome is Outcome.FAILED
    [finding] = ask(CHECK, speaking("de", "en", "x" * 121), environment()).findings
    assert finding.summary.endswith(f'"{"x" * 120}".')


def test_passed_when_both_speak_one_language() -> None:
    told = ask(CHECK, speaking("de", "de"), environment())
    assert told.outcome is Outcome.PASSED
    assert told.confidence is Confidence.LIKELY
    assert told.summary == "Banner and page speak one language: de."
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("page", ["de", "en"])
def test_cant_tell_below_the_least_text(page: str) -> None:
    told = ask(CHECK, speaking("de", page, "x" * 59), environment())
    assert (told.outcome, "60 characters" in told.summary) == (Outcome.CANT_TELL, True)


@pytest.mark.parametrize(
    "told",
    [speaking("de", "en", certain=False), speaking(None, "en"), speaking("de", None)],
    ids=["not certain", "banner's not told", "page's not told"],
)
def test_cant_tell_when_a_language_is_not_certain(told: Layer) -> None:
    answer = ask(CHECK, told, environment())
    assert (answer.outcome, "not certain" in answer.summary) == (Outcome.CANT_TELL, True)


@pytest.mark.parametrize(("banner", "page"), [("no", "da"), ("da", "no"), ("hr", "sr"), ("ca", "es")])
def test_cant_tell_when_the_languages_are_alike(banner: str, page: str) -> None:
    told = ask(CHECK, speaking(banner, page), environment())
    assert told.outcome is Outcome.CANT_TELL
    assert "taken for each other" in told.summary
    assert len(told.findings) == 1


@pytest.mark.parametrize(
    ("banner", "locale"), [("en", "en-GB"), ("en", "en"), ("no", "nb-NO"), ("sw", "sw-KE"), ("sw", "SW")]
)
def test_cant_tell_when_the_banner_speaks_the_language_of_the_browser(banner: str, locale: str) -> None:
    told = ask(CHECK, speaking(banner, "fr"), environment(locale=locale))
    assert told.outcome is Outcome.CANT_TELL
    assert f"The browser asked for {locale}" in told.summary
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_the_search_for_a_banner_broke_off() -> None:
    assert ask(CHECK, layer(present=None), environment()).outcome is Outcome.CANT_TELL


def test_inapplicable_without_a_banner() -> None:
    told = ask(CHECK, no_layer(), environment())
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)
