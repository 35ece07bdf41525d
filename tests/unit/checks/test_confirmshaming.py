import pytest

from auditor.domain.checks import Confidence, Outcome
from auditor.domain.controls import Control, Layer, Role
from checks.confirmshaming import CHECK
from tests.evidence.builders import control, layer, no_layer
from tests.evidence.check_builders import ask, examined

ACCEPT = control(Role.ACCEPT)
LONG = "No thanks, " + "I would rather go on without any of these offers " * 3


def refusing(words: str, role: Role = Role.REJECT, language: str | None = "en") -> Layer:
    """A layer that accepts plainly and refuses in these words."""
    return layer(ACCEPT, control(role, words), language=language)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("No, I prefer a worse experience", "en"),
        ("I'd rather miss out", "en"),
        ("No, I don't want the best experience", "en"),
        ("Nee, ik wil geen optimale ervaring", "nl"),
        ("No, I prefer a worse experience", None),
    ],
)
@pytest.mark.parametrize("role", [Role.REJECT, Role.UNKNOWN])
def test_failed_when_the_refusal_shames(words: str, language: str | None, role: Role) -> None:
    told = ask(CHECK, refusing(words, role, language), layer())
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.LIKELY
    assert [f.summary for f in told.findings] == [f'The refusal reads "{words}".']
    assert told.findings[0].evidence == ("no-action/first-layer",)
    assert told.evidence == examined(CHECK)


def test_failed_when_the_refusal_of_the_settings_shames() -> None:
    told = ask(CHECK, layer(), refusing("No, I prefer a worse experience"))
    assert told.outcome is Outcome.FAILED
    assert told.findings[0].evidence == ("open-second-layer/second-layer",)


def test_failed_when_only_the_accessible_name_shames() -> None:
    told = ask(CHECK, layer(control(Role.REJECT, "", accessible_name="I'd rather miss out")), layer())
    assert told.outcome is Outcome.FAILED


def test_passed_when_every_refusal_is_plain() -> None:
    told = ask(CHECK, refusing("Reject all"), refusing("Only necessary", Role.NECESSARY))
    assert told.outcome is Outcome.PASSED
    assert told.confidence is Confidence.LIKELY
    assert told.summary == 'No refusal is worded to shame: "Reject all", "Only necessary".'
    assert told.evidence == examined(CHECK)


def test_passed_names_a_refusal_that_stands_on_both_layers_once() -> None:
    assert ask(CHECK, layer(), layer()).summary == 'No refusal is worded to shame: "Reject all".'


@pytest.mark.parametrize(
    "other",
    [
        control(Role.UNKNOWN, "Wetin be dis"),
        control(Role.ACCEPT, "Accept for a better experience, not irrelevant ads"),
    ],
    ids=["unknown", "accept"],
)
def test_passed_when_strange_words_stand_beside_a_plain_refusal(other: Control) -> None:
    assert ask(CHECK, layer(ACCEPT, control(Role.REJECT), other), layer()).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("I don't want personalised ads", "en"),
        ("Refuser l'expérience personnalisée", "fr"),
        ("Accepter pour une expérience optimale", "fr"),
        ("Find out more about irrelevant ads", "en"),
    ],
    ids=["names personalisation", "refuses personalisation", "accepts", "leads to details"],
)
def test_cant_tell_when_the_words_may_describe(words: str, language: str) -> None:
    told = ask(CHECK, refusing(words, language=language), layer())
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert [f.summary for f in told.findings] == [f'The refusal reads "{words}".']
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize("role", [Role.REJECT, Role.UNKNOWN])
def test_cant_tell_when_no_rule_reads_the_refusal(role: Role) -> None:
    told = ask(CHECK, refusing(LONG, role), layer())
    assert told.outcome is Outcome.CANT_TELL
    assert f'"{LONG[:120]}"' in told.summary


def test_cant_tell_when_there_is_no_word_list_for_the_language() -> None:
    assert ask(CHECK, refusing("Kataa", language="sw"), layer()).outcome is Outcome.CANT_TELL


def test_cant_tell_when_the_search_for_a_banner_broke_off() -> None:
    assert ask(CHECK, layer(present=None), layer()).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize(
    "first",
    [
        no_layer(),
        layer(ACCEPT),
        layer(control(Role.UNKNOWN, "Kataa")),
        layer(ACCEPT, control(Role.UNKNOWN, "")),
        layer(ACCEPT, control(Role.UNKNOWN, "Kataa", semantic="link")),
    ],
    ids=["no banner", "acceptance alone", "nothing accepts", "button without words", "link"],
)
def test_inapplicable_when_nothing_refuses(first: Layer) -> None:
    told = ask(CHECK, first, layer(control(Role.SAVE)))
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)
