"""After accepting, nothing on the site leads back to the choice.

## What it looks for

A floating icon, a link in header or footer, or a link or form on the policy pages that opens the choice again. Each
candidate is clicked; only one that opens something to choose counts.

## Why it matters

Consent can be withdrawn at any time, as easily as it was given (GDPR, Article 7(3)).

## Applies when

Accepting was possible.

## Fails when

Nothing on the start page, an inner page and up to three policy pages (counts: our choice) opens the choice again.
Advice on browser settings, an e-mail address, a control that does nothing, one that leads to a login, or a function of
the consent platform that no control calls does not count.

## Cannot tell when

A page of the search could not be opened.

## Known limits

A control that is shown only to visitors who have an account is not found.

## Example

Passes: `vanilla-honest`. Fails: `osano-single-button`.

## References

GDPR, Article 7(3); EDPB Cookie Banner Taskforce, paragraphs 32, 34 and 35.
"""

from auditor.domain.artifacts import WITHDRAWAL
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, passed
from auditor.domain.choices import NEEDS_LOGIN, Mechanism
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import counted, listed


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether a way back was found."""
    search = evidence.get(Journey.WITHDRAW, WITHDRAWAL)
    if search.mechanism is None:
        return cant_tell("A page of the search could not be opened; a person should look for a way to withdraw.")
    if search.mechanism not in {Mechanism.NONE, Mechanism.API_ONLY}:
        words = listed([f'"{a.label}"' for a in search.opened]) or "a form on the page"
        return passed(f"A {search.mechanism} leads back to the choice: {words}.")
    tried = listed([f'"{c.label}" ({c.result})' for c in search.candidates])
    summary = f"Nothing a visitor sees on {counted(len(search.pages), 'page')} leads back to the choice."
    if search.mechanism is Mechanism.API_ONLY:
        summary += " The consent platform has a function for it that no control calls."
    if any(c.result == NEEDS_LOGIN for c in search.candidates):
        summary += " A control leads to a login, though consent was given without one."
    detail = f"Pages searched: {listed(search.pages)}." + (f" Tried: {tried}." if tried else "")
    return failed(summary, [Finding(detail, (reference(Journey.WITHDRAW, WITHDRAWAL),))])


CHECK = Check(
    id="withdrawal-mechanism-missing",
    version=2,
    title="A visitor who accepted finds a way to withdraw.",
    failure_title="After accepting, nothing on the site leads back to the choice.",
    severity=Severity.CRITICAL,
    requires=(need(Journey.WITHDRAW, WITHDRAWAL),),
    sources=cited("gdpr-withdrawal", "taskforce-withdrawal"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
