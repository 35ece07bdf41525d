import pytest

from auditor.domain.checks import CheckResult, Confidence, Outcome
from auditor.domain.choices import Settings
from auditor.domain.controls import Layer, Role
from auditor.measure.lexicon.texts import MAX_TEXT
from checks.withdrawal_not_announced import CHECK
from tests.evidence.builders import control, layer, no_layer, settings, settings_part, toggle
from tests.evidence.check_builders import ask, examined

SILENT = "We use cookies for advertising. "
SAYING = "You can change your mind at any time."


def second(text: str = "Choose what you allow.", **fields: object) -> Layer:
    """The settings, with one switch."""
    return layer(control(Role.SAVE), toggle(), **({"text": text} | fields))


def told_of(first: Layer | None = None, opened: Layer | None = None, further: Settings | None = None) -> CheckResult:
    """What the check says of two layers, which are silent unless given, and of what is behind them."""
    return ask(CHECK, first or layer(text=SILENT), opened or second(), further or settings())


def test_failed_when_neither_layer_speaks_of_withdrawing() -> None:
    told = told_of()
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.LIKELY
    assert [f.evidence for f in told.findings] == [("no-action/first-layer",), ("open-second-layer/second-layer",)]
    assert SILENT in told.findings[0].summary
    assert "Choose what you allow." in told.findings[1].summary
    assert told.evidence == examined(CHECK)


def test_failed_when_every_part_was_read_and_is_silent() -> None:
    tab = control(Role.OTHER, "Partners", semantic="tab")
    told = told_of(opened=layer(tab, text="Choose."), further=settings(settings_part("Partners")))
    assert told.outcome is Outcome.FAILED


def test_failed_quotes_no_more_than_a_few_words() -> None:
    told = told_of(layer(text=SILENT * 50))
    assert told.outcome is Outcome.FAILED
    assert max(len(f.summary) for f in told.findings) < 160


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", SAYING),
        ("de", "Sie können Ihre Einwilligung jederzeit widerrufen."),
        ("nl", "U kunt uw toestemming later intrekken."),
        ("fr", "Vous pouvez retirer votre consentement à tout moment."),
    ],
)
def test_passed_when_the_first_layer_says_it(language: str, text: str) -> None:
    told = told_of(layer(text=text, language=language))
    assert told.outcome is Outcome.PASSED
    assert told.confidence is Confidence.LIKELY
    assert told.summary.startswith("The first layer")
    assert told.evidence == examined(CHECK)


def test_passed_when_the_settings_say_it() -> None:
    told = told_of(opened=second(SAYING))
    assert told.outcome is Outcome.PASSED
    assert told.summary.startswith("The settings")


@pytest.mark.parametrize(
    ("first", "opened"), [(layer(present=None), None), (None, layer(present=None)), (None, no_layer())]
)
def test_cant_tell_when_the_search_for_a_layer_broke_off(first: Layer | None, opened: Layer | None) -> None:
    told = told_of(first, opened)
    assert told.outcome is Outcome.CANT_TELL
    assert "broke off" in told.summary
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("language", [None, "xx"])
@pytest.mark.parametrize("text", ["Úsáidimid fianáin.", SAYING])
def test_cant_tell_without_a_word_list_for_the_language(language: str | None, text: str) -> None:
    told = told_of(opened=second(text, language=language))
    assert told.outcome is Outcome.CANT_TELL
    assert "no word list" in told.summary


def test_cant_tell_when_the_text_was_cut() -> None:
    whole = "a" * (MAX_TEXT - 1)
    assert told_of(opened=second(whole)).outcome is Outcome.FAILED
    told = told_of(opened=second(whole + "a"))
    assert told.outcome is Outcome.CANT_TELL
    assert "cut" in told.summary


def test_cant_tell_when_another_language_says_it() -> None:
    told = told_of(layer(text="Sie können jederzeit widerrufen.", language="en"))
    assert told.outcome is Outcome.CANT_TELL
    assert "another language" in told.summary


def test_cant_tell_when_only_a_further_part_says_it() -> None:
    told = told_of(further=settings(settings_part("About" + "t" * 200, text=SAYING)))
    assert told.outcome is Outcome.CANT_TELL
    assert "About" in told.summary
    assert "t" * 120 not in told.summary


TABBED = layer(control(Role.OTHER, "About", semantic="tab"), text=SILENT)


@pytest.mark.parametrize(("first", "opened"), [(TABBED, None), (None, TABBED)])
def test_cant_tell_when_a_tab_was_not_read(first: Layer | None, opened: Layer | None) -> None:
    told = told_of(first, opened)
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert "About" in told.summary


def test_cant_tell_when_not_every_part_was_opened() -> None:
    told = told_of(further=settings(complete=False))
    assert told.outcome is Outcome.CANT_TELL
    assert "Not every part" in told.summary


def test_inapplicable_without_a_banner() -> None:
    told = told_of(no_layer())
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)
