"""Choosing inner pages as a visitor would, and never one that could do harm."""

import re
from urllib.parse import urljoin, urlsplit

from auditor.capture.view import Node, View
from auditor.domain.controls import Role
from auditor.measure.domains import host_of, registrable_domain
from auditor.measure.lexicon.labels import label_of
from auditor.measure.lexicon.languages import known_language
from auditor.measure.lexicon.texts import says

_FILE = re.compile(r"\.(pdf|zip|jpe?g|png|gif|svg|mp[34]|docx?|xlsx?|exe|dmg|xml|rss|ics)$", re.IGNORECASE)
_POLICY = re.compile(r"cookie|privacy|datenschutz|confidential|polic", re.IGNORECASE)
_HARMFUL = re.compile(
    r"log-?out|sign-?out|delete|remove|unsubscribe|checkout|cart|basket|login|account|admin", re.IGNORECASE
)


def links(view: View, base: str) -> list[tuple[Node, str]]:
    """Links to other pages of the same site, in the order of the page; nothing that sounds as if it did something."""
    here, found = _page(base), dict[str, tuple[Node, str]]()
    for node in view.nodes:
        href = node.attributes.get("href", "") if node.tag == "A" and not node.in_frame else ""
        if not href or href.startswith(("#", "javascript:", "mailto:", "tel:")):
            continue
        url = urljoin(base, href).split("#")[0]
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or _FILE.search(parts.path) or _HARMFUL.search(parts.path):
            continue
        if registrable_domain(host_of(url)) != registrable_domain(host_of(base)) or _page(url) == here:
            continue
        if not says("avoid", view.label(node)):
            found.setdefault(_page(url), (node, url))
    return list(found.values())


def inner_pages(view: View, base: str, count: int = 5) -> list[str]:
    """Up to `count` inner pages to choose from; policy pages last, because banners are often kept away from them."""
    return [url for _, url in sorted(links(view, base), key=lambda row: _about_policy(view, *row))[:count]]


def _about_policy(view: View, node: Node, url: str) -> bool:
    role = label_of(view.label(node), known_language(view.language)).role
    return role in {Role.POLICY, Role.SETTINGS, Role.WITHDRAW} or bool(_POLICY.search(urlsplit(url).path))


def _page(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path.rstrip('/')}?{parts.query}"
