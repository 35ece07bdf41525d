"""A browser that shows small pages, and the controls that stand in them."""

import asyncio
import html
import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from playwright.async_api import Browser, CDPSession, Page, Playwright, async_playwright

from auditor.capture.browser import BrowserOptions, find_browser, sandboxed
from auditor.capture.elements import call, handle
from auditor.capture.observe import hit, observe
from auditor.capture.view import Node, View
from auditor.domain.box import Box
from auditor.domain.controls import Control, Role

T = TypeVar("T")
SIZE = (800, 600)
_AROUND = """function () {
  const range = document.createRange(); range.selectNodeContents(this);
  const b = range.getBoundingClientRect(); return [b.x, b.y, b.width, b.height];
}"""


class Home(StrEnum):
    """Where in a page something lives."""

    PAGE = "page"
    OPEN_SHADOW = "open shadow root"
    CLOSED_SHADOW = "closed shadow root"
    FRAME = "frame"


@dataclass
class Screen:
    """A page and the way to ask its browser."""

    page: Page
    cdp: CDPSession


@dataclass(frozen=True)
class Pages:
    """Shows pages in a browser that stays open, one after the other."""

    runner: asyncio.Runner
    browser: Browser

    def show(
        self,
        markup: str,
        act: Callable[[Screen], Awaitable[T]],
        *,
        scale: float = 1.0,
        size: tuple[int, int] = SIZE,
    ) -> T:
        """Show a page as an audit sees it, with its frames, and do something there."""
        return self.runner.run(self._show(markup, act, scale, size))

    async def _show(self, markup: str, act: Callable[[Screen], Awaitable[T]], scale: float, size: tuple[int, int]) -> T:
        context = await self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, device_scale_factor=scale, reduced_motion="reduce"
        )
        try:
            page = await context.new_page()
            await page.set_content(f"<!doctype html><html lang=en><body style='margin:0'>{markup}")
            return await act(Screen(page, await context.new_cdp_session(page)))
        finally:
            await context.close()


@contextmanager
def showing() -> Iterator[Pages]:
    """The browser that audits are made with, for the length of a block."""
    with asyncio.Runner() as runner:
        playwright: Playwright = runner.run(async_playwright().start())
        try:
            browser = runner.run(_launch(playwright))
            yield Pages(runner, browser)
            runner.run(browser.close())
        finally:
            runner.run(playwright.stop())


async def _launch(playwright: Playwright) -> Browser:
    found = find_browser(BrowserOptions(), playwright.chromium.executable_path)
    return await playwright.chromium.launch(
        executable_path=found.path,
        args=["--in-process-gpu", "--disable-site-isolation-trials"],
        chromium_sandbox=sandboxed(),
    )


def housed(home: Home, inner: str) -> str:
    """The markup of a page in which the inner markup lives there."""
    if home is Home.PAGE:
        return inner
    if home is Home.FRAME:
        frame = f"<body style='margin:0'>{inner}"
        return f'<iframe style="width:700px;height:500px;border:7px solid #ddd" srcdoc="{html.escape(frame)}"></iframe>'
    mode = "open" if home is Home.OPEN_SHADOW else "closed"
    return f"<div id=h></div><script>h.attachShadow({{mode: '{mode}'}}).innerHTML = {json.dumps(inner)}</script>"


async def named(screen: Screen, name: str) -> tuple[View, Node]:
    """The element with that id as an audit sees it, in whatever frame or shadow root it lives."""
    view = await observe(screen.page, screen.cdp)
    return view, next(n for n in view.nodes if n.attributes.get("id") == name)


async def pair_of(screen: Screen) -> tuple[Control, Control]:
    """The controls `#a`, which accepts, and `#r`, which refuses."""
    return await _control(screen, "a", Role.ACCEPT), await _control(screen, "r", Role.REJECT)


async def _control(screen: Screen, name: str, role: Role) -> Control:
    view, node = await named(screen, name)
    seen = node.box is None or await hit(screen.cdp, view, node) is not None
    box = node.box or await _around(screen, node)
    return Control(node.node_id, role, name, name, box, 1, True, "drawn", "button", in_view=seen)


async def _around(screen: Screen, node: Node) -> Box:
    """What an element without a box of its own holds."""
    answer = await call(screen, await handle(screen, node.node_id), _AROUND, value=True)
    return Box(*answer["value"])
