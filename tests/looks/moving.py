"""Families whose ground never rests: what a still picture shows of it is chance."""

import random
from dataclasses import replace

from tests.looks.families import GREYS, words
from tests.looks.family import Family, Make, Pair
from tests.looks.skins import Skin, build, button
from tests.looks.stage import Ground, Stage, Wishes

SORTS = ("equal", "small", "grey", "words")


def _make(sort: str) -> Make:
    def make(stage: Stage, dice: random.Random) -> Pair:
        first = button(stage)
        weak = {"equal": lambda: first, "small": lambda: _small(first), "grey": lambda: _grey(first, dice)}
        second = words(stage, dice) if sort == "words" else weak[sort]()
        return Pair(build(stage, first), build(stage, second))

    return make


def _small(skin: Skin) -> Skin:
    return replace(skin, font_px=round(skin.font_px * 0.66, 1), pad=(skin.pad[0] * 0.66, skin.pad[1] * 0.66))


def _grey(skin: Skin, dice: random.Random) -> Skin:
    return replace(skin, paint=dice.choice(GREYS), ink=(140, 140, 140))


MOVING = tuple(
    Family(
        f"moving-{ground.value}-{sort}",
        _make(sort),
        equal=sort == "equal",
        wishes=Wishes(ground=ground, alike=sort == "small", font_px=(14, 18)),
    )
    for ground in (Ground.SLIDING, Ground.FLOATING)
    for sort in (*SORTS, "equal")
)
