"""What measuring a pair of controls costs, beside one of the screenshots that it is measured from; and its memory."""

import asyncio
import statistics
import sys
import time
import tracemalloc

from auditor.domain.artifacts import Missing, RemovalPictures
from auditor.measure.prominence.compare import compare
from auditor.measure.prominence.cuts import decode
from tests.bench.detection import spent
from tests.looks.draw import draw
from tests.looks.page import show
from tests.looks.shots import shots
from tests.looks.trial import browser

SEEDS, ROUNDS, SCALE = range(900_000, 900_024), 5, 2.0


async def _pictures() -> tuple[list[tuple[RemovalPictures, str, str]], list[float]]:
    """The pictures of drawn pages, and the processor seconds that one of each cost."""
    found, costs = [], []
    async with browser() as opened:
        for seed in SEEDS:
            drawn = draw(seed)
            width, height = drawn.viewport
            context = await opened.new_context(viewport={"width": width, "height": height}, device_scale_factor=SCALE)
            page = await context.new_page()
            await show(page, drawn)
            taken = await shots(page, (drawn.accept_label, drawn.reject_label), SCALE)
            if not isinstance(taken, Missing):
                clip = taken.clip
                before = spent()
                for _ in range(ROUNDS):
                    await page.screenshot(
                        type="png",
                        animations="disabled",
                        caret="hide",
                        clip={"x": clip.x, "y": clip.y, "width": clip.width, "height": clip.height},
                    )
                costs.append((spent() - before) / ROUNDS)
                found.append((taken, drawn.accept_label, drawn.reject_label))
            await context.close()
    return found, costs


def _measuring(pictures: list[tuple[RemovalPictures, str, str]]) -> list[float]:
    """Processor seconds of measuring each pair."""
    costs = []
    for taken, accept, reject in pictures:
        compare(taken, accept, reject)
        before = time.process_time()
        for _ in range(ROUNDS):
            compare(taken, accept, reject)
        costs.append((time.process_time() - before) / ROUNDS)
    return costs


def _memory(pictures: list[tuple[RemovalPictures, str, str]]) -> float:
    """The greatest peak of memory while a pair is measured, in decoded pictures of it."""
    worst = 0.0
    for taken, accept, reject in pictures:
        size = decode(taken.shown).nbytes
        tracemalloc.start()
        compare(taken, accept, reject)
        worst = max(worst, tracemalloc.get_traced_memory()[1] / size)
        tracemalloc.stop()
    return worst


def main() -> None:
    """Print the figures and their ratios."""
    pictures, shot = asyncio.run(_pictures())
    measured = _measuring(pictures)
    ratios = [m / s for m, s in zip(measured, shot, strict=True)]
    sys.stdout.write(
        f"{len(pictures)} pairs: one screenshot {statistics.median(shot) * 1000:.0f} CPU-ms, "
        f"measuring a pair {statistics.median(measured) * 1000:.0f} CPU-ms, "
        f"ratio {statistics.median(ratios):.2f} (greatest {max(ratios):.2f})\n"
        f"memory: at most {_memory(pictures):.1f} times one picture\n"
    )


if __name__ == "__main__":
    main()
