"""Reading the tables and lists in which a site declares what it keeps."""

import asyncio
from functools import lru_cache
from importlib.resources import files
from typing import Any

from auditor.capture.elements import call, handle
from auditor.capture.errors import PlaywrightError
from auditor.capture.session import Session
from auditor.domain.tables import Place, Table, Tables
from auditor.domain.text import whole
from auditor.domain.wording import say

READ_LIMIT_S = 8.0  # for one reading; our choice
# Limits of one reading, all our choice: a declaration of a large site has some hundred rows.
LIMITS: dict[str, int] = {
    "time": 5000,  # milliseconds
    "nodes": 60_000,
    "tables": 400,
    "rows": 1000,  # of one table
    "columns": 12,
    "cells": 20_000,  # of all tables
    "cell": 1000,  # characters
    "span": 60,  # columns or rows that one cell may cover
    "depth": 60,
    "label": 60,  # characters of a label before its value
    "pair": 40,  # elements in a line of label and value
}
MAX_TABLES = 800  # of all readings of a place; our choice
CUT, FRAME = say("a table was too large to be read whole"), say("a frame could not be read")
FOLDED, UNREAD = say("a part stayed folded"), say("the tables could not be read")


@lru_cache(maxsize=1)
def _script() -> str:
    return files("auditor.capture.recorders").joinpath("tables.js").read_text(encoding="utf-8")


async def read_tables(session: Session, node: int, place: Place) -> Tables:
    """The tables in and around a node of the page: its dialog in the settings, the node alone elsewhere."""
    url = session.page.url
    try:
        async with asyncio.timeout(READ_LIMIT_S):
            limits = {**LIMITS, "whole": place is Place.POLICY}
            answer = await call(session, await handle(session, node), _script(), limits, value=True)
        return _told(answer.get("value"), place, url)
    except (PlaywrightError, TimeoutError, ValueError):
        return Tables((), complete=False, gaps=(UNREAD,))


def _told(said: Any, place: Place, url: str) -> Tables:  # noqa: ANN401 - JSON
    """The answer of the page's world, in which nothing is taken on trust; raises `ValueError` for another form."""
    try:
        tables = tuple(_table(row, place, url) for row in said["tables"][: LIMITS["tables"]])
        gaps = [gap for gap, count in ((CUT, said["cut"]), (FRAME, said["frames"]), (FOLDED, said["closed"])) if count]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("the page did not let its tables be read") from error
    if place is Place.POLICY:  # menus of a page fold, too; what they hide is no declaration
        gaps = [gap for gap in gaps if gap != FOLDED]
    return Tables(tables, complete=not gaps, gaps=tuple(gaps))


def _table(raw: dict[str, Any], place: Place, url: str) -> Table:
    return Table(
        place,
        headings=_texts(raw["headings"]),
        header=_texts(raw["header"]),
        rows=tuple(_texts(row) for row in raw["rows"][: LIMITS["rows"]]),
        url=whole(url)[:2000],
        shown=raw["shown"] is True,
    )


def _texts(raw: list[Any]) -> tuple[str, ...]:
    return tuple(whole(str(cell or ""))[: LIMITS["cell"]] for cell in raw[: LIMITS["columns"]])


def merged(*readings: Tables) -> Tables:
    """Several readings as one; what stands in two of them counts once."""
    tables: dict[tuple[object, ...], Table] = {}
    for table in (t for reading in readings for t in reading.tables):
        key = (table.headings, table.header, table.rows)
        tables[key] = tables[key] if key in tables and tables[key].shown else table
    kept = tuple(tables.values())[:MAX_TABLES]
    gaps = tuple(dict.fromkeys(gap for reading in readings for gap in reading.gaps))
    gaps += (CUT,) if len(kept) < len(tables) and CUT not in gaps else ()
    return Tables(kept, complete=not gaps, gaps=gaps)
