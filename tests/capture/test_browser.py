"""Finding a browser, and starting it as an ordinary visitor's."""

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import async_playwright

from auditor.capture import browser as module
from auditor.capture.browser import Browser, BrowserOptions, arguments, client_hints, find_browser, launch, user_agent
from auditor.capture.errors import PlaywrightError, navigation_error
from auditor.domain.errors import BrowserMissing, LoadTimeout, NotHtml, SiteUnreachable, TargetRefused, TlsFailed
from auditor.domain.profile import Device, Profile

BROWSER = Browser(Path("/b/chromium"), "156.0.8078.79")


def script(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def test_the_given_browser_is_used_with_its_version(tmp_path: Path) -> None:
    path = script(tmp_path / "chrome", "echo 'Chromium 156.0.8078.79 built on Debian'")
    assert find_browser(BrowserOptions(path)) == Browser(path, "156.0.8078.79")


@pytest.mark.parametrize("text", ["echo Netscape 4.7", "exit 3"])
def test_what_does_not_answer_as_a_browser_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(BrowserMissing, match="AUDITOR_BROWSER"):
        find_browser(BrowserOptions(script(tmp_path / "chrome", text)))


def test_without_any_browser_the_message_says_how_to_get_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SYSTEM_BROWSERS", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BrowserMissing, match="auditor browser install"):
        find_browser(BrowserOptions(), str(tmp_path / "none"))
    own = script(tmp_path / "own", "echo Chromium 1.2.3.4")
    assert find_browser(BrowserOptions(), str(own)).path == own


def test_the_sandbox_is_dropped_for_root_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for user, dropped in ((0, True), (1000, False)):
        monkeypatch.setattr(module.os, "geteuid", lambda user=user: user)
        assert ("--no-sandbox" in arguments(BrowserOptions(), tmp_path / "log")) is dropped


def test_it_looks_like_ordinary_chrome() -> None:
    for device in Device:
        assert "Headless" not in user_agent(BROWSER, device) + str(client_hints(BROWSER, device))
    assert "Mobile" in user_agent(BROWSER, Device.MOBILE)
    assert client_hints(BROWSER, Device.DESKTOP)["mobile"] is False


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Page.goto: net::ERR_NAME_NOT_RESOLVED at https://x/", SiteUnreachable),
        ("net::ERR_CERT_AUTHORITY_INVALID", TlsFailed),
        ("net::ERR_CONNECTION_RESET", SiteUnreachable),
        ("Download is starting", NotHtml),
    ],
)
def test_errors_of_the_browser_become_ours(text: str, kind: type[Exception]) -> None:
    assert type(navigation_error(PlaywrightError(text))) is kind


def test_our_own_errors_and_timeouts_keep_their_meaning() -> None:
    assert type(navigation_error(TimeoutError())) is LoadTimeout
    assert type(navigation_error(TargetRefused())) is TargetRefused


@pytest.mark.parametrize("deaths", [0, 1, 2])
def test_a_browser_that_dies_while_it_starts_is_started_once_more(deaths: int, tmp_path: Path) -> None:
    real = find_browser(BrowserOptions())
    body = f'echo >> {tmp_path}/starts; [ $(wc -l < {tmp_path}/starts) -gt {deaths} ] || exit 1; exec {real.path} "$@"'
    browser = Browser(script(tmp_path / "chrome", body), real.version)

    async def started() -> int:
        async with async_playwright() as playwright:
            options, data = BrowserOptions(), tmp_path / "profile"
            context = await launch(playwright, browser, options, Profile(), data, tmp_path / "log")
            pages = len(context.pages)
            await context.close()
            return pages

    if deaths > 1:
        with pytest.raises(PlaywrightError):
            asyncio.run(started())
    else:
        assert asyncio.run(started()) == 1
