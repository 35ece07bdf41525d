"""Accepting is a button, refusing plain text or a link.

## What it looks for

What the two controls look like in the picture: a filled or outlined button, or mere text. The HTML element does not
matter: what goes from the picture when the control is erased is its shape.

## Why it matters

In December 2024 CNIL gave formal notice to publishers whose refuse option was dressed as a plain link beside a loud
button.

## Applies when

Accept and reject stand on the first layer.

## Fails when

Accept is a filled or outlined button and reject is text or a link. A shape counts as a button when its fill or its line
differs from the ground by CIEDE2000 5 (our choice), or when a shadow tells its edge by 1 (our choice); all of
it is versioned in `thresholds.toml`.

## Cannot tell when

The background moves, and no outline of one of the two can be told from it. When one control leaves no trace in the
picture the check is untested.

## Known limits

The ring around a control that a script
focused is left out: it goes with the first click.

## Example

Passes: `vanilla-honest`. Fails: `craft-loud-accept`.

## References

CNIL formal notices of 12 December 2024; EDPB Cookie Banner Taskforce, paragraphs 13 and 14.
"""

from auditor.domain.artifacts import REMOVAL_PICTURES
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.controls import Kind
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import PROMINENCE
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import say

BUTTONS = frozenset({Kind.BUTTON, Kind.OUTLINED_BUTTON})
PLAIN = frozenset({Kind.LINK, Kind.TEXT})


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether one is a button and the other mere text."""
    seen = evidence.get(Journey.NO_ACTION, PROMINENCE).pair
    if seen is None:
        return inapplicable(say("The first layer does not offer to accept and to refuse."))
    if not (seen.accept.kind_certain and seen.reject.kind_certain):
        return cant_tell(
            say("The background moves, so that no outline could be told: a person should look at both controls.")
        )
    looks = say(
        "In the picture accept looks like a {accept}, reject like a {reject}.",
        accept=seen.accept.kind,
        reject=seen.reject.kind,
    )
    if seen.accept.kind in BUTTONS and seen.reject.kind in PLAIN:
        return failed(looks, [Finding(looks, (reference(Journey.NO_ACTION, REMOVAL_PICTURES),))])
    return passed(looks)


CHECK = Check(
    id="reject-as-link",
    version=1,
    title="Refusing and accepting look like the same kind of control.",
    failure_title="Accepting is a button, refusing plain text or a link.",
    severity=Severity.SERIOUS,
    requires=(need(Journey.NO_ACTION, PROMINENCE),),
    sources=cited("cnil-notices", "taskforce-link", "ap-rules"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
