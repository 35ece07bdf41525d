"""A visitor who refused is asked again.

## What it looks for

Whether the banner is there again after a refusal: on reload, on two further pages, and on a later visit with the same
profile; and whether it is after accepting. Where the rules name a time for which a choice is to be kept, also whether
the record of the refusal lives that long.

## Why it matters

Asking again and again wears a refusal down. VG Hannover counted it as pressure; the Italian and French authorities
expect a refusal to be kept for about six months.

## Applies when

A banner was refused.

## Fails when

The banner is there again after refusing. If it is there again after accepting as well, the site forgets every choice:
the finding stands and is moderate. That any repetition on the same days counts is our choice. Where the rules name a
time (six months in France, Ireland and Italy), also when the record of the refusal ends before it, at 30 days to a
month; this is moderate, as the time is good practice and not law.

## Cannot tell when

It could not be seen whether the banner came back, or what happens on a later visit; or the rules name a time and no
record of the refusal was recognised.

## Known limits

The later visit follows at once; how long a choice is kept beyond that is told by the lifetime of its record, and a site
may end it sooner or renew it. How the two choices compare is told by refusal-not-persisted.

## Example

Passes: `vanilla-honest`. Fails: `asks-again-after-refusal`.

## References

VG Hannover 10 A 5385/22; Garante 231/2021; CNIL deliberation 2020-092; EDPB Guidelines 03/2022.
"""

from collections.abc import Sequence

from auditor.domain.artifacts import PROMPTS, SNAPSHOTS
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
from auditor.domain.choices import Prompt
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, listed, say
from auditor.measure.signals.keeping import DAY, kept_records

MONTH = 30  # days; the shortest reading of a month, so that 180 days are six months; our choice
SLACK = 1.0  # days between the writing of a record and the end of the visit, and more; our choice
WHERE = (reference(Journey.REJECT_ALL, SNAPSHOTS),)


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
        found = [
            Finding(say("The banner was there again at step {step}.", step=p.step), (reference(j, PROMPTS),))
            for j, p in again
        ]
        return _asked_again(found, _steps([p for _, p in again]), both=both)
    if not refused or any(p.shown is None for _, p in refused):
        return cant_tell(say("Whether the banner came back could not be seen; a person should refuse and come back."))
    short = _kept_too_short(evidence)
    if short:
        return short
    steps = _steps([p for _, p in refused])
    return passed(say("After refusing the banner did not come back: {steps}.", steps=steps))


def _kept_too_short(evidence: Evidence) -> CheckResult | None:
    """Whether the refusal ends before the time that the rules name; None when it does not, or they name none."""
    months = evidence.limits.choice_months
    if months is None:
        return None
    _, no = kept_records(evidence.get(Journey.ACCEPT_ALL, SNAPSHOTS), evidence.get(Journey.REJECT_ALL, SNAPSHOTS))
    if no is None:
        return cant_tell(
            say(
                "The banner did not come back, but no record of the refusal was recognised; a person should see "
                "whether it is kept for {months:.0f} months.",
                months=months,
            )
        )
    days = 0.0 if no.lifetime_s is None else no.lifetime_s / DAY
    if days + SLACK >= months * MONTH:
        return None
    if no.lifetime_s is None:
        words = say("The record of the refusal, {name}, is kept until the browser is closed.", name=no.name[:60])
    else:
        words = say("The record of the refusal, {name}, is kept for {days:.0f} days.", name=no.name[:60], days=days)
    summary = say("A refusal is kept for less than the {months:.0f} months that these rules expect.", months=months)
    return failed(summary, [Finding(words, WHERE)], confidence=Confidence.LIKELY, severity=Severity.MODERATE)


def _asked_again(found: list[Finding], steps: Text, *, both: bool) -> CheckResult:
    if both:
        words = say(
            "Every choice is forgotten: the banner was there again after refusing ({steps}) and after accepting.",
            steps=steps,
        )
        return failed(words, found, severity=Severity.MODERATE)
    return failed(say("After refusing the banner was there again: {steps}.", steps=steps), found)


def _steps(prompts: Sequence[Prompt]) -> Text:
    return listed(dict.fromkeys(p.step for p in prompts))


CHECK = Check(
    id="repeated-prompt",
    version=2,
    title="A refusal is remembered.",
    failure_title="A visitor who refused is asked again.",
    severity=Severity.SERIOUS,
    requires=(
        need(Journey.REJECT_ALL, PROMPTS),
        need(Journey.ACCEPT_ALL, PROMPTS),
        need(Journey.RETURN_VISIT, PROMPTS),
        need(Journey.REJECT_ALL, SNAPSHOTS),
        need(Journey.ACCEPT_ALL, SNAPSHOTS),
    ),
    sources=cited("vg-hannover", "garante", "cnil-guidelines", "edpb-patterns"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
