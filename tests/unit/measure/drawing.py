"""Controls drawn on a page, each with a picture in which it is erased.

Pictures are uint8 arrays of red, green and blue; `scale` is device pixels to a CSS pixel.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from auditor.domain.artifacts import RemovalPictures
from auditor.domain.box import Box
from auditor.measure.colour import Array, contrast, srgb
from auditor.measure.prominence.cuts import STILL_LEVELS, Cut, difference
from tests.evidence.builders import png

Picture: TypeAlias = NDArray[np.uint8]
Colour: TypeAlias = tuple[int, int, int]
Ground: TypeAlias = Colour | Picture
Draw: TypeAlias = Callable[[Picture, Box, float], None]

WHITE, BLACK, GREY, PALE = (255, 255, 255), (0, 0, 0), (120, 120, 120), (225, 225, 225)
BLUE, GREEN = (0, 60, 180), (0, 120, 60)
ACCEPT, REJECT, PAGE = Box(320, 40, 200, 44), Box(60, 40, 200, 44), Box(0, 0, 600, 120)
FONT = cv2.FONT_HERSHEY_SIMPLEX


# Controls


def button(
    fill: Colour = BLUE, ink: Colour = WHITE, label: str = "Accept all", size: float = 0.6, radius: float = 0.0
) -> Draw:
    """A box of one colour with a label in it, with round corners of so many CSS pixels."""

    def draw(page: Picture, box: Box, scale: float) -> None:
        _blend(page, _cover(page, box, scale, radius), fill)
        _label(page, box, scale, label, ink, size)

    return draw


def outlined(line: Colour = BLUE, ink: Colour = BLUE, label: str = "Accept all") -> Draw:
    """A thin rectangle around a label."""

    def draw(page: Picture, box: Box, scale: float) -> None:
        x, y, right, bottom = pixels(box, scale)
        broad = max(1, round(scale))
        inside = page[y + broad : bottom - broad, x + broad : right - broad].copy()
        page[y:bottom, x:right] = line
        page[y + broad : bottom - broad, x + broad : right - broad] = inside
        _label(page, box, scale, label, ink, 0.6)

    return draw


def gradient(first: Colour = BLUE, last: Colour = GREEN, ink: Colour = WHITE, label: str = "Accept all") -> Draw:
    """A button whose colour runs from left to right."""

    def draw(page: Picture, box: Box, scale: float) -> None:
        x, y, right, bottom = pixels(box, scale)
        page[y:bottom, x:right] = np.linspace(first, last, right - x).round().astype(np.uint8)
        _label(page, box, scale, label, ink, 0.6)

    return draw


def text(ink: Colour = BLACK, label: str = "Accept all", size: float = 0.6) -> Draw:
    """Words alone."""
    return lambda page, box, scale: _ignored(_label(page, box, scale, label, ink, size))


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


def soft_shadow(draw: Draw, reach: float = 12.0, down: float = 0.0, strength: float = 0.3, radius: float = 0.0) -> Draw:
    """A control on a shadow that fades away within about `reach` CSS pixels on every side, moved down by so many."""

    def both(page: Picture, box: Box, scale: float) -> None:
        cover = _cover(page, replace(box, y=box.y + down), scale, radius)
        _blend(page, strength * cv2.GaussianBlur(cover, (0, 0), reach * scale / 2).astype(np.float64), BLACK)
        draw(page, box, scale)

    return both


def hard_shadow(draw: Draw, across: float = 5.0, down: float = 5.0, strength: float = 0.4) -> Draw:
    """A control on a shadow with sharp edges, moved by so many CSS pixels."""

    def both(page: Picture, box: Box, scale: float) -> None:
        moved = replace(box, x=box.x + across, y=box.y + down)
        _blend(page, strength * _cover(page, moved, scale, 0.0), BLACK)
        draw(page, box, scale)

    return both


# Grounds and pages


def photograph(scale: float = 1.0, seed: int = 1, low: int = 0, high: int = 255) -> Picture:
    """Noise of the size of the page, in which no colour is common."""
    size = round(PAGE.height * scale), round(PAGE.width * scale), 3
    return np.random.default_rng(seed).integers(low, high + 1, size, np.uint8)


def page(scale: float = 1.0, *drawn: tuple[Draw, Box], ground: Ground = WHITE) -> Picture:
    """A page on this colour or picture, with these controls on it."""
    picture = np.empty((round(PAGE.height * scale), round(PAGE.width * scale), 3), np.uint8)
    picture[:] = ground
    for draw, box in drawn:
        draw(picture, box, scale)
    return picture


def seen(draw: Draw, scale: float = 1.0, box: Box = ACCEPT, ground: Ground = WHITE) -> Cut:
    """One control alone on a page that keeps still, as shown and erased."""
    return cut_of(page(scale, (draw, box), ground=ground), page(scale, ground=ground), scale)


def cut_of(
    shown: Picture, erased: Picture, scale: float = 1.0, again: Picture | None = None, without: Picture | None = None
) -> Cut:
    """A cut of these pictures: `again` as shown once more, `without` with the other control erased."""
    still = difference(shown, shown if again is None else again) <= STILL_LEVELS
    beside = difference(shown, shown if without is None else without) > STILL_LEVELS
    return Cut(shown, erased, still, beside, scale)


def pictures(
    accept: Draw, reject: Draw, scale: float = 1.0, ground: Ground = WHITE, boxes: tuple[Box, Box] = (ACCEPT, REJECT)
) -> RemovalPictures:
    """Two controls side by side, and the page without each."""
    first, second = (accept, boxes[0]), (reject, boxes[1])
    shown = png(page(scale, first, second, ground=ground))
    return RemovalPictures(
        clip=PAGE,
        scale=scale,
        accept=boxes[0],
        reject=boxes[1],
        shown=shown,
        without_accept=png(page(scale, second, ground=ground)),
        without_reject=png(page(scale, first, ground=ground)),
        again=shown,
    )


def pictures_apart(accept: Draw, reject: Draw, scale: float = 1.0, ground: Ground = WHITE) -> RemovalPictures:
    """The two controls on two screens: reject has pictures of its own, in which accept is not to be seen."""
    first, second = page(scale, (accept, ACCEPT), ground=ground), page(scale, (reject, REJECT), ground=ground)
    empty = png(page(scale, ground=ground))
    return RemovalPictures(
        clip=PAGE,
        scale=scale,
        accept=ACCEPT,
        reject=REJECT,
        shown=png(first),
        without_accept=empty,
        without_reject=empty,
        again=png(first),
        reject_clip=PAGE,
        reject_shown=png(second),
        reject_again=png(second),
    )


def moving_pictures(accept: Draw, reject: Draw, scale: float = 1.0) -> RemovalPictures:
    """The same over a film, of which every picture shows another moment."""
    first, second = (accept, ACCEPT), (reject, REJECT)
    film = [photograph(scale, seed) for seed in range(4)]
    return replace(
        pictures(accept, reject, scale),
        shown=png(page(scale, first, second, ground=film[0])),
        without_accept=png(page(scale, second, ground=film[1])),
        without_reject=png(page(scale, first, ground=film[2])),
        again=png(page(scale, first, second, ground=film[3])),
    )


def ratio_of(first: Colour, second: Colour) -> float:
    """The WCAG contrast of two colours."""
    return float(contrast(srgb(first), srgb(second)))


def pixels(box: Box, scale: float) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a box in device pixels."""
    x, y, right, bottom = (round(v * scale) for v in (box.x, box.y, box.right, box.bottom))
    return x, y, right, bottom


