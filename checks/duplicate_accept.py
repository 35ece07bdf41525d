"""Accepting is offered more often than refusing.

## What it looks for

How many controls of the first layer accept, and how many refuse. Those count that are in view, can be clicked and
stand at places of their own.

## Why it matters

In December 2024 CNIL gave formal notice to publishers who offered to accept several times and to refuse once.

## Applies when

The first layer has a control that accepts.

## Fails when

At least 2 controls accept, and fewer refuse (CNIL's notices; no number of theirs but the comparison). A cross whose
words accept counts as a control that accepts.

## Cannot tell when

The search for a banner broke off; buttons whose words no rule knows, or a cross that the text takes for a refusal,
could make the numbers equal; or the numbers differ only by a cross that the text, not its own words, takes for consent.

## Known limits

What a cross really does is told by `close-counts-as-accept`. The settings are not counted: there, buttons accept for
single purposes. Controls that appear after scrolling are not counted either.

## Example

Passes: `vanilla-honest`. Fails: `visual-imbalance`.

## References

CNIL formal notices of 12 December 2024.
"""

from collections.abc import Iterable

from auditor.domain.artifacts import FIRST_LAYER
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.controls import AGREEING, REFUSING, Control, Layer, Role
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, listed, say, say_many
from auditor.measure.lexicon.texts import mentions

SEVERAL = 2  # controls that accept; CATALOGUE, duplicate-accept, after CNIL's notices


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether accepting is offered several times and refusing less often."""
    layer = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    if layer.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    seen = _distinct(layer.controls)
    accepting, refusing = ([c for c in seen if c.role in roles] for roles in (AGREEING, REFUSING))
    if not accepting:
        return inapplicable(say("No banner with a control that accepts was found."))
    words = say_many(
        "In view are {n} control to accept and {refusing} to refuse",
        "In view are {n} controls to accept and {refusing} to refuse",
        len(accepting),
        refusing=len(refusing),
    )
    if not _more(len(accepting), len(refusing)):
        crosses = _crosses(seen, layer, "closing_accepts", "closing_refuses")
        if _more(len(accepting) + len(crosses), len(refusing)):
            return cant_tell(
                say(
                    "{words}, and the text takes closing for consent; a person should try {crosses}.",
                    words=words,
                    crosses=_names(crosses),
                )
            )
        return passed(say("{words}.", words=words))
    unknown = [c for c in seen if c.role is Role.UNKNOWN and c.semantic == "button" and c.label]
    unknown += _crosses(seen, layer, "closing_refuses", "closing_accepts")
    if not _more(len(accepting), len(refusing) + len(unknown)):
        return cant_tell(
            say(
                "{words}, and {unknown} may refuse as well; a person should read the banner.",
                words=words,
                unknown=_names(unknown),
            )
        )
    where = (reference(Journey.NO_ACTION, FIRST_LAYER),)
    found = [Finding(_accepts(c), where) for c in accepting]
    return failed(say("{words}.", words=words), found)


def _accepts(control: Control) -> Text:
    return say('"{name}" at {x:.0f}, {y:.0f} px accepts.', name=control.label[:60], x=control.box.x, y=control.box.y)


def _more(accepting: int, refusing: int) -> bool:
    return accepting >= SEVERAL and accepting > refusing


def _distinct(controls: Iterable[Control]) -> list[Control]:
    """The controls in view that can be clicked, one for each place."""
    found: list[Control] = []
    for control in controls:
        taken = any(f.role is control.role and f.box.contains(*control.box.centre) for f in found)
        if control.in_view and not control.disabled and not taken:
            found.append(control)
    return found


def _crosses(seen: list[Control], layer: Layer, meaning: str, contrary: str) -> list[Control]:
    """The controls that close the banner, where its text gives closing this meaning and not the contrary one."""
    if not mentions(layer.text, meaning, layer.language) or mentions(layer.text, contrary, layer.language):
        return []
    return [c for c in seen if c.role is Role.CLOSE]


def _names(controls: list[Control]) -> Text:
    return listed([say('"{name}"', name=(c.label or c.accessible_name)[:60]) for c in controls])


CHECK = Check(
    id="duplicate-accept",
    version=1,
    title="Accepting is not offered more often than refusing.",
    failure_title="Accepting is offered more often than refusing.",
    severity=Severity.MODERATE,
    requires=(need(Journey.NO_ACTION, FIRST_LAYER),),
    sources=cited("cnil-notices"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
