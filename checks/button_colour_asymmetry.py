"""Accepting is highlighted by its colour, and refusing is not.

## What it looks for

The colour that fills the shape of each control in the picture, how saturated it is, and how far it lies from the
ground around it. An outlined button and bare words are filled with nothing but that ground.

## Why it matters

The Belgian authority held that the colour of the accept button steered visitors, and CNIL's notices of December 2024
name colour. The taskforce says that no general standard can be imposed, and German authorities accept different
colours of equal effect: the numbers below are ours, and what they find is a fact about colour, not a verdict.

## Applies when

Accept and reject stand on the first layer.

## Fails when

The two fillings are at least 10 apart (CIEDE2000), and either accept is highlighted by saturation: its chroma (CIE
Lab) is at least 20 above reject's; or accept lies at least twice as far from its ground as reject does from its own.
A colour counts as a highlight when its chroma is 20 above that of the ground. Two highlights in different hues do not
differ by saturation, and where reject is the more saturated one by 20 the distance from the ground does not count. All
numbers are our choice.

## Cannot tell when

The filling of a control, or its distance from the ground, could not be measured; or a distance, with its error, lies
on both sides of a limit that decides.

## Known limits

The colour of words is left out here; `reject-unreadable` looks at their contrast. A fill with a gradient counts with
its mean. How colours look to people with a deficiency of colour vision is not simulated.

## Example

Passes: `vanilla-honest`. Fails: `visual-imbalance`.

## References

EDPB Cookie Banner Taskforce, paragraphs 17 to 19; APD-GBA 113/2024; CNIL formal notices of 12 December 2024; DSB
(Austria), questions and answers on cookies.
"""

from dataclasses import dataclass

import numpy as np

from auditor.domain.artifacts import REMOVAL_PICTURES
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.controls import Kind
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import PROMINENCE, Colour, Look
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, say
from auditor.measure.colour import Array, ciede2000, lab

PLAIN = frozenset({Kind.LINK, Kind.TEXT})
UNFILLED = PLAIN | {Kind.OUTLINED_BUTTON}
APART = 10.0  # CIEDE2000 between the two fillings; our choice
CHROMA = 20.0  # CIE Lab; our choice
TIMES = 2.0  # distance from the ground; our choice
LEVELS = 255
UNSEEN = say("the picture shows none")


@dataclass(frozen=True, slots=True)
class _Paint:
    """What fills a control; `distance` is CIEDE2000 from the ground, `error` that of every distance from it."""

    colour: Colour
    lab: Array
    chroma: float
    distance: float
    error: float
    highlight: bool


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether colour highlights accept alone, for every value that the measurements allow."""
    seen = evidence.get(Journey.NO_ACTION, PROMINENCE).pair
    if seen is None:
        return inapplicable(say("The first layer does not offer to accept and to refuse."))
    if seen.accept.kind in UNFILLED:
        return passed(say("Accept is not filled with a colour of its own."))
    accept, reject = _paint(seen.accept), _paint(seen.reject)
    reason = _doubt(seen.accept) or _doubt(seen.reject)
    if accept is None or reject is None:
        return cant_tell(
            say(
                "What fills a control is unknown ({reason}); a person should compare the colours.",
                reason=reason or UNSEEN,
            )
        )
    told = say("Accept is filled with {accept}, reject with {reject}.", accept=_told(accept), reject=_told(reject))
    if not _apart(accept, reject, 1):
        return passed(told)
    if reason:
        return cant_tell(
            say(
                "{told} The ground around a control is unknown ({reason}); a person should compare the colours.",
                told=told,
                reason=reason,
            )
        )
    if _steers(accept, reject, -1):
        return failed(told, [Finding(told, (reference(Journey.NO_ACTION, REMOVAL_PICTURES),))])
    if not _steers(accept, reject, 1):
        return passed(told)
    return cant_tell(say("{told} The error of a distance decides; a person should compare the colours.", told=told))


def _paint(look: Look) -> _Paint | None:
    filled = look.kind not in UNFILLED
    colour = look.fill if filled else look.surround
    if colour is None or (not filled and _doubt(look)):
        return None
    inside, ground = _lab(colour), _lab(look.surround)
    return _Paint(
        colour=colour,
        lab=inside,
        chroma=_chroma(inside),
        distance=float(ciede2000(inside, ground)),
        error=look.fill_difference.error if filled else 0.0,
        highlight=_chroma(inside) - _chroma(ground) >= CHROMA,
    )


def _lab(colour: Colour) -> Array:
    return lab(np.array(colour, dtype=np.float64) / LEVELS)


def _chroma(colour: Array) -> float:
    return float(np.hypot(colour[1], colour[2]))


def _doubt(look: Look) -> str | None:
    """Why the ground around it is not known; bare words have no distance from it, which is no doubt."""
    if look.kind in PLAIN or look.fill_difference.value is not None:
        return None
    return look.fill_difference.reason or say("not measured")


def _apart(accept: _Paint, reject: _Paint, sign: int) -> bool:
    """`sign` is 1 where errors are counted for a difference, -1 where against it."""
    return float(ciede2000(accept.lab, reject.lab)) + sign * (accept.error + reject.error) >= APART


def _steers(accept: _Paint, reject: _Paint, sign: int) -> bool:
    more = accept.chroma - reject.chroma
    by_saturation = accept.highlight and not reject.highlight and more >= CHROMA
    farther = accept.distance + sign * accept.error >= TIMES * (reject.distance - sign * reject.error)
    by_distance = farther and not (reject.highlight and -more >= CHROMA)
    return _apart(accept, reject, sign) and (by_saturation or by_distance)


def _told(paint: _Paint) -> Text:
    return say(
        "{colour} (chroma {chroma:.0f}, {distance:.0f} from the ground)",
        colour="#" + bytes(paint.colour).hex(),
        chroma=paint.chroma,
        distance=paint.distance,
    )


CHECK = Check(
    id="button-colour-asymmetry",
    version=1,
    title="Colour does not highlight accepting over refusing.",
    failure_title="Accepting is highlighted by its colour, and refusing is not.",
    severity=Severity.MODERATE,
    requires=(need(Journey.NO_ACTION, PROMINENCE),),
    sources=cited("taskforce-contrast", "apd-mediahuis", "cnil-notices", "dsb-faq"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
