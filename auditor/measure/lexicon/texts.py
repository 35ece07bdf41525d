"""What the text of a banner speaks of."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from auditor.measure.lexicon.labels import MAX_LABEL
from auditor.measure.lexicon.languages import known_language, text_index
from auditor.measure.lexicon.phrases import Hit, folded

MAX_TEXT = 12_000  # characters that are read; our choice
STEM = 5  # letters; "cookie" and "cookies" are one word; our choice
STRONG, WEAK = "consent_strong", "consent_weak"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a text speaks of something: the words, folded, and the list that knew them."""

    words: str
    language: str


def consent_words(text: str) -> float:
    """How strongly a text speaks of consent: 2 for each strong word (at most 4), 1 for each weak one (at most 3).

    The language that knows most of it counts.
    """
    return _consent_words(text[:MAX_TEXT])


@lru_cache(maxsize=256)
def _consent_words(text: str) -> float:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    words = folded(text)
    for hit in text_index().find(words):
        if hit.phrase.concept in {STRONG, WEAK}:
            found[hit.phrase.language].add((hit.phrase.concept, words[hit.start : hit.start + STEM]))
    return max((_weight(rows) for rows in found.values()), default=0.0)


def _weight(rows: set[tuple[str, str]]) -> float:
    strong = sum(1 for concept, _ in rows if concept == STRONG)
    return float(min(4, 2 * strong) + min(3, len(rows) - strong))


def says(concept: str, text: str) -> bool:
    """Whether a short text says something such as `off`, `all`, `locked` or `avoid`, in any language."""
    return len(text) <= MAX_LABEL * 4 and bool(mentions(text, concept))


def mentions(text: str, concept: str, language: str | None = None) -> list[Mention]:
    """The places where a text speaks of a concept, in its language where that is known, else in any."""
    words, own = folded(text[:MAX_TEXT]), known_language(language)
    return [
        Mention(words[hit.start : hit.end], hit.phrase.language)
        for hit in _hits(words)
        if hit.phrase.concept == concept and own in {None, hit.phrase.language}
    ]


@lru_cache(maxsize=128)
def _hits(words: str) -> tuple[Hit, ...]:
    """Everything that the lists know in a text; many checks ask of the same few texts."""
    return tuple(text_index().find(words))
