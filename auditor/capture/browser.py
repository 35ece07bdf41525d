"""Finding a Chrome or Chromium and starting it as an ordinary visitor's browser."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog
from playwright.async_api import BrowserContext, Playwright

from auditor.capture.errors import PlaywrightError, short
from auditor.domain.errors import BrowserMissing
from auditor.domain.profile import Device, Jurisdiction, Profile

# The real binaries come before Debian's wrapper scripts, which add flags of their own (such as --disable-pings).
# The headless shell comes first: it needs about a third of the processor time of the full browser.
SYSTEM_BROWSERS = (
    "/usr/lib/chromium/chromium-headless-shell",
    "/usr/lib/chromium/chromium",
    "/usr/lib/chromium-browser/chromium-browser",
    "/opt/google/chrome/chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
COMMANDS = (
    "chromium-headless-shell",
    "google-chrome",
    "google-chrome-stable",
    "chromium",
    "chromium-browser",
    "chrome",
)
TIME_ZONES = {
    Jurisdiction.FR: "Europe/Paris",
    Jurisdiction.NL: "Europe/Amsterdam",
    Jurisdiction.DE: "Europe/Berlin",
    Jurisdiction.AT: "Europe/Vienna",
    Jurisdiction.ES: "Europe/Madrid",
    Jurisdiction.IT: "Europe/Rome",
    Jurisdiction.IE: "Europe/Dublin",
    Jurisdiction.UK: "Europe/London",
}
SCALE = 2.0  # device pixels to a CSS pixel: kinds never flipped and contrast drifted by 3 % at most; FACTS 5
# Chromium's own switch for `Sec-GPC: 1`: headers, frames, service and shared workers have it, as in browsers that offer
# the signal to their users. An older browser does not know the switch, and the visit says so.
SIGNAL = "--enable-features=GlobalPrivacyControlForce"
VIEWPORTS = {Device.DESKTOP: (1280, 800), Device.MOBILE: (412, 839)}


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser on this machine; `version` is its full version number."""

    path: Path
    version: str

    @property
    def major(self) -> str:
        """The first part of the version."""
        return self.version.split(".", maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class BrowserOptions:
    """How the browser is started and what it may reach; `scale` is device pixels to a CSS pixel.

    `resolver` is the `address:port` of the name server that tells where names of the site lead; None is the system's.
    """

    path: Path | None = None
    allow_private: bool = False
    host_resolver_rules: str | None = None
    ignore_certificate_errors: bool = False
    extra: Mapping[str, str] = field(default_factory=dict)
    scale: float = SCALE
    resolver: str | None = None


def find_browser(options: BrowserOptions, playwright_path: str | None = None) -> Browser:
    """The browser to use: the given path, a system one, Playwright's own; raises `BrowserMissing`."""
    if options.path is not None:
        if not os.access(options.path, os.X_OK) or options.path.is_dir():
            raise BrowserMissing(f"there is no browser at {options.path}: set AUDITOR_BROWSER to the path of one")
        return _with_version(options.path)
    found = [Path(p) for p in SYSTEM_BROWSERS if os.access(p, os.X_OK)]
    found += [Path(p) for c in COMMANDS if (p := shutil.which(c))]
    if playwright_path and os.access(playwright_path, os.X_OK):
        found.append(Path(playwright_path))
    if not found:
        raise BrowserMissing
    return _with_version(found[0])


def _with_version(path: Path) -> Browser:
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=20, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BrowserMissing(f"{path} does not start ({error}): set AUDITOR_BROWSER to another browser") from error
    version = re.search(r"\d+(\.\d+){3}", answer.stdout)
    if not version:
        raise BrowserMissing(f"{path} does not say its version as Chrome and Chromium do: set AUDITOR_BROWSER")
    return Browser(path, version.group())


def user_agent(browser: Browser, device: Device) -> str:
    """The user agent string of ordinary Chrome of the same version."""
    if device is Device.MOBILE:
        system, mobile = "Linux; Android 10; K", " Mobile"
    else:
        system, mobile = "X11; Linux x86_64", ""
    engine = "AppleWebKit/537.36 (KHTML, like Gecko)"
    return f"Mozilla/5.0 ({system}) {engine} Chrome/{browser.major}.0.0.0{mobile} Safari/537.36"


def client_hints(browser: Browser, device: Device) -> dict[str, Any]:
    """The brands of ordinary Chrome, which headless builds replace by their own."""
    brands = [{"brand": b, "version": v} for b, v in _brands(browser.major, "8")]
    full = [{"brand": b, "version": v} for b, v in _brands(browser.version, "8.0.0.0")]
    mobile = device is Device.MOBILE
    return {
        "brands": brands,
        "fullVersionList": full,
        "platform": "Android" if mobile else "Linux",
        "platformVersion": "10.0.0" if mobile else "6.1.0",
        "architecture": "" if mobile else "x86",
        "model": "K" if mobile else "",
        "mobile": mobile,
        "bitness": "" if mobile else "64",
        "wow64": False,
    }


def _brands(version: str, other: str) -> tuple[tuple[str, str], ...]:
    return ("Not:A-Brand", other), ("Chromium", version), ("Google Chrome", version)


def sandboxed() -> bool:
    """Whether the browser keeps its sandbox: always, but for root, for whom it does not start."""
    return not (hasattr(os, "geteuid") and os.geteuid() == 0)


def arguments(options: BrowserOptions, netlog: Path) -> list[str]:
    """The browser's command line."""
    args = [
        "--disable-blink-features=AutomationControlled",  # banners hide from navigator.webdriver; FACTS 1
        "--disable-quic",
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--disable-site-isolation-trials",  # frames of other sites stay in reach of one recording session
        "--in-process-gpu",  # one process less for each browser; nothing here needs a GPU
        "--no-first-run",
        "--disable-sync",
        "--disable-component-update",
        "--disable-domain-reliability",
        f"--log-net-log={netlog}",
        "--net-log-capture-mode=IncludeSensitive",
    ]
    if not sandboxed():
        args += ["--no-sandbox", "--no-zygote"]  # without a sandbox the zygotes only cost memory
    if options.host_resolver_rules:
        args.append(f"--host-resolver-rules={options.host_resolver_rules}")
    if options.ignore_certificate_errors:
        args.append("--ignore-certificate-errors")
    return args


async def launch(
    playwright: Playwright, browser: Browser, options: BrowserOptions, profile: Profile, data: Path, log: Path
) -> BrowserContext:
    """A browser as `_launch` starts it; one that dies while it starts has seen nothing yet and is started once more."""
    try:
        return await _launch(playwright, browser, options, profile, data, log)
    except PlaywrightError as error:
        structlog.get_logger().warning("browser started again", error=short(error))
        return await _launch(playwright, browser, options, profile, data, log)


async def _launch(
    playwright: Playwright, browser: Browser, options: BrowserOptions, profile: Profile, data: Path, log: Path
) -> BrowserContext:
    """A browser with its profile in `data`, third-party cookies on, as most visitors have them, its log in `log`.

    A profile that is there already is opened as it was left: cookies stay, those of the session are gone.
    """
    preferences = data / "Default" / "Preferences"
    if not preferences.exists():
        preferences.parent.mkdir(parents=True)
        chosen = {"profile": {"cookie_controls_mode": 0, "block_third_party_cookies": False}}
        preferences.write_text(json.dumps(chosen), encoding="utf-8")
    width, height = VIEWPORTS[profile.device]
    mobile = profile.device is Device.MOBILE
    return await playwright.chromium.launch_persistent_context(
        data,
        executable_path=browser.path,
        headless=True,
        chromium_sandbox=sandboxed(),
        args=[*arguments(options, log), *([SIGNAL] if profile.privacy_signal else [])],
        ignore_default_args=["--enable-automation", "--disable-field-trial-config"],
        env={k: v for k, v in os.environ.items() if not k.startswith("AUDITOR_")},
        viewport={"width": width, "height": height},
        device_scale_factor=options.scale,
        is_mobile=mobile,
        has_touch=mobile,
        user_agent=user_agent(browser, profile.device),
        locale=profile.locale,
        timezone_id=TIME_ZONES.get(profile.jurisdiction, "Europe/Brussels"),
        color_scheme="light",
        reduced_motion="reduce",
        accept_downloads=False,
        ignore_https_errors=options.ignore_certificate_errors,
        service_workers="allow",
        timeout=30_000,
    )
