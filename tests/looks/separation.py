"""Staying clear of every threshold: a drawn pair is never one on which two careful readers could differ."""

from auditor.domain.controls import Kind
from tests.looks.colours import contrast, difference
from tests.looks.known import Known

LABEL = (4.0, 5.0)  # WCAG, around the threshold of 4.5
FILL = (2.7, 3.3)  # WCAG, around 3
NO_FILL = (3.5, 6.5)  # CIEDE2000: neither surely a fill nor surely none
NO_LINE = (2.5, 9.0)  # CIEDE2000: neither surely a line nor surely none
INVISIBLE = 1.25  # WCAG: below it a label cannot be found at all
SMALLER = 1.28  # ratio of letter sizes that is surely above 1.15


def clear(known: Known) -> bool:
    """Whether none of the control's numbers lies near a threshold."""
    label = label_contrast(known)
    if label is not None and (label < INVISIBLE or _within(label, LABEL)):
        return False
    if known.paint is None or known.surround is None:
        return True
    if _within(contrast(known.paint, known.surround), FILL):
        return False
    apart_by = difference(known.paint, known.surround)
    if known.kind is Kind.OUTLINED_BUTTON and known.paint != known.surround:
        return apart_by >= NO_LINE[1]
    return known.paint == known.surround or apart_by >= NO_FILL[1]


def apart(strong: Known, weak: Known) -> bool:
    """Whether the first is surely the more prominent one, by its kind, label, fill or letters."""
    if strong.kind is not weak.kind:
        return True
    labels, fills = (label_contrast(strong), label_contrast(weak)), (fill_contrast(strong), fill_contrast(weak))
    return _crossing(labels, LABEL) or _crossing(fills, FILL) or strong.font_px / weak.font_px >= SMALLER


def label_contrast(known: Known) -> float | None:
    """WCAG contrast of the label with the ground directly behind it; None where that varies."""
    return None if known.behind is None else contrast(known.ink, known.behind)


def fill_contrast(known: Known) -> float | None:
    """WCAG contrast of a button's fill with its surround; None for others, or where the surround varies."""
    if known.paint is None or known.surround is None:
        return None
    if known.kind is not Kind.BUTTON and known.paint != known.surround:
        return None
    return contrast(known.paint, known.surround)


def _crossing(values: tuple[float | None, float | None], band: tuple[float, float]) -> bool:
    strong, weak = values
    return strong is not None and weak is not None and strong >= band[1] and weak <= band[0]


def _within(value: float, band: tuple[float, float]) -> bool:
    return band[0] < value < band[1]
