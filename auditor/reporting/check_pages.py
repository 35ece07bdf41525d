"""The page of a check: its docstring, in the reader's language, as text or as HTML."""

import re

from markdown_it import MarkdownIt

from auditor.reporting.languages import Language


def blocks(page: str) -> list[str]:
    """The paragraphs and headings of a page, each on one line: what is translated as one."""
    return [" ".join(block.split()) for block in re.split(r"\n\s*\n", page) if block.strip()]


def page_in(page: str, language: Language) -> str:
    """The page as Markdown in that language; a paragraph without a translation stays English."""
    return "\n\n".join(_told(block, language) for block in blocks(page)) + "\n"


def _told(block: str, language: Language) -> str:
    heading = re.fullmatch(r"(#+ )(.+)", block)
    return heading[1] + language.gettext(heading[2]) if heading else language.gettext(block)


def as_html(page: str) -> str:
    """The page as HTML without its first line, which is the title; nothing in it is taken for markup of its own."""
    html: str = MarkdownIt("commonmark", {"html": False}).render("\n\n".join(blocks(page)[1:]))
    return html
