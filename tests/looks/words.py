"""What a banner says: its two labels and the words around them."""

import random
from dataclasses import dataclass

from tests.generator.words import RIGHT_TO_LEFT, STORIES, lists
from tests.looks.pairs import PAIRS

FROM_LISTS = 0.4  # of the pairs; the others are written by hand
LONGEST = 38  # characters of a label
ALIKE = 0.8  # the least share of the longer label that the shorter one has when they are to be alike


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one banner; `language` as an HTML language tag."""

    language: str
    accept: str
    reject: str
    text: str
    story: str

    @property
    def side(self) -> str:
        """The direction of writing: `ltr` or `rtl`."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"


def draw_words(dice: random.Random, *, rightward: bool = True, alike: bool = False, upper: bool = False) -> Words:
    """Words in a language drawn at random; `alike` for two labels of about the same length.

    `rightward` False draws among the languages written from right to left, `upper` puts the labels into capitals.
    """
    usable = {tag: _usable(tag, alike=alike) for tag in PAIRS if rightward or tag in RIGHT_TO_LEFT}
    language = dice.choice([tag for tag, written in usable.items() if written])
    accept, reject = _pair(dice, language, usable[language], alike=alike)
    if upper:
        accept, reject = accept.upper(), reject.upper()
    text = dice.choice(lists(language)["texts"]["banner"])
    return Words(language, accept, reject, text, STORIES.get(language, STORIES["en"]))


def _usable(language: str, *, alike: bool) -> tuple[tuple[str, str], ...]:
    shares = {pair: min(map(len, pair)) / max(map(len, pair)) for pair in PAIRS[language]}
    return tuple(pair for pair, share in shares.items() if share >= ALIKE or not alike)


def _pair(dice: random.Random, language: str, written: tuple[tuple[str, str], ...], *, alike: bool) -> tuple[str, str]:
    if alike or dice.random() >= FROM_LISTS:
        return dice.choice(written)
    labels = lists(language)["labels"]
    refusing = [w for w in labels["reject"] + labels["necessary"] if len(w) <= LONGEST]
    return dice.choice([w for w in labels["accept"] if len(w) <= LONGEST]), dice.choice(refusing)
