"""How long something is kept, as a page says it in any language; the names of the units are those of CLDR."""

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Literal, TypeAlias

from babel import Locale, UnknownLocaleError
from babel.dates import format_timedelta
from babel.units import format_unit

from auditor.measure.lexicon.languages import known_language, lexicons
from auditor.measure.lexicon.phrases import folded
from auditor.measure.lexicon.tables import table_concepts

DAY = 86400.0
YEAR = 365.2425 * DAY  # the mean of the Gregorian calendar
Unit: TypeAlias = Literal["minute", "hour", "day", "week", "month", "year"]
UNITS: dict[Unit, float] = {
    "minute": 60.0,
    "hour": 3600.0,
    "day": DAY,
    "week": 7 * DAY,
    "month": YEAR / 12,
    "year": YEAR,
}
MOST = 160  # characters of a cell that are read; our choice
MOST_ENDING, LEAST_STEM = 3, 4  # letters: "Jahres" is a form of "Jahr"; our choice
COUNTS = (1, 2, 3, 5, 11, 21, 100)  # numbers that between them need every plural of CLDR's languages
UNTRANSLATED = "duration-"  # what the library gives where CLDR has nothing
_NUMBER = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?)[\s\-]{0,2}")
_WORD = re.compile(r"[^\W\d_]+(?:[.'’]?[^\W\d_]+)*")
_UNSPACED = re.compile(r"[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ADDS = re.compile(r"[\s,+&]*(?:\w{1,4}[\s]+)?")  # "1 year, 1 month and 2 days", and not "1 month - 1 year"


@dataclass(frozen=True, slots=True)
class Period:
    """A declared lifetime: seconds, infinite for one without end, or None for the length of a session."""

    seconds: float | None

    @property
    def session(self) -> bool:
        """Whether it ends with the session."""
        return self.seconds is None


@dataclass(frozen=True, slots=True)
class _Form:
    """One form of a unit's name; `number` where the word holds it, as in the dual of Arabic."""

    seconds: float
    number: int | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    seconds: float
    unit: float


def period_of(text: str, language: str | None = None, *, heading: str = "") -> Period | None:
    """What a cell says; a bare number counts in the unit of its column's heading, such as "lifetime (days)"."""
    words = _digits(folded(text[:MOST]))
    own = known_language(language)
    seconds = _seconds(words, own)
    if seconds is None and re.fullmatch(r"\d{1,6}", words):
        unit = _unit_in(_digits(folded(heading[:MOST])), own)
        seconds = float(words) * unit if unit else None
    if seconds is not None:
        return Period(seconds) if seconds > 0 else Period(None)
    told = table_concepts(text[:MOST], language)
    if "session" in told:
        return Period(None)
    return Period(math.inf) if "endless" in told else None


def _digits(text: str) -> str:
    """The text with the digits of every script in Latin ones."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _seconds(words: str, own: str | None) -> float | None:
    found = list(_amounts(words, own))
    if not found:
        return _fixed(words, own)
    total = found[0].seconds
    for before, one in pairwise(found):
        adds = one.unit < before.unit and _ADDS.fullmatch(words[before.end : one.start])
        total = total + one.seconds if adds else max(total, one.seconds)
    return total


def _amounts(words: str, own: str | None) -> Iterator[_Found]:
    """Each number with the unit behind it, or else before it."""
    for match in _NUMBER.finditer(words):
        number = float(match[1].replace(",", "."))
        told = _form(words[match.end() : match.end() + 40], own)
        if told is not None:
            form, length = told
            yield _Found(match.start(), match.end() + length, number * form.seconds, form.seconds)
            continue
        before = _WORD.findall(words[: match.start()])
        unit = _unit_of(before[-1], own) if before else None
        if unit is not None and not words[match.end() :].strip():
            yield _Found(match.start(), match.end(), number * unit, unit)


def _form(text: str, own: str | None) -> tuple[_Form, int] | None:
    """The unit that a text begins with, and how many characters it takes."""
    if text and _UNSPACED.match(text):
        begins = [(f, form) for f, form in _every(own).items() if text.startswith(f) and form.number is None]
        best = max(begins, key=lambda row: len(row[0]), default=None)
        return (best[1], len(best[0])) if best else None
    words = list(_WORD.finditer(text))[:2]
    for word in words if words and words[0].start() <= 1 else ():
        unit = _unit_of(word[0], own)
        if unit is not None:
            return _Form(unit), word.end()
    return None


def _unit_of(word: str, own: str | None) -> float | None:
    """The unit a word names, in the language of the page, else in any where all agree."""
    for forms in (_forms().get(own or "", {}), _shared()):
        for cut in range(MOST_ENDING + 1):
            stem = word[: len(word) - cut]
            if cut and len(stem) < LEAST_STEM:
                break
            if stem in forms:
                return forms[stem].seconds
    return _related(word, own)


def _related(word: str, own: str | None) -> float | None:
    """The one unit of the page's language that begins as the word does: CLDR does not hold every case."""
    least = max(LEAST_STEM - 1, len(word) - MOST_ENDING)
    units = {form.seconds for name, form in _forms().get(own or "", {}).items() if _common(word, name) >= least}
    return units.pop() if len(units) == 1 else None


def _common(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _unit_in(heading: str, own: str | None) -> float | None:
    units = {unit for word in _WORD.findall(heading) if (unit := _unit_of(word, own)) is not None}
    return units.pop() if len(units) == 1 else None


def _fixed(words: str, own: str | None) -> float | None:
    """A duration without a figure, as in "ein Jahr" or in the dual of Arabic and Maltese: one form, one number."""
    forms = _forms().get(own or "", {})
    told = {form.seconds * form.number for w in _WORD.findall(words) if (form := forms.get(w)) and form.number}
    return told.pop() if len(told) == 1 else None


def _every(own: str | None) -> dict[str, _Form]:
    return _shared() | _forms().get(own or "", {})


@lru_cache(maxsize=1)
def _shared() -> dict[str, _Form]:
    """The forms of all languages that mean one unit wherever they occur."""
    units: dict[str, set[float]] = defaultdict(set)
    for forms in _forms().values():
        for name, form in forms.items():
            units[name].add(form.seconds)
    return {name: _Form(told.copy().pop()) for name, told in units.items() if len(told) == 1}


@lru_cache(maxsize=1)
def _forms() -> dict[str, dict[str, _Form]]:
    """The names of the units in each language that has word lists."""
    return {language: _of_language(language) for language in lexicons()}


def _of_language(language: str) -> dict[str, _Form]:
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return {}
    rows: dict[str, set[tuple[float, int | None]]] = defaultdict(set)
    for unit, seconds in UNITS.items():
        for name, number in {*_named(unit, locale), *_spoken(unit, locale)}:
            rows[name].add((seconds, number))
    found = {}
    for name, told in rows.items():
        numbers = {number for _, number in told}
        if len({s for s, _ in told}) == 1 and name:
            # A form that serves one number only holds it: "ein Jahr" is one year, "Jahre" may be any.
            found[name] = _Form(next(iter(told))[0], numbers.pop() if len(numbers) == 1 else None)
    return found


def _named(unit: Unit, locale: Locale) -> Iterator[tuple[str, int | None]]:
    """The forms beside a number; each is given with the number, so that a form of one number alone can be told."""
    for length in ("long", "short"):
        for count in COUNTS:
            said = _digits(folded(format_unit(count, f"duration-{unit}", length, locale=locale)))
            if UNTRANSLATED in said:
                continue
            words = said.replace(str(count), " ").split()
            holds = count if count <= 2 and (str(count) not in said or count == 1) else None  # noqa: PLR2004 - the dual
            for word in words[-1:] if len(words) > 1 else words:
                if length == "long" or len(word) > 1 or _UNSPACED.match(word):
                    yield word.strip("."), holds


def _spoken(unit: Unit, locale: Locale) -> Iterator[tuple[str, int | None]]:
    """The forms of "in two years" and "two years ago", which are declined in many languages."""
    # A little more than the count, because the library rounds down.
    for count in COUNTS[:3]:
        for sign in (1, -1):
            delta = timedelta(seconds=sign * UNITS[unit] * (count + 0.1))
            said = _digits(
                folded(format_timedelta(delta, granularity=unit, threshold=1, add_direction=True, locale=locale))
            )
            beside = re.search(rf"{count}\s?([^\W\d_]+)", said)
            if beside and not _UNSPACED.search(beside[1]) and len(beside[1]) > 1:
                yield beside[1], count if count == 1 else None
