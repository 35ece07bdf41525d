"""Measuring drawn pages, and holding what was measured against the truth."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from playwright.async_api import Browser, Frame, Page, async_playwright

from auditor.capture.browser import BrowserOptions, find_browser, sandboxed
from auditor.domain.artifacts import Missing, RemovalPictures
from auditor.domain.box import Box
from auditor.domain.facts import Favours, Look, Prominence, Verdict
from auditor.measure.prominence.compare import compare
from auditor.measure.prominence.cuts import Pixels, decode
from tests.looks.colours import difference
from tests.looks.draw import Draw
from tests.looks.known import Truth
from tests.looks.page import show
from tests.looks.rules import by_background, by_grey, by_style, styles_of
from tests.looks.shots import shots
from tests.looks.truth import truth_of

FILL_NEAR = 2.3  # CIEDE2000, the least that an eye tells apart
CONTRAST_NEAR, AREA_NEAR = 0.10, 0.05


@dataclass(frozen=True, slots=True)
class Trial:
    """One drawn page as it was measured at one scale; `rivals` is which other rules flagged it."""

    draw: Draw
    scale: float
    truth: tuple[Truth, Truth]
    found: Prominence | Missing
    rivals: dict[str, bool]

    @property
    def flags(self) -> tuple[str, ...]:
        """The names of the rows that are asymmetric."""
        if isinstance(self.found, Missing):
            return ()
        return tuple(d.name for d in self.found.dimensions if d.verdict is Verdict.ASYMMETRIC)

    @property
    def favours(self) -> Favours | None:
        """The side that is favoured; None where nothing could be measured."""
        return None if isinstance(self.found, Missing) else self.found.favours

    @property
    def right(self) -> bool:
        """An equal pair without any flag, or an unequal one of which the right side is named."""
        if self.draw.equal:
            return self.favours is Favours.NEITHER and not self.flags
        return self.favours is self.draw.favours

    @property
    def pairs(self) -> tuple[tuple[Look, Truth], ...]:
        """What was measured of each control, with the truth about it."""
        if isinstance(self.found, Missing):
            return ()
        return (self.found.accept, self.truth[0]), (self.found.reject, self.truth[1])


def fill_near(look: Look, truth: Truth) -> bool | None:
    """Whether the colour of a button or outline is right; None where there is none, or the ground varies."""
    if truth.fill is None or truth.surround is None:
        return None
    return look.fill is not None and difference(look.fill, truth.fill) <= FILL_NEAR


def contrast_near(look: Look, truth: Truth) -> bool | None:
    """Whether the contrast of the label is right; None where the truth has none."""
    value = look.label_contrast.value
    if truth.label_contrast is None:
        return None
    return value is not None and abs(value - truth.label_contrast) <= CONTRAST_NEAR * truth.label_contrast


def area_near(look: Look, truth: Truth) -> bool | None:
    """Whether the area of a box is right; None for bare words."""
    if truth.area_px2 is None:
        return None
    return look.area.value is not None and abs(look.area.value - truth.area_px2) <= AREA_NEAR * truth.area_px2


def kind_right(look: Look, truth: Truth) -> bool | None:
    """Whether the kind is right."""
    return look.kind is truth.kind


# Of languages for which fonts are rare, the same empty box may stand for every letter: nothing is asked of their ink.
OF_LETTERS = frozenset({"label contrast"})
MEASURES: dict[str, Callable[[Look, Truth], bool | None]] = {
    "fill": fill_near,
    "label contrast": contrast_near,
    "area": area_near,
    "kind": kind_right,
}


def answers(trials: Sequence[Trial], name: str) -> list[bool]:
    """Whether each value of that name is right, of all controls of which the truth tells."""
    asked = [t for t in trials if t.draw.lettered or name not in OF_LETTERS]
    given = (MEASURES[name](look, truth) for t in asked for look, truth in t.pairs)
    return [answer for answer in given if answer is not None]


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """The browser that audits are made with."""
    async with async_playwright() as playwright:
        found = find_browser(BrowserOptions(), playwright.chromium.executable_path)
        opened = await playwright.chromium.launch(
            executable_path=found.path, args=["--in-process-gpu"], chromium_sandbox=sandboxed()
        )
        try:
            yield opened
        finally:
            await opened.close()


async def trials(
    opened: Browser, draws: Sequence[Draw], scale: float, *, off: float = 0.0, workers: int = 2
) -> list[Trial]:
    """Measure every drawn page; with `off` the boxes of the controls are wrong by so many CSS pixels."""
    found: list[Trial | None] = [None] * len(draws)
    waiting = iter(enumerate(draws))

    async def work() -> None:
        for number, draw in waiting:
            found[number] = await _in_a_page(opened, draw, scale, off)

    await asyncio.gather(*(work() for _ in range(workers)))
    return [t for t in found if t is not None]


async def _in_a_page(opened: Browser, draw: Draw, scale: float, off: float) -> Trial:
    width, height = draw.viewport
    context = await opened.new_context(viewport={"width": width, "height": height}, device_scale_factor=scale)
    try:
        return await trial(await context.new_page(), draw, scale, off)
    finally:
        await context.close()


async def trial(page: Page, draw: Draw, scale: float, off: float = 0.0) -> Trial:
    """Show a drawn page, measure it, and ask the other rules as well."""
    frame = await show(page, draw)
    truth = await truth_of(frame, draw)
    labels = draw.accept_label, draw.reject_label
    pictures = await shots(page, labels, scale, off)
    if isinstance(pictures, Missing):
        return Trial(draw, scale, truth, pictures, {})
    found = await asyncio.to_thread(compare, pictures, *labels)
    return Trial(draw, scale, truth, found, await _rivals(frame, draw, pictures))


async def _rivals(frame: Frame, draw: Draw, pictures: RemovalPictures) -> dict[str, bool]:
    """What the other rules say of the same page."""
    accept, reject = await styles_of(frame, draw.accept_selector), await styles_of(frame, draw.reject_selector)
    crops = [_crop(f.shown, f.box, f.clip, pictures.scale) for f in pictures.frames]
    return {
        "grey level (DarkDialogs)": by_grey(*crops),
        "background string (cookiescanner)": by_background(accept, reject),
        "computed styles": by_style(accept, reject),
    }


def _crop(png: bytes, box: Box, clip: Box, scale: float) -> Pixels:
    x, y = round((box.x - clip.x) * scale), round((box.y - clip.y) * scale)
    return decode(png)[max(0, y) : y + round(box.height * scale), max(0, x) : x + round(box.width * scale)]
