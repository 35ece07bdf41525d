"""Finding the two controls that somebody names by CSS, in all frames and open shadow roots.

Each selector has to lead to one visible element. What it leads to instead is told in one line, which names the option.
"""

import asyncio
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from playwright.async_api import Frame

from auditor.capture.errors import PlaywrightError, short
from auditor.capture.observe import hit
from auditor.capture.quiet import ANSWER_LIMIT_S
from auditor.capture.session import ASK_LIMIT_S, Session
from auditor.capture.view import Node, View
from auditor.domain.controls import Control, Role
from auditor.domain.errors import (
    AuditorError,
    BrowserFailed,
    ControlAmbiguous,
    ControlInvisible,
    ControlNotFound,
    ControlsNested,
    SelectorInvalid,
)

PATIENCE_S = 5.0  # for what comes after the page is quiet; our choice
AGAIN_S = 0.4  # our choice
MAX_MATCHES = 50  # that are looked at; our choice
LEAST_SIDE = 1.0  # CSS pixels: thinner is not seen; our choice
SHOWN = 100  # characters of a selector in a message; our choice
_MARK = "(found, name) => { for (const e of found) e.setAttribute(name, ''); return found.length; }"
_UNMARK = "(found, name) => { for (const e of found) e.removeAttribute(name); }"


class Sight(StrEnum):
    """Whether an element is seen, or why not."""

    SEEN = "seen"
    NO_SIZE = "has no size"
    HIDDEN = "is hidden"
    OFF_SCREEN = "is off the screen"
    COVERED = "is covered, so that no click reaches it"


