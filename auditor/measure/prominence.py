"""Is refusing as prominent as accepting? Two controls compared by erasing each from the picture.

`W(control)` is the sum of the colour difference over all pixels that change when the control is erased, divided by
100 and by the square of the device scale. The removal ratio is `P = (W_accept + 1) / (W_reject + 1)`. Its envelope
runs over five difference metrics and three area exponents; verdicts rest on the end of the envelope that is nearest
to balance. It is a test of visual equivalence and says nothing about how many people would accept.
"""

from collections.abc import Callable
from typing import Final

import cv2
import numpy as np

from auditor.domain.artifacts import Missing, RemovalPictures
from auditor.domain.box import Box
from auditor.domain.controls import Kind
from auditor.domain.facts import Band, Dimension, Favours, Look, Prominence, Verdict
from auditor.measure.colour import Array, ciede2000, lab, luminance, oklab
from auditor.measure.shape import look
from auditor.measure.thresholds import Thresholds, thresholds

MARGIN_PX = 8.0  # CSS pixels around a control that are looked at with it: shadows and focus rings; our choice
EXPONENTS: Final = (1.0, 0.75, 0.5)
# Each metric is scaled so that black against white is 100.
METRICS: Final[dict[str, Callable[[Array, Array], Array]]] = {
    "ciede2000": lambda a, b: ciede2000(lab(a), lab(b)),
    "lab distance": lambda a, b: np.linalg.norm(lab(a) - lab(b), axis=-1),
    "lightness": lambda a, b: np.abs(lab(a)[..., 0] - lab(b)[..., 0]),
    "oklab distance": lambda a, b: 100 * np.linalg.norm(oklab(a) - oklab(b), axis=-1),
    "luminance": lambda a, b: 100 * np.abs(luminance(a) - luminance(b)),
}
MAIN_DEFINITION: Final = "ciede2000, exponent 1"
RANK: Final = {Kind.BUTTON: 2, Kind.OUTLINED_BUTTON: 1}


def compare(pictures: RemovalPictures, accept_label: str, reject_label: str) -> Prominence | Missing:
    """Measure both controls and compare them; `Missing` when one of them leaves no trace in the picture."""
    limits = thresholds()
    shown = decode(pictures.shown)
    pair = []
    for png, box, label in (
        (pictures.without_accept, pictures.accept, accept_label),
        (pictures.without_reject, pictures.reject, reject_label),
    ):
        erased = decode(png)
        if erased.shape != shown.shape:
            return Missing("pictures-differ-in-size")
        before, after = (_crop(p, box, pictures) for p in (shown, erased))
        seen = look(before, after, label, pictures.scale, limits)
        if seen is None:
            return Missing("control-leaves-no-trace-in-the-picture")
        pair.append((seen, weights(before, after, pictures.scale)))
    (accept, accept_weights), (reject, reject_weights) = pair
    ratios = {name: (accept_weights[name] + 1) / (reject_weights[name] + 1) for name in accept_weights}
    envelope = min(ratios.values()), max(ratios.values())
    dimensions = (*_dimensions(accept, reject, limits), _removal(ratios[MAIN_DEFINITION], envelope, limits))
    favours = _favours(dimensions, envelope, limits)
    return Prominence(
        accept=accept,
        reject=reject,
        ratio=ratios[MAIN_DEFINITION],
        envelope=envelope,
        definitions=tuple(ratios.items()),
        band=_band(envelope, limits),
        favours=favours,
        dimensions=dimensions,
        thresholds=limits.version,
    )


def decode(png: bytes) -> Array:
    """A PNG as sRGB from 0 to 1, shape (height, width, 3); raises `ValueError` when it is none."""
    image = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
    if image is None:
        raise ValueError("not a picture")
    return cv2.cvtColor(image, cv2.COLOR_BGR2RGB).astype(np.float64) / 255


def _crop(picture: Array, box: Box, pictures: RemovalPictures) -> Array:
    area = box.inflated(MARGIN_PX).clipped(pictures.clip)
    scale = pictures.scale
    x, y = round((area.x - pictures.clip.x) * scale), round((area.y - pictures.clip.y) * scale)
    return picture[max(0, y) : y + round(area.height * scale), max(0, x) : x + round(area.width * scale)]


def weights(shown: Array, erased: Array, scale: float) -> dict[str, float]:
    """How much of the picture goes with a control, by each definition."""
    changed = (shown != erased).any(axis=-1)
    area = float(changed.sum()) / scale**2
    first, second = shown[changed], erased[changed]
    found = {}
    for name, metric in METRICS.items():
        mean = float(metric(first, second).mean()) / 100 if area else 0.0
        for exponent in EXPONENTS:
            found[f"{name}, exponent {exponent:g}"] = mean * area**exponent if area else 0.0
    return found


def _dimensions(accept: Look, reject: Look, limits: Thresholds) -> tuple[Dimension, ...]:
    return (
        _kind(accept.kind, reject.kind),
        _ratio("area", accept.area, reject.area, limits.area_ratio, "{:.0f} px²", None),
        _fill(accept, reject, limits),
        _label(accept.label_contrast, reject.label_contrast, limits),
        _ratio(
            "x-height",
            accept.x_height,
            reject.x_height,
            limits.x_height_ratio,
            "{:.1f} px",
            "no small letters, or too small to tell",
        ),
    )


