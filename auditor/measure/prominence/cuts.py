"""Cutting one control out of its pictures: what changes when it is erased, and what moves by itself.

Pictures are uint8 arrays of shape (height, width, 3): red, green and blue of sRGB. `scale` is device pixels to a CSS
pixel.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from auditor.domain.artifacts import Frame, RemovalPictures

Pixels = NDArray[np.uint8]
Mask = NDArray[np.bool_]

MARGIN_PX = 24.0  # CSS pixels around a control that are looked at with it: shadows, rings, other words; our choice
STILL_LEVELS = 3  # of 255: a pixel moves by itself when a channel differs by more between two shots; our choice


@dataclass(frozen=True, slots=True)
class Cut:
    """The surroundings of one control: as shown and erased.

    `still` are the pixels that do not move by themselves, `beside` those that go with the other control.
    """

    shown: Pixels
    erased: Pixels
    still: Mask
    beside: Mask
    scale: float


def decode(png: bytes) -> Pixels:
    """A PNG as an array; raises `ValueError` when it is none."""
    image = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR) if png else None
    if image is None:
        raise ValueError("not a picture")
    return cv2.cvtColor(image, cv2.COLOR_BGR2RGB).astype(np.uint8, copy=False)


def cuts(pictures: RemovalPictures) -> tuple[Cut, Cut] | None:
    """The surroundings of accept and of reject; None when the pictures do not show the same part of the page."""
    read = lru_cache(maxsize=8)(decode)  # the two frames share pictures
    accept, reject = pictures.frames
    together = pictures.reject_clip is None
    first = _cut(accept, reject.erased if together else accept.shown, pictures.scale, read)
    second = _cut(reject, accept.erased if together else reject.shown, pictures.scale, read)
    return (first, second) if first and second else None


def _cut(frame: Frame, other: bytes, scale: float, read: Callable[[bytes], Pixels]) -> Cut | None:
    """`other` shows the same part with the other control erased."""
    size = round(frame.clip.height * scale), round(frame.clip.width * scale)
    whole = [read(png) for png in (frame.shown, frame.erased, frame.again, other)]
    if any(picture.shape[:2] != size for picture in whole):
        return None
    shown, erased, again, without = (_part(picture, frame, scale) for picture in whole)
    if not shown.size:
        return None
    moves, changes = cv2.absdiff(shown, again).max(axis=2), cv2.absdiff(shown, without).max(axis=2)
    return Cut(shown, erased, moves <= STILL_LEVELS, changes > STILL_LEVELS, scale)


def _part(picture: Pixels, frame: Frame, scale: float) -> Pixels:
    area = frame.box.inflated(MARGIN_PX).clipped(frame.clip)
    x, y = round((area.x - frame.clip.x) * scale), round((area.y - frame.clip.y) * scale)
    return np.ascontiguousarray(picture[y : y + round(area.height * scale), x : x + round(area.width * scale)])
