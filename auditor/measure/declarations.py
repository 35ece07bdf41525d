"""What a site declares of the items it keeps, from the tables of its settings and its policy."""

import re
from collections.abc import Iterator, Sequence

from auditor.domain.artifacts import POLICY_PAGE, SECOND_LAYER, SETTINGS, TABLES, Missing, VisitRecord
from auditor.domain.choices import PolicyPage, Settings
from auditor.domain.controls import Layer, Role
from auditor.domain.declarations import Declarations, Declared
from auditor.domain.facts import Item, Items
from auditor.domain.journeys import Journey
from auditor.domain.recording import ItemKind, Party
from auditor.domain.tables import Place, Tables
from auditor.domain.wording import Text, joined, say
from auditor.measure.declared_tables import Reader, rows_of
from auditor.measure.domains import registrable_domain
from auditor.measure.item_names import fits
from auditor.measure.lexicon.languages import known_language

# What a site gives a name; addresses of caches and workers are no names that anyone declares.
NAMED = frozenset({ItemKind.COOKIE, ItemKind.LOCAL_STORAGE, ItemKind.SESSION_STORAGE, ItemKind.INDEXED_DB})
LEAST_NAME = 4  # letters of a name that is looked for in running text; shorter ones are words; our choice
LEAST_OWNER = 3  # letters of the first word of a provider's name; our choice
OPENS_MORE = frozenset({Role.SETTINGS, Role.POLICY})
PLACES = {Journey.OPEN_SECOND_LAYER: Place.SETTINGS, Journey.NO_ACTION: Place.POLICY}


def declarations(records: Sequence[VisitRecord], items: Items | Missing) -> Declarations | Missing:
    """Everything declared in any visit; `Missing` when neither the settings nor the policy could be read."""
    visits = [r for r in records if r.journey in PLACES]
    read = [(r, tables) for r in visits if isinstance(tables := r.get(TABLES), Tables)]
    if not read:
        reasons = [kept.reason for r in visits if isinstance(kept := r.get(TABLES), Missing)]
        return Missing(reasons[0] if reasons else "not-recorded")
    names = frozenset() if isinstance(items, Missing) else frozenset(i.key.name for i in items.items if declarable(i))
    rows, gaps = list[Declared](), list[str]()
    for record, tables in read:
        language = _language(record)
        found = [d for n, t in enumerate(tables.tables) for d in rows_of(Reader(t, n, language, names))]
        rows += found
        gaps += _gaps(record, tables)
        if not found and any(t.header for t in tables.tables) and known_language(language) is None:
            gaps.append(say("a table in a language without word lists"))
    for journey in PLACES:
        if not any(r.journey is journey for r, _ in read):
            gaps += _unread([r for r in visits if r.journey is journey], journey)
    text = "\n".join(words for record, _ in read for words in _texts(record))
    mentioned = frozenset(n for n in names if len(n) >= LEAST_NAME and _stands_in(n, text))
    return Declarations(tuple(dict.fromkeys(rows)), tuple(dict.fromkeys(gaps)), mentioned)


def declarable(item: Item) -> bool:
    """Whether the item has a name that a declaration could hold."""
    return item.key.kind in NAMED and not item.key.name.startswith("etag ")


def declared_as(item: Item, found: Declarations) -> list[Declared]:
    """The rows that declare an item; those that name its own domain alone, where there are any."""
    names = {item.key.name, item.key.name.split("/")[0]} if item.key.kind is ItemKind.INDEXED_DB else {item.key.name}
    rows = [d for d in found.rows if any(fits(d.name, name) for name in names)]
    at_home = [d for d in rows if registrable_domain(item.key.domain) in {registrable_domain(x) for x in d.domains}]
    return at_home or rows


def provider_declared(item: Item, found: Declarations) -> bool:
    """Whether a row names the company behind an item or its domain, though not the item."""
    domain, owner = registrable_domain(item.key.domain), (item.owner or "").split(" ")[0].casefold()
    for row in found.rows:
        text = f"{row.name} {row.provider}".casefold()
        if item.party is Party.THIRD and domain in {registrable_domain(d) for d in row.domains}:
            return True
        if len(owner) >= LEAST_OWNER and owner in text:
            return True
    return False


def _language(record: VisitRecord) -> str | None:
    kept = record.get(SECOND_LAYER) if record.journey is Journey.OPEN_SECOND_LAYER else record.get(POLICY_PAGE)
    return None if isinstance(kept, Missing) else kept.language


def _gaps(record: VisitRecord, tables: Tables) -> Iterator[str]:
    """Where the reading of a place was not whole."""
    for gap in tables.gaps:
        yield say("the {place}: {gap}", place=PLACES[record.journey], gap=_words(gap))
    if record.journey is not Journey.OPEN_SECOND_LAYER:
        return
    settings, layer = record.get(SETTINGS), record.get(SECOND_LAYER)
    if isinstance(settings, Missing) or isinstance(layer, Missing):
        yield say("the settings were not read to their end")
    elif not settings.complete or _closed(layer, settings):
        yield say("a part of the settings was not opened")


def _words(gap: str) -> Text:
    """A gap as a text of its own: sealing kept its English alone, which is the key of its translations."""
    return joined([gap]) if "{" in gap else Text(gap, gap)


def _closed(layer: Layer, settings: Settings) -> bool:
    opened = {part.label for part in settings.parts}
    return any(c.role in OPENS_MORE and not c.href and c.label not in opened for c in layer.controls)


def _unread(visits: list[VisitRecord], journey: Journey) -> Iterator[str]:
    """Why a place was not read at all."""
    reasons = [kept.reason for r in visits if isinstance(kept := r.get(TABLES), Missing)]
    yield say("the {place}: {gap}", place=PLACES[journey], gap=reasons[0] if reasons else say("not visited"))


def _texts(record: VisitRecord) -> Iterator[str]:
    for kept in (record.get(SECOND_LAYER), record.get(POLICY_PAGE)):
        if isinstance(kept, Layer | PolicyPage):
            yield kept.text
    settings = record.get(SETTINGS)
    if isinstance(settings, Settings):
        yield from (part.text for part in settings.parts)


def _stands_in(name: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) is not None
