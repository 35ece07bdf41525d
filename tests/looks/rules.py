"""Three rules to compare with: by grey level of the picture, by background colour, by computed styles."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from playwright.async_api import Frame, Page

from auditor.domain.facts import Colour
from tests.looks.colours import contrast, over

GREY = 170.0  # DarkDialogs: a background at most this light is highlighted; 0 to 255
READABLE, STANDS_OUT = 4.5, 3.0  # WCAG contrasts
LETTERS, AREA = 1.15, 1.5  # ratios
NO_COLOUR = (0.0, 0.0, 0.0, 0.0)
NUMBER = re.compile(r"-?[\d.]+")
STYLES = """selector => {
  const e = window.drawnRoot.querySelector(selector), s = getComputedStyle(e), box = e.getBoundingClientRect();
  const grounds = [];
  for (let up = e.parentNode; up; up = up.parentNode || up.host) {
    if (up instanceof Element) grounds.push(getComputedStyle(up).backgroundColor);
  }
  const shows = s.borderTopStyle !== 'none' && s.borderBottomStyle !== 'none';
  return {
    background: s.backgroundColor, colour: s.color, grounds, line: s.textDecorationLine,
    border_px: shows ? Math.min(parseFloat(s.borderTopWidth), parseFloat(s.borderBottomWidth)) : 0,
    font_px: parseFloat(s.fontSize), width: box.width, height: box.height,
  };
}"""


@dataclass(frozen=True, slots=True)
class Styles:
    """What computed styles say of a control; lengths in CSS pixels, colours as the browser writes them.

    `ground` is the background of the nearest element around it that has one, white where none has.
    """

    background: str
    colour: str
    ground: Colour
    line: str
    border_px: float
    font_px: float
    width: float
    height: float

    @property
    def fill(self) -> Colour | None:
        """The background on its ground; None where it does not differ from that."""
        *channels, alpha = parsed(self.background)
        seen = over(_whole(channels), alpha, self.ground)
        return None if alpha == 0 or seen == self.ground else seen

    @property
    def boxed(self) -> bool:
        """Whether it has a background of its own or a border."""
        return self.fill is not None or self.border_px > 0

    @property
    def label_contrast(self) -> float:
        """WCAG contrast of colour and background."""
        behind = self.fill or self.ground
        *channels, alpha = parsed(self.colour)
        return contrast(over(_whole(channels), alpha, behind), behind)

    @property
    def fill_contrast(self) -> float:
        """WCAG contrast of background and ground; 1 without one."""
        return 1.0 if self.fill is None else contrast(self.fill, self.ground)


async def styles_of(frame: Page | Frame, selector: str) -> Styles:
    """The computed styles of a control that `show` has put into the frame."""
    read = await frame.evaluate(STYLES, selector)
    ground: Colour = (255, 255, 255)
    for *channels, alpha in map(parsed, reversed(read.pop("grounds"))):
        ground = over(_whole(channels), alpha, ground)
    return Styles(ground=ground, **read)


def by_grey(accept: NDArray[np.uint8], reject: NDArray[np.uint8]) -> bool:
    """Whether one of two pictures of controls, RGB, is highlighted and the other not, as in DarkDialogs."""
    levels = [float(picture[..., :3].astype(float).mean()) for picture in (accept, reject)]
    return (levels[0] <= GREY) != (levels[1] <= GREY)


def by_background(accept: Styles, reject: Styles) -> bool:
    """Whether the background colours differ as the browser writes them, as in cookiescanner."""
    return accept.background != reject.background


def by_style(accept: Styles, reject: Styles) -> bool:
    """Whether computed styles tell the two apart by a box, a contrast or a size."""
    areas = sorted((accept.width * accept.height, reject.width * reject.height))
    letters = sorted((accept.font_px, reject.font_px))
    return (
        accept.boxed != reject.boxed
        or _one_reaches(accept.label_contrast, reject.label_contrast, READABLE)
        or _one_reaches(accept.fill_contrast, reject.fill_contrast, STANDS_OUT)
        or letters[1] > LETTERS * letters[0]
        or areas[1] > AREA * areas[0]
    )


def parsed(colour: str) -> tuple[float, float, float, float]:
    """A computed colour as sRGB channels from 0 to 255 and alpha from 0 to 1."""
    numbers = [float(n) for n in NUMBER.findall(colour.replace("srgb", ""))]
    if len(numbers) < 3:
        return NO_COLOUR
    scale = 255.0 if colour.startswith("color(") else 1.0
    red, green, blue = (scale * n for n in numbers[:3])
    return red, green, blue, numbers[3] if len(numbers) > 3 else 1.0


def _one_reaches(first: float, second: float, limit: float) -> bool:
    return (first >= limit) != (second >= limit)


def _whole(channels: list[float]) -> Colour:
    red, green, blue = (round(c) for c in channels)
    return red, green, blue
