"""Naming the consent platform of a page: our own signatures, and DuckDuckGo's rules as a second opinion.

The rules of `duckduckgo-autoconsent-py` (MPL-2.0) are only asked whether the elements they name are there; nothing of
that package runs in the page and nothing is clicked.
"""

import asyncio
import json
from functools import lru_cache
from urllib.parse import urlsplit

from duckduckgo_autoconsent import rules_json

from auditor.capture.errors import PlaywrightError
from auditor.capture.session import Session
from auditor.domain.artifacts import Missing
from auditor.domain.choices import Platform
from auditor.measure.platforms import platform_of, signatures, signs_of

LIMIT_S = 5.0  # our choice
_LOOK = """([functions, markup, rules]) => {
  const there = (name) => {
    let found = window;
    for (const part of name.split(".")) found = found?.[part];
    return found !== undefined && found !== null;
  };
  const drawn = (selector) => { try { return document.querySelector(selector) !== null; } catch { return false; } };
  return {
    functions: functions.filter((f) => { try { return there(f); } catch { return false; } }),
    markup: markup.filter(drawn),
    rules: rules.filter(([, selectors]) => selectors.every(drawn)).map(([name]) => name),
  };
}"""


async def name_platform(session: Session) -> Platform | Missing:
    """The platform of the page that is open; `Missing` when the page did not answer."""
    functions = [f for s in signatures() for f in s.functions]
    markup = [m for s in signatures() for m in s.markup]
    try:
        async with asyncio.timeout(LIMIT_S):
            seen = await session.page.evaluate(_LOOK, [functions, markup, second_rules()])
    except (PlaywrightError, TimeoutError):
        return Missing("the-page-did-not-answer")
    hosts = {urlsplit(url).hostname or "" for url in list(session.traffic.announced)}
    signs = signs_of(seen["functions"], seen["markup"], hosts, _kept(session))
    name = platform_of(signs)
    told = tuple(f"{s.kind}: {s.what}" for s in signs if s.platform == name or name is None)
    return Platform(name, told[:12], ", ".join(sorted(seen["rules"])[:3]) or None)


def _kept(session: Session) -> set[str]:
    """The names of cookies and storage keys at the last step."""
    last = session.snapshots[-1:]
    return {c.name for s in last for c in s.cookies} | {e.key for s in last for e in s.storage}


@lru_cache(maxsize=1)
def second_rules() -> list[tuple[str, list[str]]]:
    """The rules of platforms, not of single sites, that can be told by elements alone."""
    found = []
    for rule in json.loads(rules_json()):
        selectors = [step.get("exists") for step in rule.get("detectCmp", ())]
        plain = bool(selectors) and all(isinstance(s, str) for s in selectors)
        if plain and "." not in rule["name"] and not rule["name"].startswith("auto_"):
            found.append((rule["name"], selectors))
    return found
