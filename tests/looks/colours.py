"""Colours as browsers mix them, and how far apart two of them are. Channels are sRGB, 0 to 255."""

import colorsys
import random
from collections.abc import Iterable

from coloraide import Color

from auditor.domain.facts import Colour

BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)
HALF = 127.5


def css(colour: Colour, alpha: float = 1.0) -> str:
    """The colour in a style sheet; `alpha` from 0 to 1."""
    red, green, blue = colour
    return f"rgb({red} {green} {blue} / {alpha:g})" if alpha < 1 else f"rgb({red}, {green}, {blue})"


def hexed(colour: Colour) -> str:
    """The colour as `%23` and six digits, as it stands in a data: address."""
    return "%23" + "".join(f"{c:02x}" for c in colour)


def over(top: Colour, alpha: float, ground: Colour) -> Colour:
    """A translucent colour on an opaque one, mixed channel by channel; `alpha` from 0 to 1."""
    return _rounded(t * alpha + g * (1 - alpha) for t, g in zip(top, ground, strict=True))


def mean(first: Colour, second: Colour) -> Colour:
    """The middle of a gradient from one to the other, which is also its mean over a symmetric shape."""
    return over(first, 0.5, second)


def inverse(colour: Colour) -> Colour:
    """What `invert(1)` and the difference with white make of a colour."""
    return _rounded(255 - c for c in colour)


def squeezed(colour: Colour, factor: float) -> Colour:
    """What `contrast(factor)` makes of a colour."""
    return _rounded((c - HALF) * factor + HALF for c in colour)


def brightened(colour: Colour, factor: float) -> Colour:
    """What `brightness(factor)` makes of a colour."""
    return _rounded(c * factor for c in colour)


def greyed(colour: Colour) -> Colour:
    """What `grayscale(1)` makes of a colour: its luma with the weights of the filter specification."""
    red, green, blue = colour
    return _rounded([0.2126 * red + 0.7152 * green + 0.0722 * blue] * 3)


def screened(colour: Colour, ground: Colour) -> Colour:
    """What blending by `screen` makes of an opaque colour on a ground."""
    return _rounded(255 - (255 - c) * (255 - g) / 255 for c, g in zip(colour, ground, strict=True))


def contrast(first: Colour, second: Colour) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def difference(first: Colour, second: Colour) -> float:
    """CIEDE2000 distance."""
    return float(_exact(first).delta_e(_exact(second), method="2000"))


def hue(dice: random.Random, lightness: tuple[float, float], saturation: tuple[float, float]) -> Colour:
    """A colour of any hue within bounds of HSL lightness and saturation, both 0 to 1."""
    rgb = colorsys.hls_to_rgb(dice.random(), dice.uniform(*lightness), dice.uniform(*saturation))
    return _rounded(255 * c for c in rgb)


def _exact(colour: Colour) -> Color:
    return Color("srgb", [c / 255 for c in colour])


def _luminance(colour: Colour) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (k / 255 for k in colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rounded(values: Iterable[float]) -> Colour:
    red, green, blue = (min(255, max(0, round(v))) for v in values)
    return red, green, blue
