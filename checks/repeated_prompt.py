"""A visitor who refused is asked again.

## What it looks for

Whether the banner is there again after a refusal: on reload, on two further pages, and on a later visit with the same
profile; and whether it is after accepting.

## Why it matters

Asking again and again wears a refusal down. VG Hannover counted it as pressure; the Italian and French authorities
expect a refusal to be kept for about six months.

## Applies when

A banner was refused.

## Fails when

The banner is there again after refusing. If it is there again after accepting as well, the site forgets every choice:
the finding stands and is moderate. That any repetition on the same days counts is our choice.

## Cannot tell when

It could not be seen whether the banner came back, or what happens on a later visit.

## Known limits

The later visit follows at once; how long a choice is kept beyond that is told by the lifetime of its record.

## Example

Passes: `vanilla-honest`. Fails: `asks-again-after-refusal`.

## References

VG Hannover 10 A 5385/22; Garante 231/2021; CNIL deliberation 2020-092; EDPB Guidelines 03/2022.
"""

from collections.abc import Sequence

from auditor.domain.artifacts import PROMPTS
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, passed
from auditor.domain.choices import Prompt
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import listed


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether a refusal is remembered as long as an acceptance."""
    rows = [
        (journey, prompt)
        for journey in (Journey.REJECT_ALL, Journey.ACCEPT_ALL, Journey.RETURN_VISIT)
        for prompt in evidence.get(journey, PROMPTS).prompts
    ]
    refused = [(j, p) for j, p in rows if not p.accepted]
    again = [(j, p) for j, p in refused if p.shown]
    if again:
        both = any(p.shown for _, p in rows if p.accepted)
        found = [Finding(f"The banner was there again at step {p.step}.", (reference(j, PROMPTS),)) for j, p in again]
        return _asked_again(found, _steps([p for _, p in again]), both=both)
    if not refused or any(p.shown is None for _, p in refused):
        return cant_tell("Whether the banner came back could not be seen; a person should refuse and come back.")
    return passed(f"After refusing the banner did not come back: {_steps([p for _, p in refused])}.")


def _asked_again(found: list[Finding], steps: str, *, both: bool) -> CheckResult:
    if both:
        words = f"Every choice is forgotten: the banner was there again after refusing ({steps}) and after accepting."
        return failed(words, found, severity=Severity.MODERATE)
    return failed(f"After refusing the banner was there again: {steps}.", found)


def _steps(prompts: Sequence[Prompt]) -> str:
    return listed(list(dict.fromkeys(str(p.step) for p in prompts)))


CHECK = Check(
    id="repeated-prompt",
    version=1,
    title="A refusal is remembered.",
    failure_title="A visitor who refused is asked again.",
    severity=Severity.SERIOUS,
    requires=(
        need(Journey.REJECT_ALL, PROMPTS),
        need(Journey.ACCEPT_ALL, PROMPTS),
        need(Journey.RETURN_VISIT, PROMPTS),
    ),
    sources=cited("vg-hannover", "garante", "cnil-guidelines", "edpb-patterns"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
