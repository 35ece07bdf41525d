"""Recording where a site declares what it keeps: its settings, each part as it is opened, and its policy."""

import asyncio
from urllib.parse import urlsplit

from auditor.capture.browse import links
from auditor.capture.errors import PlaywrightError
from auditor.capture.layers import Found
from auditor.capture.recorders.tables import merged, read_tables
from auditor.capture.session import Session
from auditor.domain.artifacts import TABLES, Missing
from auditor.domain.choices import PolicyPage
from auditor.domain.errors import AuditorError
from auditor.domain.tables import Place, Tables
from auditor.domain.wording import say
from auditor.measure.lexicon.phrases import folded

FURTHER_LIMIT_S = 30.0  # for a cookie page that the policy links to; our choice
COOKIE = "cookie"  # the word is the same in nearly every language, and stands in most addresses
NO_LINK, IN_DIALOG = say("no policy is linked"), say("the policy opens no page")
NOT_OPENED = say("the policy could not be opened")
FURTHER = say("a further cookie page could not be opened")


async def note_settings(session: Session, opened: Found) -> None:
    """Read the tables of the settings as they are now, and add them to those read before."""
    before = session.artifacts.get(TABLES.name)
    now = await read_tables(session, opened.scope.node_id, Place.SETTINGS)
    session.record(TABLES, merged(before, now) if isinstance(before, Tables) else now)


async def note_policy(session: Session, page: PolicyPage | Missing) -> None:
    """Read the tables of the policy that is open now, and of a cookie page that it links to."""
    if isinstance(page, Missing):
        session.record(TABLES, page)
        return
    gap = _unopened(page)
    if gap is not None:
        session.record(TABLES, Tables((), complete=False, gaps=(gap,)))
        return
    found = await _page(session)
    further = await _further(session) if COOKIE not in folded(urlsplit(session.page.url).path) else None
    session.record(TABLES, merged(found, further) if further else found)


def _unopened(page: PolicyPage) -> str | None:
    """Why there is no page to read, or None."""
    if not page.label:
        return NO_LINK
    if page.opened_dialog:
        return IN_DIALOG
    return None if page.text.strip() else NOT_OPENED


async def _page(session: Session) -> Tables:
    view = await session.look(hit_tests=False)
    # The document's type is a node of the same name, and holds nothing.
    root = next((n for n in view.nodes if n.tag == "HTML" and n.children and not n.in_frame), view.nodes[0])
    return await read_tables(session, root.node_id, Place.POLICY)


async def _further(session: Session) -> Tables | None:
    """The tables of the first page of the site that a link on the policy calls its cookie page; None without one."""
    view = await session.look(hit_tests=False)
    rows = links(view, session.page.url)
    url = next((u for node, u in rows if COOKIE in folded(f"{view.label(node)} {urlsplit(u).path}")), None)
    if url is None:
        return None
    try:
        async with asyncio.timeout(FURTHER_LIMIT_S):
            await session.open(url, referer=session.page.url)
            return await _page(session)
    except (AuditorError, PlaywrightError, TimeoutError):
        return Tables((), complete=False, gaps=(FURTHER,))
