"""The notation of the word lists, which a native speaker can read and correct, and finding many phrases at once.

The notation is explained in `auditor/measure/data/lexicon/README.md`. A phrase becomes a regular expression; which
phrases are tried on a text is told by one search for all their rarest words together, so that fifty languages cost
little more than one.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick

from auditor.domain.text import whole

GAP = "..."
MAX_GAP = 60  # characters that "..." may stand for; our choice
# What may stand between two words. "No, thanks" is one phrase; "no, necessary cookies" is not "not necessary".
LOOSE, TIGHT = r"[\W_]*", r"[^\w,;:.!?]*"
SPOKEN = frozenset({"reject", "acknowledge", "later", "close", "filler", "shaming"})
MAX_ENDING = 30  # letters that "*" may stand for; longer than any ending or compound seen, and bounds the search
# Accents that fold away; the marks of other scripts are letters of their own.
_ACCENTS = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff]")
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "’": "'", "`": "'", "ʼ": "'"})
# Scripts that are written without spaces or whose vowel signs are no letters to a regular expression.
_UNSPACED = re.compile(r"[\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def folded(text: str) -> str:
    """Lower case without accents or invisible characters, one space between words, plain apostrophes."""
    if text.isascii():  # most of all words, and the same result at a fifth of the cost
        return " ".join(text.lower().replace("`", "'").split())
    text = unicodedata.normalize("NFKD", _INVISIBLE.sub("", whole(text)).casefold())
    text = unicodedata.normalize("NFC", _ACCENTS.sub("", text)).translate(_LETTERS)
    return re.sub(r"\s+", " ", text).strip()


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a word list: `keys` are pieces of text, one of which stands in everything it matches."""

    language: str
    concept: str
    source: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: `spans` are the places of its words, `start` and `end` the first and last of them."""

    phrase: Phrase
    spans: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """Where it begins."""
        return min(s for s, _ in self.spans)

    @property
    def end(self) -> int:
        """Where it ends."""
        return max(e for _, e in self.spans)


def phrase(language: str, concept: str, source: str) -> Phrase:
    """Read one phrase; raises `ValueError` for one that would match anything."""
    words = [w for w in _words(source) if w != GAP and not w.endswith("?")]
    if not words:
        raise ValueError(f'{language}, {concept}: "{source}" has no word that must be there')
    pieces = [tuple(map(_longest, w.split("|"))) for w in words]
    best = max(pieces, key=lambda alternatives: min(map(len, alternatives)))
    if not all(best):
        raise ValueError(f'{language}, {concept}: "{source}" has a word without letters')
    return Phrase(language, concept, source, best)


def _words(source: str) -> list[str]:
    return folded(source).replace("^", "").replace("$", "").split(" ")


def _longest(word: str) -> str:
    return max(word.split("*"), key=len) if "*" in word else word


@cache
def pattern(source: str, joint: str = LOOSE) -> re.Pattern[str]:
    """The regular expression of a phrase, one group for each of its words; `joint` is what may stand between two."""
    text = folded(source)
    built, gap = "", False
    for word in _words(source):
        if word == GAP:
            gap = True
            continue
        optional = word.endswith("?")
        between = (rf".{{0,{MAX_GAP}}}?" if gap else joint) if built else ""
        group = f"({'|'.join(_expression(a) for a in word.rstrip('?').split('|'))})"
        built += f"(?:{between}{group})?" if optional else between + group
        gap = False
    before, after = (r"^\W*" if text.startswith("^") else ""), (r"\W*$" if text.endswith("$") else "")
    return re.compile(before + built + after)


def _expression(word: str) -> str:
    core = rf"\w{{0,{MAX_ENDING}}}".join(re.escape(part) for part in word.split("*"))
    if _UNSPACED.search(word):
        return core.replace(rf"\w{{0,{MAX_ENDING}}}", "")
    return rf"(?<!\w){core}(?!\w)"


class PhraseIndex:
    """Finds all phrases of all languages in a text."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        """Prepare the search."""
        by_key: dict[str, list[Phrase]] = defaultdict(list)
        for entry in phrases:
            for key in set(entry.keys):
                by_key[key].append(entry)
        self._phrases = list(by_key.values())
        self._automaton = AhoCorasick(list(by_key))

    def find(self, text: str) -> Iterator[Hit]:
        """Every place of every phrase in a folded text."""
        keys = {row[0] for row in self._automaton.find_matches_as_indexes(text, overlapping=True)}
        tried = dict.fromkeys(entry for key in sorted(keys) for entry in self._phrases[key])
        for entry in tried:
            for match in pattern(entry.source, LOOSE if entry.concept in SPOKEN else TIGHT).finditer(text):
                yield Hit(entry, tuple(match.span(g) for g in range(1, len(match.regs)) if match.start(g) >= 0))
