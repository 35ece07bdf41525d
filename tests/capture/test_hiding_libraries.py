"""Real libraries that keep their banner from automated browsers: the auditor sees them, plain Playwright does not."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import async_playwright
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from auditor.capture.banner import find_banner
from auditor.capture.browser import BrowserOptions, find_browser, sandboxed
from auditor.capture.session import session
from auditor.domain.controls import Layer
from auditor.domain.profile import Profile
from auditor.entrypoints.demo.server import serving

pytestmark = pytest.mark.browser
TEXT = "<main><h1>Harbour</h1>" + "<p>The harbour wakes early.</p>" * 30 + "</main>"
THREE = """<link rel=stylesheet href=/lib/vanilla-cookieconsent/dist/cookieconsent.css>
<script src=/lib/vanilla-cookieconsent/dist/cookieconsent.umd.js></script><script>
CookieConsent.run({hideFromBots: true, categories: {necessary: {readOnly: true}, analytics: {}},
  language: {default: "en",
  translations: {en: {consentModal: {title: "Cookies", description: "We use cookies to count visits.",
    acceptAllBtn: "Accept all", acceptNecessaryBtn: "Reject all", showPreferencesBtn: "Manage preferences"},
    preferencesModal: {title: "Preferences", acceptAllBtn: "Accept all", sections: []}}}}});</script>"""
TWO = """<link rel=stylesheet href=/lib/vanilla-cookieconsent-2/dist/cookieconsent.css>
<script src=/lib/vanilla-cookieconsent-2/dist/cookieconsent.js></script><script>
initCookieConsent().run({hide_from_bots: true, current_lang: "en", languages: {en: {consent_modal: {title: "Cookies",
  description: "We use cookies to count visits.", primary_btn: {text: "Accept all", role: "accept_all"},
  secondary_btn: {text: "Reject all", role: "accept_necessary"}}, settings_modal: {title: "Settings",
  save_settings_btn: "Save", accept_all_btn: "Accept all", blocks: []}}}});</script>"""
EU = """<template id=cookies-eu-banner-template>
<div id=cookies-eu-banner style="position:fixed;bottom:0;background:#fff">We use cookies to count visits.
<button id=cookies-eu-reject>Reject all</button>
<button id=cookies-eu-accept>Accept all</button></div></template>
<script src=/lib/cookies-eu-banner/dist/cookies-eu-banner.global.js></script>
<script>CookiesEuBanner.createCookiesBanner({onAccept() {}});</script>"""
PAGES = {"vanilla-3": THREE, "vanilla-2": TWO, "cookies-eu-banner": EU}


@pytest.fixture(scope="module")
def port(libraries: Path) -> Iterator[int]:
    async def respond(request: Request) -> Response:
        body = PAGES.get(request.path_params["name"], "")
        return HTMLResponse(f"<!doctype html><html lang=en><title>t</title><body>{TEXT}{body}")

    routes = [Mount("/lib", StaticFiles(directory=libraries)), Route("/{name}", respond)]
    with serving(Starlette(routes=routes)) as number:
        yield number


@pytest.mark.parametrize("name", PAGES)
def test_a_library_that_hides_from_automation_is_seen(name: str, port: int, tmp_path: Path) -> None:
    async def seen() -> Layer | None:
        options = BrowserOptions(allow_private=True)
        async with async_playwright() as playwright:
            browser = find_browser(options, playwright.chromium.executable_path)
            async with session(playwright, browser, options, Profile(), tmp_path) as opened:
                await opened.open(f"http://site.localhost:{port}/{name}")
                found = await find_banner(opened, since=0)
                return found.layer if found else None

    layer = asyncio.run(seen())
    assert layer is not None
    assert (layer.accept and layer.accept.label, layer.reject and layer.reject.label) == ("Accept all", "Reject all")


@pytest.mark.parametrize("name", ["vanilla-3", "vanilla-2"])
def test_it_does_hide_from_plain_playwright(name: str, port: int) -> None:
    async def shown() -> int:
        async with async_playwright() as playwright:
            path = find_browser(BrowserOptions(), playwright.chromium.executable_path).path
            browser = await playwright.chromium.launch(executable_path=path, chromium_sandbox=sandboxed())
            page = await browser.new_page()
            await page.goto(f"http://site.localhost:{port}/{name}", wait_until="networkidle")
            count = await page.get_by_role("button", name="Accept all").count()
            await browser.close()
            return count

    assert asyncio.run(shown()) == 0
