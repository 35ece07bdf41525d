"""The templates of reports and pages, in one language: every text is told in it, everything is escaped."""

from collections.abc import Callable
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from auditor.domain.moments import moment
from auditor.reporting.document_withdrawal import timestamp
from auditor.reporting.languages import Language
from auditor.reporting.reason_words import JOURNEYS
from auditor.reporting.reasons import reason_in_words, summary_in_words


@lru_cache(maxsize=32)
def environment(language: Language) -> Environment:
    """Templates whose `_()` and `ngettext()` are the language's; `{{ text }}` is told in it without further ado."""
    made = Environment(
        loader=PackageLoader("auditor.reporting"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        finalize=language.tell,
    )
    made.install_gettext_translations(language.translations, newstyle=True)  # type: ignore[attr-defined]
    made.globals["lang"] = language.tag
    made.filters |= {
        "when": timestamp,
        "clock": _clock,
        "tell": language.tell,
        "words": language.gettext,
        "number": _number(language),
        "reason": reason_in_words,
        "summary": summary_in_words,
        "journey": lambda name: JOURNEYS.get(name, name),
    }
    return made


def _number(language: Language) -> Callable[[float | None, int], str]:
    def number(value: float | None, digits: int = 2) -> str:
        return language.gettext("not measured") if value is None else language.number(f"{value:.{digits}f}")

    return number


def _clock(at: float) -> str:
    return moment(at).isoformat(timespec="milliseconds")[11:23]
