"""Looking for the way back to one's choice as a visitor would: icon, header, footer, policy page.

Places are searched in the order of CATALOGUE 4.1; a candidate counts only when a click on it opens a dialog or a form
with something to choose.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from auditor.capture.act import click
from auditor.capture.banner import LOOK_EVERY_S
from auditor.capture.browse import links
from auditor.capture.layers import Found, find_layer
from auditor.capture.quiet import until
from auditor.capture.session import Session
from auditor.capture.view import Node, View
from auditor.domain.choices import Action, ActionKind, Candidate, Mechanism
from auditor.domain.controls import AGREEING, REFUSING, Layer, Role
from auditor.domain.errors import AuditorError, JourneyImpossible
from auditor.measure.lexicon import label_of, reopening

MAX_CANDIDATES = 4  # tried on one page; our choice
MAX_POLICY_PAGES = 3  # our choice
ICON_SIDE = 120.0  # CSS pixels, CATALOGUE 4.1
LEAST_SCORE = 0.35  # words, or an icon that is named after cookies or privacy; our choice
OPEN_LIMIT_S = 2.5  # until a click opens something; our choice
_NAMED = re.compile(r"cookie|consent|privacy|cmp\b|gdpr", re.IGNORECASE)


@dataclass(slots=True)
class Search:
    """What was looked at so far, and what was found in the end."""

    candidates: list[Candidate] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    complete: bool = True
    mechanism: Mechanism | None = None
    opened: list[Action] = field(default_factory=list)
    layer: Found | None = None


async def find_way_back(session: Session, inner: str, start: str) -> Search:
    """Search the inner page, the start page and the policy pages, in this order, until something opens."""
    search = Search()
    for page in dict.fromkeys((inner, start)):
        await _search_page(session, search, page, policy=False)
        if search.mechanism:
            return search
    for page in await _policy_pages(session, search, inner):
        await _search_page(session, search, page, policy=True)
        if search.mechanism:
            return search
    search.mechanism = Mechanism.NONE if search.complete else None
    return search


async def _search_page(session: Session, search: Search, page: str, *, policy: bool) -> None:
    try:
        if not policy:
            await _go(session, page)
        else:
            found = await _follow(session, search, page)
            if found:
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
    view = await session.look(hit_tests=False)
    row = next((r for r in links(view, session.page.url) if _path(r[1]) == _path(page)), None)
    search.opened.clear()
    if row is None:
        await session.open(page, referer=session.page.url)
    else:
        label = view.label(row[0])
        search.opened.append(await click(session, row[0].node_id, label, ActionKind.OPEN_PAGE))
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
        view = await session.look()
        ranked = [c for c in candidates(view) if c[3] not in tried]
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
        found = await _opened_layer(session)
        result = "opened-a-choice" if found else "opened-nothing-to-choose"
        search.candidates.append(Candidate(label[:200], page, mechanism, score, result))
        if found:
            search.mechanism, search.layer = mechanism, found
            search.opened = [*opened_before, action]
            return


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


def candidates(view: View) -> list[tuple[float, Mechanism, Node, str]]:
    """Controls that might lead back, best first: words up to 0.5, place up to 0.2 (CATALOGUE 4.1)."""
    found = []
    for node in view.controls:
        label = view.label(node)
        words = reopening(label, view.language)
        mechanism = _place(view, node)
        if mechanism is Mechanism.FLOATING_ICON and not words and _named_icon(view, node):
            words = 0.4
        if words >= LEAST_SCORE and label_of(label, view.language).role is not Role.POLICY:
            place = 0.1 if mechanism is Mechanism.PAGE_LINK else 0.2
            found.append((words + place, mechanism, node, label or node.attributes.get("class", "icon")))
    return sorted(found, key=lambda row: -row[0])


def _place(view: View, node: Node) -> Mechanism:
    chain = (node, *view.ancestors(node))
    small = node.box is not None and max(node.box.width, node.box.height) <= ICON_SIDE
    if small and any(n.position in {"fixed", "sticky"} for n in chain):
        return Mechanism.FLOATING_ICON
    tags = {n.tag for n in chain} | {n.attributes.get("role", "") for n in chain}
    if "FOOTER" in tags or "contentinfo" in tags:
        return Mechanism.FOOTER_LINK
    if tags & {"HEADER", "NAV", "banner", "navigation"}:
        return Mechanism.HEADER_LINK
    low = node.box is not None and node.box.y + view.scroll[1] > 0.8 * view.height > view.viewport.height
    return Mechanism.FOOTER_LINK if low else Mechanism.PAGE_LINK


def _named_icon(view: View, node: Node) -> bool:
    below = (node, *view.descendants(node))
    names = (f"{n.attributes.get(k, '')}" for n in below for k in ("id", "class", "aria-label", "title", "alt", "src"))
    return any(_NAMED.search(name) for name in names) or bool(_NAMED.search(node.name))


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
        about = _NAMED.search(f"{label} {urlsplit(url).path}")
        if label_of(label, view.language).role is Role.POLICY or about:
            rows.append((0 if "cookie" in f"{label}{url}".lower() else 1, url))
    ranked = [url for _, url in sorted(rows, key=lambda row: row[0])]
    return list(dict.fromkeys(ranked))[:MAX_POLICY_PAGES]


def _path(url: str) -> str:
    return urlsplit(url).path.rstrip("/")
