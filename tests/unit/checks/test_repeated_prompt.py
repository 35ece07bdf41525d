from auditor.domain.checks import Outcome, Severity
from auditor.domain.journeys import StepName
from checks.repeated_prompt import CHECK
from tests.evidence.builders import prompt, prompts
from tests.evidence.check_builders import ask, examined

QUIET = prompts(prompt(accepted=True))
LATER = prompts(prompt(step=StepName.NEW_SESSION), prompt(accepted=True, step=StepName.NEW_SESSION))


def test_failed_when_the_banner_is_there_again() -> None:
    told = ask(CHECK, prompts(prompt(shown=True), prompt(step=StepName.INNER_PAGE)), QUIET, LATER)
    assert told.outcome is Outcome.FAILED
    assert told.severity is None
    assert [f.evidence for f in told.findings] == [("reject-all/prompts",)]
    assert "reload" in told.summary
    assert told.evidence == examined(CHECK)


def test_failed_when_it_is_there_on_a_later_visit() -> None:
    told = ask(CHECK, prompts(prompt()), QUIET, prompts(prompt(shown=True, step=StepName.NEW_SESSION)))
    assert told.outcome is Outcome.FAILED
    assert told.findings[0].evidence == ("return-visit/prompts",)


def test_failed_is_moderate_when_every_choice_is_forgotten() -> None:
    told = ask(CHECK, prompts(prompt(shown=True)), prompts(prompt(accepted=True, shown=True)), LATER)
    assert (told.outcome, told.severity) == (Outcome.FAILED, Severity.MODERATE)


def test_passed_when_the_refusal_is_remembered() -> None:
    told = ask(CHECK, prompts(prompt()), QUIET, LATER)
    assert told.outcome is Outcome.PASSED
    assert "reload, new-session" in told.summary


def test_passed_though_accepting_is_forgotten() -> None:
    assert ask(CHECK, prompts(prompt()), prompts(prompt(accepted=True, shown=True)), LATER).outcome is Outcome.PASSED


def test_cant_tell_when_nobody_could_look() -> None:
    assert ask(CHECK, prompts(prompt(shown=None)), QUIET, LATER).outcome is Outcome.CANT_TELL
    assert ask(CHECK, prompts(), QUIET, prompts()).outcome is Outcome.CANT_TELL
