"""Sentences of findings: said in English, and remembering how they were made, so that a report can say them anew.

`say("{host} received {what}", host=…, what=…)` is an English string. Its template is the key of the translation.
"""

from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Self


class Text(str):
    """An English sentence that knows its template and values; a `parts` text is a list with commas instead.

    `many` and `number` are set where the number decides between two templates.
    """

    __slots__ = ("many", "number", "parts", "template", "values")

    template: str
    many: str | None
    number: int | None
    values: Mapping[str, object]
    parts: tuple[str, ...]

    def __new__(
        cls,
        english: str,
        template: str = "",
        many: str | None = None,
        number: int | None = None,
        values: Mapping[str, object] | None = None,
        parts: tuple[str, ...] = (),
    ) -> Self:
        """Keep the English sentence and how it was made."""
        text = super().__new__(cls, english)
        text.template, text.many, text.number = template, many, number
        text.values, text.parts = values or {}, parts
        return text


def say(template: str, /, **values: object) -> Text:
    """The template with its values; `{name}` and `{name:.1f}` are filled in, in the reader's language later on."""
    return Text(template.format(**values), template, values=values)


def say_many(one: str, many: str, number: int, /, **values: object) -> Text:
    """The template for one or for many, filled in; `{n}` is the number itself."""
    filled = {"n": number, **values}
    return Text((one if number == 1 else many).format(**filled), one, many, number, filled)


def joined(words: Iterable[str]) -> Text:
    """Words or texts with commas between them."""
    parts = tuple(words)
    return Text(", ".join(parts), parts=parts)


def sentences(texts: Iterable[Text]) -> Text:
    """Whole sentences, one after the other."""
    return reduce(lambda told, text: say("{first} {second}", first=told, second=text), texts)


def listed(words: Iterable[str], most: int = 5) -> Text:
    """The first few words with commas, and how many more there are."""
    words = list(words)
    shown, more = joined(words[:most]), len(words) - most
    return say_many("{shown} and {n} more", "{shown} and {n} more", more, shown=shown) if more > 0 else shown
