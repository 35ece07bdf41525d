"""Controls drawn on a page, each with a picture in which it is erased."""

from collections.abc import Callable
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from auditor.domain.artifacts import RemovalPictures
from auditor.domain.box import Box
from auditor.measure.colour import Array
from tests.evidence.builders import png

Picture: TypeAlias = NDArray[np.uint8]
Colour: TypeAlias = tuple[int, int, int]
Draw: TypeAlias = Callable[[Picture, Box, float], None]

WHITE, BLACK, GREY, PALE = (255, 255, 255), (0, 0, 0), (120, 120, 120), (225, 225, 225)
BLUE, GREEN = (0, 60, 180), (0, 120, 60)
ACCEPT, REJECT, PAGE = Box(320, 40, 200, 44), Box(60, 40, 200, 44), Box(0, 0, 600, 120)
FONT = cv2.FONT_HERSHEY_SIMPLEX


def button(fill: Colour = BLUE, ink: Colour = WHITE, label: str = "Accept all", size: float = 0.6) -> Draw:
    """A rectangle of one colour with a label in it."""

    def draw(page: Picture, box: Box, scale: float) -> None:
        _rectangle(page, box, scale, fill, cv2.FILLED)
        _label(page, box, scale, label, ink, size)

    return draw


def outlined(line: Colour = BLUE, ink: Colour = BLUE, label: str = "Accept all") -> Draw:
    """A thin rectangle around a label."""

    def draw(page: Picture, box: Box, scale: float) -> None:
        _rectangle(page, box, scale, line, max(1, round(scale)))
        _label(page, box, scale, label, ink, 0.6)

    return draw


def gradient(first: Colour = BLUE, last: Colour = GREEN, ink: Colour = WHITE, label: str = "Accept all") -> Draw:
    """A button whose colour runs from left to right."""

    def draw(page: Picture, box: Box, scale: float) -> None:
        x, y, right, bottom = _pixels(box, scale)
        page[y:bottom, x:right] = np.linspace(first, last, right - x).round().astype(np.uint8)
        _label(page, box, scale, label, ink, 0.6)

    return draw


def text(ink: Colour = BLACK, label: str = "Accept all", size: float = 0.6) -> Draw:
    """Words alone."""
    return lambda page, box, scale: _label(page, box, scale, label, ink, size)


def link(ink: Colour = BLUE, label: str = "Accept all", line: Colour | None = None) -> Draw:
    """Words with a line under them, of the same colour unless one is given."""

    def draw(page: Picture, box: Box, scale: float) -> None:
        x, y, width = _label(page, box, scale, label, ink, 0.6)
        below = y + round(6 * scale)
        cv2.line(page, (x, below), (x + width, below), line or ink, max(1, round(scale)))

    return draw


def cross(ink: Colour = BLACK, side: float = 14) -> Draw:
    """Two strokes that cross each other."""

    def draw(page: Picture, box: Box, scale: float) -> None:
        x, y = (round(v * scale) for v in box.centre)
        arm = round(side / 2 * scale)
        for slope in (1, -1):
            cv2.line(page, (x - arm, y - slope * arm), (x + arm, y + slope * arm), ink, round(2 * scale), cv2.LINE_AA)

    return draw


def nothing(_page: Picture, _box: Box, _scale: float) -> None:
    """A control that cannot be seen."""


def page(scale: float = 1.0, *drawn: tuple[Draw, Box], ground: Colour = WHITE) -> Picture:
    """A plain page with these controls on it."""
    picture = np.full((round(PAGE.height * scale), round(PAGE.width * scale), 3), ground, np.uint8)
    for draw, box in drawn:
        draw(picture, box, scale)
    return picture


def unit(picture: Picture) -> Array:
    """Channels from 0 to 1."""
    return picture.astype(np.float64) / 255


def seen(draw: Draw, scale: float = 1.0, box: Box = ACCEPT, ground: Colour = WHITE) -> tuple[Array, Array]:
    """One control as shown and erased."""
    return unit(page(scale, (draw, box), ground=ground)), unit(page(scale, ground=ground))


def pictures(accept: Draw, reject: Draw, scale: float = 1.0, ground: Colour = WHITE) -> RemovalPictures:
    """Two controls side by side, and the page without each."""
    first, second = (accept, ACCEPT), (reject, REJECT)
    return RemovalPictures(
        clip=PAGE,
        scale=scale,
        accept=ACCEPT,
        reject=REJECT,
        shown=png(page(scale, first, second, ground=ground)),
        without_accept=png(page(scale, second, ground=ground)),
        without_reject=png(page(scale, first, ground=ground)),
    )


def _pixels(box: Box, scale: float) -> tuple[int, int, int, int]:
    x, y, right, bottom = (round(v * scale) for v in (box.x, box.y, box.right, box.bottom))
    return x, y, right, bottom


def _rectangle(page: Picture, box: Box, scale: float, colour: Colour, thickness: int) -> None:
    x, y, right, bottom = _pixels(box, scale)
    cv2.rectangle(page, (x, y), (right - 1, bottom - 1), colour, thickness)


def _label(page: Picture, box: Box, scale: float, words: str, ink: Colour, size: float) -> tuple[int, int, int]:
    """Write words in the middle; gives the left end of their baseline and their width."""
    stroke = max(1, round(scale * size * 1.6))
    (width, height), _ = cv2.getTextSize(words, FONT, size * scale, stroke)
    x, y = (round(v * scale) for v in box.centre)
    left, baseline = x - width // 2, y + height // 2
    cv2.putText(page, words, (left, baseline), FONT, size * scale, ink, stroke, cv2.LINE_AA)
    return left, baseline, width
