"""A check sees what it declared and nothing else; what was not observed never passes."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from auditor.domain.artifacts import CHOICE, FIRST_LAYER, SECOND_LAYER, Missing
from auditor.domain.checks import Check, CheckResult, Confidence, Finding, Outcome, Severity, Status, failed, passed
from auditor.domain.errors import UndeclaredEvidence
from auditor.domain.evidence import Evidence, need
from auditor.domain.journeys import Journey
from auditor.domain.limits import Limits
from auditor.domain.rules import Answer, Rules, Ruling
from auditor.evaluation.derive import Bundle
from auditor.evaluation.run_checks import narrow, run_checks, untested
from tests.evidence.builders import choice, layer
from tests.evidence.check_builders import NEUTRAL

LAYER = (Journey.NO_ACTION, FIRST_LAYER.name)
CLICKS = (Journey.ACCEPT_ALL, CHOICE.name)
BUNDLE: Bundle = {LAYER: layer(), CLICKS: choice(), (Journey.OPEN_SECOND_LAYER, SECOND_LAYER.name): layer()}


def look(evidence: Evidence) -> CheckResult:
    return passed(str(len(evidence.get(Journey.NO_ACTION, FIRST_LAYER).controls)))


def peek(evidence: Evidence) -> CheckResult:
    return passed(str(evidence.get(Journey.OPEN_SECOND_LAYER, SECOND_LAYER).present))


def crash(_evidence: Evidence) -> CheckResult:
    raise ZeroDivisionError


def made(evaluate: Callable[[Evidence], CheckResult] = look, check_id: str = "made-up") -> Check:
    return Check(
        id=check_id,
        version=1,
        title="It is well.",
        failure_title="It is not.",
        severity=Severity.MINOR,
        requires=(need(Journey.NO_ACTION, FIRST_LAYER), need(Journey.ACCEPT_ALL, CHOICE)),
        sources=(),
        since="0.1.0",
        status=Status.EXPERIMENTAL,
        evaluate=evaluate,
    )


def ask(check: Check, bundle: Bundle = BUNDLE) -> CheckResult:
    [checked] = run_checks([check], bundle, NEUTRAL)
    return checked.result


def test_narrow_hands_over_the_declared_evidence_only() -> None:
    evidence = narrow(made(), BUNDLE, Limits())
    assert isinstance(evidence, Evidence)
    assert set(evidence.found) == {LAYER, CLICKS}


def test_narrowed_evidence_raises_on_what_was_not_declared() -> None:
    evidence = narrow(made(), BUNDLE, Limits())
    assert isinstance(evidence, Evidence)
    with pytest.raises(UndeclaredEvidence, match="open-second-layer/second-layer"):
        evidence.get(Journey.OPEN_SECOND_LAYER, SECOND_LAYER)


def test_narrow_says_why_something_declared_is_missing() -> None:
    assert narrow(made(), BUNDLE | {LAYER: Missing("no-banner")}, Limits()) == Missing(
        "no-action/first-layer: no-banner"
    )


def test_narrow_names_everything_that_is_missing() -> None:
    assert narrow(made(), {LAYER: Missing("no-banner")}, Limits()) == Missing(
        "no-action/first-layer: no-banner; accept-all/choice: not-recorded"
    )


def test_answer_carries_what_was_examined() -> None:
    told = ask(made())
    assert told.outcome is Outcome.PASSED
    assert told.summary == "2"
    assert told.evidence == ("no-action/first-layer", "accept-all/choice")


def test_references_of_the_check_come_first_and_once() -> None:
    own = ("withdraw/traffic#41", "accept-all/choice")
    told = ask(made(lambda _evidence: replace(failed("It is not.", ()), evidence=own)))
    assert told.evidence == (*own, "no-action/first-layer")


def test_missing_evidence_is_untested_with_the_reason() -> None:
    told = ask(made(), BUNDLE | {CLICKS: Missing("accept-control-not-found")})
    assert told.outcome is Outcome.UNTESTED
    assert told.summary == "Not observed: accept-all/choice: accept-control-not-found"
    assert told.confidence is Confidence.REVIEW
    assert told.evidence == ()


def test_a_check_with_missing_evidence_is_not_asked() -> None:
    assert "ZeroDivisionError" not in ask(made(crash), {}).summary


def test_a_crash_is_untested_and_never_passed() -> None:
    told = ask(made(crash))
    assert told.outcome is Outcome.UNTESTED
    assert told.summary == "Not observed: the check itself failed (ZeroDivisionError)"
    assert told.evidence == ()


def test_reading_undeclared_evidence_is_untested_although_it_is_there() -> None:
    told = ask(made(peek))
    assert told.outcome is Outcome.UNTESTED
    assert "UndeclaredEvidence" in told.summary


def test_one_crash_leaves_the_other_checks_alone() -> None:
    checks = [made(check_id="one"), made(crash, "two"), made(check_id="three")]
    told = [(r.check.id, r.result.outcome) for r in run_checks(checks, BUNDLE, NEUTRAL)]
    assert told == [("one", Outcome.PASSED), ("two", Outcome.UNTESTED), ("three", Outcome.PASSED)]


def test_untested_answers_every_check_with_one_reason() -> None:
    told = untested([made(check_id="one"), made(crash, "two")], "site-unreachable: gone")
    assert [(r.check.id, r.result.outcome, r.result.summary) for r in told] == [
        ("one", Outcome.UNTESTED, "Not observed: site-unreachable: gone"),
        ("two", Outcome.UNTESTED, "Not observed: site-unreachable: gone"),
    ]


def ruled(answer: Answer, severity: Severity | None = None) -> Rules:
    """Rules that say this of the check made here."""
    return replace(NEUTRAL, rulings={made().id: Ruling(answer, severity)})


def test_a_check_that_is_switched_off_is_inapplicable_whatever_was_seen() -> None:
    check = made(evaluate=lambda _: failed("Bad.", []))
    [checked] = run_checks([check], BUNDLE, ruled(Answer.OFF))
    assert checked.result.outcome is Outcome.INAPPLICABLE
    assert "the EU" in checked.result.summary


def test_a_failure_under_review_is_for_a_person_and_keeps_its_findings() -> None:
    check = made(evaluate=lambda _: failed("Bad.", [Finding("here")]))
    [checked] = run_checks([check], BUNDLE, ruled(Answer.REVIEW))
    assert checked.result.outcome is Outcome.CANT_TELL
    assert checked.result.findings == (Finding("here"),)
    assert checked.result.summary == "Bad. Under the rules for the EU a person judges this."


def test_a_pass_under_review_stays_a_pass() -> None:
    check = made(evaluate=lambda _: passed("Good."))
    [checked] = run_checks([check], BUNDLE, ruled(Answer.REVIEW))
    assert checked.result.outcome is Outcome.PASSED


def test_what_was_not_observed_stays_untested_under_any_answer_but_off() -> None:
    [checked] = run_checks([made()], {}, ruled(Answer.REVIEW))
    assert checked.result.outcome is Outcome.UNTESTED


def test_severity_is_that_of_the_rules_unless_the_case_has_its_own() -> None:
    plain = made(evaluate=lambda _: failed("Bad.", []))
    graver = made(evaluate=lambda _: failed("Bad.", [], severity=Severity.CRITICAL))
    under = ruled(Answer.FAIL, Severity.MINOR)
    told = [run_checks([check], BUNDLE, under)[0].severity for check in (plain, graver)]
    assert told == [Severity.MINOR, Severity.CRITICAL]
