"""What surrounds the two controls of a banner: its words, colours, sizes, place and device."""

import random
from dataclasses import dataclass
from enum import StrEnum

from auditor.domain.facts import Colour
from tests.generator.draw import Home, Place
from tests.looks.colours import BLACK, WHITE, contrast, difference, hue
from tests.looks.words import Words, draw_words

DESKTOP = (1280, 800)
PHONES = ((412, 839), (360, 740))
FONTS = (
    "sans-serif",
    "serif",
    "monospace",
    "DejaVu Sans",
    "DejaVu Serif",
    "Liberation Sans",
    "Liberation Serif",
    "Liberation Sans Narrow",
)
TAGS = ("button", "a", "div")
LIGHT: tuple[Colour, ...] = (WHITE, WHITE, (247, 247, 249), (255, 248, 238), (238, 243, 251), (232, 236, 232))
DARK: tuple[Colour, ...] = ((27, 35, 48), (17, 17, 17), (32, 36, 43), (43, 29, 58), (11, 61, 58), (13, 45, 110))
NEAR_BLACK: Colour = (26, 26, 26)
SHADOWS = (
    "0 1px 3px rgb(0 0 0 / .3)",
    "0 2px 4px -1px rgb(0 0 0 / .2), 0 4px 5px rgb(0 0 0 / .14), 0 1px 10px rgb(0 0 0 / .12)",
    "0 6px 16px rgb(0 0 0 / .25)",
    "3px 3px 0 rgb(0 0 0 / .55)",
)
READABLE = 5.3  # WCAG: a label well above 4.5
STANDS_OUT = 3.6  # WCAG: a fill well above 3
TRIES = 500


class Layout(StrEnum):
    """How the two controls stand to each other."""

    ROW = "row"
    COLUMN = "column"
    PARAGRAPHS = "paragraphs"


class Ground(StrEnum):
    """What the banner is painted with."""

    PLAIN = "plain"
    BLOBS = "blobs"
    NOISE = "noise"
    SLIDING = "sliding"
    FLOATING = "floating"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a family asks of its stage; None where it leaves that to chance."""

    dark: bool | None = None
    paper: Colour | None = None
    ground: Ground | None = None
    home: Home | None = None
    zoom: float | None = None
    phone: bool | None = None
    layout: Layout | None = None
    rightward: bool = True
    alike: bool = False
    upper: bool | None = None
    icons: bool | None = None
    font_px: tuple[float, float] = (12.0, 18.0)


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything around the two controls; lengths in CSS pixels.

    `paper` is the banner's ground, `ink` its words; `fill` and `label` are those of a button that stands out, `pale` is
    a fill that differs from the paper and on which `ink` reads as well. `swapped` puts reject first.
    """

    words: Words
    viewport: tuple[int, int]
    home: Home
    place: Place
    ground: Ground
    zoom: float
    layout: Layout
    swapped: bool
    icons: bool
    dark: bool
    paper: Colour
    ink: Colour
    fill: Colour
    label: Colour
    pale: Colour
    tag: str
    font: str
    font_px: float
    weight: int
    pad: tuple[float, float]
    radius_px: float
    gap_px: float
    shadow: str
    salt: str

    @property
    def surround(self) -> Colour | None:
        """The ground around the controls, None where it varies."""
        return self.paper if self.ground is Ground.PLAIN else None


def draw_stage(dice: random.Random, wishes: Wishes) -> Stage:
    """A stage drawn at random, as far as the wishes leave it open."""
    phone = dice.random() < 0.3 if wishes.phone is None else wishes.phone
    dark = dice.random() < 0.3 if wishes.dark is None else wishes.dark
    upper = dice.random() < 0.1 if wishes.upper is None else wishes.upper
    icons = dice.random() < 0.08 if wishes.icons is None else wishes.icons
    paper = wishes.paper or dice.choice(DARK if dark else LIGHT)
    ink = dice.choice((WHITE, (238, 238, 238)) if dark else (BLACK, NEAR_BLACK, (34, 40, 60)))
    fill, label = _strong(dice, paper)
    home = dice.choices((Home.PAGE, Home.OPEN_SHADOW, Home.CLOSED_SHADOW, Home.FRAME), (17, 1, 1, 1))[0]
    return Stage(
        words=draw_words(dice, rightward=wishes.rightward, alike=wishes.alike, upper=upper),
        viewport=dice.choice(PHONES) if phone else DESKTOP,
        home=wishes.home or home,
        place=dice.choice((Place.BOTTOM_BAR, Place.CORNER, Place.DIALOG)),
        ground=wishes.ground or Ground.PLAIN,
        zoom=wishes.zoom or 1.0,
        layout=wishes.layout or dice.choices(tuple(Layout), (8, 2, 0))[0],
        swapped=dice.random() < 0.4,
        icons=icons,
        dark=dark,
        paper=paper,
        ink=ink,
        fill=fill,
        label=label,
        pale=_pale(dice, paper, ink),
        tag=dice.choice(TAGS),
        font=dice.choice(FONTS),
        font_px=round(dice.uniform(*wishes.font_px) * 2) / 2,
        weight=dice.choice((400, 400, 700)),
        pad=(dice.choice((6, 8, 9.5, 10, 12, 14)), dice.choice((12, 14, 16, 20, 24, 28))),
        radius_px=dice.choice((0, 0, 2, 3, 4, 6, 8, 12, 24)),
        gap_px=dice.choice((8, 10, 12, 16, 24, 40)),
        shadow=dice.choice(SHADOWS),
        salt="".join(dice.choices("abcdefghijkmnpqrstuvwxyz", k=6)),
    )


def _strong(dice: random.Random, paper: Colour) -> tuple[Colour, Colour]:
    """A fill that stands out from the paper, and the label that reads on it."""
    for _ in range(TRIES):
        fill = hue(dice, (0.15, 0.75), (0.0, 1.0))
        label = WHITE if contrast(fill, WHITE) > contrast(fill, NEAR_BLACK) else NEAR_BLACK
        if contrast(fill, paper) >= STANDS_OUT and contrast(fill, label) >= READABLE:
            return fill, label
    raise RuntimeError(f"no colour stands out from {paper}")


def _pale(dice: random.Random, paper: Colour, ink: Colour) -> Colour:
    """A fill that is not the paper and lets the banner's own ink read."""
    for _ in range(TRIES):
        fill = hue(dice, (0.1, 0.92), (0.1, 1.0))
        if difference(fill, paper) >= 14 and contrast(fill, ink) >= READABLE:
            return fill
    raise RuntimeError(f"no pale colour on {paper}")
