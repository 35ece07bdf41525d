from auditor.domain.checks import (
    SEVERITIES,
    Confidence,
    Finding,
    Outcome,
    Severity,
    cant_tell,
    failed,
    inapplicable,
    passed,
)

FOUND = Finding("The cookie _ga was sent.", ("withdraw/traffic#41",))


def test_passed_is_confirmed_unless_said_otherwise() -> None:
    assert passed("Fine.").outcome is Outcome.PASSED
    assert passed("Fine.").confidence is Confidence.CONFIRMED
    assert passed("Fine.", confidence=Confidence.LIKELY).confidence is Confidence.LIKELY


def test_failed_holds_its_findings_and_the_severity_of_the_case() -> None:
    result = failed("Bad.", iter([FOUND]), confidence=Confidence.LIKELY, severity=Severity.MINOR)
    assert (result.outcome, result.findings) == (Outcome.FAILED, (FOUND,))
    assert (result.confidence, result.severity) == (Confidence.LIKELY, Severity.MINOR)


def test_failed_leaves_the_severity_to_the_check() -> None:
    assert failed("Bad.", [FOUND]).severity is None


def test_cant_tell_asks_for_a_person() -> None:
    result = cant_tell("Look at it.", [FOUND])
    assert (result.outcome, result.confidence, result.findings) == (Outcome.CANT_TELL, Confidence.REVIEW, (FOUND,))
    assert cant_tell("Look at it.").findings == ()


def test_inapplicable_finds_nothing() -> None:
    result = inapplicable("No banner.")
    assert (result.outcome, result.summary, result.findings) == (Outcome.INAPPLICABLE, "No banner.", ())


def test_outcomes_are_the_words_of_earl() -> None:
    assert {str(o) for o in Outcome} == {"passed", "failed", "cantTell", "inapplicable", "untested"}


def test_severities_run_from_the_gravest_down() -> None:
    assert SEVERITIES == (Severity.CRITICAL, Severity.SERIOUS, Severity.MODERATE, Severity.MINOR)
