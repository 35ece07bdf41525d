"""The refusal cannot be reached without a mouse as accepting can.

## What it looks for

Whether the keyboard reaches the control that refuses, how many stops after the beginning of the banner, and whether
assistive technology is told its name; each against the control that accepts.

## Why it matters

Whoever cannot use a mouse or see the screen has the same choice to make. The Irish authority asks for banners that
people with impaired vision can use.

## Applies when

The first layer offers to accept and to refuse.

## Fails when

Accepting takes the keyboard and refusing does not; or refusing comes more than three stops later (CATALOGUE, our
choice); or accepting has an accessible name and refusing has none.

## Cannot tell when

The browser does not say whether a control takes the keyboard.

## Known limits

Stops are counted in the order of the document; scripts may move the focus otherwise.

## Example

Passes: `vanilla-honest`. Fails: `refusal-does-nothing`.

## References

GDPR, Article 12(1); Directive (EU) 2019/882 for the services that it covers.
"""

from auditor.domain.artifacts import FIRST_LAYER
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.controls import Control
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, say

MOST_STOPS = 3  # that refusing may come later than accepting; CATALOGUE, reject-not-accessible (our choice)


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether refusing can be reached as accepting can."""
    layer = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    if layer.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    accept, reject = layer.accept, layer.reject
    if accept is None or reject is None:
        return inapplicable(say("The first layer does not offer to accept and to refuse."))
    if accept.focusable is None or reject.focusable is None:
        return cant_tell(say("The browser does not say what the keyboard reaches; a person should try the tab key."))
    words = _difference(accept, reject)
    if words is None:
        return passed(say("The keyboard and assistive technology reach both controls."))
    where = (reference(Journey.NO_ACTION, FIRST_LAYER),)
    return failed(
        words,
        [
            Finding(
                say(
                    '"{label}" and "{label_2}": {words}',
                    label=accept.label[:60],
                    label_2=reject.label[:60],
                    words=words,
                ),
                where,
            )
        ],
    )


def _difference(accept: Control, reject: Control) -> Text | None:
    if accept.focusable and not reject.focusable:
        return say("The keyboard reaches the control that accepts and not the one that refuses.")
    if accept.accessible_name and not reject.accessible_name:
        return say("Assistive technology is told the name of accepting and not that of refusing.")
    if accept.tab_stop and reject.tab_stop and reject.tab_stop - accept.tab_stop > MOST_STOPS:
        return say(
            "Refusing comes {number} stops of the keyboard after accepting.", number=reject.tab_stop - accept.tab_stop
        )
    return None


CHECK = Check(
    id="reject-not-accessible",
    version=1,
    title="The refusal can be reached without a mouse as accepting can.",
    failure_title="The refusal cannot be reached without a mouse as accepting can.",
    severity=Severity.MODERATE,
    requires=(need(Journey.NO_ACTION, FIRST_LAYER),),
    sources=cited("gdpr-information", "accessibility-act"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
