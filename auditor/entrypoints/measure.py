"""`auditor measure`: the prominence card of two controls on any page, named by CSS."""

import asyncio
import dataclasses
import json
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import async_playwright

from auditor.capture.browser import BrowserOptions, find_browser
from auditor.capture.errors import PlaywrightError, navigation_error
from auditor.capture.guard import admit
from auditor.capture.pictures import removal_pictures
from auditor.capture.selected import Wanted, selected
from auditor.capture.session import Session, session
from auditor.domain.artifacts import Missing, RemovalPictures
from auditor.domain.controls import Control, Role
from auditor.domain.errors import AuditorError, BrowserFailed, ControlInvisible, OutputRefused
from auditor.domain.facts import Colour, Look, Measured, Prominence
from auditor.domain.profile import Profile
from auditor.domain.target import parse_target
from auditor.measure.domains import host_of
from auditor.measure.prominence.compare import compare
from auditor.reporting.card import card, sentence
from auditor.reporting.document import prominence_part, to_json
from auditor.reporting.heat import drawn, heat
from auditor.reporting.html import CardAbout, render_card
from auditor.reporting.images import encode

SCHEMA = "auditor-measure/1"
FOLDER = Path("auditor-measure")
LIMIT_S = 120.0  # for the whole visit, as for a journey; our choice
TRACE_PX2 = 1.0  # CSS square pixels: a control with which less goes leaves no trace; our choice
CARD, SHOWN = "card.html", "shown.png"


@dataclass(frozen=True, slots=True)
class MeasureOptions:
    """Everything `auditor measure` was asked for; the scale is that of the browser."""

    url: str
    accept: str
    reject: str
    profile: Profile
    browser: BrowserOptions

    @property
    def wanted(self) -> tuple[Wanted, Wanted]:
        """The two controls as they were asked for."""
        return Wanted(Role.ACCEPT, self.accept), Wanted(Role.REJECT, self.reject)


@dataclass(frozen=True, slots=True)
class Measurement:
    """Two controls of a page, compared; `url` is where the page was in the end."""

    url: str
    accept: Control
    reject: Control
    pictures: RemovalPictures
    seen: Prominence


async def measure(options: MeasureOptions) -> Measurement:
    """Open the page in a fresh browser, find both controls and compare them; raises what keeps it from that."""
    target = parse_target(options.url)
    await admit(target, allow_private=options.browser.allow_private)
    try:
        async with asyncio.timeout(LIMIT_S), _opened(options) as opened:
            await opened.open(target.url)
            controls = await selected(opened, options.accept, options.reject)
            pictures = await removal_pictures(opened, controls, options.browser.scale)
            url = opened.page.url
    except (PlaywrightError, TimeoutError) as error:
        raise navigation_error(error) from error
    except ValueError as error:
        raise BrowserFailed("the page did not let its controls be looked at; try again") from error
    if isinstance(pictures, Missing):
        raise _cut_off(options, controls)
    accept, reject = controls
    seen = await asyncio.to_thread(compare, pictures, label_of(accept), label_of(reject))
    if isinstance(seen, Missing):
        raise _unseen(options, pictures, seen)
    return Measurement(url, accept, reject, pictures, seen)


@asynccontextmanager
async def _opened(options: MeasureOptions) -> AsyncIterator[Session]:
    scratch = Path(tempfile.mkdtemp(prefix="auditor-measure-"))
    try:
        async with async_playwright() as playwright:
            browser = await asyncio.to_thread(find_browser, options.browser, playwright.chromium.executable_path)
            async with session(playwright, browser, options.browser, options.profile, scratch) as opened:
                yield opened
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def label_of(control: Control) -> str:
    """The words on a control, or what it is called."""
    return control.label or control.accessible_name


def _cut_off(options: MeasureOptions, controls: tuple[Control, Control]) -> AuditorError:
    names = [str(w) for w, c in zip(options.wanted, controls, strict=True) if not c.in_view] or map(str, options.wanted)
    return ControlInvisible(f"{' and '.join(names)}: not whole on the screen; name controls that are, or use --device")


def _unseen(options: MeasureOptions, pictures: RemovalPictures, why: Missing) -> AuditorError:
    found = heat(pictures)
    changes = zip(options.wanted, (found.accept, found.reject), strict=True)
    names = [str(wanted) for wanted, change in changes if change.area < TRACE_PX2]
    if not names:
        return BrowserFailed(f"the pictures could not be compared ({why.reason}); try again with --scale 2")
    told = "what it matches leaves no trace in the picture"
    return ControlInvisible(f"{' and '.join(names)}: {told}; name the element that a visitor sees")


def write_card(found: Measurement, options: MeasureOptions, folder: Path) -> Path:
    """Write the card and its pictures; returns where the card is."""
    about = CardAbout(
        host_of(found.url),
        (
            ("address", found.url),
            ("accept", options.accept),
            ("reject", options.reject),
            ("device", options.profile.device.value),
            ("device pixels to a CSS pixel", f"{options.browser.scale:g}"),
            ("locale", options.profile.locale),
        ),
    )
    shown = card(found.seen, found.pictures, label_of(found.accept), label_of(found.reject))
    pictures = {
        SHOWN: found.pictures.shown,
        "shown-reject.png": found.pictures.reject_shown,
        "without-accept.png": found.pictures.without_accept,
        "without-reject.png": found.pictures.without_reject,
        "heat-map.png": encode(drawn(heat(found.pictures))),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, png in pictures.items():
            if png:
                (folder / name).write_bytes(png)
        (folder / CARD).write_text(render_card(shown, about), encoding="utf-8")
    except OSError as error:
        raise OutputRefused(f"--output {folder} cannot be written: {error.strerror or error}") from error
    return folder / CARD


def told(found: Measurement, options: MeasureOptions, folder: Path | None) -> dict[str, Any]:
    """The measurement as a document; `folder` is where its pictures were written."""
    seen = found.seen
    return {
        "schema": SCHEMA,
        "url": found.url,
        "selectors": {"accept": options.accept, "reject": options.reject},
        "device": options.profile.device.value,
        "locale": options.profile.locale,
        "scale": options.browser.scale,
        "labels": {"accept": label_of(found.accept), "reject": label_of(found.reject)},
        "kinds": {"accept": seen.accept.kind.value, "reject": seen.reject.kind.value},
        "sentence": sentence(seen),
        "thresholds": seen.thresholds,
        "prominence": prominence_part(seen, str(folder / SHOWN) if folder else None),
        "looks": {"accept": _look(seen.accept), "reject": _look(seen.reject)},
        "card": str(folder / CARD) if folder else None,
    }


def on_one_line(document: dict[str, Any]) -> str:
    """The document as one line of JSON in which nothing that a page wrote reaches a terminal as a control character."""
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in to_json(document))


def _look(look: Look) -> dict[str, Any]:
    return {field.name: _value(getattr(look, field.name)) for field in dataclasses.fields(look)}


def _value(value: float | str | Measured | Colour | object) -> object:
    """Colours as in a style sheet, measured values with their error and reason."""
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, tuple):
        return "#" + "".join(f"{c:02x}" for c in value)
    if isinstance(value, Measured):
        return {
            "value": None if value.value is None else round(value.value, 3),
            "error": round(value.error, 3),
            "reason": value.reason,
        }
    return dataclasses.asdict(value) if dataclasses.is_dataclass(value) and not isinstance(value, type) else value
