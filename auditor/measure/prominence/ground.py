"""The colour behind a label: one colour, or one that changes slowly from place to place."""

from dataclasses import dataclass

import numpy as np

from auditor.measure.colour import Array
from auditor.measure.prominence.cuts import Mask, Pixels, eroded

MOST_POINTS = 800  # pixels that the colour is fitted to; our choice
INLIER_LEVELS = 14.0  # of 255 from the fitted colour: more is a label, a line or a pattern; our choice
ROUNDS = 5  # of fitting again without what is too far off; our choice
LEAST_INLIERS = 0.5  # of the ground, the label left out of account: fewer are a pattern or a picture; our choice


@dataclass(frozen=True, slots=True)
class Ground:
    """The fitted colour in levels from 0 to 255, for each channel a surface of second degree over the place.

    `even` is the share of the region that keeps to it: what is below `LEAST_INLIERS` is a pattern or a picture.
    """

    coefficients: Array
    size: tuple[int, int]
    even: float

    @property
    def plain(self) -> bool:
        """Whether the ground is one colour or a slow change of one."""
        return self.even >= LEAST_INLIERS

    @property
    def picture(self) -> Pixels:
        """The colour at every place, as a picture of the size of the one it was fitted to."""
        y = np.arange(self.size[0], dtype=np.float32)[:, None] / max(1, self.size[0]) - 0.5
        x = np.arange(self.size[1], dtype=np.float32)[None, :] / max(1, self.size[1]) - 0.5
        whole = np.empty((*self.size, 3), np.uint8)
        for channel, (c, cx, cy, cxx, cxy, cyy) in enumerate(self.coefficients.T.astype(np.float32)):
            level = (c + cx * x + cxx * x * x) + (cy * y + cyy * y * y) + cxy * y * x
            whole[..., channel] = np.clip(level + np.float32(0.5), 0, 255)
        return whole


def ground_in(picture: Pixels, region: Mask, rim_px: int) -> Ground:
    """Fit the ground of a region: first to its rim of that many pixels, where no label is, then to all of it."""
    rows, columns, colours = _points(picture, region)
    rim = ~eroded(region, rim_px)[rows.astype(int), columns.astype(int)]
    terms = _terms(rows, columns, region.shape)
    chosen = rim if rim.sum() >= terms.shape[1] * 4 else np.ones(len(rows), bool)
    start = _commonest(colours[chosen])
    near = chosen & (np.abs(colours - start).max(axis=1) <= 3 * INLIER_LEVELS)
    coefficients = np.zeros((terms.shape[1], 3))
    coefficients[0] = start
    for _ in range(ROUNDS):
        if near.sum() < terms.shape[1] * 4:
            break
        coefficients = _least_squares(terms[near], colours[near])
        before, near = near, np.abs(terms @ coefficients - colours).max(axis=1) <= INLIER_LEVELS
        if np.array_equal(before, near):
            break
    return Ground(coefficients, (region.shape[0], region.shape[1]), float(near.mean()))


def _least_squares(terms: Array, colours: Array) -> Array:
    """By the normal equations: six unknowns, well scaled; the pseudo-inverse serves a region one pixel wide."""
    result: Array = np.linalg.pinv(terms.T @ terms, hermitian=True) @ (terms.T @ colours)
    return result


def _points(picture: Pixels, region: Mask) -> tuple[Array, Array, Array]:
    rows, columns = np.nonzero(region)
    every = max(1, len(rows) // MOST_POINTS)
    rows, columns = rows[::every], columns[::every]
    return rows.astype(np.float64), columns.astype(np.float64), picture[rows, columns].astype(np.float64)


def _terms(rows: Array, columns: Array, size: tuple[int, ...]) -> Array:
    y, x = rows / max(1, size[0]) - 0.5, columns / max(1, size[1]) - 0.5
    return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=1)


def _commonest(colours: Array) -> Array:
    """The commonest colour, in steps of 8 levels, as the mean of its pixels."""
    codes = (colours.astype(np.int64) >> 3) @ np.array([4096, 64, 1])
    values, counts = np.unique(codes, return_counts=True)
    mean: Array = colours[codes == values[counts.argmax()]].mean(axis=0)
    return mean


def commonest(picture: Pixels, region: Mask) -> Array:
    """The commonest colour in a region, in levels from 0 to 255."""
    places = np.flatnonzero(region)
    some = places[:: max(1, places.size // MOST_POINTS)]
    return _commonest(picture.reshape(-1, 3)[some].astype(np.float64))
