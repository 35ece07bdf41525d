"""Asking every check, each with nothing but the evidence it declared."""

from collections.abc import Iterable
from dataclasses import replace

import structlog

from auditor.domain.artifacts import Missing
from auditor.domain.checks import Check, CheckResult, Confidence, Outcome
from auditor.domain.evidence import Evidence, missing_reason, reference
from auditor.domain.results import CheckedResult
from auditor.evaluation.derive import Bundle

log = structlog.get_logger()


def narrow(check: Check, bundle: Bundle) -> Evidence | Missing:
    """What the check declared, or why something of it is missing."""
    reason = missing_reason(check.requires, bundle)
    if reason:
        return Missing(reason)
    return Evidence({(journey, kind.name): bundle[(journey, kind.name)] for journey, kind in check.requires})


def run_checks(checks: Iterable[Check], bundle: Bundle) -> tuple[CheckedResult, ...]:
    """The answer of every check, in the order given."""
    return tuple(CheckedResult(check, _ask(check, bundle)) for check in checks)


def untested(checks: Iterable[Check], reason: str) -> tuple[CheckedResult, ...]:
    """Every check unanswered for one reason."""
    return tuple(CheckedResult(check, _untested(reason)) for check in checks)


def _untested(reason: str) -> CheckResult:
    return CheckResult(Outcome.UNTESTED, f"Not observed: {reason}", confidence=Confidence.REVIEW)


def _ask(check: Check, bundle: Bundle) -> CheckResult:
    evidence = narrow(check, bundle)
    if isinstance(evidence, Missing):
        return _untested(evidence.reason)
    try:
        result = check.evaluate(evidence)
    except Exception as error:  # the check runner: a crash is recorded and never passes for an answer
        log.exception("check failed", check=check.id)
        return _untested(f"the check itself failed ({type(error).__name__})")
    examined = tuple(reference(journey, kind) for journey, kind in check.requires)
    return replace(result, evidence=tuple(dict.fromkeys((*result.evidence, *examined))))
