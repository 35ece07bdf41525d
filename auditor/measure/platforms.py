"""The name of the consent platform behind a banner, from signs that were seen in the page."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

# What a sign weighs, our choice: markup is what the visitor sees, a key may be left from another platform.
WEIGHTS: Mapping[str, float] = {"markup": 2.0, "functions": 1.0, "hosts": 1.0, "keys": 0.5}
LEAST = 1.0  # a stored key alone names nothing


@dataclass(frozen=True, slots=True)
class Signature:
    """What one platform leaves in a page."""

    name: str
    functions: tuple[str, ...]
    markup: tuple[str, ...]
    hosts: tuple[str, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing seen: `kind` is one of `functions`, `markup`, `hosts`, `keys`."""

    platform: str
    kind: str
    what: str


@lru_cache(maxsize=1)
def signatures() -> tuple[Signature, ...]:
    """All platforms, read once from the package's data."""
    raw = tomllib.loads(files("auditor.measure").joinpath("data/platforms.toml").read_text(encoding="utf-8"))
    return tuple(
        Signature(name, *(tuple(parts[kind]) for kind in ("functions", "markup", "hosts", "keys")))
        for name, parts in raw["platforms"].items()
    )


def signs_of(
    functions: Iterable[str], markup: Iterable[str], hosts: Iterable[str], keys: Iterable[str]
) -> tuple[Sign, ...]:
    """The signs among what a page has; hosts match with their subdomains."""
    there = {"functions": set(functions), "markup": set(markup), "keys": set(keys)}
    seen = set(hosts)
    found = [
        Sign(s.name, kind, what)
        for s in signatures()
        for kind, present in there.items()
        for what in getattr(s, kind)
        if what in present
    ]
    found += [Sign(s.name, "hosts", h) for s in signatures() for h in s.hosts if any(_under(host, h) for host in seen)]
    return tuple(found)


def _under(host: str, parent: str) -> bool:
    return host == parent or host.endswith(f".{parent}")


def platform_of(signs: Iterable[Sign]) -> str | None:
    """The platform with the most kinds of signs; None without any, or when two have as many."""
    kinds = {(s.platform, s.kind) for s in signs}
    weights: dict[str, float] = {}
    for platform, kind in kinds:
        weights[platform] = weights.get(platform, 0.0) + WEIGHTS[kind]
    ranked = sorted(weights.items(), key=lambda row: -row[1])
    if not ranked or ranked[0][1] < LEAST or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    return ranked[0][0]
