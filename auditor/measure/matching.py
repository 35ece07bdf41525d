"""Finding identifiers in what leaves the device, in whatever wrapping they left.

A text is unwrapped (percent-encoding, JSON escapes, base64, hexadecimal) as deep as it goes, and all identifiers are
looked for at once in every layer, plain and hashed. The cost grows with the text, not with the number of identifiers.
"""

import base64
import hashlib
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import unquote

from ahocorasick_rs import AhoCorasick

K = TypeVar("K", bound=Hashable)

MAX_DEPTH = 4  # layers of wrapping that are taken off; our choice
GROWTH = 6  # all layers of a text together, as a multiple of it; our choice
LEAST_RUN = 20  # characters of base64 that are unwrapped; shorter ones are found by their own shape; our choice
PROBE = 16  # characters of a run that tell whether text comes out of it; our choice
PRINTABLE = 0.95  # share of printable characters above which decoded bytes are taken for text; our choice
HASHES = ("md5", "sha1", "sha256")
_BASE64 = re.compile(rf"[A-Za-z0-9+/_-]{{{LEAST_RUN},}}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){8,}")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\([\"/\\])")
_STANDARD = str.maketrans("-_", "+/")
_UNPRINTABLE = bytes(b for b in range(128) if not (chr(b).isprintable() or chr(b).isspace()))


@dataclass(frozen=True, slots=True)
class Match:
    """How an identifier stands in a text: `encoding` is `plain`, or what was taken off or applied, such as `base64`."""

    encoding: str


class Matcher(Generic[K]):
    """Looks for the identifiers of many owners at once; each owner is found at most once in a text."""

    def __init__(self, identifiers: Mapping[K, Iterable[str]]) -> None:
        """Prepare every shape of every identifier."""
        shapes: dict[str, list[tuple[K, str]]] = {}
        for owner, tokens in identifiers.items():
            for token in dict.fromkeys(tokens):
                for shape, encoding in _shapes(token):
                    shapes.setdefault(shape, []).append((owner, encoding))
        self._patterns = list(shapes)
        self._owners = list(shapes.values())
        self._automaton = AhoCorasick(self._patterns) if self._patterns else None

    def find(self, text: str) -> dict[K, Match]:
        """Whose identifiers the text carries, and how."""
        found: dict[K, Match] = {}
        if self._automaton is None or not text:
            return found
        for wrapping, layer in layers(text):
            for number, start, end in self._automaton.find_matches_as_indexes(layer, overlapping=True):
                if _inside_a_number(layer, start, end):
                    continue
                for owner, encoding in self._owners[number]:
                    if owner not in found:
                        found[owner] = Match("+".join(w for w in (encoding, *wrapping) if w) or "plain")
        return found


def _inside_a_number(text: str, start: int, end: int) -> bool:
    """Whether the match is only a stretch of a longer number."""
    if not (text[start].isdigit() and text[end - 1].isdigit()):
        return False
    before = start > 0 and text[start - 1].isdigit()
    after = end < len(text) and text[end].isdigit()
    return before or after


def _shapes(token: str) -> Iterator[tuple[str, str]]:
    """The token as it is, and what trackers make of it: hashes recognise it and protect nothing here."""
    yield token, ""
    for spelling in dict.fromkeys((token, token.lower())):
        raw = spelling.encode("utf-8", "surrogatepass")
        for name in HASHES:
            digest = hashlib.new(name, raw, usedforsecurity=False).digest()
            yield digest.hex(), name
            yield digest.hex().upper(), name
            encoded = base64.b64encode(digest).decode().rstrip("=")
            yield encoded, name
            yield encoded.replace("+", "-").replace("/", "_"), name
    encoded = base64.b64encode(token.encode("utf-8", "surrogatepass")).decode().rstrip("=")
    yield encoded, "base64"
    yield encoded.replace("+", "-").replace("/", "_"), "base64"


def layers(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The text and everything that can be unwrapped from it, each with the names of what was taken off."""
    budget = GROWTH * len(text) + 4096
    waiting: list[tuple[tuple[str, ...], str]] = [((), text)]
    seen: set[str] = set()
    while waiting:
        wrapping, layer = waiting.pop()
        if layer in seen:
            continue
        seen.add(layer)
        yield wrapping, layer
        budget -= len(layer)
        if len(wrapping) < MAX_DEPTH and budget > 0:
            waiting += [((name, *wrapping), inner) for name, inner in _unwrapped(layer) if inner]


def _unwrapped(text: str) -> Iterator[tuple[str, str]]:
    if "%" in text:
        yield "percent-encoded", unquote(text)
    if "\\" in text:
        yield "json", _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2], text)
    yield "base64", "\n".join(t for m in _BASE64.finditer(text) for t in _from_base64(m.group()))
    yield "hex", "\n".join(t for m in _HEX.finditer(text) if (t := _as_text(bytes.fromhex(m.group()))))


def _from_base64(run: str) -> Iterator[str]:
    """What a run of base64 says, wherever in it the encoding begins: a path in front of it looks like a part of it."""
    if run.islower() or run.isupper():  # words and hexadecimal numbers; base64 of text mixes both cases
        return
    run = run.translate(_STANDARD)
    for offset in range(4):
        probe = _as_text(base64.b64decode(run[offset : offset + PROBE]), cut=True)
        if not probe:
            continue
        part = run[offset:]
        left = len(part) % 4
        rest = part[-left:] + "=" * (4 - left) if left > 1 else ""
        told = _as_text(base64.b64decode(part[: len(part) - left] + rest))
        if told:
            yield told
            return


def _as_text(raw: bytes, *, cut: bool = False) -> str:
    """The bytes as text, or nothing where they are none; `cut` when they may end within a character."""
    if not raw or len(raw.translate(None, _UNPRINTABLE)) < PRINTABLE * len(raw):
        return ""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return "text" if cut and error.start >= len(raw) - 3 and error.reason == "unexpected end of data" else ""
