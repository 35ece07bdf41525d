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

from collections.abc import Iterator

from auditor.domain.artifacts import WITHDRAWAL
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, passed
from auditor.domain.choices import NEEDS_LOGIN, Mechanism, Withdrawal
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, listed, say, say_many, sentences


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether a way back was found."""
    search = evidence.get(Journey.WITHDRAW, WITHDRAWAL)
    if search.mechanism is None:
        return cant_tell(say("A page of the search could not be opened; a person should look for a way to withdraw."))
    if search.mechanism not in {Mechanism.NONE, Mechanism.API_ONLY}:
        words = listed([say('"{name}"', name=a.label) for a in search.opened]) or say("a form on the page")
        return passed(say("A {mechanism} leads back to the choice: {words}.", mechanism=search.mechanism, words=words))
    finding = Finding(_searched(search), (reference(Journey.WITHDRAW, WITHDRAWAL),))
    return failed(sentences(_nothing(search)), [finding])


def _nothing(search: Withdrawal) -> Iterator[Text]:
    """What the search came to, in sentences."""
    yield say_many(
        "Nothing a visitor sees on {n} page leads back to the choice.",
        "Nothing a visitor sees on {n} pages leads back to the choice.",
        len(search.pages),
    )
    if search.mechanism is Mechanism.API_ONLY:
        yield say("The consent platform has a function for it that no control calls.")
    if any(c.result == NEEDS_LOGIN for c in search.candidates):
        yield say("A control leads to a login, though consent was given without one.")


def _searched(search: Withdrawal) -> Text:
    pages = say("Pages searched: {pages}.", pages=listed(search.pages))
    tried = listed([say('"{name}" ({result})', name=c.label, result=c.result) for c in search.candidates])
    return sentences([pages, say("Tried: {tried}.", tried=tried)]) if tried else pages


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
