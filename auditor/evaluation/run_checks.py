"""Asking every check, each with nothing but the evidence it declared."""

from collections.abc import Iterable
from dataclasses import replace

import structlog

from auditor.domain.artifacts import Missing
from auditor.domain.checks import Check, CheckResult, Confidence, Outcome, inapplicable
from auditor.domain.evidence import Evidence, missing_reason, reference
from auditor.domain.limits import Limits
from auditor.domain.results import CheckedResult
from auditor.domain.rules import Answer, Rules
from auditor.domain.wording import Text, say
from auditor.evaluation.derive import Bundle

log = structlog.get_logger()


def narrow(check: Check, bundle: Bundle, limits: Limits) -> Evidence | Missing:
    """What the check declared, or why something of it is missing."""
    reason = missing_reason(check.requires, bundle)
    if reason:
        return Missing(reason)
    return Evidence({(journey, kind.name): bundle[(journey, kind.name)] for journey, kind in check.requires}, limits)


def run_checks(checks: Iterable[Check], bundle: Bundle, under: Rules) -> tuple[CheckedResult, ...]:
    """The answer of every check under these rules, in the order given."""
    return tuple(CheckedResult(check, _ruled(check, bundle, under), under.ruling(check.id)) for check in checks)


def _ruled(check: Check, bundle: Bundle, under: Rules) -> CheckResult:
    """What the check says, as far as the rules make a failure of it."""
    answer = under.ruling(check.id).answer
    if answer is Answer.OFF and not all(isinstance(found, Missing) for found in bundle.values()):
        return inapplicable(say("Not asked under the rules for {name}.", name=Text(under.name, under.name)))
    result = _ask(check, bundle, under.limits)
    if answer is Answer.REVIEW and result.outcome is Outcome.FAILED:
        words = say(
            "{summary} Under the rules for {name} a person judges this.",
            summary=result.summary,
            name=Text(under.name, under.name),
        )
        return replace(result, outcome=Outcome.CANT_TELL, summary=words, confidence=Confidence.REVIEW)
    return result


def untested(checks: Iterable[Check], reason: str) -> tuple[CheckedResult, ...]:
    """Every check unanswered for one reason."""
    return tuple(CheckedResult(check, _untested(reason)) for check in checks)


def _untested(reason: str) -> CheckResult:
    return CheckResult(Outcome.UNTESTED, say("Not observed: {reason}", reason=reason), confidence=Confidence.REVIEW)


def _ask(check: Check, bundle: Bundle, limits: Limits) -> CheckResult:
    evidence = narrow(check, bundle, limits)
    if isinstance(evidence, Missing):
        return _untested(evidence.reason)
    try:
        result = check.evaluate(evidence)
    except Exception as error:  # the check runner: a crash is recorded and never passes for an answer
        log.exception("check failed", check=check.id)
        return _untested(say("the check itself failed ({error})", error=type(error).__name__))
    examined = tuple(reference(journey, kind) for journey, kind in check.requires)
    return replace(result, evidence=tuple(dict.fromkeys((*result.evidence, *examined))))
