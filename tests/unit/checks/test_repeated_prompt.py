from dataclasses import replace

import pytest

from auditor.domain.artifacts import Snapshots
from auditor.domain.checks import CheckResult, Confidence, Outcome, Severity
from auditor.domain.choices import Prompts
from auditor.domain.journeys import StepName
from auditor.domain.limits import Limits
from auditor.domain.profile import Jurisdiction
from auditor.domain.recording import Cookie, StorageEntry
from auditor.domain.rules import Rules, rules
from checks.repeated_prompt import CHECK
from tests.evidence.builders import cookie, entry, prompt, prompts, snapshot, snapshots
from tests.evidence.check_builders import NEUTRAL, examined
from tests.evidence.check_builders import ask as ask_check

QUIET = prompts(prompt(accepted=True))
SIX_MONTHS = replace(NEUTRAL, limits=Limits(choice_months=6))
LATER = prompts(prompt(step=StepName.NEW_SESSION), prompt(accepted=True, step=StepName.NEW_SESSION))


def left(*kept: Cookie | StorageEntry) -> Snapshots:
    """A visit on which this came with the choice and stayed."""
    return snapshots(snapshot(StepName.LOAD), snapshot(StepName.RELOAD, *kept))


def no(days: float | None) -> Snapshots:
    return left(cookie("cookie_consent", "none", days=days))


YES = left(cookie("cookie_consent", "all", days=365))


def ask(
    refused: Prompts, accepted: Prompts, later: Prompts, *, kept: Snapshots | None = None, under: Rules = NEUTRAL
) -> CheckResult:
    return ask_check(CHECK, refused, accepted, later, kept or no(365), YES, under=under)


def test_failed_when_the_banner_is_there_again() -> None:
    told = ask(prompts(prompt(shown=True), prompt(step=StepName.INNER_PAGE)), QUIET, LATER)
    assert told.outcome is Outcome.FAILED
    assert told.severity is None
    assert [f.evidence for f in told.findings] == [("reject-all/prompts",)]
    assert "reload" in told.summary
    assert told.evidence == examined(CHECK)


def test_failed_when_it_is_there_on_a_later_visit() -> None:
    told = ask(prompts(prompt()), QUIET, prompts(prompt(shown=True, step=StepName.NEW_SESSION)))
    assert told.outcome is Outcome.FAILED
    assert told.findings[0].evidence == ("return-visit/prompts",)


def test_failed_is_moderate_when_every_choice_is_forgotten() -> None:
    told = ask(prompts(prompt(shown=True)), prompts(prompt(accepted=True, shown=True)), LATER)
    assert (told.outcome, told.severity) == (Outcome.FAILED, Severity.MODERATE)


@pytest.mark.parametrize(
    ("kept", "words"),
    [(no(30), "for 30 days."), (no(178), "for 178 days."), (no(None), "until the browser is closed.")],
)
def test_failed_when_the_record_ends_before_the_time_that_the_rules_name(kept: Snapshots, words: str) -> None:
    told = ask(prompts(prompt()), QUIET, LATER, kept=kept, under=SIX_MONTHS)
    assert (told.outcome, told.severity) == (Outcome.FAILED, Severity.MODERATE)
    assert told.confidence is Confidence.LIKELY
    assert told.summary == "A refusal is kept for less than the 6 months that these rules expect."
    assert told.findings[0].summary == f"The record of the refusal, cookie_consent, is kept {words}"
    assert told.findings[0].evidence == ("reject-all/snapshots",)


@pytest.mark.parametrize("kept", [no(179.5), no(180), no(365), left(entry("cookie_consent", "none"))])
def test_passed_when_the_record_lives_long_enough(kept: Snapshots) -> None:
    assert ask(prompts(prompt()), QUIET, LATER, kept=kept, under=SIX_MONTHS).outcome is Outcome.PASSED


def test_passed_when_the_rules_name_no_time() -> None:
    assert ask(prompts(prompt()), QUIET, LATER, kept=no(1)).outcome is Outcome.PASSED
    german = replace(NEUTRAL, limits=rules(Jurisdiction.DE).limits)
    assert ask(prompts(prompt()), QUIET, LATER, kept=no(1), under=german).outcome is Outcome.PASSED


def test_cant_tell_when_no_record_of_the_refusal_was_recognised() -> None:
    told = ask(prompts(prompt()), QUIET, LATER, kept=left(), under=SIX_MONTHS)
    assert told.outcome is Outcome.CANT_TELL
    assert "6 months" in told.summary


def test_failed_for_the_banner_itself_before_any_record() -> None:
    told = ask(prompts(prompt(shown=True)), QUIET, LATER, kept=no(30), under=SIX_MONTHS)
    assert "there again" in told.summary


def test_passed_when_the_refusal_is_remembered() -> None:
    told = ask(prompts(prompt()), QUIET, LATER)
    assert told.outcome is Outcome.PASSED
    assert "reload, new-session" in told.summary


def test_passed_though_accepting_is_forgotten() -> None:
    assert ask(prompts(prompt()), prompts(prompt(accepted=True, shown=True)), LATER).outcome is Outcome.PASSED


def test_cant_tell_when_nobody_could_look() -> None:
    assert ask(prompts(prompt(shown=None)), QUIET, LATER).outcome is Outcome.CANT_TELL
    assert ask(prompts(), QUIET, prompts()).outcome is Outcome.CANT_TELL
