"""Consent records of platforms and of sites themselves: which part says yes, and which says no.

A value is decoded by its form: JSON, base64 of it, pairs such as `marketing:false` or `groups=C0001:1,C0002:0`, lists
of what is enabled, or one word. What cannot be understood says nothing, rather than a guess.
"""

import base64
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from urllib.parse import unquote, unquote_plus

MAX_VALUE = 16_384  # characters of a record that are looked at; our choice
MAX_PARTS = 500  # of one record; our choice
_PAIRS = re.compile(r"['\"]?([\w$.-]{1,80})['\"]?\s*[:=]\s*['\"]?([\w-]{1,40})['\"]?(?![:\w])")
MAX_DEPTH = 12  # of a record; our choice
_LISTED = re.compile(
    r"^(categor(y|ies)|accepted.*|enabled|allowed|granted|consents?|services|levels?|purposes?|given)$"
)
_UNLISTED = re.compile(r"^(disabled|rejected.*|denied|refused|declined)$")


@dataclass(frozen=True, slots=True)
class _Records:
    version: str
    always: re.Pattern[str]
    ignored: re.Pattern[str]
    granted: frozenset[str]
    refused: frozenset[str]
    platforms: tuple[tuple[re.Pattern[str], str], ...]


@lru_cache(maxsize=1)
def _table() -> _Records:
    raw = tomllib.loads(files("auditor.measure").joinpath("data/records.toml").read_text(encoding="utf-8"))
    return _Records(
        version=raw["version"],
        always=re.compile(raw["always"], re.IGNORECASE),
        ignored=re.compile(raw["ignored"], re.IGNORECASE),
        granted=frozenset(raw["granted"]),
        refused=frozenset(raw["refused"]),
        platforms=tuple((re.compile(p["name"]), p["owner"]) for p in raw["platform"]),
    )


def records_version() -> str:
    """The version of the table."""
    return _table().version


def platform_of(name: str) -> str | None:
    """The platform whose record goes by that name."""
    return next((owner for pattern, owner in _table().platforms if pattern.search(name)), None)


def parts_of(value: str) -> dict[str, bool]:
    """What each part of a record says, by its path; parts about what always runs are left out.

    A record of one word has one part without a name.
    """
    found: dict[str, bool] = {}
    for path, told in _parts(unquote(value)[:MAX_VALUE].strip()):
        if len(found) >= MAX_PARTS:
            break
        if not any(_table().always.match(piece) for piece in path.split("/")):
            found[path] = told
    return found


def understood(value: str) -> bool:
    """Whether the value has a form that can be read, even where no part of it says yes or no."""
    text = unquote(value)[:MAX_VALUE].strip()
    return _tree(text) is not None or _word(text) is not None or bool(_PAIRS.search(unquote_plus(text)))


def says_nothing(name: str) -> bool:
    """Whether a record goes by a name that holds the same whatever was chosen."""
    return bool(_table().ignored.search(name))


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    tree = _tree(text)
    if tree is not None:
        yield from _leaves(tree, "")
        return
    word = _word(text)
    if word is not None:
        yield "", word
        return
    for name, told in _PAIRS.findall(unquote_plus(text)):
        said = _word(told)
        if said is not None:
            yield name, said


def _tree(text: str) -> object | None:
    """The object or list that the text holds, as JSON or as base64 of it."""
    for candidate in (text, _from_base64(text)):
        if candidate[:1] in {"{", "["}:
            try:
                found: object = json.loads(candidate)
            except (ValueError, RecursionError):
                continue
            return found
    return None


def _from_base64(text: str) -> str:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True).decode("utf-8")
    except ValueError:
        return ""


def _leaves(node: object, path: str, depth: int = 0) -> Iterator[tuple[str, bool]]:
    if depth > MAX_DEPTH:
        return
    if isinstance(node, dict):
        for key, child in node.items():
            yield from _leaves(child, f"{path}/{key}" if path else str(key), depth + 1)
    elif isinstance(node, list):
        yield from _members(node, path, depth)
    elif (said := _word(node)) is not None:
        yield path, said


def _members(node: list[object], path: str, depth: int) -> Iterator[tuple[str, bool]]:
    """A list names what is enabled, or what is not, by its own name; other lists hold records of their own."""
    names = path.lower().split("/")[-2:]
    listed, unlisted = any(map(_LISTED.match, names)), bool(_UNLISTED.match(names[-1]))
    for number, child in enumerate(node):
        if isinstance(child, str) and (listed or unlisted) and _word(child) is None:
            yield f"{path}/{child}", not unlisted
        elif isinstance(child, str) and listed and _word(child) is False:
            continue  # "necessary" among the enabled categories is the part that always runs
        elif isinstance(child, dict | list):
            label = child.get("id", child.get("name", number)) if isinstance(child, dict) else number
            yield from _leaves(child, f"{path}/{label}", depth + 1)


def _word(value: object) -> bool | None:
    """Yes, no, or None for what is neither."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int) and value in {0, 1}:
        return bool(value)
    if not isinstance(value, str):
        return None
    word = value.strip().strip("\"'").casefold()
    if word in _table().granted:
        return True
    return False if word in _table().refused else None
