"""Names of items as declarations write them: several in a cell, and with placeholders for the part that changes."""

import re
from functools import lru_cache

MOST_NAMES = 40  # in one cell; our choice
MOST_LETTERS = 200  # of one name; our choice
MOST_WORDS = 3  # of what may be a name, as "Google Analytics cookies"; our choice
LEAST_LETTERS = 2  # letters and digits outside placeholders: "*" declares nothing; our choice
# What stands for the part that changes: _ga_*, _ga_<id>, _hjSession_{id}, _hj…, _pk_id.xxx, _dc_gtm_UA-####
_WILD = re.compile(
    r"\*+|…|\.{2,}|<[^<>]{0,40}>|\{[^{}]{0,40}\}|\[[^\[\]]{0,40}\]|\([^()]{0,40}\)|#+(?:-#+)*|%[a-z]?|"
    r"(?<![a-z0-9])(?:x{2,}|n{3,})(?:-x+)*(?![a-z0-9])|(?<=[a-z]-)x{4,}(?:-x+)*",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\s+\([^()]{0,80}\)")
_PLACEHOLDER = re.compile(r"<[^<>\n]{1,40}>|\{[^{}\n]{1,40}\}|\[[^\[\]\n]{1,40}\]")
_APART = re.compile(r"\s*[\n,;|•]\s*|\s+/\s+")
_IDENTIFIER = re.compile(r"[_\d.*#-]|[a-z][A-Z]|^[A-Z]{2,}$")


def names_in(cell: str) -> tuple[str, ...]:
    """The names that a cell holds, without remarks in brackets; of a sentence only what looks like a name."""
    found: dict[str, None] = {}
    whole = _PLACEHOLDER.sub(lambda match: match[0].replace(" ", "-"), _REMARK.sub("", cell))
    for piece in _APART.split(whole):
        name = piece.strip(" \t\"'`“”„«»:")
        if not name:
            continue
        words = name.split(" ")
        likely = [w.strip("\"'`“”„«»,") for w in words if _IDENTIFIER.search(w)] if len(words) > 1 else []
        found.update(dict.fromkeys(n[:MOST_LETTERS] for n in (likely or [name]) if n))
    return tuple(found)[:MOST_NAMES]


def only_names(cell: str) -> bool:
    """Whether a cell holds names and no sentence, which may mention one."""
    pieces = [p.split() for p in _APART.split(_PLACEHOLDER.sub("x", _REMARK.sub("", cell)).strip())]
    return len(pieces) <= MOST_NAMES and all(len(words) <= MOST_WORDS for words in pieces)


def looks_named(text: str) -> bool:
    """Whether a text looks like the name of an item and not like a word."""
    return " " not in text and 1 < len(text) <= MOST_LETTERS and bool(_IDENTIFIER.search(text))


@lru_cache(maxsize=4096)
def fits(declared: str, name: str) -> bool:
    """Whether an item is called as declared; placeholders stand for anything, capitals make no difference."""
    declared, name = declared[:MOST_LETTERS].casefold(), name[:MOST_LETTERS].casefold()
    if declared == name:
        return bool(name)
    parts = _WILD.split(declared)
    if len(parts) == 1 or sum(c.isalnum() for part in parts for c in part) < LEAST_LETTERS:
        return False
    first, *middle, last = parts
    if not name.startswith(first) or not name.endswith(last) or len(name) < len(first) + len(last):
        return False
    at, end = len(first), len(name) - len(last)
    for part in middle:
        found = name.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True
