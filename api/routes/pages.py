"""Pages for people: the checks, each with its own page."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from api.routes.checks import Accepted, Rules, Tag, chosen, find_check
from auditor.domain.profile import Jurisdiction
from auditor.domain.rules import rules
from auditor.reporting.check_pages import list_as_html, page_as_html, rows_of
from auditor.reporting.languages import language, language_of_pages
from checks.catalogue import CATALOGUE, page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
# Nothing but the page itself: its styles stand in it, and it loads nothing.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept-Language",
}


@router.get("/checks")
def checks_page(
    jurisdiction: Rules = Jurisdiction.EU, tag: Annotated[Tag, Query(alias="language")] = None, accepted: Accepted = ""
) -> HTMLResponse:
    """Show the list of checks."""
    spoken = language(chosen(tag, accepted))
    return HTMLResponse(list_as_html(CATALOGUE, rules(jurisdiction), spoken), headers=HEADERS)


@router.get("/checks/{check_id}")
def check_page(
    check_id: str,
    jurisdiction: Rules = Jurisdiction.EU,
    tag: Annotated[Tag, Query(alias="language")] = None,
    accepted: Accepted = "",
) -> HTMLResponse:
    """Show the page of one check."""
    spoken = language_of_pages(chosen(tag, accepted))
    under = rules(jurisdiction)
    [row] = rows_of([find_check(check_id)], under)
    return HTMLResponse(page_as_html(row, page(check_id), under, spoken), headers=HEADERS)
