"""What drawn banners say, in every language, from the label lists that the word lists are tested with."""

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LISTS = Path(__file__).parents[1] / "unit" / "measure" / "lexicon" / "labels"
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he"})
# What a page is about that has nothing to do with consent, and the words of windows that are no request for it.
STORIES = {
    "en": "The harbour wakes early. Boats come in with the first light and the market fills before nine.",
    "de": "Der Hafen erwacht früh. Die Boote kommen mit dem ersten Licht, und der Markt füllt sich vor neun.",
    "fr": "Le port s'éveille tôt. Les bateaux rentrent aux premières lueurs et le marché se remplit avant neuf heures.",
    "nl": "De haven wordt vroeg wakker. De boten komen met het eerste licht binnen en de markt loopt vol voor negen.",
}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one banner; None for a control that it does not have."""

    language: str
    text: str
    accept: str
    reject: str | None
    settings: str | None
    policy: str | None
    close: str | None
    story: str


@cache
def lists(language: str) -> dict[str, dict[str, list[str]]]:
    """The labels and texts of a language."""
    return tomllib.loads((LISTS / f"{language}.toml").read_text(encoding="utf-8"))


@cache
def languages() -> tuple[str, ...]:
    """Every language there are labels for."""
    return tuple(sorted(path.stem for path in LISTS.glob("*.toml")))


def draw_words(dice: random.Random) -> Words:
    """The words of a banner in a language drawn at random."""
    language = dice.choice(languages())
    labels, texts = lists(language)["labels"], lists(language)["texts"]

    def one(chance: float, *roles: str) -> str | None:
        return dice.choice([word for role in roles for word in labels[role]]) if dice.random() < chance else None

    return Words(
        language=language,
        text=dice.choice(texts["banner"]),
        accept=dice.choice(labels["accept"]),
        reject=one(0.75, "reject", "necessary"),
        settings=one(0.7, "settings"),
        policy=one(0.6, "policy"),
        close=one(0.3, "close"),
        story=STORIES.get(language, STORIES["en"]),
    )
