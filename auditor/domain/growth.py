"""What came after refusing or closing a banner and never came in the untouched visit."""

from dataclasses import dataclass

from auditor.domain.artifacts import ArtifactKind
from auditor.domain.facts import Item, Leak
from auditor.domain.journeys import StepName


@dataclass(frozen=True, slots=True)
class Afterwards:
    """One way of refusing or closing, by its step; `evidence` is where its state was recorded.

    `items` need consent and are new, `receivers` are known trackers that received an identifier they never got in the
    untouched visit, each told once and only where what it received is not itself among `items`. `total` counts all
    that needs consent in this visit, and all known trackers that received an identifier. `unjudged` are the names of
    new items that no other visit saw, so that nothing is known of them.
    """

    step: StepName
    items: tuple[Item, ...]
    receivers: tuple[Leak, ...]
    total: int
    effective: bool
    evidence: str
    unjudged: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Growth:
    """Every way that was tried, against the untouched visit with its scrolling and inner pages.

    `untouched` counts in it what `total` counts afterwards; `gaps` says what of it was not recorded in full: what seems
    new may then have been there.
    """

    untouched: int
    ways: tuple[Afterwards, ...]
    gaps: tuple[str, ...] = ()


GROWTH = ArtifactKind("growth", Growth, derived=True)
