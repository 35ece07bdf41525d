"""What frames and hooks tell of Google's consent mode, of the law's reach and of the lifetime of cookies."""

import asyncio
import json

import pytest
from playwright.async_api import Browser, Route, async_playwright

from auditor.capture.browser import BrowserOptions, find_browser, sandboxed
from auditor.capture.recorders.scripts import ScriptRecorder
from auditor.capture.recorders.state import _QUESTION
from auditor.domain.recording import AccessOp, ScriptAccess

pytestmark = pytest.mark.browser
ORIGIN = "http://shop.localhost/"
PUSH = "window.dataLayer = []; function gtag() { dataLayer.push(arguments); } "


def shown(*scripts: str) -> list[tuple[dict[str, str], tuple[ScriptAccess, ...]]]:
    """What the consent interfaces of a page with each script answered, and the calls it made."""
    return asyncio.run(_shown(scripts))


async def _shown(scripts: tuple[str, ...]) -> list[tuple[dict[str, str], tuple[ScriptAccess, ...]]]:
    async with async_playwright() as playwright:
        found = find_browser(BrowserOptions(), playwright.chromium.executable_path)
        browser = await playwright.chromium.launch(executable_path=found.path, chromium_sandbox=sandboxed())
        told = [await _one(browser, script) for script in scripts]
        await browser.close()
    return told


async def _one(browser: Browser, script: str) -> tuple[dict[str, str], tuple[ScriptAccess, ...]]:
    context, recorder = await browser.new_context(), ScriptRecorder()

    async def answer(route: Route) -> None:
        await route.fulfill(body=f"<!doctype html><script>{script}</script>", content_type="text/html")

    await context.route("**/*", answer)
    page = await context.new_page()
    await recorder.attach(context, await context.new_cdp_session(page))
    await page.goto(ORIGIN)
    kept = await page.evaluate(_QUESTION, [recorder.key, False])
    await context.close()
    return dict(kept["answers"]), tuple(recorder.rows)


def test_regions_updates_and_the_law() -> None:
    everybody = "gtag('consent', 'default', {ad_storage: 'denied'}); "
    america = "gtag('consent', 'default', {ad_storage: 'granted', region: ['US-CA', 'BR']}); "
    europe = "gtag('consent', 'default', {ad_storage: 'denied', region: ['US', 'de-by']}); "
    granted = "gtag('consent', 'default', {ad_storage: 'granted'}); "
    update = "gtag('consent', 'update', {ad_storage: 'granted'}); "
    law = "window.__tcfapi = (c, v, f) => f({tcString: '', gdprApplies: false}, true);"
    scripts = (everybody + america, europe + granted, everybody + europe + update, granted)
    modes = [json.loads(told["google-consent-mode"])["ad_storage"] for told, _ in shown(*(PUSH + s for s in scripts))]
    assert modes == ["denied", "denied", "granted", "granted"]
    ((told, _),) = shown(law)
    assert told == {"gdpr-applies": "false"}


def test_scripts_write_lifetimes_in_either_way() -> None:
    old = "document.cookie = 'a=1; max-age=1000000000'; document.cookie = 'b=1'; "
    new = "cookieStore.set({name: 'c', value: '1', expires: Date.now() + 864e5}); cookieStore.set('d', '1');"
    ((_, calls),) = shown(old + new)
    written = {c.key: c.lifetime_s for c in calls if c.op is AccessOp.COOKIE_SET}
    assert written["a"] == 1_000_000_000
    assert written["c"] == pytest.approx(86_400, abs=5)
    assert (written["b"], written["d"]) == (None, None)
