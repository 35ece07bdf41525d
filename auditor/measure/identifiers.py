"""Values that can single out a visitor, and the parts of them that could be identifiers on their own."""

import base64
import json
import math
import re
from collections import Counter
from urllib.parse import unquote

MIN_LENGTH = 8  # characters; our choice: shorter values repeat by chance
MIN_BITS = 18.0  # of Shannon entropy over the characters; our choice: ten random digits reach it, a date does not
COMMON = frozenset({"undefined", "function", "true", "false", "accepted", "declined", "granted", "denied"})
# Seconds or milliseconds since 1970, from November 2023 to August 2028: our choice. A wider window would swallow
# identifiers of ten random digits.
_EPOCH = re.compile(r"1(7\d|8[0-4])\d{7}(\d{3}|\.\d{1,6})?")
_WORDISH = re.compile(r"[a-z]+([-_ ][a-z]+)*", re.IGNORECASE)
_DATE = re.compile(
    r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:?\d\d)?)?"
    r"|\b20\d{6}\b|\b\d{1,2}[./]\d{1,2}[./]\d{4}\b"
    r"|\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*, \d{1,2}[ -]\w{3}[ -]\d{2,4}( \d\d:\d\d(:\d\d)?)?( GMT| UTC)?"
)
_PAIR = re.compile(r"(?<!\d)\d{8,10}\.\d{8,13}(?!\d)")  # a number and a time, as Google Analytics joins and sends them


def tokens_of(value: str) -> tuple[str, ...]:
    """The parts of a value that could be an identifier on their own, the whole first; dates are left out."""
    value = unquote(value)[:4096]
    leaves = json_leaves(value)
    undated = _DATE.sub(" ", value)
    parts = list(leaves) if leaves is not None else [*_PAIR.findall(undated), *re.split(r"[.|:;,&=~ ]", undated)]
    found = [p for p in parts if _PAIR.fullmatch(p) or _identifying(p)]
    # The whole is told apart only by a part that tells apart: "a=true&b=false" is long, and the same for everybody.
    whole = [value] if found and leaves is None else []
    return tuple(dict.fromkeys((*whole, *found)))


def identifying(value: str) -> bool:
    """Whether some part of the value can single out a visitor."""
    return bool(tokens_of(value))


def _identifying(token: str) -> bool:
    token = token.strip().strip('"')
    if len(token) < MIN_LENGTH or token.casefold() in COMMON:
        return False
    if _EPOCH.fullmatch(token) or _WORDISH.fullmatch(token) or _DATE.fullmatch(token):
        return False
    if "://" in token or (token.startswith("/") and token == token.lower()):
        return False
    if sum(c.isdigit() for c in token) < 2 and len(token) < 16:  # noqa: PLR2004 - our choice: words carry few digits
        return False
    return entropy_bits(token) >= MIN_BITS


def entropy_bits(token: str) -> float:
    """Shannon entropy of the characters times their number, in bits."""
    size = len(token)
    return size * -sum(n / size * math.log2(n / size) for n in Counter(token).values())


def json_leaves(value: str) -> tuple[str, ...] | None:
    """The text and numbers inside a JSON value, or base64 of one; None when it is no JSON object or list."""
    for text in (value, _base64_text(value)):
        if text and text[:1] in "[{":
            try:
                return tuple(_leaves(json.loads(text)))
            except (ValueError, RecursionError):
                continue
    return None


def _leaves(node: object) -> list[str]:
    if isinstance(node, dict):
        return [leaf for child in node.values() for leaf in _leaves(child)]
    if isinstance(node, list):
        return [leaf for child in node for leaf in _leaves(child)]
    return [] if isinstance(node, bool) or node is None else [str(node)]


def _base64_text(value: str) -> str:
    try:
        return base64.b64decode(value + "=" * (-len(value) % 4), validate=True).decode("utf-8")
    except (ValueError, UnicodeDecodeError):
        return ""
