"""Refusing is offered outside the banner.

## What it looks for

Whether the control that refuses stands within the banner's frame, as the one that accepts does.

## Why it matters

The EDPB taskforce names a refusal placed outside the banner, without enough visual support to draw an average
visitor's attention to it, among those that do not lead to valid consent.

## Applies when

A banner was found, and a control that refuses with it.

## Fails when

Every control that refuses is more than 4 CSS pixels away from the banner's frame (our choice), and one that accepts is
not. One that lies partly over the frame is inside.

## Cannot tell when

The search for a banner broke off, its frame could not be measured, refusing takes scrolling to see, or no control that
accepts stands in the frame either, so that the frame may not be the whole banner.

## Known limits

A control that belongs to no part of the page that speaks of consent is not known to refuse: the banner then counts
as one without a refusal. The frame is cut at the edge of the screen.

## Example

Passes: `vanilla-honest`. Fails: a page whose refusal stands in a corner far from the bar that accepts.

## References

EDPB Cookie Banner Taskforce, paragraphs 13 and 14.
"""

from auditor.domain.artifacts import FIRST_LAYER
from auditor.domain.box import Box
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.controls import AGREEING, REFUSING, Control
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, say

TOLERANCE_PX = 4.0  # CSS pixels; CATALOGUE, reject-outside-banner (our choice)


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether refusing stands in the frame that accepting stands in."""
    layer = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    refusing = [c for c in layer.controls if c.role in REFUSING]
    frame = layer.box
    if layer.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    if not layer.present or not refusing:
        return inapplicable(say("No banner with a control that refuses was found."))
    if frame is None or not frame.area:
        return cant_tell(
            say("The banner's frame was not measured; a person should look whether refusing stands in it.")
        )
    inside = next((c for c in refusing if _within(c, frame)), None)
    if inside is not None:
        return passed(say('"{name}" stands in the banner.', name=inside.label[:60]))
    if not all(c.in_view for c in refusing):
        return cant_tell(say("Refusing takes scrolling to see; a person should look whether it stands in the banner."))
    if not any(c.role in AGREEING and c.in_view and _within(c, frame) for c in layer.controls):
        return cant_tell(
            say("Nothing in the frame accepts; a person should look whether the frame is the whole banner.")
        )
    where = (reference(Journey.NO_ACTION, FIRST_LAYER),)
    found = [Finding(_away(c, frame), where) for c in refusing]
    return failed(say("Accepting stands in the banner, refusing outside."), found)


def _away(control: Control, frame: Box) -> Text:
    distance = _gap(control.box, frame)
    return say('"{name}" is {distance:.0f} px away from the banner.', name=control.label[:60], distance=distance)


def _within(control: Control, frame: Box) -> bool:
    return _gap(control.box, frame) <= TOLERANCE_PX


def _gap(one: Box, other: Box) -> float:
    """The greater of the distances across and down between two boxes; 0 or less when they touch."""
    return max(other.x - one.right, one.x - other.right, other.y - one.bottom, one.y - other.bottom)


CHECK = Check(
    id="reject-outside-banner",
    version=1,
    title="Refusing is offered inside the banner.",
    failure_title="Refusing is offered outside the banner.",
    severity=Severity.CRITICAL,
    requires=(need(Journey.NO_ACTION, FIRST_LAYER),),
    sources=cited("taskforce-link"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
