"""What the IAB's own libraries read from TC strings and GPP strings, and how a decoder differs from them."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

from hypothesis import strategies as st

from auditor.measure.signals.tcf import TcString
from auditor.measure.signals.unreadable import SignalUnreadable

ORACLE = Path(__file__).with_name("iab.mjs")
SHOWN = 12
# What such strings are made of, and what does not belong in them.
CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~" + " +/=%\n\0éЖ١😀\ud800"


@dataclass(frozen=True, slots=True)
class Line:
    """One string, and the fields that the libraries read from it."""

    text: str
    expect: dict[str, Any]


def ask(libraries: Path, kind: Literal["tcf", "gpp"], seed: int, count: int = 200) -> list[Line]:
    """Random strings of one kind, the same ones for the same seed."""
    beside = Path(sys.executable).with_name("node")
    node = str(beside) if beside.exists() else shutil.which("node") or "node"
    command = [node, str(ORACLE), str(libraries), str(seed), str(count)]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    found = [Line(line["text"], line["expect"]) for line in lines if line["kind"] == kind]
    assert len(found) == count
    return found


def tc_differences(decoded: TcString, expect: dict[str, Any]) -> list[str]:
    """A sentence for each field that differs, fields that only one side has among them."""
    plain = {field.name: _plain(getattr(decoded, field.name)) for field in fields(TcString)}
    plain["publisher_restrictions"] = sorted(
        [int(r.purpose), int(r.kind), sorted(r.vendors)] for r in decoded.publisher_restrictions
    )
    return differences(plain, expect)


def differences(decoded: dict[str, Any], expect: dict[str, Any]) -> list[str]:
    """A sentence for each entry that differs or that only one side has."""
    found = [f"{name}: expected, but not there" for name in expect if name not in decoded]
    found += [f"{name}: there, but not expected" for name in decoded if name not in expect]
    for name, wanted in expect.items():
        # True and 1 are equal, but not the same value of a field.
        if name in decoded and (decoded[name] != wanted or isinstance(decoded[name], bool) != isinstance(wanted, bool)):
            found.append(f"{name}: {_difference(decoded[name], wanted)}")
    return found


def report(lines: list[Line], compare: Callable[[Line], list[str]]) -> str:
    """The shortest strings that a decoder reads otherwise, and in what; nothing if there are none."""
    failures = [(line.text, found) for line in lines if (found := _compared(line, compare))]
    failures.sort(key=lambda failure: len(failure[0]))
    shown = ["\n    ".join([text, *map(_short, found)]) for text, found in failures[:3]]
    return "\n  ".join([f"{len(failures)} of {len(lines)} strings differ; the shortest:", *shown] if failures else [])


def _compared(line: Line, compare: Callable[[Line], list[str]]) -> list[str]:
    try:
        return compare(line)
    except SignalUnreadable as broken:
        return [f"{broken!r}, but the library reads it"]


def damaged(lines: list[Line]) -> st.SearchStrategy[str]:
    """Strings of the oracle, with characters changed, cut off, taken out or appended."""
    texts = st.sampled_from([line.text for line in lines])
    character = st.sampled_from(CHARACTERS)
    place = st.integers(0, 10_000)
    return st.one_of(
        st.tuples(texts, st.lists(st.tuples(place, character), min_size=1, max_size=6)).map(lambda t: _changed(*t)),
        st.tuples(texts, place).map(lambda t: t[0][: t[1] % (len(t[0]) + 1)]),
        st.tuples(texts, place, st.integers(1, 40)).map(lambda t: _without(*t)),
        st.tuples(texts, st.text(CHARACTERS, min_size=1, max_size=40)).map("".join),
        st.tuples(st.text(CHARACTERS, min_size=1, max_size=3), texts).map("".join),
    )


def _changed(text: str, changes: list[tuple[int, str]]) -> str:
    characters = list(text)
    for place, character in changes:
        characters[place % len(characters)] = character
    return "".join(characters)


def _without(text: str, place: int, length: int) -> str:
    start = place % len(text)
    return text[:start] + text[start + length :]


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else value


def _difference(decoded: object, wanted: object) -> str:
    if not isinstance(decoded, list) or not isinstance(wanted, list):
        return f"decoded {decoded!r}, expected {wanted!r}"
    missing = [item for item in wanted if item not in decoded]
    surplus = [item for item in decoded if item not in wanted]
    return f"{_some('missing', missing)}, {_some('surplus', surplus)}"


def _some(word: str, items: list[object]) -> str:
    more = f" and {len(items) - SHOWN} more" if len(items) > SHOWN else ""
    return f"{word} {items[:SHOWN]}{more}"


def _short(text: str, most: int = 400) -> str:
    return text if len(text) <= most else f"{text[:most]}… ({len(text)} characters)"
