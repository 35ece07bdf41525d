"""Drawing a banner with truth: the page of a seed, and which of its two controls it favours."""

import random
from dataclasses import dataclass

from auditor.domain.facts import Favours
from tests.generator.draw import Home
from tests.looks.families import ASYMMETRIC, EQUAL
from tests.looks.family import Family, Pair
from tests.looks.known import Known
from tests.looks.lies import LIES
from tests.looks.moving import MOVING
from tests.looks.page import html
from tests.looks.separation import apart, clear
from tests.looks.stage import Ground, Stage, draw_stage

MIRRORED = 0.15  # of the asymmetric pairs favour reject
BALANCED = 0.5  # of the draws
TRIES = 200
RARE_LETTERS = frozenset({"hi", "ja", "ko", "th", "zh"})


@dataclass(frozen=True, slots=True)
class Draw:
    """One page with a banner whose two controls are known; `seed` and the name of the drawing give it again.

    `accept` and `reject` are what is known before layout; `equal` says that the two look alike but for their labels.
    Within what `home` names, the controls are `#a` and `#r`. `viewport` is width and height in CSS pixels.
    `lettered` is False where fonts for the language are rare, so that the same empty box may stand for every letter.
    """

    seed: int
    family: str
    equal: bool
    favours: Favours
    html: str
    accept: Known
    reject: Known
    accept_label: str
    reject_label: str
    language: str
    viewport: tuple[int, int]
    home: Home
    zoom: float
    moving: bool
    lettered: bool
    accept_selector: str = "#a"
    reject_selector: str = "#r"


def draw(seed: int) -> Draw:
    """The ordinary banner of a seed, always the same one."""
    dice = _dice("plain", seed)
    families = EQUAL if dice.random() < BALANCED else ASYMMETRIC
    return _drawn("plain", seed, dice.choice(families))


def draw_of(family: str, seed: int) -> Draw:
    """The banner of a seed in a family of any sort, by its name."""
    found = next(f for f in (*EQUAL, *ASYMMETRIC, *LIES, *MOVING) if f.name == family)
    return _drawn(family, seed, found)


def draw_lie(seed: int) -> Draw:
    """The banner of a seed whose computed styles tell of something else than what is seen."""
    return _drawn("lie", seed, _dice("lie", seed).choice(LIES))


def draw_moving(seed: int) -> Draw:
    """The banner of a seed whose ground never rests."""
    return _drawn("moving", seed, _dice("moving", seed).choice(MOVING))


def _drawn(sort: str, seed: int, family: Family) -> Draw:
    """The first pair of the family that stays clear of every threshold."""
    for attempt in range(TRIES):
        dice = _dice(f"{sort} {family.name} {attempt}", seed)
        stage = draw_stage(dice, family.wishes)
        pair = family.make(stage, dice)
        known = pair.strong.known, pair.weak.known
        if all(map(clear, known)) and (family.equal or family.sized or apart(*known)):
            return _of(seed, family, stage, pair, mirrored=dice.random() < MIRRORED)
    raise RuntimeError(f"no clear pair of {family.name} in {TRIES} tries")


def _of(seed: int, family: Family, stage: Stage, pair: Pair, *, mirrored: bool) -> Draw:
    accept, reject = (pair.weak, pair.strong) if mirrored else (pair.strong, pair.weak)
    favoured = Favours.REJECT if mirrored else Favours.ACCEPT
    return Draw(
        seed=seed,
        family=family.name,
        equal=family.equal,
        favours=Favours.NEITHER if family.equal else favoured,
        html=html(stage, accept, reject),
        accept=accept.known,
        reject=reject.known,
        accept_label=stage.words.accept,
        reject_label=stage.words.reject,
        language=stage.words.language,
        viewport=stage.viewport,
        home=stage.home,
        zoom=stage.zoom,
        moving=stage.ground in {Ground.SLIDING, Ground.FLOATING},
        lettered=stage.words.language not in RARE_LETTERS,
    )


def _dice(sort: str, seed: int) -> random.Random:
    return random.Random(f"{sort} {seed}")  # noqa: S311 - reproducible by its seed, and no secret
