"""Following the banner's own link to its details, with the banner untouched."""

import asyncio
from urllib.parse import urljoin, urlsplit

from auditor.capture.errors import PlaywrightError
from auditor.capture.layers import find_layer
from auditor.capture.session import Session
from auditor.domain.artifacts import Missing
from auditor.domain.choices import PolicyPage
from auditor.domain.controls import Control, Layer, Role
from auditor.domain.errors import AuditorError, HttpFailed, NotHtml
from auditor.measure.lexicon.languages import language_of

MAX_TEXT = 200_000  # characters that are kept; our choice
COVERED = 0.8  # of the page, CATALOGUE gives no number; our choice
LIMIT_S = 30.0  # our choice


async def open_policy(session: Session, layer: Layer) -> PolicyPage | Missing:
    """The page behind the banner's link, with empty fields where there is no link; `Missing` where it did not open."""
    control = _link(layer)
    if control is None:
        return PolicyPage("", "", None, "", None, covered=False)
    url = urljoin(session.page.url, control.href)
    if not control.href or urlsplit(url).scheme not in {"http", "https"} or control.href.startswith("#"):
        return PolicyPage(control.label, url if control.href else "", None, "", None, covered=False, opened_dialog=True)
    try:
        async with asyncio.timeout(LIMIT_S):
            await session.open(url, referer=session.page.url)
    except HttpFailed as error:
        return PolicyPage(control.label, url, _status(error), "", None, covered=False)
    except NotHtml:
        return PolicyPage(control.label, url, 200, "", None, covered=False)
    except (AuditorError, PlaywrightError, TimeoutError) as error:
        return Missing(f"policy-page-not-opened: {type(error).__name__}")
    return await _read(session, control, url)


def _link(layer: Layer) -> Control | None:
    """The control that leads to details, one with an address before one without."""
    links = [c for c in layer.controls if c.role is Role.POLICY]
    return next((c for c in links if c.href and not c.href.startswith("#")), links[0] if links else None)


def _status(error: HttpFailed) -> int | None:
    number = next((w for w in error.message.split() if w.isdigit()), None)
    return int(number) if number else None


async def _read(session: Session, control: Control, url: str) -> PolicyPage:
    view = await session.look()
    found = find_layer(view)
    box = found.layer.box.clipped(view.viewport) if found and found.layer.box else None
    covered = box is not None and box.area > COVERED * view.viewport.area
    text = " ".join(view.text(view.nodes[0]).split()) if view.nodes else ""
    if found:
        text = text.replace(found.layer.text, " ")
    return PolicyPage(control.label, url, 200, text[:MAX_TEXT], language_of(text, view.language), covered=covered)