ADVICE = {
    Sight.NO_SIZE: "name the element that a visitor sees",
    Sight.HIDDEN: "name one that is shown when the page opens",
    Sight.OFF_SCREEN: "name one that is in view without scrolling the page",
    Sight.COVERED: "name one that a visitor can reach",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A control as it was asked for."""

    role: Role
    selector: str

    def __str__(self) -> str:
        """The option and the selector, as they stand on the command line."""
        cut = self.selector if len(self.selector) <= SHOWN else self.selector[:SHOWN] + "…"
        return f"--{self.role.value} '{cut}'"


async def selected(session: Session, accept: str, reject: str) -> tuple[Control, Control]:
    """The two controls; raises why there are not two."""
    wanted = Wanted(Role.ACCEPT, accept), Wanted(Role.REJECT, reject)
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            return await _both(session, wanted)
        except (ControlNotFound, ControlInvisible):
            if time.monotonic() >= end:
                raise
        await asyncio.sleep(AGAIN_S)


async def _both(session: Session, wanted: tuple[Wanted, Wanted]) -> tuple[Control, Control]:
    try:
        async with asyncio.timeout(ASK_LIMIT_S):
            matches = await _matches(session, wanted)
            view = await session.look(hit_tests=False)
            accept = await _one(session, view, wanted[0], matches[0])
            reject = await _one(session, view, wanted[1], matches[1])
    except (PlaywrightError, TimeoutError) as error:
        raise BrowserFailed(f"the browser did not answer ({short(error)})") from error
    if view.inside(accept, reject) or view.inside(reject, accept):
        same = "are the same element" if accept.index == reject.index else "stand one inside the other"
        raise ControlsNested(f"{wanted[0]} and {wanted[1]} {same}; name two controls beside each other")
    return _control(view, accept, Role.ACCEPT), _control(view, reject, Role.REJECT)


async def _matches(session: Session, wanted: tuple[Wanted, Wanted]) -> tuple[list[int], list[int]]:
    """The browser's numbers of all elements that match each.

    The elements are marked for a moment: the selectors are Playwright's business, the numbers the developer tools'.
    """
    marks = [f"data-{one.role.value}-{secrets.token_hex(6)}" for one in wanted]
    try:
        for one, mark in zip(wanted, marks, strict=True):
            await _marked(session, one, mark)
        root = (await session.cdp.send("DOM.getDocument", {"depth": -1, "pierce": True}))["root"]
        found: dict[str, list[int]] = {mark: [] for mark in marks}
        for node in _walk(root):
            for mark in set(node.get("attributes", ())) & set(marks):
                found[mark].append(node["backendNodeId"])
        return found[marks[0]], found[marks[1]]
    finally:
        for mark in marks:
            for frame in session.page.frames:
                await _each(frame, f"[{mark}]", _UNMARK, mark)


async def _marked(session: Session, one: Wanted, mark: str) -> None:
    told = [await _each(frame, one.selector, _MARK, mark) for frame in session.page.frames]
    refused = next((t for t in told if isinstance(t, str)), None)
    if refused is not None:
        raise SelectorInvalid(f"{one}: this is no CSS selector; quote it for the shell, and escape : and . in names")


async def _each(frame: Frame, selector: str, function: str, mark: str) -> str | None:
    """Call a function with all matches of a frame; the answer says what is wrong with the selector.

    A frame that goes away or does not answer holds no control.
    """
    try:
        async with asyncio.timeout(ANSWER_LIMIT_S):
            await frame.eval_on_selector_all(f"css={selector}", function, mark)
    except PlaywrightError as error:
        return short(error) if "selector" in str(error).lower() else None
    except TimeoutError:
        return None
    return None


def _walk(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    stack = [node]
    while stack:
        one = stack.pop()
        yield one
        inner = [one["contentDocument"]] if "contentDocument" in one else []
        stack += reversed([*one.get("shadowRoots", ()), *one.get("children", ()), *inner])


async def _one(session: Session, view: View, wanted: Wanted, matches: list[int]) -> Node:
    if not matches:
        advice = "check it on the page as it is when it opens"
        raise ControlNotFound(f"{wanted}: nothing on the page matches; {advice}")
    sights = [await _sight(session, view, number) for number in matches[:MAX_MATCHES]]
    seen = [node for node, sight in sights if node is not None and sight is Sight.SEEN]
    if len(seen) > 1:
        raise ControlAmbiguous(f"{wanted}: {len(seen)} visible elements match; make it name one of them")
    if not seen:
        raise _invisible(wanted, sights[0][1], len(matches))
    return seen[0]


def _invisible(wanted: Wanted, first: Sight, count: int) -> AuditorError:
    told = f"what it matches {first}" if count == 1 else f"none of the {count} matches is seen (the first {first})"
    return ControlInvisible(f"{wanted}: {told}; {ADVICE[first]}")


async def _sight(session: Session, view: View, number: int) -> tuple[Node | None, Sight]:
    index = view.by_id.get(number)
    node = view.nodes[index] if index is not None else None
    if node is None or node.box is None:
        return node, Sight.HIDDEN
    if min(node.box.width, node.box.height) < LEAST_SIDE:
        return node, Sight.NO_SIZE
    if not node.seen:
        return node, Sight.HIDDEN
    node.hit = await hit(session.cdp, view, node)
    if node.hit is not None or _scrolled_away(view, node):
        return node, Sight.SEEN
    return node, Sight.COVERED if node.box.clipped(view.viewport).area else Sight.OFF_SCREEN


def _scrolled_away(view: View, node: Node) -> bool:
    """Whether an area inside the page has to be scrolled to see it, which is done for its picture."""
    box = node.box
    around = (a for a in view.ancestors(node) if a.scrolls and a.tag not in {"HTML", "BODY"} and a.box is not None)
    area = next(around, None)
    if box is None or area is None or area.box is None or not area.box.clipped(view.viewport).area:
        return False
    return box.clipped(area.box).area < box.area


def _control(view: View, node: Node, role: Role) -> Control:
    assert node.box is not None  # noqa: S101 - it is seen
    return Control(
        node=node.node_id,
        role=role,
        label=view.label(node)[:200],
        accessible_name=node.name[:200],
        box=node.box,
        layer=1,
        label_clear=None,
        rule="selector",
        semantic=node.role or node.tag.lower(),
        in_view=node.hit is not None,
    )
