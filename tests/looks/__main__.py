"""Measures drawn banners and prints how often it was right: `python -m tests.looks --seed 700000 --pages 600`.

The same seed draws the same pages. Pages that are measured wrongly are listed with their seed, to be drawn again.
"""

import argparse
import asyncio
import sys
from collections.abc import Callable, Sequence

from rich.console import Console
from rich.table import Table

from tests.looks.draw import Draw, draw, draw_lie, draw_moving
from tests.looks.trial import MEASURES, Trial, answers, browser, trials

Drawing = Callable[[int], Draw]


async def _measured(drawing: Drawing, seeds: Sequence[int], scale: float, off: float = 0.0) -> list[Trial]:
    async with browser() as opened:
        return await trials(opened, [drawing(seed) for seed in seeds], scale, off=off)


def _share(right: int, whole: int) -> str:
    return f"{right} of {whole} ({right / whole:.1%})" if whole else "–"


def _measures(found: Sequence[Trial]) -> Table:
    table = Table("measured", "right", title="Against the truth, scale 2")
    for name in MEASURES:
        given = answers(found, name)
        table.add_row(name, _share(sum(given), len(given)))
    return table


def _flags(groups: dict[str, Sequence[Trial]]) -> Table:
    """How often each rule calls a pair unequal: all of the unequal, and none of the equal, would be right."""
    rules = sorted({rule for found in groups.values() for t in found for rule in t.rivals})
    table = Table("pages", "this product", *rules, title="Pairs called unequal")
    for name, found in groups.items():
        for equal in (False, True):
            part = [t for t in found if t.draw.equal is equal]
            ours = sum(not t.right if equal else t.right for t in part)
            others = (_share(sum(t.rivals.get(rule, False) for t in part), len(part)) for rule in rules)
            table.add_row(f"{name}, {'equal' if equal else 'unequal'}", _share(ours, len(part)), *others)
    return table


def _steady(first: Sequence[Trial], other: Sequence[Trial]) -> tuple[int, int]:
    """How many pages have the same side and the same rows flagged in both."""
    same = [
        one.favours is two.favours and bool(one.flags) == bool(two.flags) for one, two in zip(first, other, strict=True)
    ]
    return sum(same), len(same)


async def _run(seed: int, pages: int, console: Console) -> None:
    plain = await _measured(draw, range(seed, seed + pages), 2.0)
    lies = await _measured(draw_lie, range(seed, seed + pages // 2), 2.0)
    moving = await _measured(draw_moving, range(seed, seed + max(8, pages // 20)), 2.0)
    console.print(_measures([*plain, *lies]))
    console.print(_flags({"plain": plain, "lying styles": lies, "moving ground": moving}))
    again = range(seed, seed + pages // 3)
    table = Table("compared with scale 2", "same verdict", title="Scales, and boxes that are wrong")
    for name, scale, off in (("scale 1", 1.0, 0.0), ("scale 3", 3.0, 0.0), ("boxes wrong by one pixel", 2.0, 1.0)):
        table.add_row(name, _share(*_steady(plain[: len(again)], await _measured(draw, again, scale, off))))
    console.print(table)
    for t in (*plain, *lies, *moving):
        if not t.right:
            words = f"{t.draw.accept_label} | {t.draw.reject_label}"
            console.print(f"seed {t.draw.seed} {t.draw.family}: {words}: {t.favours} {t.flags}", markup=False)


def main() -> None:
    """Read the options and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.looks", description=__doc__)
    parser.add_argument("--seed", type=int, default=700_000, help="the first seed")
    parser.add_argument("--pages", type=int, default=600, help="ordinary pages; half as many with lying styles")
    options = parser.parse_args()
    asyncio.run(_run(options.seed, options.pages, Console(file=sys.stdout, width=160)))


if __name__ == "__main__":
    main()
