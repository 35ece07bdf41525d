"""The interfaces that count as reading the device, and who may have a reason to read it."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Table:
    """The table: `counted` are the interfaces of high entropy, `protects` services against fraud and bots."""

    counted: frozenset[str]
    protects: tuple[tuple[re.Pattern[str], str], ...]
    pages: frozenset[str]


@lru_cache(maxsize=1)
def table() -> Table:
    """The table of this release."""
    raw = tomllib.loads(files("auditor.measure").joinpath("data/devices.toml").read_text(encoding="utf-8"))
    return Table(
        frozenset(i["name"] for i in raw["interface"] if i["counts"]),
        tuple((re.compile(p["address"]), p["name"]) for p in raw["protects"]),
        frozenset(raw["pages"]["words"]),
    )


def protector(address: str) -> str | None:
    """The service against fraud or bots that a script's address belongs to, None for any other."""
    return next((name for pattern, name in table().protects if pattern.search(address)), None)


def sensitive_page(address: str) -> bool:
    """Whether somebody signs in or pays on a page, told from the words of its path."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return False
    parts = (re.sub(r"\.\w+$", "", part) for part in path.lower().split("/"))
    return any(part in table().pages for part in parts)
