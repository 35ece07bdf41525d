"""A family of banners: what it asks of its stage, and how it builds the two controls."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from tests.looks.skins import Build
from tests.looks.stage import Stage, Wishes


@dataclass(frozen=True, slots=True)
class Pair:
    """The two controls; in a balanced pair neither is the stronger."""

    strong: Build
    weak: Build


Make: TypeAlias = Callable[[Stage, random.Random], Pair]


@dataclass(frozen=True, slots=True)
class Family:
    """Banners of one sort; `sized` when the two differ in the size of their box alone."""

    name: str
    make: Make
    equal: bool
    wishes: Wishes = field(default_factory=Wishes)
    sized: bool = False
