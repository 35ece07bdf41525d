"""The checks: what each looks for, under which rule, and how sure it can be."""

from typing import Annotated

from fastapi import APIRouter, Header, Query

from api.schemas import CheckEntry, CheckPage, SourceEntry
from auditor.domain.checks import Check
from auditor.domain.errors import UnknownName
from auditor.domain.profile import Jurisdiction
from auditor.domain.rules import rules
from auditor.domain.sources import Source
from auditor.reporting.check_pages import page_in, rows_of
from auditor.reporting.languages import Language, language, language_of_pages, preferred
from checks.catalogue import CATALOGUE, page

router = APIRouter(prefix="/v1/checks", tags=["checks"])
Rules = Annotated[Jurisdiction, Query(description="Rules that severity and citations are given under")]
Tag = Annotated[str | None, Query(max_length=35, description="Language of the texts; default: Accept-Language")]
Accepted = Annotated[str, Header(alias="Accept-Language", max_length=200)]


@router.get("", operation_id="listChecks")
def list_checks(
    jurisdiction: Rules = Jurisdiction.EU, tag: Annotated[Tag, Query(alias="language")] = None, accepted: Accepted = ""
) -> list[CheckEntry]:
    """List every check in the order of the reports."""
    spoken = language(chosen(tag, accepted))
    return [_entry(check, jurisdiction, spoken) for check in CATALOGUE]


@router.get("/{check_id}", operation_id="getCheck")
def get_check(
    check_id: str,
    jurisdiction: Rules = Jurisdiction.EU,
    tag: Annotated[Tag, Query(alias="language")] = None,
    accepted: Accepted = "",
) -> CheckPage:
    """Give a check with its whole page as Markdown."""
    spoken = language_of_pages(chosen(tag, accepted))
    check = find_check(check_id)
    entry = _entry(check, jurisdiction, spoken)
    return CheckPage(
        **entry.model_dump(), page=page_in(page(check.id), spoken), sources=_sources(check, jurisdiction, spoken)
    )


def find_check(check_id: str) -> Check:
    """The check with that id; raises `UnknownName`."""
    found = next((check for check in CATALOGUE if check.id == check_id), None)
    if found is None:
        raise UnknownName("there is no check with this id")
    return found


def chosen(tag: str | None, accepted: str) -> str:
    """The language asked for by name, else the one the client would rather have; raises `UnknownName`."""
    return language(tag).tag if tag else preferred([part.split(";")[0].strip() for part in accepted.split(",")])


def _entry(check: Check, jurisdiction: Jurisdiction, spoken: Language) -> CheckEntry:
    [row] = rows_of([check], rules(jurisdiction))
    return CheckEntry(
        id=check.id,
        version=check.version,
        title=spoken.gettext(check.title),
        failure_title=spoken.gettext(check.failure_title),
        severity=row.severity.value,
        answer=row.answer.value,
        status=check.status.value,
        since=check.since,
    )


def _sources(check: Check, jurisdiction: Jurisdiction, spoken: Language) -> list[SourceEntry]:
    [row] = rows_of([check], rules(jurisdiction))
    return [_source(source, spoken) for source in row.sources]


def _source(source: Source, spoken: Language) -> SourceEntry:
    return SourceEntry(
        label=str(spoken.tell(source.label)),
        url=source.url,
        limit=spoken.gettext(source.limit) if source.limit else None,
        verified=source.mark.value,
    )
