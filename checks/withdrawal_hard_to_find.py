"""The way to withdraw exists and is hidden.

## What it looks for

On the start page, on inner pages and wherever the search led: whether a control that speaks of the choice stands in a
visible, usual place, as a floating icon or in the header or footer.

## Why it matters

Authorities ask for a visible and usual place; no single solution is imposed.

## Applies when

There is a way to withdraw.

## Fails when

It is reached only through the policy page, stands only in the running text, or is missing from one of the pages that
were looked at.

## Cannot tell when

Fewer than two pages could be looked at (our choice), or the search broke off.

## Known limits

How small or pale the control is, is not measured here. A control that appears only after long scrolling counts as
there.

## Example

Passes: `vanilla-honest`. Fails: `policy-only-wall`.

## References

EDPB Cookie Banner Taskforce, paragraphs 32, 34 and 35; Garante 231/2021 (footer of every page).
"""

from auditor.domain.artifacts import WITHDRAWAL
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.choices import OPENED, Mechanism, Withdrawal
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, joined, say, say_many

USUAL = frozenset({Mechanism.FLOATING_ICON, Mechanism.FOOTER_LINK, Mechanism.HEADER_LINK})
LEAST_PAGES = 2  # our choice


def evaluate(evidence: Evidence) -> CheckResult:
    """Where the control stands."""
    search = evidence.get(Journey.WITHDRAW, WITHDRAWAL)
    if search.mechanism is None:
        return cant_tell(say("A page of the search could not be opened; a person should look for a way to withdraw."))
    if search.mechanism in {Mechanism.NONE, Mechanism.API_ONLY}:
        return inapplicable(say("No way to withdraw was found; see `withdrawal-mechanism-missing`."))
    where = (reference(Journey.WITHDRAW, WITHDRAWAL),)
    if search.mechanism is Mechanism.POLICY_LINK:
        return failed(say("The choice opens from the policy page alone."), [Finding(_path(search), where)])
    if len(search.sampled) < LEAST_PAGES:
        return cant_tell(say("Fewer than two pages could be looked at."))
    opened = {c.label for c in search.candidates if c.result == OPENED}
    in_vain = {c.label for c in search.candidates} - opened
    seen = {p.page for p in search.placements if p.mechanism in USUAL and p.label not in in_vain}
    without = [page for page in search.sampled if page not in seen]
    if without:
        found = [
            Finding(say("{page} has no such control in header, footer or corner", page=page), where) for page in without
        ]
        summary = say_many(
            "On {without} of {n} page no control stands in a usual place.",
            "On {without} of {n} pages no control stands in a usual place.",
            len(search.sampled),
            without=len(without),
        )
        return failed(summary, found)
    return passed(
        say_many(
            "On all {n} page a control stands in a usual place.",
            "On all {n} pages a control stands in a usual place.",
            len(search.sampled),
        )
    )


def _path(search: Withdrawal) -> Text:
    return say("Path: {path}", path=joined(say('"{name}"', name=a.label) for a in search.opened))


CHECK = Check(
    id="withdrawal-hard-to-find",
    version=1,
    title="The way to withdraw stands in a visible, usual place.",
    failure_title="The way to withdraw exists and is hidden.",
    severity=Severity.SERIOUS,
    requires=(need(Journey.WITHDRAW, WITHDRAWAL),),
    sources=cited("taskforce-withdrawal", "garante", "gdpr-withdrawal"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
