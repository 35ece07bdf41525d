"""Colour arithmetic on arrays: sRGB to CIE Lab, CIEDE2000, OKLab, luminance and contrast.

Arrays are float64 of shape (..., 3); sRGB channels run from 0 to 1.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

# sRGB to XYZ, IEC 61966-2-1, D65 white.
_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_WHITE = np.array([0.95047, 1.0, 1.08883])
# OKLab, Bjorn Ottosson 2020.
_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_OK = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def linear(srgb: Array) -> Array:
    """Linear light from sRGB."""
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def luminance(srgb: Array) -> Array:
    """Relative luminance as in WCAG 2, from 0 to 1; shape (...)."""
    result: Array = linear(srgb) @ np.array([0.2126, 0.7152, 0.0722])
    return result


def contrast(first: Array, second: Array) -> Array:
    """WCAG 2 contrast ratio, from 1 to 21."""
    a, b = luminance(first), luminance(second)
    result: Array = (np.maximum(a, b) + 0.05) / (np.minimum(a, b) + 0.05)
    return result


def lab(srgb: Array) -> Array:
    """CIE Lab, D65."""
    ratio = linear(srgb) @ _XYZ.T / _WHITE
    f = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    x, y, z = f[..., 0], f[..., 1], f[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def oklab(srgb: Array) -> Array:
    """OKLab."""
    result: Array = np.cbrt(linear(srgb) @ _LMS.T) @ _OK.T
    return result


def ciede2000(first: Array, second: Array) -> Array:
    """CIEDE2000 between two arrays of Lab colours (Sharma, Wu, Dalal 2005); shape (...)."""
    l1, a1, b1 = (first[..., i] for i in range(3))
    l2, a2, b2 = (second[..., i] for i in range(3))
    c_mean = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    g = 0.5 * (1 - np.sqrt(c_mean**7 / (c_mean**7 + 25.0**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    grey = c1 * c2 == 0
    dh = np.where(grey, 0.0, (h2 - h1 + 180) % 360 - 180)
    delta_h = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(dh / 2))
    h_sum = h1 + h2
    apart = np.abs(h1 - h2) > 180
    h_mean = np.where(grey, h_sum, np.where(apart, np.where(h_sum < 360, h_sum + 360, h_sum - 360) / 2, h_sum / 2))
    l_mean, c_bar = (l1 + l2) / 2, (c1 + c2) / 2
    t = (
        1
        - 0.17 * np.cos(np.radians(h_mean - 30))
        + 0.24 * np.cos(np.radians(2 * h_mean))
        + 0.32 * np.cos(np.radians(3 * h_mean + 6))
        - 0.20 * np.cos(np.radians(4 * h_mean - 63))
    )
    s_l = 1 + 0.015 * (l_mean - 50) ** 2 / np.sqrt(20 + (l_mean - 50) ** 2)
    s_c, s_h = 1 + 0.045 * c_bar, 1 + 0.015 * c_bar * t
    r_c = 2 * np.sqrt(c_bar**7 / (c_bar**7 + 25.0**7))
    r_t = -r_c * np.sin(np.radians(60 * np.exp(-(((h_mean - 275) / 25) ** 2))))
    dl, dc, dhn = (l2 - l1) / s_l, (c2 - c1) / s_c, delta_h / s_h
    result: Array = np.sqrt(dl**2 + dc**2 + dhn**2 + r_t * dc * dhn)
    return result


def srgb(levels: tuple[int, int, int]) -> Array:
    """A colour in levels from 0 to 255 as channels from 0 to 1."""
    return np.array(levels, np.float64) / 255
