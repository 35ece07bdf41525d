"""How far a control stands from other ink: whether it is set apart, or lost among words."""

import cv2
import numpy as np

from auditor.domain.facts import Measured
from auditor.measure.colour import Array
from auditor.measure.prominence.cuts import MARGIN_PX, Cut, Mask
from auditor.measure.prominence.shape import Shape

INK_LEVELS = 24.0  # of 255 from the ground: other words, lines and controls; our choice
TALLEST_PX = 60.0  # CSS pixels; what is higher is a panel or the page behind, not ink; our choice
GROUND_SHARE = 0.5  # of the pixels around that have the ground's colour: fewer, and it is a picture; our choice


def clearance_of(cut: Cut, shape: Shape, surround: Array) -> Measured:
    """CSS pixels from what is visible to the nearest other ink, the other control left out.

    `MARGIN_PX` with a reason where there is none.
    """
    away = np.abs(cut.erased.astype(np.int16) - surround.round().astype(np.int16)).max(axis=2)
    other = (away > INK_LEVELS) & ~shape.visible & ~cut.beside
    around = cv2.dilate(shape.visible.astype(np.uint8), np.ones((3, 3), np.uint8), iterations=3) > 0
    if (away[around] <= INK_LEVELS).mean() < GROUND_SHARE:
        return Measured(None, reason="the ground is a picture")
    ink = _ink(other, cut.scale)
    if not ink.any():
        return Measured(MARGIN_PX, reason="no other ink nearby")
    distance = cv2.distanceTransform((~ink).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_3)
    nearest = float(distance[shape.visible].min()) / cut.scale
    return Measured(min(nearest, MARGIN_PX), 1.0 / cut.scale)


def _ink(other: Mask, scale: float) -> Mask:
    """Without what is too high to be a line of text or a control."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(other.astype(np.uint8), connectivity=8)
    low = np.zeros(count, bool)
    low[1:] = stats[1:, cv2.CC_STAT_HEIGHT] <= TALLEST_PX * scale
    ink: Mask = low[labels]
    return ink
