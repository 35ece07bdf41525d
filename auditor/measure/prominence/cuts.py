"""Cutting one control out of its pictures: what changes when it is erased, and what moves by itself.

Pictures are uint8 arrays of shape (height, width, 3): red, green and blue of sRGB. `scale` is device pixels to a CSS
pixel.
"""

from dataclasses import dataclass
from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from auditor.domain.artifacts import Frame, RemovalPictures
from auditor.domain.wording import say

Pixels = NDArray[np.uint8]
Mask = NDArray[np.bool_]

MOVING, PICTURE = say("the background moves"), say("the ground is a picture")  # why something is not measured
MARGIN_PX = 24.0  # CSS pixels around a control that are looked at with it: shadows, rings, other words; our choice
RESTS = 0.99  # of the pixels that hold still on a page at rest; our choice
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

    @property
    def moves(self) -> bool:
        """Whether more than a few pixels move by themselves."""
        return bool(np.count_nonzero(self.still) < RESTS * self.still.size)

    def part(self, box: tuple[int, int, int, int], more: float) -> "Cut":
        """What lies in left, top, right and bottom, in pixels, and that many pixels around it."""
        room = round(more)
        left, top = max(0, box[0] - room), max(0, box[1] - room)
        where = slice(top, box[3] + room), slice(left, box[2] + room)
        return Cut(self.shown[where], self.erased[where], self.still[where], self.beside[where], self.scale)


def decode(png: bytes) -> Pixels:
    """A PNG as an array; raises `ValueError` when it is none."""
    return _rgb(_read(png))


def _read(png: bytes) -> Pixels:
    image = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR) if png else None
    if image is None:
        raise ValueError("not a picture")
    return image.astype(np.uint8, copy=False)


def _rgb(picture: Pixels) -> Pixels:
    return cv2.cvtColor(picture, cv2.COLOR_BGR2RGB).astype(np.uint8, copy=False)


def cuts(pictures: RemovalPictures) -> tuple[Cut, Cut] | None:
    """The surroundings of accept and of reject; None when the pictures do not show the same part of the page."""
    accept, reject = pictures.frames
    scale = pictures.scale
    if pictures.reject_clip is not None:
        first, second = (_parts(f, (f,), (f.shown, f.erased, f.again, f.shown), scale) for f in (accept, reject))
        return (_cut(*first[0], scale), _cut(*second[0], scale)) if first and second else None
    both = _parts(accept, (accept, reject), (accept.shown, accept.erased, accept.again, reject.erased), scale)
    if both is None:
        return None
    (shown, erased, again, without), (other_shown, other_without, other_again, other_erased) = both
    return (
        _cut(shown, erased, again, without, scale),
        _cut(other_shown, other_erased, other_again, other_without, scale),
    )


Parts: TypeAlias = tuple[Pixels, Pixels, Pixels, Pixels]


def _parts(
    frame: Frame, around: tuple[Frame, ...], pictures: tuple[bytes, bytes, bytes, bytes], scale: float
) -> tuple[Parts, ...] | None:
    """The surroundings of each control in four pictures of one part of the page; None when they are of another size.

    Each picture is read, cut and let go by itself: four of them at once would be most of the memory.
    """
    size = round(frame.clip.height * scale), round(frame.clip.width * scale)
    places = [place_of(f, scale) for f in around]
    found: dict[bytes, list[Pixels]] = {}
    for png in pictures:
        if png not in found:
            whole = _read(png)
            if whole.shape[:2] != size or not all(whole[place].size for place in places):
                return None
            found[png] = [_rgb(whole[place]) for place in places]
    shown, erased, again, other = (found[png] for png in pictures)
    return tuple(zip(shown, erased, again, other, strict=True))


def place_of(frame: Frame, scale: float) -> tuple[slice, slice]:
    """Where in its pictures a control and what is around it lies: rows and columns."""
    area = frame.box.inflated(MARGIN_PX).clipped(frame.clip)
    x, y = round((area.x - frame.clip.x) * scale), round((area.y - frame.clip.y) * scale)
    return slice(y, y + round(area.height * scale)), slice(x, x + round(area.width * scale))


def _cut(shown: Pixels, erased: Pixels, again: Pixels, without: Pixels, scale: float) -> Cut:
    still, beside = difference(shown, again) <= STILL_LEVELS, difference(shown, without) > STILL_LEVELS
    if np.count_nonzero(still) < RESTS * still.size:
        # What moves may look the same twice by chance; the picture without the other control shows this one once more.
        still &= ~beside
    return Cut(shown, erased, still, beside, scale)


def difference(first: Pixels, second: Pixels) -> NDArray[np.uint8]:
    """How far two pictures differ in the channel in which they differ most, 0 to 255."""
    red, green, blue = cv2.split(cv2.absdiff(first, second))
    return cv2.max(cv2.max(red, green), blue).astype(np.uint8, copy=False)


def bounds(mask: Mask) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a mask that is not empty; right and bottom are the first pixels beyond."""
    left, top, width, height = cv2.boundingRect(mask.view(np.uint8))
    return left, top, left + width, top + height


def eroded(mask: Mask, pixels: float) -> Mask:
    """The mask without a rim of that many pixels; beyond the picture nothing is masked."""
    side = 2 * round(pixels) + 1
    kernel = np.ones((side, side), np.uint8)
    inner = cv2.erode(mask.view(np.uint8), kernel, borderType=cv2.BORDER_CONSTANT, borderValue=(0,))
    return inner.astype(bool)


def dilated(mask: Mask, pixels: float) -> Mask:
    """The mask with a rim of that many pixels."""
    side = 2 * round(pixels) + 1
    return cv2.dilate(mask.view(np.uint8), np.ones((side, side), np.uint8)).astype(bool)


def runs(marked: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where the runs of True begin and end; the end is the first beyond."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marked, [False]]).astype(np.int8)))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def ranked(values: NDArray[np.floating[Any]], share: float) -> NDArray[np.float64]:
    """Of the values along the second axis the one below which that share of them lies; cheaper than a quantile."""
    rank = min(values.shape[1] - 1, int(share * values.shape[1]))
    return np.partition(values, rank, axis=1)[:, rank].astype(np.float64)
