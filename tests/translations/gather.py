"""Everything that a report or a check's page can say, by catalogue."""

from collections.abc import Iterator
from enum import StrEnum
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract

from auditor.domain.checks import Confidence, Severity
from auditor.domain.choices import Mechanism
from auditor.domain.controls import Kind, Role
from auditor.domain.declarations import Category
from auditor.domain.errors import AuditorError
from auditor.domain.journeys import Journey, StepName
from auditor.domain.profile import Device, Jurisdiction
from auditor.domain.recording import ItemKind, Party
from auditor.domain.results import AuditStatus
from auditor.domain.rules import rules
from auditor.domain.signals import Channel
from auditor.domain.sources import Mark, sources
from auditor.domain.tables import Place
from auditor.measure.knowledge import knowledge
from auditor.reporting.check_pages import blocks
from checks.catalogue import CATALOGUE, page

ROOT = Path(__file__).parents[2]
SAID = {"say": None, "say_many": (1, 2), "_": None, "gettext": None, "ngettext": (1, 2)}
DIMENSIONS = ("kind", "area", "fill", "label-contrast", "x-height", "stroke", "isolation", "occlusion", "removal")
SHOWN: tuple[type[StrEnum], ...] = (
    AuditStatus, Category, Channel, Confidence, Device, ItemKind, Journey, Kind,
    Mechanism, Party, Place, Role, Severity, StepName,
)  # fmt: skip
Message = str | tuple[str, str]


def gathered() -> dict[str, dict[Message, str]]:
    """The messages of each catalogue with where they come from; each message belongs to the first that has it."""
    found: dict[str, dict[Message, str]] = {}
    taken: set[Message] = set()
    for name, messages in (
        ("report", _report()),
        ("results", _results()),
        ("sources", _sources()),
        ("pages", _pages()),
    ):
        found[name] = {}
        for message, place in messages:
            if message not in taken and any(c.isalpha() for c in str(message)):
                taken.add(message)
                found[name][message] = place
    return found


def _report() -> Iterator[tuple[Message, str]]:
    yield from _in_code(ROOT / "auditor" / "reporting", "*.py", "python")
    yield from _in_code(ROOT / "auditor" / "reporting" / "templates", "*.j2", "jinja2.ext.babel_extract")
    yield from _in_code(ROOT / "api", "*.j2", "jinja2.ext.babel_extract")
    for closed in SHOWN:
        for member in closed:
            yield member.value, closed.__name__
    for error in AuditorError.__subclasses__():
        if error.__module__ == AuditorError.__module__:  # those of other rooms never reach a report
            yield error().message, error.__name__


def _results() -> Iterator[tuple[Message, str]]:
    for check in CATALOGUE:
        yield check.title, f"{check.id}, good state"
        yield check.failure_title, f"{check.id}, bad state"
    for folder in ("checks", "auditor/evaluation", "auditor/measure", "auditor/domain", "auditor/capture"):
        yield from _in_code(ROOT / folder, "*.py", "python")
    for name in DIMENSIONS:
        yield name, "dimension of prominence"
    table = knowledge()
    for purpose in sorted({"consent-record", *(e.purpose for e in (*table.entries, *table.exemptions))}):
        yield purpose, "purpose of an item"


def _sources() -> Iterator[tuple[Message, str]]:
    for source in sources().values():
        reference = source.reference if source.reference_mark is not Mark.KNOWLEDGE else None
        for words in (source.name, reference, source.about, source.limit, source.status, source.meaning):
            if words:
                yield words, source.id
    for jurisdiction in Jurisdiction:
        yield rules(jurisdiction).name, jurisdiction.value


def _pages() -> Iterator[tuple[Message, str]]:
    for check in CATALOGUE:
        for block in blocks(page(check.id)):
            yield block.lstrip("# ") if block.startswith("#") else block, check.id


def _in_code(folder: Path, pattern: str, method: str) -> Iterator[tuple[Message, str]]:
    for path in sorted(folder.rglob(pattern)):
        options = {"trimmed": "true", "newstyle_gettext": "true"}
        for _, message, _, _ in extract(method, BytesIO(path.read_bytes()), SAID, options=options):
            yield (tuple(message) if isinstance(message, (tuple, list)) else message), str(path.relative_to(ROOT))


def template(messages: dict[Message, str]) -> Catalog:
    """A catalogue that holds these messages, none of them translated."""
    made = Catalog(project="consent-auditor", charset="utf-8", fuzzy=False)
    for message, place in messages.items():
        made.add(message, auto_comments=[place])
    return made
