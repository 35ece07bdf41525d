"""Reports in the reader's language, from the catalogues in `locale/`: one folder for each, adding one needs no code."""

import gettext
import string
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from io import BytesIO, StringIO

from babel import Locale
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import get_decimal_symbol

from auditor.domain.errors import UnknownName
from auditor.domain.wording import Text

ENGLISH = "en"  # what everything is written in; it has no catalogue
PAGES = "pages"  # the catalogue of the checks' pages, which reports do without


class Language:
    """One language of reports; `gettext` and `ngettext` are its catalogue, `tell` says a whole text in it."""

    def __init__(self, tag: str, translations: gettext.NullTranslations) -> None:
        """Speak the language with this tag."""
        self.tag, self.translations = tag, translations
        # The house writes 14 November 2024, as British English does.
        self.locale = Locale.parse("en-GB" if tag == ENGLISH else tag, sep="-")
        self._filling = _Filling(self)

    def gettext(self, words: str) -> str:
        """The words in this language, or as they are where the catalogue has none."""
        return self.translations.gettext(words) if words else words

    def tell(self, value: object) -> object:
        """A text, or a member of a closed set, in this language; anything else, such as words of a page, as it is."""
        if isinstance(value, Text):
            return self._text(value)
        if isinstance(value, StrEnum):
            return self.gettext(value.value)
        return self._day(value) if isinstance(value, date) else value

    def _text(self, text: Text) -> str:
        if text.parts:
            return ", ".join(str(self.tell(part)) for part in text.parts)
        if text.many is not None and text.number is not None:
            template = self.translations.ngettext(text.template, text.many, text.number)
        else:
            template = self.gettext(text.template)
        return self._filling.vformat(template, (), text.values)

    def _day(self, day: date) -> str:
        return format_date(day, "long", self.locale)

    def number(self, told: str) -> str:
        """A formatted number with this language's decimal sign."""
        return told.replace(".", get_decimal_symbol(self.locale))


class _Filling(string.Formatter):
    """Fills a template; texts among the values are told in the language as well, numbers get its decimal sign."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def format_field(self, value: object, format_spec: str) -> str:
        """One value in the language."""
        if isinstance(value, float):
            return self.language.number(format(value, format_spec))
        return format(str(self.language.tell(value)) if not isinstance(value, int) else value, format_spec)


def languages() -> tuple[str, ...]:
    """The tags of all languages, English first."""
    folder = files("auditor.reporting").joinpath("locale")
    found = sorted(entry.name for entry in folder.iterdir() if entry.is_dir() and not entry.name.startswith("_"))
    return (ENGLISH, *found)


def language(tag: str) -> Language:
    """The language with this tag, or the one it is a variant of; raises `UnknownName`."""
    for wanted in (tag, tag.split("-", maxsplit=1)[0]):
        if wanted in languages():
            return _language(wanted, pages=False)
    raise UnknownName(f"reports are written in {', '.join(languages())}, not in {tag[:35]}")


def language_of_pages(tag: str) -> Language:
    """The same with the pages of the checks."""
    return _language(language(tag).tag, pages=True)


@lru_cache(maxsize=32)
def _language(tag: str, *, pages: bool) -> Language:
    if tag == ENGLISH:
        return Language(tag, gettext.NullTranslations())
    merged = Catalog(locale=tag, fuzzy=False)
    for name, catalogue in catalogues(tag):
        if pages or name != PAGES:
            for message in catalogue:
                if message.id and message.string and not message.fuzzy:
                    merged[message.id] = message
    compiled = BytesIO()
    write_mo(compiled, merged)
    return Language(tag, gettext.GNUTranslations(BytesIO(compiled.getvalue())))


def catalogues(tag: str) -> Iterator[tuple[str, Catalog]]:
    """Each catalogue of a language with its name, such as `pages`."""
    folder = files("auditor.reporting").joinpath("locale", tag)
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".po"):
            yield entry.name.removesuffix(".po"), read_po(StringIO(entry.read_text(encoding="utf-8")), locale=tag)


def preferred(wanted: Sequence[str]) -> str:
    """The first of the wanted tags that there is, English when there is none."""
    known = languages()
    return next((short for tag in wanted if (short := tag.split("-")[0].lower()) in known), ENGLISH)
