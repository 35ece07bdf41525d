"""Refusing looks switched off, though it works.

## What it looks for

Three signs by which people tell a control that is switched off: it is see-through, it is grey with weak words, or the
pointer does not turn into a hand over it. Opacity and pointer come from the styles, colour and contrast from the
picture.

## Why it matters

A visitor does not try a control that seems to be out of use. Guidelines 03/2022 call a choice that is kept out of
sight "hidden in plain sight"; they speak of social media, and name no numbers.

## Applies when

Accept and reject stand on the first layer, and reject is not switched off.

## Fails when

Reject has at least one of the signs and accept none: an opacity of 0.6 or less; a chroma (CIE Lab) below 8 and words
of a contrast below 4.5; a pointer other than a hand. The 4.5 is that of WCAG 2.2, 1.4.3; the rest is our choice. The
chroma is the greatest of the fill or outline and the words; of bare words it is that of the words.

## Cannot tell when

The styles were not read, or the colour or the contrast of the words could not be measured or with its error lies on
both sides of 4.5, and nothing else decides.

## Known limits

A theme that uses grey for both controls gives both the sign, and passes. What a control looks like under the pointer
is not recorded. Whether a control is switched off is what its markup says; a script that ignores clicks is not seen
here.

## Example

Passes: `vanilla-honest`. Fails: `visual-imbalance`.

## References

EDPB Guidelines 03/2022 on deceptive design patterns; GDPR, Article 5(1)(a).
"""

from dataclasses import dataclass

import numpy as np

from auditor.domain.artifacts import FIRST_LAYER, REMOVAL_PICTURES
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.controls import Kind
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import PROMINENCE, Colour, Look
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, joined, say
from auditor.measure.colour import lab

PLAIN = frozenset({Kind.LINK, Kind.TEXT})
FAINT = 0.6  # opacity; our choice
GREY = 8.0  # chroma, CIE Lab; our choice
TEXT = 4.5  # WCAG 2.2, 1.4.3
HAND = "pointer"
LEVELS = 255


@dataclass(frozen=True, slots=True)
class _Signs:
    """The signs that a control has, and those that nobody can tell."""

    seen: tuple[Text, ...]
    unknown: tuple[Text, ...]


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether reject alone has a sign of being switched off."""
    seen = evidence.get(Journey.NO_ACTION, PROMINENCE).pair
    if seen is None:
        return inapplicable(say("The first layer does not offer to accept and to refuse."))
    control = evidence.get(Journey.NO_ACTION, FIRST_LAYER).reject
    if control is not None and control.disabled:
        return inapplicable(say("Refusing is switched off, and does not merely look so."))
    accept, reject = _signs(seen.accept), _signs(seen.reject)
    if not reject.seen and not reject.unknown:
        return passed(say("Nothing about reject looks switched off."))
    if accept.seen:
        return passed(say("Accept looks switched off as well: {signs}.", signs=joined(accept.seen)))
    if reject.seen and not accept.unknown:
        where = (reference(Journey.NO_ACTION, REMOVAL_PICTURES),)
        found = [Finding(say("Reject, and not accept: {sign}", sign=sign), where) for sign in reject.seen]
        return failed(say("Reject looks switched off, and accept does not."), found)
    unknown = dict.fromkeys((*reject.unknown, *accept.unknown))
    return cant_tell(
        say("Unknown: {unknown}. A person should look whether reject seems to be out of use.", unknown=joined(unknown))
    )


def _signs(look: Look) -> _Signs:
    grey, reason = _greyed(look)
    seen = [say("grey, with words of a contrast of {value:.2f}:1", value=look.label_contrast.value)] if grey else []
    unknown = [reason] if reason else []
    if look.claims is None:
        return _Signs(tuple(seen), (*unknown, say("opacity and pointer (the styles were not read)")))
    if look.claims.opacity <= FAINT:
        seen.append(say("an opacity of {opacity:.2f}", opacity=look.claims.opacity))
    if look.claims.cursor.rpartition(",")[2].strip() != HAND:  # pictures of a pointer come before its name
        seen.append(say('the pointer "{pointer}"', pointer=look.claims.cursor[:60]))
    return _Signs(tuple(seen), tuple(unknown))


def _greyed(look: Look) -> tuple[bool, Text | None]:
    """Whether it is grey with weak words, or why nobody can tell."""
    colours = (look.ink,) if look.kind in PLAIN else (look.fill, look.ink)
    known = [_chroma(c) for c in colours if c is not None]
    if any(chroma >= GREY for chroma in known):
        return False, None
    contrast = look.label_contrast
    if contrast.value is None:
        return False, say("the contrast of the words ({reason})", reason=contrast.reason)
    if contrast.value - contrast.error >= TEXT:
        return False, None
    if not known:
        return False, say("the colour (none is seen in the picture)")
    if contrast.value + contrast.error >= TEXT:
        return False, say(
            "whether the contrast of the words, {value:.2f} ± {error:.2f}, is below {limit:g}",
            value=contrast.value,
            error=contrast.error,
            limit=TEXT,
        )
    return True, None


def _chroma(colour: Colour) -> float:
    _, first, second = lab(np.array(colour, dtype=np.float64) / LEVELS)
    return float(np.hypot(first, second))


CHECK = Check(
    id="reject-looks-disabled",
    version=1,
    title="Refusing looks as ready for use as accepting.",
    failure_title="Refusing looks switched off, though it works.",
    severity=Severity.MODERATE,
    requires=(
        need(Journey.NO_ACTION, PROMINENCE),
        need(Journey.NO_ACTION, FIRST_LAYER),
    ),
    sources=cited("edpb-patterns", "gdpr-fairness"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)
