"""The pictures of a prominence card: both controls boxed, and what goes with each.

Lengths are CSS pixels of the page. A solid line and A stand for accept, a dashed line and R for reject.
"""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from auditor.domain.artifacts import Frame, RemovalPictures
from auditor.domain.box import Box
from auditor.domain.controls import Kind
from auditor.domain.facts import Look, Prominence
from auditor.domain.wording import Text, say
from auditor.reporting.heat import Change, Heat, colours, painted
from auditor.reporting.images import Image, data_uri, decode

KINDS = {
    Kind.BUTTON: say("a filled button"),
    Kind.OUTLINED_BUTTON: say("an outlined button"),
    Kind.LINK: say("underlined words"),
    Kind.TEXT: say("bare words"),
    Kind.ICON: say("an icon"),
    Kind.TOGGLE: say("a switch"),
}
FINEST = 2.0  # device pixels to a CSS pixel in a card: more makes files large and shows nothing; our choice
TAG = 18.0  # side of a letter's tag; our choice
FRAME, LEAST_FRAME = 3.0, 0.5  # between a control and the line around it, less where the other is near; our choice
STEPS = 32  # of the scale as it is drawn


@dataclass(frozen=True, slots=True)
class Tag:
    """A control's box and where its letter stands."""

    letter: str
    box: Box
    at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ruler:
    """A dimension line with its number and where that stands."""

    start: tuple[float, float]
    end: tuple[float, float]
    text: str
    at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture of a card: `area` of the viewport in a drawing that shows `canvas`, `zoom` times as large."""

    data: str
    area: Box
    canvas: Box
    zoom: float
    alt: str
    caption: str
    tags: tuple[Tag, ...] = ()
    rulers: tuple[Ruler, ...] = ()


def boxed(pictures: RemovalPictures, seen: Prominence) -> tuple[Panel, ...]:
    """The part of the screenshot with both controls, or one picture for each where they are not on one screen."""
    accept, reject = pictures.frames
    told = say("accept, {size}", size=size(seen.accept)), say("reject, {size}", size=size(seen.reject))
    tags = _tag("A", accept, reject), _tag("R", reject, accept)
    if pictures.reject_clip is None:
        alt = say(
            "Both controls as shown: {accept}, boxed with a solid line; {reject}, boxed with a dashed line",
            accept=told[0],
            reject=told[1],
        )
        return (_panel(accept, pictures.scale, _same_canvas(accept, accept)[0], alt, "", tags),)
    alts = (
        say("As shown: {control}, boxed with a solid line", control=told[0]),
        say("As shown: {control}, boxed with a dashed line", control=told[1]),
    )
    captions = say("With accept in view."), say("With reject in view, after scrolling.")
    canvases = _same_canvas(accept, reject)
    return tuple(
        _panel(f, pictures.scale, c, alt, caption, (tag,))
        for f, c, alt, caption, tag in zip((accept, reject), canvases, alts, captions, tags, strict=True)
    )


def size(look: Look) -> Text:
    """What a control looks like and how large it is, in words."""
    return say("{kind}, {width:.0f} × {height:.0f} px", kind=KINDS[look.kind], width=look.width, height=look.height)


def _panel(frame: Frame, scale: float, canvas: Box, alt: str, caption: str, tags: tuple[Tag, ...]) -> Panel:
    return Panel(data_uri(_fine(decode(frame.shown), scale)), frame.clip, canvas, 1.4, alt, caption, tags)


def _fine(image: Image, scale: float) -> Image:
    if scale <= FINEST:
        return image
    share = FINEST / scale
    return cv2.resize(image, None, fx=share, fy=share, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def _same_canvas(first: Frame, second: Frame) -> tuple[Box, Box]:
    """Drawings of the same size for both, so that the pictures in them have the same scale."""
    width, height = max(first.clip.width, second.clip.width), max(first.clip.height, second.clip.height)
    return Box(first.clip.x, first.clip.y, width, height), Box(second.clip.x, second.clip.y, width, height)


def _tag(letter: str, frame: Frame, other: Frame) -> Tag:
    """The letter stands where it hides neither control: above, below, left or right of its own."""
    around = min(FRAME, max(LEAST_FRAME, gap(frame, other) / 2))
    box, room = frame.box.inflated(around), 1.5
    level = box.y + (box.height - TAG) / 2
    places = [
        (box.x, box.y - TAG - room),
        (box.x, box.bottom + room),
        (box.x - TAG - room, level),
        (box.right + room, level),
    ]
    taken = other.box if other.clip == frame.clip else Box(0, 0, 0, 0)
    free = [p for p in places if _fits(Box(*p, TAG, TAG), frame.clip, taken)]
    return Tag(letter, box, free[0] if free else (box.x - TAG / 2, box.y - TAG / 2))


def gap(first: Frame, second: Frame) -> float:
    """How much room there is between two controls of one picture; without end where each has its own."""
    if first.clip != second.clip:
        return math.inf
    one, other = first.box, second.box
    beside = max(one.x, other.x) - min(one.right, other.right)
    below = max(one.y, other.y) - min(one.bottom, other.bottom)
    return max(beside, below, 0.0)


def _fits(tag: Box, clip: Box, other: Box) -> bool:
    return tag.clipped(clip).area >= tag.area - 1 and tag.clipped(other.inflated(FRAME)).area == 0


def heat_panels(heat: Heat, pictures: RemovalPictures) -> tuple[Panel, Panel]:
    """What goes with each control, on one scale."""
    accept, reject = pictures.frames
    canvases = _same_canvas(accept, reject)
    alts = (
        say(
            "Heat map of what goes from the picture when accept is erased: {change} on the scale of CIEDE2000",
            change=_changed(heat.accept),
        ),
        say(
            "Heat map of what goes from the picture when reject is erased: {change} on the scale of CIEDE2000",
            change=_changed(heat.reject),
        ),
    )
    first = _heat_panel(alts[0], heat.accept, heat.top, canvases[0], pictures.scale)
    return first, _heat_panel(alts[1], heat.reject, heat.top, canvases[1], pictures.scale)


def _changed(change: Change) -> Text:
    return say("{area:.0f} px² change, by {mean:.0f} on average", area=change.area, mean=change.mean)


def _heat_panel(alt: str, change: Change, top: float, canvas: Box, scale: float) -> Panel:
    told = _changed(change)
    caption = (
        say("{change}; what moves by itself is left out.", change=told)
        if change.moves
        else say("{change}.", change=told)
    )
    return Panel(data_uri(_fine(painted(change, top), scale)), change.clip, canvas, 1.4, alt, caption)


def scale_colours() -> tuple[str, ...]:
    """The colours of the scale from its beginning to its end, as in a style sheet."""
    rows = colours(np.linspace(0, 1, STEPS)).tolist()
    return tuple(f"#{red:02x}{green:02x}{blue:02x}" for blue, green, red in rows)
