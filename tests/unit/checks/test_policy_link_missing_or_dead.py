import pytest

from auditor.domain.checks import CheckResult, Confidence, Outcome
from auditor.domain.controls import Control, Layer, Role
from checks.policy_link_missing_or_dead import CHECK
from tests.evidence.builders import control, layer, no_layer, policy_page
from tests.evidence.check_builders import ask, examined

LINKED = layer(control(), control(Role.REJECT), control(Role.POLICY, "Privacy policy", href="/privacy"))


def followed(**fields: object) -> CheckResult:
    """What the check says of a banner with a link that led to this page."""
    return ask(CHECK, LINKED, policy_page(**fields))  # type: ignore[arg-type]


def without_link(*others: Control) -> CheckResult:
    """What the check says of a banner with these controls beside accept and reject."""
    return ask(CHECK, layer(control(), control(Role.REJECT), *others), policy_page())


@pytest.mark.parametrize(
    ("status", "sure"),
    [
        (400, Confidence.CONFIRMED),
        (404, Confidence.CONFIRMED),
        (499, Confidence.CONFIRMED),
        (500, Confidence.LIKELY),
        (502, Confidence.LIKELY),
    ],
)
def test_failed_when_the_link_leads_to_an_error(status: int, sure: Confidence) -> None:
    told = followed(status=status, text="")
    assert (told.outcome, told.confidence) == (Outcome.FAILED, sure)
    assert [f.summary for f in told.findings] == [f"https://www.shop.example/privacy: HTTP {status}"]
    assert told.findings[0].evidence == ("no-action/policy-page",)
    assert told.evidence == examined(CHECK)


def test_failed_when_the_banner_lies_over_the_page() -> None:
    told = followed(covered=True)
    assert (told.outcome, told.confidence) == (Outcome.FAILED, Confidence.CONFIRMED)


@pytest.mark.parametrize("others", [(), (control(Role.CLOSE), control(Role.ACCEPT, href="#"))])
def test_failed_when_nothing_leads_to_details(others: tuple[Control, ...]) -> None:
    told = without_link(*others)
    assert (told.outcome, told.confidence) == (Outcome.FAILED, Confidence.LIKELY)
    assert told.findings[0].evidence == ("no-action/first-layer",)


@pytest.mark.parametrize("status", [200, 399])
def test_passed_when_the_link_opens_a_page_to_read(status: int) -> None:
    told = followed(status=status)
    assert told.outcome is Outcome.PASSED
    assert '"Privacy policy"' in told.summary


def test_passed_quotes_no_more_than_a_part_of_a_long_label() -> None:
    assert len(followed(label="x" * 5000).summary) < 200


@pytest.mark.parametrize(
    "other",
    [
        control(Role.SETTINGS, "Manage preferences"),
        control(Role.UNKNOWN, "Zásady"),
        control(Role.UNKNOWN, ""),
        control(Role.CLOSE, "Go on", href="/elsewhere"),
    ],
    ids=["settings", "words nobody knows", "no words", "address"],
)
def test_cant_tell_when_another_control_may_lead_to_details(other: Control) -> None:
    told = without_link(other)
    assert told.outcome is Outcome.CANT_TELL
    assert (other.label or "a control without words") in told.summary


@pytest.mark.parametrize("status", [401, 403, 429, 503, None])
def test_cant_tell_when_machines_may_have_been_turned_away(status: int | None) -> None:
    assert followed(status=status, text="").outcome is Outcome.CANT_TELL


def test_cant_tell_when_the_link_opens_something_in_the_page() -> None:
    assert followed(status=None, text="", opened_dialog=True).outcome is Outcome.CANT_TELL


def test_cant_tell_when_the_page_holds_no_text() -> None:
    assert followed(text=" ").outcome is Outcome.CANT_TELL


@pytest.mark.parametrize(
    ("found", "outcome"), [(layer(present=None), Outcome.CANT_TELL), (no_layer(), Outcome.INAPPLICABLE)]
)
def test_inapplicable_without_a_banner_and_cant_tell_without_a_search(found: Layer, outcome: Outcome) -> None:
    assert ask(CHECK, found, policy_page()).outcome is outcome
