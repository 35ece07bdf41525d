"""The page of a check, its docstring, in the reader's language: as Markdown, and as a web page with what it cites."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markupsafe import Markup

from auditor.domain.checks import Check, Severity
from auditor.domain.profile import Jurisdiction
from auditor.domain.rules import Answer, Rules, Ruling, rules
from auditor.domain.sources import Mark, Source
from auditor.domain.wording import say
from auditor.reporting.environment import environment
from auditor.reporting.languages import Language, languages

ANSWERS = {
    Answer.FAIL.value: say("fails"),
    Answer.REVIEW.value: say("for a person to judge"),
    Answer.OFF.value: say("not asked"),
}
MARKS = {
    Mark.PRIMARY.value: say("the official text was read"),
    Mark.SECONDARY.value: say("from a secondary source"),
    Mark.KNOWLEDGE.value: say("not read again"),
}


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A check under a jurisdiction's rules."""

    check: Check
    ruling: Ruling

    @property
    def severity(self) -> Severity:
        """What a failure weighs."""
        return self.ruling.severity or self.check.severity

    @property
    def answer(self) -> Answer:
        """What becomes of the bad state."""
        return self.ruling.answer

    @property
    def sources(self) -> tuple[Source, ...]:
        """What is cited: the sources of the rules first."""
        return tuple(dict.fromkeys((*self.ruling.sources, *self.check.sources)))


def rows_of(checks: Iterable[Check], under: Rules) -> list[CheckRow]:
    """Every check as these rules have it."""
    return [CheckRow(check, under.ruling(check.id)) for check in checks]


def blocks(page: str) -> list[str]:
    """The paragraphs and headings of a page, each on one line: what is translated as one."""
    return [" ".join(block.split()) for block in re.split(r"\n\s*\n", page) if block.strip()]


def page_in(page: str, language: Language) -> str:
    """The page as Markdown in that language; a paragraph without a translation stays English."""
    return "\n\n".join(_told(block, language) for block in blocks(page)) + "\n"


def _told(block: str, language: Language) -> str:
    heading = re.fullmatch(r"(#+ )(.+)", block)
    return heading[1] + language.gettext(heading[2]) if heading else language.gettext(block)


def list_as_html(checks: Iterable[Check], under: Rules, language: Language) -> str:
    """The list of checks as a web page."""
    places = [rules(j) for j in Jurisdiction]
    known = {"rows": rows_of(checks, under), "under": under, "places": places, "tags": languages(), "answers": ANSWERS}
    return environment(language).get_template("checks.html.j2").render(known)


def page_as_html(row: CheckRow, page: str, under: Rules, language: Language) -> str:
    """The page of one check as a web page; nothing in it is taken for markup of its own."""
    told = "\n\n".join(blocks(page_in(page, language))[1:])  # without the first line, which is the title
    body = Markup(MarkdownIt("commonmark", {"html": False}).render(told))  # noqa: S704 - our own docstring, HTML off
    known = {"row": row, "body": body, "under": under, "tags": languages(), "answers": ANSWERS, "marks": MARKS}
    return environment(language).get_template("check.html.j2").render(known)
