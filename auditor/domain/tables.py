"""Tables and lists of the settings and of the policy, as the page shows them; what they mean is told later."""

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where a site declares what it keeps."""

    SETTINGS = "settings"
    POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or a list of labels and values in the form of a table with two columns and no header.

    `headings` are those it stands under, the nearest first. `shown` when a visitor could see it at that moment; parts
    that can be folded out are recorded as well. All text is the page's own, and a line break in it is one of the page.
    """

    place: Place
    headings: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    url: str
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table of the place; `complete` is False when a limit was reached or a part could not be read.

    `gaps` says in words what that was.
    """

    tables: tuple[Table, ...]
    complete: bool
    gaps: tuple[str, ...] = ()
