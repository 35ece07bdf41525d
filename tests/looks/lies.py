"""The lying families: computed styles of the control tell of something else than what is seen."""

import random
from functools import partial
from typing import Protocol

from tests.looks import lies_drawn, lies_fill, lies_ink, lies_layer, lies_size
from tests.looks.family import Family, Pair
from tests.looks.stage import Stage, Wishes

GREY_PAPER = (176, 184, 196)
WHITE_PAPER = (255, 255, 255)
PLAIN = Wishes(icons=False)
LIGHT = Wishes(icons=False, dark=False)
ALIKE = Wishes(icons=False, alike=True, phone=False, font_px=(14, 18))
SHORT = Wishes(icons=False, alike=True, phone=False, font_px=(12, 14))
TYPE = Wishes(icons=False, font_px=(15, 18))


class Lie(Protocol):
    """How a lying pair is built."""

    def __call__(self, stage: Stage, dice: random.Random, /, *, equal: bool) -> Pair:
        """The pair, balanced in what is seen or not."""


def _both(
    name: str, lie: Lie, wishes: Wishes = PLAIN, even: Wishes = PLAIN, *, sized: bool = False
) -> tuple[Family, ...]:
    """The family whose styles are equal and whose looks are not, and the one that is the other way round."""
    return (
        Family(f"lie-{name}", partial(lie, equal=False), equal=False, wishes=wishes, sized=sized),
        Family(f"lie-{name}-equal", partial(lie, equal=True), equal=True, wishes=even),
    )


LIES = (
    *_both("gradient-image", lies_fill.gradient_image),
    *_both("data-image", lies_fill.data_image),
    *_both("inset-shadow", lies_fill.inset_shadow),
    *_both("inner-span", lies_fill.inner_span),
    *_both("before", lies_fill.before),
    *_both("ancestor", lies_fill.ancestor),
    *_both("paper-image", lies_fill.paper_image),
    *_both("covered", lies_fill.covered),
    *_both("outline", lies_fill.outline),
    *_both("border-image", lies_fill.border_image),
    *_both("drawn-line", lies_fill.drawn_line),
    *_both("text-fill", lies_ink.text_fill),
    *_both("text-shadow", lies_ink.text_shadow),
    *_both("clip-text", lies_ink.clip_text),
    *_both("after-content", lies_ink.after_content),
    *_both("inner-ink", lies_ink.inner_ink),
    *_both("inner-opacity", lies_ink.inner_opacity),
    *_both("inner-type", lies_ink.inner_type, TYPE),
    *_both("ancestor-opacity", lies_layer.ancestor_opacity),
    *_both("overlay", lies_layer.overlay),
    *_both("mask", lies_layer.mask),
    *_both("animation", lies_layer.animation),
    *_both("filter", lies_layer.filtered),
    *_both("filter-around", lies_layer.filtered_around),
    *_both(
        "blend",
        lies_layer.blend,
        Wishes(icons=False, dark=False, paper=GREY_PAPER),
        Wishes(icons=False, dark=False, paper=WHITE_PAPER),
    ),
    *_both("scheme", lies_layer.scheme, LIGHT, LIGHT),
    *_both("scaled", lies_size.scaled, ALIKE, SHORT),
    *_both("zoomed", lies_size.zoomed, ALIKE, SHORT),
    *_both("clipped", lies_size.clipped, ALIKE, SHORT, sized=True),
    *_both("padded-link", lies_size.padded_link),
    *_both("padded-words", lies_size.padded_words),
    *_both("svg", lies_drawn.svg),
    *_both("canvas", lies_drawn.canvas),
    *_both("image", lies_drawn.image),
)
