"""Looking for the way back to one's choice as a visitor would: icon, header, footer, policy page.

Places are searched in the order of CATALOGUE 4.1; a candidate counts only when a click on it opens a dialog or a form
with something to choose.
"""

import asyncio
import contextlib
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from auditor.capture.act import click
from auditor.capture.banner import LOOK_EVERY_S, scroll_screens
from auditor.capture.browse import links
from auditor.capture.candidates import NAMED, candidates
from auditor.capture.cmps.reopening import reopen_by_function
from auditor.capture.errors import PlaywrightError
from auditor.capture.layers import Found, find_layer
from auditor.capture.quiet import until
from auditor.capture.session import Session
from auditor.capture.view import Node, View
from auditor.domain.choices import NEEDS_LOGIN, OPENED, Action, ActionKind, Candidate, Mechanism, Placement
from auditor.domain.controls import AGREEING, REFUSING, Layer, Role
from auditor.domain.errors import AuditorError, JourneyImpossible
from auditor.measure.lexicon.labels import label_of
from auditor.measure.lexicon.languages import known_language

MAX_CANDIDATES = 4  # tried on one page; our choice
MAX_POLICY_PAGES = 3  # our choice
END_OF_PAGE = 12  # screens scrolled to reach a page's end; our choice
OPEN_LIMIT_S = 2.5  # until a click opens something; our choice


@dataclass(slots=True)
class Search:
    """What was looked at so far, and what was found in the end: `label` are the words of the control that opened it."""

    candidates: list[Candidate] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    placements: dict[Placement, None] = field(default_factory=dict)
    sampled: dict[str, None] = field(default_factory=dict)
    complete: bool = True
    mechanism: Mechanism | None = None
    opened: list[Action] = field(default_factory=list)
    layer: Found | None = None
    label: str | None = None
    replayed: bool = False


async def find_way_back(session: Session, search: Search, inner: str, start: str) -> None:
    """Search the inner page, the start page and the policy pages, in this order, until something opens.

    What was found after something else had been tried, or away from the inner page, is walked once more from there.
    """
    await _search(session, search, inner, start)
    if search.mechanism is None:
        await _ask_the_platform(session, search, inner)
        return
    direct = len(search.candidates) == 1 and search.candidates[0].page == inner and len(search.pages) == 1
    if not direct:
        await _replay(session, search, inner)


async def _search(session: Session, search: Search, inner: str, start: str) -> None:
    for page in dict.fromkeys((inner, start)):
        await _search_page(session, search, page, policy=False)
        if search.mechanism:
            return
    for page in await _policy_pages(session, search, inner):
        await _search_page(session, search, page, policy=True)
        if search.mechanism:
            return


async def _ask_the_platform(session: Session, search: Search, inner: str) -> None:
    """Nothing a visitor sees leads back: the consent platform's own function completes the technical part alone."""
    visible = Mechanism.NONE if search.complete else None
    search.mechanism, search.opened = visible, []
    try:
        await session.open(inner, referer=session.page.url)
        called = await reopen_by_function(session)
        found = await _opened_layer(session) if called else None
    except AuditorError:
        return
    if found and called and search.complete:
        search.mechanism, search.layer, search.label = Mechanism.API_ONLY, found, called


async def _replay(session: Session, search: Search, inner: str) -> None:
    """Walk the path that was found once more, from the inner page, and count what it takes."""
    pages = [a.label for a in search.opened if a.kind is ActionKind.OPEN_PAGE]
    target, policy = _page_of(search), search.mechanism is Mechanism.POLICY_LINK
    search.opened, search.layer, search.replayed = [], None, True
    try:
        await session.open(inner, referer=session.page.url)
        await _accept_again(session)
        if target != inner or (policy and pages):
            search.opened.append(await _turn_to(session, target))
        search.layer = await _once_more(session, search)
    except AuditorError:
        search.layer = None
    if search.layer is None:  # it opened once and not again: nobody can say that there is a way
        search.mechanism, search.complete = None, False


async def _accept_again(session: Session) -> None:
    """Some ways back throw the choice away at once, so that the banner stands there again."""
    found = find_layer(await session.look())
    if found and found.layer.accept:
        await click(session, found.layer.accept.node, found.layer.accept.label)


def _page_of(search: Search) -> str:
    """The page on which the way back was found."""
    return search.candidates[-1].page if search.label is not None else search.pages[-1]


async def _once_more(session: Session, search: Search) -> Found | None:
    if search.label is None:  # the page itself holds the form
        return await _form_on_page(session)
    view = await session.look()
    row = next((c for c in candidates(view) if c[3] == search.label), None)
    if row is None:
        return None
    search.opened.append(await click(session, row[2].node_id, search.label))
    await _follow_popup(session)
    return await _opened_layer(session)


async def _turn_to(session: Session, page: str) -> Action:
    """Go to another page by the link a visitor would take, or by its address where there is none."""
    view = await session.look(hit_tests=False)
    row = next((r for r in links(view, session.page.url) if _path(r[1]) == _path(page)), None)
    if row is not None:
        action = await click(session, row[0].node_id, view.label(row[0]), ActionKind.OPEN_PAGE)
        if _path(session.page.url) == _path(page):
            return action
    at = time.time()
    await session.open(page, referer=session.page.url)
    return Action(ActionKind.OPEN_PAGE, page[:200], at)