def _kind(accept: Kind, reject: Kind) -> Dimension:
    difference = RANK.get(accept, 0) - RANK.get(reject, 0)
    favours = Favours.ACCEPT if difference > 0 else Favours.REJECT if difference < 0 else Favours.NEITHER
    verdict = Verdict.ASYMMETRIC if difference else Verdict.BALANCED
    return Dimension("kind", accept.value, reject.value, None, verdict, favours)


def _ratio(
    name: str, accept: float | None, reject: float | None, limit: float, form: str, reason: str | None
) -> Dimension:
    first, second = ("–" if v is None else form.format(v) for v in (accept, reject))
    if not accept or not reject:
        return Dimension(name, first, second, None, Verdict.UNCERTAIN, Favours.NEITHER, reason)
    ratio = accept / reject
    favours = Favours.ACCEPT if ratio > limit else Favours.REJECT if ratio < 1 / limit else Favours.NEITHER
    verdict = Verdict.BALANCED if favours is Favours.NEITHER else Verdict.ASYMMETRIC
    return Dimension(name, first, second, ratio, verdict, favours)


def _contrast_text(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}:1"


def _fill(accept: Look, reject: Look, limits: Thresholds) -> Dimension:
    texts = _contrast_text(accept.fill_contrast), _contrast_text(reject.fill_contrast)
    if accept.fill_contrast is None or reject.fill_contrast is None:
        return Dimension(
            "fill", *texts, None, Verdict.UNCERTAIN, Favours.NEITHER, "at least one has no fill or outline"
        )
    reached = accept.fill_contrast >= limits.fill_contrast, reject.fill_contrast >= limits.fill_contrast
    return _threshold_row("fill", texts, accept.fill_contrast / reject.fill_contrast, reached)


def _label(accept: float | None, reject: float | None, limits: Thresholds) -> Dimension:
    texts = _contrast_text(accept), _contrast_text(reject)
    if accept is None or reject is None:
        return Dimension(
            "label-contrast", *texts, None, Verdict.UNCERTAIN, Favours.NEITHER, "too little ink to measure"
        )
    ratio = accept / reject
    row = _threshold_row(
        "label-contrast", texts, ratio, (accept >= limits.label_contrast, reject >= limits.label_contrast)
    )
    if row.verdict is Verdict.ASYMMETRIC or 1 / limits.label_contrast_ratio < ratio < limits.label_contrast_ratio:
        return row
    favours = Favours.ACCEPT if ratio > 1 else Favours.REJECT
    return Dimension("label-contrast", *texts, ratio, Verdict.ASYMMETRIC, favours)


def _threshold_row(name: str, texts: tuple[str, str], ratio: float, reached: tuple[bool, bool]) -> Dimension:
    """Asymmetric when exactly one of the two reaches the threshold."""
    if reached[0] == reached[1]:
        return Dimension(name, texts[0], texts[1], ratio, Verdict.BALANCED, Favours.NEITHER)
    favours = Favours.ACCEPT if reached[0] else Favours.REJECT
    return Dimension(name, texts[0], texts[1], ratio, Verdict.ASYMMETRIC, favours)


def _removal(ratio: float, envelope: tuple[float, float], limits: Thresholds) -> Dimension:
    favours = _envelope_favours(envelope, limits)
    verdict = Verdict.BALANCED if favours is Favours.NEITHER else Verdict.ASYMMETRIC
    return Dimension("removal", f"{ratio:.2f}", "1", ratio, verdict, favours)


def _envelope_favours(envelope: tuple[float, float], limits: Thresholds) -> Favours:
    low, high = envelope
    if low > limits.notable:
        return Favours.ACCEPT
    return Favours.REJECT if high < 1 / limits.notable else Favours.NEITHER


def _favours(dimensions: tuple[Dimension, ...], envelope: tuple[float, float], limits: Thresholds) -> Favours:
    """The side the envelope names, else the side with more flags, else the side of the ratio.

    Where the flags disagree, area is left out: the length of a label explains much of it, and the ratio holds it.
    """
    by_envelope = _envelope_favours(envelope, limits)
    if by_envelope is not Favours.NEITHER:
        return by_envelope
    flagged = [d for d in dimensions if d.verdict is Verdict.ASYMMETRIC]
    if len({d.favours for d in flagged}) > 1:
        flagged = [d for d in flagged if d.name != "area"]
    flags = [d.favours for d in flagged]
    accept, reject = flags.count(Favours.ACCEPT), flags.count(Favours.REJECT)
    if accept == reject == 0:
        return Favours.NEITHER
    if accept == reject:
        return Favours.ACCEPT if envelope[0] * envelope[1] > 1 else Favours.REJECT
    return Favours.ACCEPT if accept > reject else Favours.REJECT


def _band(envelope: tuple[float, float], limits: Thresholds) -> Band:
    low = max(envelope[0], 1 / envelope[1])
    if low > limits.severe:
        return Band.SEVERE
    if low > limits.marked:
        return Band.MARKED
    return Band.NOTABLE if low > limits.notable else Band.BALANCED
