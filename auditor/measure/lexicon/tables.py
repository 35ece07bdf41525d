"""What the words of a declaration stand for: its columns, and the categories it sorts items into."""

from functools import lru_cache

from auditor.domain.controls import Role
from auditor.domain.declarations import Category
from auditor.measure.lexicon.labels import has_concept, label_of
from auditor.measure.lexicon.languages import known_language, table_index
from auditor.measure.lexicon.phrases import folded
from auditor.measure.lexicon.texts import mentions

MOST = 60  # characters of the heading of a column, or of a category; longer texts describe; our choice
NAME, PROVIDER, PURPOSE, LIFETIME = "column_name", "column_provider", "column_purpose", "column_lifetime"
# "Name of the provider" is a provider, "cookie lifetime" a lifetime: the name comes last.
COLUMNS = (LIFETIME, PROVIDER, PURPOSE, NAME)
_NAMED = {
    "measurement": Category.MEASUREMENT,
    "advertising": Category.ADVERTISING,
    "social": Category.SOCIAL,
}
_ALSO = {"performance": Category.MEASUREMENT, "targeting": Category.ADVERTISING}


def table_concepts(text: str, language: str | None = None) -> frozenset[str]:
    """What a short text of a table says, in its language where that knows it, else in any."""
    return _concepts(text[: 2 * MOST], known_language(language))


@lru_cache(maxsize=2048)
def _concepts(text: str, own: str | None) -> frozenset[str]:
    hits = [(hit.phrase.language, hit.phrase.concept) for hit in table_index().find(folded(text))]
    mine = frozenset(concept for language, concept in hits if language == own)
    return mine or frozenset(concept for _, concept in hits)


def column_of(heading: str, language: str | None = None) -> str | None:
    """Which column a heading stands over, or None."""
    told = table_concepts(heading, language) if len(heading) <= MOST else frozenset()
    return next((column for column in COLUMNS if column in told), None)


def category_of(text: str, language: str | None = None) -> Category | None:
    """The one category that a short text names; None for none, for several, and for what is said not to be one."""
    return _category(" ".join(text.split()), language) if len(text) <= MOST else None


@lru_cache(maxsize=2048)
def _category(text: str, language: str | None) -> Category | None:
    told = table_concepts(text, language)
    if "unclassified" in told:
        return Category.UNCLASSIFIED
    named = {c for concept, c in _NAMED.items() if mentions(text, concept, language)}
    # The language of a page says little of the words in one of its tables.
    found = named or {c for concept, c in _NAMED.items() if mentions(text, concept)}
    found |= {c for concept, c in _ALSO.items() if concept in told}
    if has_concept(text, "optional"):
        return None
    if "functional" in told and label_of(text, language).role not in {Role.SETTINGS, Role.WITHDRAW}:
        found.add(Category.FUNCTIONAL)
    elif "functional" not in told and has_concept(text, "necessary"):
        found.add(Category.NECESSARY)
    return found.pop() if len(found) == 1 else None
