"""Drawn pairs of controls, measured in a real browser and held against the truth about how they were drawn."""

import asyncio
from collections.abc import Callable

import pytest

from auditor.domain.facts import Favours
from tests.looks.draw import Draw, draw, draw_lie, draw_moving
from tests.looks.trial import Trial, answers, browser, trials

pytestmark = pytest.mark.browser

FIRST = 810_000  # seeds that nothing was tuned on
CHUNKS, PAGES, AT_OTHER_SCALES = 2, 20, 10


def _measured(drawing: Callable[[int], Draw], seeds: range, scale: float = 2.0) -> list[Trial]:
    async def run() -> list[Trial]:
        async with browser() as opened:
            return await trials(opened, [drawing(seed) for seed in seeds], scale)

    return asyncio.run(run())


def _chunk(number: int) -> range:
    return range(FIRST + number * PAGES, FIRST + (number + 1) * PAGES)


@pytest.mark.parametrize("number", range(CHUNKS))
@pytest.mark.parametrize("drawing", [draw, draw_lie])
def test_drawn_pairs_are_told_apart(drawing: Callable[[int], Draw], number: int) -> None:
    found = _measured(drawing, _chunk(number))
    wrong = [(t.draw.seed, t.draw.family, t.favours, t.flags) for t in found if not t.right]
    assert len(wrong) <= 1, wrong
    assert all(answers(found, "fill"))
    for name in ("label contrast", "area", "kind"):
        given = answers(found, name)
        assert sum(given) >= len(given) - 2, name


def test_over_a_moving_ground_solid_buttons_are_told_apart_and_nothing_equal_is_flagged() -> None:
    found = _measured(draw_moving, range(FIRST, FIRST + 16))
    assert [(t.draw.seed, t.flags) for t in found if t.draw.equal and t.flags] == []
    unequal = [t for t in found if not t.draw.equal]
    wrong = [t.draw.seed for t in unequal if t.favours not in {t.draw.favours, Favours.NEITHER}]
    assert wrong == []
    # Bare words cannot be told there, and the others sometimes cannot: then nothing is said.
    assert 3 * sum(t.favours is t.draw.favours for t in unequal) >= len(unequal)


@pytest.mark.parametrize("scale", [1.0, 3.0])
def test_the_scale_changes_no_verdict(scale: float) -> None:
    seeds = range(FIRST, FIRST + AT_OTHER_SCALES)
    at_two, other = _measured(draw, seeds), _measured(draw, seeds, scale)
    changed = [
        (a.draw.seed, a.favours, b.favours) for a, b in zip(at_two, other, strict=True) if a.favours != b.favours
    ]
    assert len(changed) <= 1, changed
