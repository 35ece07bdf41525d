"""Which languages there are word lists for, and which language a text is in."""

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING

from auditor.measure.lexicon.phrases import Phrase, PhraseIndex, folded, phrase

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LEXICON_VERSION = "2026.12"
BUTTON, TEXT, TABLE = "button", "text", "table"
LEAST_TEXT, SHORT_TEXT = 8, 120  # characters: two short words tell nothing, a sentence or two little; our choice
LEAST_WORDS = 3  # known words that bear out a claim; our choice
LANGUAGE_TEXT = 1500  # characters that tell a text's language; our choice


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists of one language; `tags` are the language tags that it answers to."""

    language: str
    name: str
    tags: tuple[str, ...]
    button: tuple[Phrase, ...]
    text: tuple[Phrase, ...]
    table: tuple[Phrase, ...] = ()


@lru_cache(maxsize=1)
def lexicons() -> dict[str, Lexicon]:
    """All languages, read once from the package's data; raises `ValueError` for a list that cannot be read."""
    found = {}
    for entry in sorted(files("auditor.measure").joinpath("data/lexicon").iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".toml"):
            lexicon = read_lexicon(entry.read_text(encoding="utf-8"))
            found[lexicon.language] = lexicon
    return found


def read_lexicon(content: str) -> Lexicon:
    """Read one language's file."""
    raw = tomllib.loads(content)
    language = raw["language"]
    button, text, table = (
        tuple(phrase(language, concept, source) for concept, sources in raw.get(part, {}).items() for source in sources)
        for part in (BUTTON, TEXT, TABLE)
    )
    return Lexicon(language, raw["name"], (language, *raw.get("also", ())), button, text, table)


@lru_cache(maxsize=1)
def button_index() -> PhraseIndex:
    """The words of buttons, all languages at once."""
    return PhraseIndex(chain.from_iterable(lexicon.button for lexicon in lexicons().values()))


@lru_cache(maxsize=1)
def text_index() -> PhraseIndex:
    """The words of texts, all languages at once."""
    return PhraseIndex(chain.from_iterable(lexicon.text for lexicon in lexicons().values()))


@lru_cache(maxsize=1)
def table_index() -> PhraseIndex:
    """The words of declarations, all languages at once; apart, because "name" and "time" tell no language."""
    return PhraseIndex(chain.from_iterable(lexicon.table for lexicon in lexicons().values()))


@lru_cache(maxsize=1)
def _by_tag() -> dict[str, str]:
    return {tag: lexicon.language for lexicon in lexicons().values() for tag in lexicon.tags}


def known_language(tag: str | None) -> str | None:
    """The language of our lists that a BCP 47 tag stands for, or None; "nb-NO" gives "no"."""
    parts = re.split(r"[-_]", (tag or "").strip().lower())
    known = _by_tag()
    return next((known[t] for n in range(len(parts), 0, -1) if (t := "-".join(parts[:n])) in known), None)


def language_of(text: str, hint: str | None = None) -> str | None:
    """The language of a banner's text; the page's own claim decides where the text is too short to tell."""
    text, claimed = re.sub(r"\s+", " ", text).strip()[:LANGUAGE_TEXT], known_language(hint) or _base(hint)
    if len(text) < LEAST_TEXT or _bears_out(text, claimed):
        return claimed
    return _classified(text, claimed)


def _bears_out(text: str, claimed: str | None) -> bool:
    """Whether the words we know bear out the page's claim: at least three, and more than in any other language."""
    words = folded(text)
    hits = {hit.phrase for index in (button_index(), text_index()) for hit in index.find(words)}
    known = Counter(found.language for found in hits)
    own = known.pop(claimed or "", 0)
    return own >= LEAST_WORDS and own > max(known.values(), default=0)


@dataclass(frozen=True, slots=True)
class Told:
    """A language and how certain it is, from 0 to 1."""

    language: str | None
    certainty: float


def tell_language(text: str) -> Told:
    """The language of a text by its letters alone, without asking what the page claims; None for too little text."""
    text = re.sub(r"\s+", " ", text).strip()[:LANGUAGE_TEXT]
    if len(text) < LEAST_TEXT:
        return Told(None, 0.0)
    language, certainty = _identifier().classify(unicodedata.normalize("NFC", text))
    return Told(known_language(str(language)) or str(language), float(certainty))


@lru_cache(maxsize=1)
def _identifier() -> "LanguageIdentifier":
    # Its model takes 74 MB once it is loaded, which most audits can do without.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _classified(text: str, claimed: str | None) -> str | None:
    """What py3langid says: right on 42 of 42 banner texts when it was chosen; on short ones the claim still counts."""
    rows = _identifier().rank(unicodedata.normalize("NFC", text))
    ranked = [known_language(str(tag)) or str(tag) for tag, _ in rows]
    return claimed if claimed in ranked[:6] and len(text) < SHORT_TEXT else ranked[0]


def _base(tag: str | None) -> str | None:
    """The primary part of a BCP 47 tag."""
    base = re.split(r"[-_]", (tag or "").strip().lower())[0]
    return base if re.fullmatch(r"[a-z]{2,3}", base) else None
