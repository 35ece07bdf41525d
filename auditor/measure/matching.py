"""Finding identifiers in what leaves the device, in whatever wrapping they left.

A text is unwrapped (percent-encoding, JSON escapes, base64, hexadecimal) as deep as it goes, and all identifiers are
looked for at once in every layer, plain and hashed. The cost grows with the text, not with the number of identifiers.
"""

import base64
import hashlib
import re
from binascii import a2b_base64
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar
from urllib.parse import unquote

from ahocorasick_rs import AhoCorasick

from auditor.domain.text import whole

K = TypeVar("K", bound=Hashable)

MAX_SEPARATORS = 12  # places in a run at which base64 may begin behind a path or a name; our choice
MAX_DEPTH = 4  # layers of wrapping that are taken off; our choice
GROWTH = 6  # all layers of a text together, as a multiple of it; our choice
LEAST_RUN = 16  # characters of base64 that are unwrapped; shorter ones are found by their own shape; our choice
PROBE = 12  # characters of a run that tell whether text comes out of it; our choice
PRINTABLE = 0.95  # share of printable characters above which decoded bytes are taken for text; our choice
BYTES = "base64 of bytes"  # a message in a binary form: an identifier in it is still a row of letters
HASHES = ("md5", "sha1", "sha256")
_BASE64 = re.compile(rf"[A-Za-z0-9+/_-]{{{LEAST_RUN},}}")
_HEX = re.compile(r"[0-9a-fA-F]{16,}")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\([\"/\\])")
_SEPARATOR = re.compile(r"[/+]+")  # as paths and names have them, in the standard alphabet
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
            for token in dict.fromkeys(map(whole, tokens)):
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
        for wrapping, layer in layers(whole(text)):
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
        raw = spelling.encode()
        for name in HASHES:
            digest = hashlib.new(name, raw, usedforsecurity=False).digest()
            yield digest.hex(), name
            yield digest.hex().upper(), name
            encoded = base64.b64encode(digest).decode().rstrip("=")
            yield encoded, name
            yield encoded.replace("+", "-").replace("/", "_"), name
    encoded = base64.b64encode(token.encode()).decode().rstrip("=")
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
        if len(wrapping) < MAX_DEPTH and budget > 0 and BYTES not in wrapping:
            waiting += [((name, *wrapping), inner) for name, inner in _unwrapped(layer) if inner]


def _unwrapped(text: str) -> Iterator[tuple[str, str]]:
    if "%" in text:
        yield "percent-encoded", unquote(text)
    if "\\" in text:
        yield "json", whole(_ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2], text))
    texts: list[str] = []
    binary: list[str] = []
    for run in _BASE64.finditer(text):
        _from_base64(run.group(), texts, binary)
    yield "base64", "\n".join(texts)
    yield BYTES, "\n".join(binary)
    yield "hex", "\n".join(t for m in _HEX.finditer(text) for t in _from_hex(m.group()))


def _from_hex(run: str) -> Iterator[str]:
    """What a run of hexadecimal digits says, from its first digit or its second: a digit may stand in front of it."""
    for start in range(2):
        digits = run[start : start + (len(run) - start) // 2 * 2]
        if told := _as_text(bytes.fromhex(digits)):
            yield told


def _from_base64(run: str, texts: list[str], binary: list[str]) -> None:
    """Add what a run of base64 says, as a text or as bytes.

    The encoding may begin anywhere in it: a path in front of it looks like a part of it.
    """
    if run in {run.lower(), run.upper()}:  # words and numbers; base64 of text mixes both cases
        return
    standard = run.translate(_STANDARD)
    starts = [*range(4), *(m.end() for m in islice(_SEPARATOR.finditer(standard), MAX_SEPARATORS))]
    for start in starts:
        probe = standard[start : start + PROBE]
        if len(probe) == PROBE and _as_text(a2b_base64(probe), cut=True):
            told = _as_text(_decoded(standard[start:]), cut=True)
            if told:
                texts.append(told)
                return
    binary.append(_decoded(standard).decode("latin-1"))


def _decoded(run: str) -> bytes:
    """The bytes of a run; a last, incomplete group is padded, and a single character left over says nothing."""
    left = len(run) % 4
    rest = run[-left:] + "=" * (4 - left) if left > 1 else ""
    return a2b_base64(run[: len(run) - left] + rest)


def _as_text(raw: bytes, *, cut: bool = False) -> str:
    """The bytes as text, or nothing where they are none; with `cut` they may end within a character."""
    if not raw or len(raw.translate(None, _UNPRINTABLE)) < PRINTABLE * len(raw):
        return ""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        ends_early = cut and error.reason == "unexpected end of data"
        return raw[: error.start].decode("utf-8") if ends_early else ""
