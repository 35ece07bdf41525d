"""Pictures on their way into a report: PNGs read, and written as data: addresses.

Arrays are uint8 of shape (height, width, 3) in OpenCV's order: blue, green and red of sRGB.
"""

import base64

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]


def decode(png: bytes) -> Image:
    """A PNG as an array; one black pixel when it is none."""
    image = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR) if png else None
    return np.zeros((1, 1, 3), np.uint8) if image is None else image.astype(np.uint8, copy=False)


def encode(image: Image | cv2.typing.MatLike) -> bytes:
    """The array as a PNG."""
    done, png = cv2.imencode(".png", image, [cv2.IMWRITE_PNG_COMPRESSION, 9])
    return png.tobytes() if done else b""


def data_uri(image: Image | cv2.typing.MatLike) -> str:
    """The array as a PNG in a data: address."""
    return "data:image/png;base64," + base64.b64encode(encode(image)).decode()
