import pytest

from auditor.domain.checks import (
    Check,
    CheckResult,
    Finding,
    Severity,
    Status,
    cant_tell,
    failed,
    inapplicable,
    passed,
)
from auditor.domain.facts import Effort
from auditor.domain.profile import Profile
from auditor.domain.results import AuditResult, AuditStatus, CheckedResult, Versions
from tests.evidence.builders import NOW, URL


def _checked(result: CheckResult, severity: Severity = Severity.SERIOUS) -> CheckedResult:
    check = Check(
        id="some-bad-state",
        version=1,
        title="Good.",
        failure_title="Bad.",
        severity=severity,
        requires=(),
        sources=(),
        since="0.1.0",
        status=Status.STABLE,
        evaluate=lambda _evidence: result,
    )
    return CheckedResult(check, result)


def _audit(*results: CheckedResult) -> AuditResult:
    return AuditResult(
        audit_id="a1",
        url=URL,
        final_url=URL,
        registrable_domain="shop.example",
        status=AuditStatus.COMPLETED,
        failure=None,
        started_at=NOW,
        finished_at=NOW + 60,
        profile=Profile(),
        versions=Versions("0.1.0", "Chromium 140", "abc", "2026.11", "2026.11"),
        journeys=(),
        results=results,
        banner=None,
        second_layer=None,
        effort=Effort(1, 1, 1),
        withdrawal=None,
        prominence=None,
        items=None,
        reads=None,
        manifest_sha256=None,
    )


FAILED = failed("Bad.", [Finding("It was seen.")])


def test_a_case_may_be_milder_or_graver_than_its_check() -> None:
    assert _checked(FAILED, Severity.CRITICAL).severity is Severity.CRITICAL
    milder = failed("Bad.", [Finding("It was seen.")], severity=Severity.MINOR)
    assert _checked(milder, Severity.CRITICAL).severity is Severity.MINOR


@pytest.mark.parametrize(
    ("threshold", "failing"),
    [
        (None, False),
        (Severity.CRITICAL, False),
        (Severity.SERIOUS, True),
        (Severity.MODERATE, True),
        (Severity.MINOR, True),
    ],
)
def test_an_audit_fails_from_the_threshold_up(threshold: Severity | None, *, failing: bool) -> None:
    assert _audit(_checked(FAILED, Severity.SERIOUS)).failing(threshold) is failing


@pytest.mark.parametrize("result", [passed("Fine."), cant_tell("Unsure."), inapplicable("No banner.")])
def test_only_a_failed_check_makes_an_audit_fail(result: CheckResult) -> None:
    assert not _audit(_checked(result, Severity.CRITICAL)).failing(Severity.MINOR)


def test_an_audit_without_results_does_not_fail() -> None:
    assert not _audit().failing(Severity.MINOR)
