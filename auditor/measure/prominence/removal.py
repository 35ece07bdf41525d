"""How much of the picture goes with a control.

`W(control)` is the sum of the colour difference over all pixels that change when the control is erased, divided by
100 and by the square of the device scale. The removal ratio is `P = (W_accept + 1) / (W_reject + 1)`. Its envelope
runs over five difference metrics and three area exponents.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from auditor.measure.colour import Array, ciede2000, lab, luminance, oklab
from auditor.measure.prominence.cuts import Mask, Pixels

EXPONENTS: Final = (1.0, 0.75, 0.5)


@dataclass(frozen=True, slots=True)
class _Colours:
    """Colours in the spaces that the metrics need, computed once."""

    lab: Array
    oklab: Array
    luminance: Array

    @classmethod
    def of(cls, srgb: Array) -> "_Colours":
        return cls(lab(srgb), oklab(srgb), luminance(srgb))


# Each metric is scaled so that black against white is 100.
METRICS: Final[dict[str, Callable[[_Colours, _Colours], Array]]] = {
    "ciede2000": lambda a, b: ciede2000(a.lab, b.lab),
    "lab distance": lambda a, b: np.linalg.norm(a.lab - b.lab, axis=-1),
    "lightness": lambda a, b: np.abs(a.lab[..., 0] - b.lab[..., 0]),
    "oklab distance": lambda a, b: 100 * np.linalg.norm(a.oklab - b.oklab, axis=-1),
    "luminance": lambda a, b: 100 * np.abs(a.luminance - b.luminance),
}
MAIN_DEFINITION: Final = "ciede2000, exponent 1"
MANY_PAIRS = 2048  # different pairs of colours: beyond it colours are told apart in steps of 8 only; our choice
COARSE, HALF = np.uint8(0xF8), np.uint8(4)


def weights(shown: Pixels, erased: Pixels, changed: Mask, scale: float) -> dict[str, float]:
    """How much of the picture goes with a control, by each definition."""
    area = float(np.count_nonzero(changed)) / scale**2
    if not area:
        return {f"{name}, exponent {e:g}": 0.0 for name in METRICS for e in EXPONENTS}
    first, second, counts = colour_pairs(shown[changed], erased[changed])
    one, other = _Colours.of(first), _Colours.of(second)
    found = {}
    for name, metric in METRICS.items():
        mean = float(np.average(metric(one, other), weights=counts)) / 100
        for exponent in EXPONENTS:
            found[f"{name}, exponent {exponent:g}"] = float(mean * area**exponent)
    return found


def colour_pairs(first: Pixels, second: Pixels) -> tuple[Array, Array, NDArray[np.int64]]:
    """The different pairs of colours as sRGB from 0 to 1, and how often each occurs.

    A control has few colours, so this costs little where a computation for each pixel would cost much.
    """
    codes, counts = np.unique(codes_of(first, second), return_counts=True)
    if len(codes) > MANY_PAIRS:  # a photograph: half a step is what rounding is wrong by, and it averages out
        codes, counts = np.unique(codes_of(in_steps(first), in_steps(second)), return_counts=True)
    channels = np.stack([(codes >> shift) & 255 for shift in (40, 32, 24, 16, 8, 0)], axis=-1) / 255
    return channels[:, :3], channels[:, 3:], counts.astype(np.int64)


def in_steps(pixels: Pixels) -> Pixels:
    """Each channel in the middle of its step of 8 levels."""
    return np.bitwise_or(np.bitwise_and(pixels, COARSE), HALF)


def codes_of(first: Pixels, second: Pixels) -> NDArray[np.int64]:
    """One number for each pair of colours: the channels of the first, then those of the second, a byte each."""
    packed = np.zeros(len(first), np.int64)
    for channel in (*first.T, *second.T):
        packed <<= 8
        packed |= channel
    return packed
