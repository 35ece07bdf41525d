"""How far a control stands from other ink: whether it is set apart, or lost among words."""

import cv2
import numpy as np

from auditor.domain.facts import Measured
from auditor.domain.wording import say
from auditor.measure.colour import Array
from auditor.measure.prominence.cuts import MARGIN_PX, PICTURE, Cut, Mask, difference, dilated

INK_LEVELS = 24.0  # of 255 from the ground: other words, lines and controls; our choice
TALLEST_PX = 60.0  # CSS pixels; what is higher is a panel or the page behind, not ink; our choice
GROUND_SHARE = 0.75  # of the pixels around that have the ground's colour: fewer, and it is a picture; our choice


def clearance_of(cut: Cut, visible: Mask, surround: Array) -> Measured:
    """CSS pixels from what is visible to the nearest other ink, the other control left out.

    `MARGIN_PX` with a reason where there is none.
    """
    every = max(1, round(cut.scale))  # CSS pixels are fine enough
    if not visible[::every, ::every].any():
        every = 1  # a hairline
    thin = (slice(None, None, every),) * 2
    seen = visible[thin]
    ground = np.full_like(cut.erased[thin], surround.round().astype(np.uint8))
    away = difference(np.ascontiguousarray(cut.erased[thin]), ground)
    around = dilated(seen, 3)
    if np.count_nonzero(away[around] <= INK_LEVELS) < GROUND_SHARE * np.count_nonzero(around):
        return Measured(None, reason=PICTURE)
    ink = _ink((away > INK_LEVELS) & ~seen & ~cut.beside[thin], cut.scale / every)
    if not ink.any():
        return Measured(MARGIN_PX, reason=say("no other ink nearby"))
    distance = cv2.distanceTransform((~ink).view(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_3)
    nearest = float(distance[seen].min()) * every / cut.scale
    return Measured(min(nearest, MARGIN_PX), 1.0)


def _ink(other: Mask, scale: float) -> Mask:
    """Without what is too high to be a line of text or a control."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(other.view(np.uint8), connectivity=8)
    low = np.zeros(count, bool)
    low[1:] = stats[1:, cv2.CC_STAT_HEIGHT] <= TALLEST_PX * scale
    ink: Mask = low[labels]
    return ink
