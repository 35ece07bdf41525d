"""Drawing a banner: where it stands, how its controls are built, when it comes, what else is on the page."""

import random
from dataclasses import dataclass
from enum import StrEnum

from tests.generator.words import Words, draw_words


class Place(StrEnum):
    """Where a banner stands."""

    BOTTOM_BAR = "bottom-bar"
    TOP_BAR = "top-bar"
    CORNER = "corner"
    DIALOG = "dialog"
    WALL = "wall"
    IN_PAGE = "in-page"


class Home(StrEnum):
    """What a banner lives in."""

    PAGE = "page"
    OPEN_SHADOW = "open-shadow"
    CLOSED_SHADOW = "closed-shadow"
    FRAME = "frame"


class Build(StrEnum):
    """What a control is made of."""

    BUTTON = "button"
    DIV = "div"
    ROLE_BUTTON = "role-button"
    LINK = "link"
    SPAN = "span"
    INPUT = "input"
    CUSTOM = "custom-element"
    CANVAS = "canvas"
    SVG = "svg"
    IMAGE = "image"


class Trigger(StrEnum):
    """What brings a banner out."""

    LOAD = "load"
    DELAY = "delay"
    MOUSE = "mouse"
    SCROLL = "scroll"
    CLICK = "click"


@dataclass(frozen=True, slots=True)
class Draw:
    """One page with a banner, or with `words` None one without."""

    seed: int
    words: Words | None
    place: Place
    home: Home
    builds: tuple[Build, ...]
    trigger: Trigger
    dark: bool
    order: tuple[int, ...]
    salt: str
    decoys: tuple[str, ...]
    cross: str | None


DECOYS = ("newsletter", "chat", "menu", "recipe", "footer-link", "age")
CROSSES = ("×", "✕", "svg", "aria")
NO_BANNER = 0.1  # of the draws


def draw(seed: int) -> Draw:
    """The page of a seed, always the same one."""
    dice = random.Random(seed)  # noqa: S311 - reproducible by its seed, and no secret
    has_banner = dice.random() >= NO_BANNER
    order = [0, 1, 2]
    dice.shuffle(order)
    return Draw(
        seed=seed,
        words=draw_words(dice) if has_banner else None,
        place=dice.choice(tuple(Place)),
        home=dice.choices(tuple(Home), (5, 2, 2, 2))[0],
        builds=tuple(dice.choices(tuple(Build), (6, 3, 2, 3, 2, 1, 2, 1, 1, 1), k=3)),
        trigger=dice.choices(tuple(Trigger), (7, 3, 1, 1, 1))[0],
        dark=dice.random() < 0.3,
        order=tuple(order),
        salt="".join(dice.choices("abcdefghijkmnpqrstuvwxyz", k=6)),
        decoys=tuple(d for d in DECOYS if dice.random() < 0.25),
        cross=dice.choice(CROSSES) if dice.random() < 0.35 else None,
    )
