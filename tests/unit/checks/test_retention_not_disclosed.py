import pytest

from auditor.domain.checks import CheckResult, Confidence, Outcome
from auditor.domain.choices import PolicyPage, Settings
from auditor.domain.controls import Control, Layer, Role
from checks.retention_not_disclosed import CHECK
from tests.evidence.builders import control, layer, no_layer, policy_page, settings, settings_part, toggle
from tests.evidence.check_builders import ask, examined

SILENT = policy_page("We are Shop Ltd. We use cookies for statistics.")


def told_by(
    second: Layer | None = None, parts: Settings | None = None, page: PolicyPage = SILENT, first: Layer | None = None
) -> CheckResult:
    """What the check says; whatever is not given says nothing of a duration."""
    return ask(CHECK, first or layer(), page, second or layer(), parts or settings())


def test_failed_when_no_text_gives_a_period() -> None:
    told = told_by(layer(control(Role.SAVE), control(Role.POLICY, "Our policy", href="/privacy")))
    assert (told.outcome, told.confidence) == (Outcome.FAILED, Confidence.LIKELY)
    assert [f.summary for f in told.findings] == [
        "No word for a duration in the settings.",
        "No word for a duration in the page behind the link.",
    ]
    assert told.findings[0].evidence == ("open-second-layer/second-layer", "no-action/policy-page")
    assert told.evidence == examined(CHECK)


def test_failed_when_all_parts_were_opened() -> None:
    second = layer(control(Role.OTHER, "Partners"))
    assert told_by(second, settings(settings_part("Partners", text="x" * 3999))).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("second", "parts", "page"),
    [
        (layer(text="Cookies are kept for 6 months."), settings(), SILENT),
        (layer(toggle("Statistics", about="_ga, 2 years")), settings(), SILENT),
        (layer(), settings(settings_part(text="Storage: 30-days")), SILENT),
        (layer(), settings(complete=False), policy_page("Cookies are kept for 13 to 25 months.")),
        (layer(), settings(), policy_page("Wir speichern Cookies für 13 Monate.", language="de")),
        (layer(), settings(), policy_page("word " * 5000 + "Cookies last 1 year.")),
    ],
    ids=["settings", "option", "part", "range", "German", "far down"],
)
def test_passed_when_a_text_gives_a_period(second: Layer, parts: Settings, page: PolicyPage) -> None:
    told = told_by(second, parts, page)
    assert (told.outcome, told.confidence) == (Outcome.PASSED, Confidence.LIKELY)


@pytest.mark.parametrize("text", ["This is a session cookie.", "Cookies are kept for two years."])
def test_cant_tell_when_a_duration_is_mentioned_without_a_figure(text: str) -> None:
    told = told_by(page=policy_page(text))
    assert told.outcome is Outcome.CANT_TELL
    assert "the page behind the link" in told.summary


@pytest.mark.parametrize(
    ("second", "parts"),
    [
        (layer(control(Role.UNKNOWN, "Show cookies")), settings()),
        (layer(control(Role.POLICY, "Cookie list", href="#list")), settings()),
        (layer(), settings(complete=False)),
        (layer(), settings(settings_part(text="x" * 4000))),
    ],
    ids=["closed", "closed link", "incomplete", "cut"],
)
def test_cant_tell_when_the_settings_were_not_read_in_full(second: Layer, parts: Settings) -> None:
    told = told_by(second, parts)
    assert told.outcome is Outcome.CANT_TELL
    assert "not read in full: the settings." in told.summary


@pytest.mark.parametrize(
    "page",
    [policy_page(""), policy_page("We use cookies.", covered=True), policy_page("x" * 200_000)],
    ids=["unreadable", "covered", "cut"],
)
def test_cant_tell_when_the_page_was_not_read_in_full(page: PolicyPage) -> None:
    told = told_by(page=page)
    assert told.outcome is Outcome.CANT_TELL
    assert "not read in full: the page behind the link." in told.summary


def test_failed_when_the_page_is_one_character_shorter() -> None:
    assert told_by(page=policy_page("x" * 199_999)).outcome is Outcome.FAILED


def test_cant_tell_in_a_language_without_lists() -> None:
    told = told_by(page=policy_page("Vidakuzi huhifadhiwa", language="sw"))
    assert (told.outcome, "word list" in told.summary) == (Outcome.CANT_TELL, True)


def test_cant_tell_when_the_search_for_a_banner_broke_off() -> None:
    assert told_by(first=layer(present=None)).outcome is Outcome.CANT_TELL


def test_inapplicable_without_a_banner() -> None:
    assert told_by(first=no_layer()).outcome is Outcome.INAPPLICABLE


@pytest.mark.parametrize("label", [control(Role.ACCEPT, "More"), control(Role.OTHER, "More", href="/more")])
def test_failed_when_what_else_there_is_opens_nothing_in_the_settings(label: Control) -> None:
    assert told_by(layer(label)).outcome is Outcome.FAILED