async def note_placements(session: Session, search: Search, view: View | None = None) -> None:
    """Which controls on this page speak of the choice; what a visitor sees without having to try anything."""
    try:
        view = view or await session.look(hit_tests=False)
    except (AuditorError, PlaywrightError, TimeoutError):  # one page less to tell of
        return
    page = session.page.url
    search.sampled[page] = None
    for _, mechanism, _, label in candidates(view)[:MAX_CANDIDATES]:
        search.placements[Placement(page, label[:200], mechanism)] = None


async def _search_page(session: Session, search: Search, page: str, *, policy: bool) -> None:
    try:
        if not policy:
            await _go(session, page)
        else:
            found = await _follow(session, search, page)
            if found:
                search.pages.append(session.page.url)
                search.mechanism, search.layer = Mechanism.POLICY_LINK, found
                return
        search.pages.append(session.page.url)
        await _try_candidates(session, search, session.page.url, policy=policy)
    except AuditorError:
        search.complete = False


async def _go(session: Session, page: str) -> None:
    if session.page.url != page:
        await session.open(page, referer=session.page.url)


async def _follow(session: Session, search: Search, page: str) -> Found | None:
    """Open a policy page through its link and see whether it holds a form to choose with."""
    if search.pages:
        await _go(session, search.pages[0])
    search.opened = [await _turn_to(session, page)]
    return await _form_on_page(session)


async def _form_on_page(session: Session) -> Found | None:
    found = find_layer(await session.look(), number=2)
    if found and _offers_choice(found.layer):
        return found
    return await _form_below(session)


async def _form_below(session: Session) -> Found | None:
    """A form further down the page."""
    view = await session.look(hit_tests=False)
    toggle = next((t for t in view.toggles if t.seen or t.box), None)
    if toggle is None:
        return None
    await session.cdp.send("DOM.scrollIntoViewIfNeeded", {"backendNodeId": toggle.node_id})
    found = find_layer(await session.look(), number=2)
    return found if found and _offers_choice(found.layer) else None


async def _try_candidates(session: Session, search: Search, page: str, *, policy: bool) -> None:
    opened_before = list(search.opened) if policy else []
    tried: set[str] = set()
    for _ in range(MAX_CANDIDATES):
        await _go(session, page)
        ranked = [c for c in await _ranked(session, search, to_the_end=not tried) if c[3] not in tried]
        if not ranked:
            return
        score, mechanism, node, label = ranked[0]
        tried.add(label)
        if policy and mechanism is not Mechanism.FLOATING_ICON:
            mechanism = Mechanism.POLICY_LINK
        try:
            action = await click(session, node.node_id, label)
        except JourneyImpossible as error:
            search.candidates.append(Candidate(label[:200], page, mechanism, score, error.message))
            continue
        await _follow_popup(session)
        found = await _opened_layer(session)
        result = OPENED if found else await _in_vain(session)
        search.candidates.append(Candidate(label[:200], page, mechanism, score, result))
        if found:
            search.mechanism, search.layer, search.label = mechanism, found, label
            search.opened = [*opened_before, action]
            return


async def _ranked(session: Session, search: Search, *, to_the_end: bool) -> list[tuple[float, Mechanism, Node, str]]:
    """The candidates of this page; a footer may come into being only when somebody scrolls down to it."""
    view = await session.look()
    found = candidates(view)
    if not found and to_the_end:
        await scroll_screens(session, screens=END_OF_PAGE)
        view = await session.look()
        found = candidates(view)
    await note_placements(session, search, view)
    return found


async def _in_vain(session: Session) -> str:
    """What a candidate led to instead of a choice."""
    view = await session.look(hit_tests=False)
    fields = (n for n in view.nodes if n.tag == "INPUT" and n.box)
    password = any(n.attributes.get("type", "").lower() == "password" for n in fields)
    return NEEDS_LOGIN if password else "opened-nothing-to-choose"


async def _follow_popup(session: Session) -> None:
    """Read in the visit's own window what a link opened in another."""
    others = [p for p in session.context.pages if p is not session.page]
    address = next((p.url for p in others if p.url.startswith(("http://", "https://"))), None)
    for other in others:
        with contextlib.suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(OPEN_LIMIT_S):
                await other.close()
    if address:
        await session.open(address, referer=session.page.url)


async def _opened_layer(session: Session) -> Found | None:
    found: Found | None = None

    async def there() -> bool:
        nonlocal found
        found = find_layer(await session.look(), number=2)
        return found is not None and _offers_choice(found.layer)

    return found if await until(there, OPEN_LIMIT_S, LOOK_EVERY_S / 2) else None


def _offers_choice(layer: Layer) -> bool:
    roles = {c.role for c in layer.controls}
    return bool(layer.toggles) or bool(roles & (REFUSING | {Role.SETTINGS, Role.SAVE})) or bool(roles & AGREEING)


async def _policy_pages(session: Session, search: Search, inner: str) -> list[str]:
    """Policy pages linked from the inner page, those about cookies first."""
    try:
        await _go(session, inner)
        view = await session.look(hit_tests=False)
    except AuditorError:
        search.complete = False
        return []
    rows = []
    for node, url in links(view, session.page.url):
        label = view.label(node)
        about = NAMED.search(f"{label} {urlsplit(url).path}")
        if label_of(label, known_language(view.language)).role is Role.POLICY or about:
            rows.append((0 if "cookie" in f"{label}{url}".lower() else 1, url))
    ranked = [url for _, url in sorted(rows, key=lambda row: row[0])]
    return list(dict.fromkeys(ranked))[:MAX_POLICY_PAGES]


def _path(url: str) -> str:
    return urlsplit(url).path.rstrip("/")
