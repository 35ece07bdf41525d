"""Withdrawing takes more effort than accepting.

## What it looks for

The actions from an inner page to a completed withdrawal, against those it took to accept.

## Why it matters

Withdrawing consent shall be as easy as giving it (GDPR, Article 7(3)).

## Applies when

A way to withdraw was found and walked to its end.

## Fails when

Withdrawing takes at least two actions more than accepting: two more is moderate, three or more serious. One more is
allowed, because a hidden dialog must first be opened. Equality is the source's rule; the allowance is our choice,
and a strict reading would fail it as well. Critical when the way leads to a login though accepting took none.

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
from auditor.domain.wording import counted, listed

ALLOWED = 1  # one action to open what is closed; our choice
WHERE = reference(Journey.WITHDRAW, WITHDRAWAL)
SERIOUS_FROM = 3  # CATALOGUE 4.2, lenient reading; our choice


def evaluate(evidence: Evidence) -> CheckResult:
    """How many more actions withdrawing takes."""
    accept = len(evidence.get(Journey.ACCEPT_ALL, CHOICE).actions)
    search = evidence.get(Journey.WITHDRAW, WITHDRAWAL)
    if search.mechanism is None:
        return cant_tell("A page of the search could not be opened; a person should look for a way to withdraw.")
    if search.mechanism in {Mechanism.NONE, Mechanism.API_ONLY}:
        login = [c for c in search.candidates if c.result == NEEDS_LOGIN]
        if login:
            found = [Finding(f'"{c.label}" on {c.page} asks for a password', (WHERE,)) for c in login]
            return failed("Accepting took no account, withdrawing asks for one.", found, severity=Severity.CRITICAL)
        return inapplicable("No way to withdraw was found.")
    if search.actions is None or search.choice is None:
        return cant_tell(f"The way back could not be walked to its end ({search.reason}); a person should try it.")
    both = f"Accepting took {counted(accept, 'action')}, withdrawing {search.actions}"
    more = search.actions - accept
    if more <= ALLOWED:
        strict = " A strict reading asks for equality." if more > 0 else ""
        return passed(f"{both}.{strict}")
    path = listed([f'"{a.label}"' for a in (*search.opened, *search.choice.actions)], most=8)
    finding = Finding(f"Path to withdraw: {path}.", (WHERE,))
    return failed(f"{both}.", [finding], severity=Severity.SERIOUS if more >= SERIOUS_FROM else Severity.MODERATE)


CHECK = Check(
    id="withdrawal-more-effort",
    version=2,
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
