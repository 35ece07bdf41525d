"""What a seeded visit did before it opened the target: which other sites it accepted on, and their cookies."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeedCookie:
    """A cookie that came, or got another value, while a seed was visited; `domain` is without its dot.

    `after_accepting` when it was not there before the acceptance. `lifetime_s` is None for a cookie of the session,
    which ends with the browser and is never carried on.
    """

    name: str
    value: str
    domain: str
    lifetime_s: float | None
    after_accepting: bool


@dataclass(frozen=True, slots=True)
class Seed:
    """One other site: what came of accepting there, `reason` where nothing did, and which cookies came from it."""

    url: str
    accepted: bool
    reason: str | None
    cookies: tuple[SeedCookie, ...] = ()


@dataclass(frozen=True, slots=True)
class Seeding:
    """The seeds in the order in which they were visited; `opened_at` is when the target was opened, Unix seconds."""

    seeds: tuple[Seed, ...]
    opened_at: float

    @property
    def accepted(self) -> tuple[Seed, ...]:
        """The seeds that were accepted on."""
        return tuple(seed for seed in self.seeds if seed.accepted)