def box_around(
    label: str, x: float, scale: float = 1.0, padding: float = 24.0, height: float = 44.0, size: float = 0.6
) -> Box:
    """A box that leaves this many CSS pixels free at both ends of a label."""
    (width, _), _ = cv2.getTextSize(label, FONT, size * scale, max(1, round(scale * size * 1.6)))
    return Box(x, 40, width / scale + 2 * padding, height)


def _ignored(_drawn: object) -> None:
    """What drawing words gives is of no use where nothing is drawn under them."""


def _cover(page: Picture, box: Box, scale: float, radius: float) -> Array:
    """How far each pixel lies in a box with round corners, 0 to 1."""
    left, top, right, bottom = pixels(box, scale)
    round_by = radius * scale
    rows, columns = np.mgrid[: page.shape[0], : page.shape[1]].astype(np.float64) + 0.5
    across = np.abs(columns - (left + right) / 2) - (right - left) / 2 + round_by
    down = np.abs(rows - (top + bottom) / 2) - (bottom - top) / 2 + round_by
    beyond = np.hypot(np.maximum(across, 0), np.maximum(down, 0)) + np.minimum(np.maximum(across, down), 0)
    cover: Array = np.clip(0.5 + round_by - beyond, 0.0, 1.0)
    return cover


def _blend(page: Picture, cover: Array, colour: Colour) -> None:
    page[:] = (page + cover[..., None] * (np.array(colour) - page.astype(np.float64))).round().astype(np.uint8)


def _label(page: Picture, box: Box, scale: float, words: str, ink: Colour, size: float) -> tuple[int, int, int]:
    """Write words in the middle; gives the left end of their baseline and their width."""
    stroke = max(1, round(scale * size * 1.6))
    (width, height), _ = cv2.getTextSize(words, FONT, size * scale, stroke)
    x, y = (round(v * scale) for v in box.centre)
    left, baseline = x - width // 2, y + height // 2
    cv2.putText(page, words, (left, baseline), FONT, size * scale, ink, stroke, cv2.LINE_AA)
    return left, baseline, width
