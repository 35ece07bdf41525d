"""Withdrawing costs the visitor something.

## What it looks for

Pages that could be read while consent was given, opened again after the withdrawal: whether they still lead to the
same place and hold as much text. And whether the dialog offers payment in place of consent.

## Why it matters

Consent is free only when it can be withdrawn without a disadvantage. CNIL fined Yahoo, where withdrawing was presented
as the loss of the mailbox.

## Applies when

Consent was withdrawn.

## Fails when

A page that was read before holds less than half of its text (our choice).

## Cannot tell when

A page that was read before leads elsewhere or could not be opened, the dialog offers payment in place of consent, or no
page could be compared.

## Known limits

Functions behind a login, and what a site merely threatens, are not tried; a person should read the dialog. Text that a
wall covers counts as text.

## Example

Passes: `vanilla-honest`. Fails: `policy-only-wall`.

## References

GDPR, Article 7(3); CNIL SAN-2023-024 (Yahoo).
"""

from auditor.domain.artifacts import SECOND_LAYER, SNAPSHOTS, TIMELINE, Snapshots, Timeline
from auditor.domain.checks import (
    Check,
    CheckResult,
    Confidence,
    Finding,
    Severity,
    Status,
    cant_tell,
    failed,
    passed,
)
from auditor.domain.controls import Role
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import READS
from auditor.domain.journeys import Journey, StepName
from auditor.domain.sources import cited
from auditor.domain.wording import say, say_many

LEAST_SHARE = 0.5  # of a page's text; our choice
BEFORE, AFTER = (StepName.ACCEPT, StepName.BROWSE), (StepName.RELOAD, StepName.INNER_PAGE, StepName.SECOND_INNER_PAGE)


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether the pages are still what they were."""
    timeline, states = evidence.get(Journey.WITHDRAW, TIMELINE), evidence.get(Journey.WITHDRAW, SNAPSHOTS)
    before, after = _lengths(timeline, states, BEFORE), _lengths(timeline, states, AFTER)
    where = (reference(Journey.WITHDRAW, SNAPSHOTS), reference(Journey.WITHDRAW, TIMELINE))
    both = [url for url in before if url in after and before[url] > 0]
    lost = [url for url in both if after[url] < LEAST_SHARE * before[url]]
    if lost:
        found = [
            Finding(
                say(
                    "{url}: {after} characters of text in place of {before}",
                    url=url,
                    after=after[url],
                    before=before[url],
                ),
                where,
            )
            for url in lost
        ]
        summary = say_many(
            "{n} page lost most of its text after the withdrawal.",
            "{n} pages lost most of their text after the withdrawal.",
            len(lost),
        )
        return failed(summary, found, confidence=Confidence.LIKELY)
    reloaded, inner = _url(timeline, StepName.RELOAD), _url(timeline, StepName.BROWSE)
    there = _url(timeline, StepName.WITHDRAW)
    elsewhere = [there] if there is not None and there != reloaded else []
    elsewhere += [inner] if inner is not None and inner not in after else []
    if elsewhere:
        found = [
            Finding(say("{url} could be read before the withdrawal and not after it", url=url), where)
            for url in elsewhere
        ]
        return cant_tell(say("A page that was read before leads elsewhere, or could not be opened."), found)
    if evidence.get(Journey.WITHDRAW, SECOND_LAYER).first(Role.PAY):
        return cant_tell(say("The dialog offers payment in place of consent; a person should read it."))
    if not both:
        return cant_tell(say("No page could be compared."))
    return passed(
        say_many(
            "{n} page held as much after the withdrawal as before.",
            "{n} pages held as much after the withdrawal as before.",
            len(both),
        )
    )


def _lengths(timeline: Timeline, states: Snapshots, names: tuple[StepName, ...]) -> dict[str, int]:
    """The text of each page at the end of these steps, in characters."""
    pairs = zip([s for s in timeline.steps if s.name in names], states.at(*names), strict=False)
    return {step.url.split("#")[0]: state.text_length for step, state in pairs if state.text_length is not None}


def _url(timeline: Timeline, name: StepName) -> str | None:
    step = timeline.step(name)
    return step.url.split("#")[0] if step else None


CHECK = Check(
    id="withdrawal-detriment",
    version=1,
    title="Withdrawing costs the visitor nothing that could be seen.",
    failure_title="Withdrawing costs the visitor something.",
    severity=Severity.SERIOUS,
    requires=(
        need(Journey.WITHDRAW, READS),
        need(Journey.WITHDRAW, SNAPSHOTS),
        need(Journey.WITHDRAW, TIMELINE),
        need(Journey.WITHDRAW, SECOND_LAYER),
    ),
    sources=cited("gdpr-withdrawal", "cnil-yahoo"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
