"""Small helpers for the sentences of findings."""

from collections.abc import Iterable


def listed(words: Iterable[str], most: int = 5) -> str:
    """The first few words with commas, and how many more there are."""
    words = list(words)
    more = f" and {len(words) - most} more" if len(words) > most else ""
    return ", ".join(words[:most]) + more


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun, such as `1 action` or `3 actions`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
