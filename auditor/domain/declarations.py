"""What a site declares of the items it keeps, as understood from its tables."""

from dataclasses import dataclass
from enum import StrEnum

from auditor.domain.artifacts import ArtifactKind
from auditor.domain.tables import Place


class Category(StrEnum):
    """What an item is declared to be for."""

    NECESSARY = "necessary"
    FUNCTIONAL = "functional"
    MEASUREMENT = "measurement"
    ADVERTISING = "advertising"
    SOCIAL = "social"
    UNCLASSIFIED = "unclassified"


@dataclass(frozen=True, slots=True)
class Declared:
    """One declared item. `name` may hold wildcards, `domains` are those its row names, lower case.

    `lifetime_s` is infinite for one kept without end and None where the row gives none; `session` when it is declared
    to end with the session. `text` is the row as it stands, `table` the number of its table in the record.
    """

    place: Place
    name: str
    provider: str = ""
    domains: tuple[str, ...] = ()
    category: Category | None = None
    lifetime_s: float | None = None
    session: bool = False
    text: str = ""
    table: int = 0


@dataclass(frozen=True, slots=True)
class Declarations:
    """Everything that is declared; `gaps` says what could not be read: silence proves nothing then.

    `mentioned` are the names of observed items that stand in running text.
    """

    rows: tuple[Declared, ...]
    gaps: tuple[str, ...] = ()
    mentioned: frozenset[str] = frozenset()

    @property
    def complete(self) -> bool:
        """Whether everything was read that a "no" needs."""
        return not self.gaps


DECLARATIONS = ArtifactKind("declarations", Declarations, derived=True)
