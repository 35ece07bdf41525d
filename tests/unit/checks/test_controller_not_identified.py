import pytest

from auditor.domain.checks import CheckResult, Confidence, Outcome
from auditor.domain.choices import PolicyPage
from auditor.domain.controls import Layer, Role
from checks.controller_not_identified import CHECK
from tests.evidence.builders import control, environment, layer, no_layer, policy_page
from tests.evidence.check_builders import ask, examined

NOBODY = "We use cookies to count visits and to show advertising."
HOME = "https://www.harbour-tales.example/"


def told_by(
    text: str | PolicyPage = NOBODY, first: Layer | None = None, second: Layer | None = None, url: str = HOME
) -> CheckResult:
    """What the check says of a page behind the link, of layers that name nobody unless given, and of a site."""
    page = text if isinstance(text, PolicyPage) else policy_page(text)
    return ask(CHECK, first or layer(), page, environment(final_url=url), second or layer())


def test_failed_when_nobody_is_named() -> None:
    told = told_by()
    assert (told.outcome, told.confidence) == (Outcome.FAILED, Confidence.LIKELY)
    assert "https://www.shop.example/privacy" in told.findings[0].summary
    assert told.findings[0].evidence == ("no-action/policy-page", "open-second-layer/second-layer")
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(
    "text",
    [
        "The company acts as a shop.",
        "One thing AS such, in red AG letters.",
        "We use cookies as we like. Our shop sro, too.",
        "Access is limited.",
    ],
)
def test_failed_when_words_only_look_like_a_legal_form(text: str) -> None:
    assert told_by(text).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "name",
    [
        "Fisch GmbH",
        "Deutsche Fisch AG",
        "fisch.de GmbH",
        "Vis B.V.",
        "Vis BV",
        "Stichting Vis",
        "Poisson SAS",
        "Pesce S.p.A.",
        "Pez S.L.",
        "Fish & Sons Ltd",
        "Fisk AB",
        "Kala Oy",
        "Fisk A/S",
        "Ryba sp. z o.o.",
        "Ryba, a.s.",
        "Riba d.o.o.",
        "Риба ЕООД",
        "ООО «Рыба»",
        "Fish, Inc.",
    ],
)
def test_passed_when_an_organisation_is_named(name: str) -> None:
    told = told_by(f"This shop of ours belongs to {name}, at the harbour.")
    assert (told.outcome, told.confidence) == (Outcome.PASSED, Confidence.LIKELY)
    assert "organisation" in told.summary


@pytest.mark.parametrize(
    ("url", "text"),
    [
        (HOME, "At Harbour Tales we use cookies."),
        (HOME, "Write to info@harbourtales.example."),
        ("https://www.fish.example/", "At Fish we use cookies."),
        ("https://abcdef.example/", "The abc def uses cookies."),
        ("https://hm.example/", "HM uses cookies."),
    ],
    ids=["with a space", "in an address", "as a word", "six letters", "two letters"],
)
def test_passed_when_the_site_names_itself(url: str, text: str) -> None:
    told = told_by(text, url=url)
    assert (told.outcome, told.confidence) == (Outcome.PASSED, Confidence.LIKELY)
    assert "own name" in told.summary


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("https://abcde.example/", "The abc de uses cookies."),
        ("https://fish.example/", "Fishing for cookies."),
        ("https://h.example/", "Plan H uses cookies."),
        ("http://127.0.0.1:8000/", "Line 127 uses cookies."),
    ],
    ids=["five letters", "inside a short word", "one letter", "a number"],
)
def test_failed_when_words_only_look_like_the_sites_name(url: str, text: str) -> None:
    assert told_by(text, url=url).outcome is Outcome.FAILED


NAMED = layer(text="We, the Fisch GmbH, use cookies.")


@pytest.mark.parametrize(("first", "second"), [(NAMED, layer()), (layer(), NAMED)], ids=["first", "second"])
def test_passed_when_a_layer_names_the_organisation(first: Layer, second: Layer) -> None:
    assert told_by(policy_page(""), first, second).outcome is Outcome.PASSED


def test_passed_when_a_service_is_named_besides() -> None:
    told = told_by("Google Ireland Limited serves ads. The shop is run by Fisch GmbH.")
    assert (told.outcome, "Fisch GmbH" in told.summary) == (Outcome.PASSED, True)


def test_cant_tell_when_only_a_service_is_named() -> None:
    told = told_by("We use Google Ireland Limited.")
    assert (told.outcome, "Google Ireland Limited" in told.summary) == (Outcome.CANT_TELL, True)


def test_cant_tell_when_the_page_could_not_be_read() -> None:
    assert told_by(policy_page("", status=403)).outcome is Outcome.CANT_TELL


def test_cant_tell_when_a_controller_is_spoken_of() -> None:
    assert told_by("The controller is Jane Doe.").outcome is Outcome.CANT_TELL


def test_cant_tell_when_the_banner_links_to_an_imprint() -> None:
    first = layer(control(), control(Role.POLICY, "Impressum"))
    assert told_by(first=first).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize("language", ["el", "sw", None])
def test_cant_tell_in_a_language_without_words_for_the_controller(language: str | None) -> None:
    assert told_by(policy_page("Cookies", language=language)).outcome is Outcome.CANT_TELL


def test_cant_tell_when_the_search_for_a_banner_broke_off() -> None:
    assert told_by(first=layer(present=None)).outcome is Outcome.CANT_TELL


def test_inapplicable_without_a_banner() -> None:
    assert told_by(first=no_layer()).outcome is Outcome.INAPPLICABLE
