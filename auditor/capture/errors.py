"""Playwright's exceptions become ours here, and nowhere else."""

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout

from auditor.domain.errors import (
    AuditorError,
    BrowserFailed,
    LoadTimeout,
    NotHtml,
    SiteUnreachable,
    TlsFailed,
)

__all__ = ["PlaywrightError", "PlaywrightTimeout", "navigation_error", "short"]

_CODES: tuple[tuple[tuple[str, ...], type[AuditorError], str], ...] = (
    (("ERR_NAME_NOT_RESOLVED", "ERR_NAME_RESOLUTION"), SiteUnreachable, "the host name was not found"),
    (("ERR_CERT", "ERR_SSL", "ERR_BAD_SSL"), TlsFailed, ""),
    (("ERR_CONNECTION_REFUSED",), SiteUnreachable, "the connection was refused"),
    (("ERR_CONNECTION_TIMED_OUT", "ERR_TIMED_OUT"), SiteUnreachable, "the connection timed out"),
    (("ERR_TOO_MANY_REDIRECTS",), SiteUnreachable, "the site redirects in a circle"),
    (("Download is starting", "ERR_ABORTED"), NotHtml, ""),
    (("ERR_UNSAFE_PORT",), SiteUnreachable, "browsers refuse this port"),
)


def navigation_error(error: Exception) -> AuditorError:
    """The error of ours for a page that could not be opened."""
    if isinstance(error, AuditorError):
        return error
    text = str(error)
    for markers, kind, message in _CODES:
        if any(m in text for m in markers):
            return kind(message)
    if isinstance(error, (PlaywrightTimeout, TimeoutError)):
        return LoadTimeout()
    if "net::" in text:
        return SiteUnreachable(f"the site could not be reached ({short(error)})")
    return BrowserFailed(f"the browser did not answer ({short(error)})")


def short(error: BaseException) -> str:
    """The first line of an error, at most 120 characters."""
    lines = str(error).strip().splitlines()
    text = (lines[0] if lines else type(error).__name__).split(" at http")[0]
    return text.removeprefix("Page.goto: ")[:120]
