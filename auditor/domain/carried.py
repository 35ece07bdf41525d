"""Cookies of third parties that came from other sites and were sent from the target before a choice."""

from dataclasses import dataclass

from auditor.domain.artifacts import ArtifactKind


@dataclass(frozen=True, slots=True)
class CarriedCookie:
    """One cookie from a seed that a host received; `after_accepting` when it came only with accepting there.

    `certain` when that is so, or when the cookie or its receiver is a known tracker's; else its value alone tells that
    it singles out a visitor.
    """

    name: str
    domain: str
    host: str
    owner: str | None
    seed: str
    after_accepting: bool
    certain: bool
    evidence: str


@dataclass(frozen=True, slots=True)
class CarriedIn:
    """What rode along, and what silence would be worth.

    `accepted` counts the seeds, each another site, that were accepted on, `brought` the lasting cookies of third
    parties that came from seeds and could have been sent. `third_party_cookies` is what the browser's self-test saw,
    `gaps` says what was not recorded in full.
    """

    cookies: tuple[CarriedCookie, ...]
    accepted: int
    brought: int
    third_party_cookies: bool | None
    gaps: tuple[str, ...] = ()


CARRIED_IN = ArtifactKind("carried-in", CarriedIn, derived=True)
