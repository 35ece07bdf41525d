"""Refusing stands far away from accepting.

## What it looks for

How far apart the controls that accept and refuse stand on the screen. Where several do, the two that are nearest to
each other count.

## Why it matters

The EDPB's guidelines on deceptive patterns speak of a choice hidden in plain sight, and CNIL names the place of the
refusal among the means of steering visitors. Which of two neighbours comes first is not criticised, and is not here.

## Applies when

The first layer offers to accept and to refuse.

## Fails when

Accepting stands in the banner, and refusing more than 1.5 of the banner's heights above or below it or more than 1.5
of its widths beside it. Both numbers are our choice.

## Cannot tell when

The search for a banner broke off, a control takes scrolling to see, or the banner's frame was not measured; when both
stand outside the frame; or when the two are neither in one row nor within 200 CSS pixels (our choice) of each other,
so that a person has to look which is nearer to the end of the text.

## Known limits

Only the boxes of the controls and of the banner are compared. Where the text ends, and which part of the page a control
belongs to, is not known: whether refusing is in another block is told by its distance alone.

## Example

Passes: `vanilla-honest`. Fails: a page whose refusal stands in a corner far from the bar that accepts.

## References

EDPB Guidelines 03/2022; CNIL formal notices of 12 December 2024; GDPR, Article 5(1)(a).
"""

import math
from itertools import product

from auditor.domain.artifacts import FIRST_LAYER
from auditor.domain.box import Box
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.controls import AGREEING, REFUSING, Control, Layer
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, say

AWAY = 1.5  # of the banner's height or width; CATALOGUE, position-asymmetry (our choice)
FURTHER_PX = 200.0  # CSS pixels further from the end of the text; the same entry (our choice)


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether refusing stands far away from accepting."""
    layer = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    if layer.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    if layer.accept is None or layer.reject is None:
        return inapplicable(say("The first layer does not offer to accept and to refuse."))
    pair, frame = _nearest(layer), layer.box
    if pair is None or frame is None or not frame.area:
        return cant_tell(
            say("The places of the controls and the banner were not seen together; a person should compare.")
        )
    accept, reject = pair
    across, down = _apart(accept.box, reject.box)
    words = say(
        '"{reject}" and "{accept}" are {across:.0f} px across and {down:.0f} px down apart',
        reject=reject.label[:60],
        accept=accept.label[:60],
        across=across,
        down=down,
    )
    if across <= AWAY * frame.width and down <= AWAY * frame.height:
        return _within_reach(words, accept.box, reject.box)
    if _touches(reject, frame):
        return passed(say("{words}; refusing is the one that stands in the banner.", words=words))
    if not _touches(accept, frame):
        return cant_tell(
            say(
                "{words}, both outside the banner's frame; a person should look what belongs to the banner.",
                words=words,
            )
        )
    told = say(
        "{words}; the banner measures {width:.0f} by {height:.0f} px.",
        words=words,
        width=frame.width,
        height=frame.height,
    )
    finding = Finding(told, (reference(Journey.NO_ACTION, FIRST_LAYER),))
    return failed(say("Refusing stands far away from accepting."), [finding], severity=Severity.MODERATE)


def _nearest(layer: Layer) -> tuple[Control, Control] | None:
    """The control that accepts and the one that refuses, both in view, that are nearest to each other."""
    seen = [c for c in layer.controls if c.in_view]
    pairs = product((c for c in seen if c.role in AGREEING), (c for c in seen if c.role in REFUSING))
    return min(pairs, key=lambda p: math.dist(p[0].box.centre, p[1].box.centre), default=None)


def _within_reach(words: Text, accept: Box, reject: Box) -> CheckResult:
    """A row or a stack is one block, whatever its order; elsewhere no more may lie between than the limit."""
    across, down = _apart(accept, reject)
    # The distance to any place differs by no more than the centres are apart, wherever the text ends.
    near = math.dist(accept.centre, reject.centre) <= FURTHER_PX
    if not down or (not across and down <= FURTHER_PX) or near:
        return passed(say("{words}.", words=words))
    return cant_tell(say("{words}; a person should look which is nearer to the end of the text.", words=words))


def _apart(one: Box, other: Box) -> tuple[float, float]:
    """The free space between two boxes, across and down; 0 where they share a column or a row."""
    across = max(other.x - one.right, one.x - other.right, 0.0)
    return across, max(other.y - one.bottom, one.y - other.bottom, 0.0)


def _touches(control: Control, frame: Box) -> bool:
    return _apart(control.box, frame) == (0.0, 0.0)


CHECK = Check(
    id="position-asymmetry",
    version=1,
    title="Refusing stands near accepting.",
    failure_title="Refusing stands far away from accepting.",
    severity=Severity.MINOR,
    requires=(need(Journey.NO_ACTION, FIRST_LAYER),),
    sources=cited("edpb-patterns", "cnil-notices", "gdpr-fairness"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
