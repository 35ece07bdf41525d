"""Withdrawing takes more effort than accepting.

## What it looks for

The actions from an inner page to a completed withdrawal, against those it took to accept.

## Why it matters

Withdrawing consent shall be as easy as giving it (GDPR, Article 7(3)).

## Applies when

A way to withdraw was found and walked to its end.

## Fails when

Withdrawing takes more actions beyond accepting than the rules of the jurisdiction allow: one too many is moderate, two
or more serious. All profiles allow one, because a hidden dialog must first be opened. Equality is the source's rule;
the allowance is our choice, so that both readings are printed, the strict one and the lenient one. Critical when the
way leads to a login though accepting took none.

## Cannot tell when

The search for a way back broke off, or the way could not be walked to its end.

## Known limits

Only actions are counted, not the time spent searching.

## Example

Passes: `vanilla-honest`. Fails: the deceptive shop of `auditor demo`.

## References

GDPR, Article 7(3); APD-GBA 113/2024.
"""

from auditor.domain.artifacts import CHOICE, WITHDRAWAL
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.choices import NEEDS_LOGIN, Mechanism
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, listed, say, say_many, sentences

STRICT, LENIENT = 0, 1  # actions beyond accepting in the two readings of CATALOGUE 4.2; the second is our choice
SERIOUS_FROM = 2  # actions too many: CATALOGUE 4.2, the same in both readings; our choice
WHERE = reference(Journey.WITHDRAW, WITHDRAWAL)


def evaluate(evidence: Evidence) -> CheckResult:
    """How many more actions withdrawing takes."""
    accept = len(evidence.get(Journey.ACCEPT_ALL, CHOICE).actions)
    search = evidence.get(Journey.WITHDRAW, WITHDRAWAL)
    if search.mechanism is None:
        return cant_tell(say("A page of the search could not be opened; a person should look for a way to withdraw."))
    if search.mechanism in {Mechanism.NONE, Mechanism.API_ONLY}:
        login = [c for c in search.candidates if c.result == NEEDS_LOGIN]
        if login:
            found = [
                Finding(say('"{name}" on {page} asks for a password', name=c.label, page=c.page), (WHERE,))
                for c in login
            ]
            summary = say("Accepting took no account, withdrawing asks for one.")
            return failed(summary, found, severity=Severity.CRITICAL)
        return inapplicable(say("No way to withdraw was found."))
    if search.actions is None or search.choice is None:
        return cant_tell(
            say("The way back could not be walked to its end ({reason}); a person should try it.", reason=search.reason)
        )
    both = say_many(
        "Accepting took {n} action, withdrawing {withdrawing}.",
        "Accepting took {n} actions, withdrawing {withdrawing}.",
        accept,
        withdrawing=search.actions,
    )
    more = search.actions - accept
    allowed = evidence.limits.extra_actions
    if more <= allowed:
        return passed(sentences([both, say("A strict reading asks for equality.")]) if more > 0 else both)
    path = listed([say('"{name}"', name=a.label) for a in (*search.opened, *search.choice.actions)], most=8)
    finding = Finding(say("Path to withdraw: {path}.", path=path), (WHERE,))
    readings = say(
        "Read strictly, with no action more, this is {strict}; read leniently, with one more, {lenient}.",
        strict=_read(more - STRICT),
        lenient=_read(more - LENIENT),
    )
    return failed(sentences([both, readings]), [finding], severity=_severity(more - allowed))


def _severity(too_many: int) -> Severity:
    return Severity.SERIOUS if too_many >= SERIOUS_FROM else Severity.MODERATE


def _read(too_many: int) -> Text:
    if too_many <= 0:
        return say("allowed")
    return say("serious") if _severity(too_many) is Severity.SERIOUS else say("moderate")


CHECK = Check(
    id="withdrawal-more-effort",
    version=3,
    title="Withdrawing is as easy as accepting.",
    failure_title="Withdrawing takes more effort than accepting.",
    severity=Severity.SERIOUS,
    requires=(
        need(Journey.ACCEPT_ALL, CHOICE),
        need(Journey.WITHDRAW, WITHDRAWAL),
    ),
    sources=cited("gdpr-withdrawal", "taskforce-withdrawal", "apd-mediahuis"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
