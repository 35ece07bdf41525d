from hypothesis import given
from hypothesis import strategies as st

from auditor.domain.box import Box

LENGTHS = st.integers(0, 2000)
BOXES = st.builds(Box, LENGTHS, LENGTHS, LENGTHS, LENGTHS)


def test_edges_area_and_centre() -> None:
    box = Box(10, 20, 30, 40)
    assert (box.right, box.bottom, box.area, box.centre) == (40, 60, 1200, (25, 40))


def test_inflated_grows_on_every_side() -> None:
    assert Box(10, 20, 30, 40).inflated(5) == Box(5, 15, 40, 50)


def test_boxes_that_do_not_touch_share_nothing() -> None:
    shared = Box(0, 0, 10, 10).clipped(Box(20, 20, 5, 5))
    assert (shared.width, shared.height, shared.area) == (0, 0, 0)


@given(BOXES, BOXES)
def test_a_shared_part_is_no_larger_than_either_box_and_the_joint_box_no_smaller(first: Box, second: Box) -> None:
    shared, joint = first.clipped(second), first.joined(second)
    assert shared.area <= min(first.area, second.area)
    assert joint.area >= max(first.area, second.area)
    assert joint == second.joined(first)
    assert joint.clipped(first) == first


def test_a_box_holds_its_first_corner_and_not_its_last() -> None:
    box = Box(10, 20, 30, 40)
    assert box.contains(10, 20)
    assert box.contains(39.9, 59.9)
    assert not box.contains(40, 30)
    assert not box.contains(20, 60)
    assert not box.contains(9.9, 30)
    assert not box.contains(20, 19.9)
