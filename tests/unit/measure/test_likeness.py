import numpy as np
import pytest

from auditor.measure.likeness import UNLIKE, apart
from tests.evidence.builders import png


def plain(colour: tuple[int, int, int], size: tuple[int, int] = (20, 40)) -> bytes:
    return png(np.full((*size, 3), colour, np.uint8))


def test_the_same_picture_is_not_apart() -> None:
    assert apart(plain((10, 120, 80)), plain((10, 120, 80))) == 0


def test_black_and_white_are_as_far_apart_as_can_be() -> None:
    assert apart(plain((0, 0, 0)), plain((255, 255, 255))) == pytest.approx(100, abs=0.01)


def test_one_changed_place_is_enough() -> None:
    picture = np.full((20, 40, 3), 255, np.uint8)
    picture[5:15, 5:15] = (0, 90, 200)
    assert apart(plain((255, 255, 255)), png(picture)) > 30


def test_pictures_of_another_size_are_unlike() -> None:
    assert apart(plain((0, 0, 0)), plain((0, 0, 0), (21, 40))) == UNLIKE


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="not a picture"):
        apart(b"no picture at all", plain((0, 0, 0)))
