"""How far two pictures of the same thing differ."""

import cv2
import numpy as np

from auditor.measure.colour import ciede2000, lab

SMOOTH = (3, 3)  # pixels; edges that moved by less than a pixel are no difference; our choice
UNLIKE = 100.0  # CIEDE2000 from black to white, for pictures of different size


def apart(first: bytes, second: bytes) -> float:
    """The largest colour distance (CIEDE2000) between two PNGs; raises `ValueError` for what is no picture."""
    before, after = (_smooth(picture) for picture in (first, second))
    if before.shape != after.shape:
        return UNLIKE
    return float(ciede2000(lab(before), lab(after)).max())


def _smooth(picture: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    decoded = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    if decoded is None:
        raise ValueError("not a picture")
    return cv2.blur(decoded, SMOOTH)[..., ::-1].astype(np.float64) / 255
