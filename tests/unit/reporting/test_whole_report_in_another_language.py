"""A report in another language has no English left but words of the site and names.

The language here is made up: every letter of every message is set in a wide form, so that whatever stays narrow was not
told in it.
"""

import gettext
import html
import re

import pytest

from auditor.domain.journeys import Journey
from auditor.reporting import html as report
from auditor.reporting.exhibits import exhibits
from auditor.reporting.languages import Language
from auditor.reporting.pictures import pictures
from tests.unit.reporting.whole_audit import audit, concluded

WIDE = {letter: letter + 0xFEE0 for letter in [*range(65, 91), *range(97, 123)]}
PLACE = re.compile(r"(\{[^{}]*\}|%\(\w+\)s)|[A-Za-z]+")
# Labels and hosts of the site in these tests, names of products, and versions in the last lines of a report.
OF_THE_SITE = frozenset(
    [
        "shop",
        "example",
        "www",
        "com",
        "https",
        "google-analytics",
        "Reject",
        "Accept",
        "all",
        "Privacy",
        "policy",
        "Action",
        "withdraw",
        "show",
        "klaro",
        "function",
        "Klaro",
        "Google",
        "Analytics",
        "Chromium",
        "SHA",
        "evidence",
        "zip",
        "en-GB",
        "Dezember",
        "November",
    ]
)
VERSIONS = re.compile(r"knowledge [\w.]+, records .*?cname-trackers")


def wide(message: str) -> str:
    """A message with wide letters, its places for values as they are."""
    return PLACE.sub(lambda found: found[0] if found[1] else found[0].translate(WIDE), message)


class Wide(gettext.NullTranslations):
    """The made-up language."""

    def gettext(self, message: str) -> str:
        return wide(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return wide(msgid1 if n == 1 else msgid2)


def narrow(page: str) -> set[str]:
    """The words of a page that are in narrow letters; codes, records and labels are the site's."""
    page = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    page = re.sub(r"<(code|pre|bdi)\b[^>]*>.*?</\1>", "", page, flags=re.DOTALL)
    spoken = " ".join(re.findall(r'(?:aria-label|data-th|alt|title)="([^"]*)"', page))
    text = VERSIONS.sub("", html.unescape(re.sub(r"<[^>]+>", " ", page) + " " + spoken))
    # Codes with a digit or an underscore are names of cookies, signals and digests.
    return {w for w in re.findall(r"[\w'’-]{3,}", text) if re.search(r"[A-Za-z]{3}", w) and not re.search(r"[\d_]", w)}


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    language = Language("de", Wide())
    monkeypatch.setattr(report, "language", lambda _tag: language)


@pytest.mark.usefixtures("made_up")
def test_nothing_of_a_report_stays_english() -> None:
    records = audit()
    result = concluded(records)
    withdrawing = next(r for r in records if r.journey is Journey.WITHDRAW)
    page = report.render_html(result, pictures(records, result), exhibits(withdrawing, result))
    left = {w for w in narrow(page) if w.strip("-") not in OF_THE_SITE}
    assert left == set()


@pytest.mark.usefixtures("made_up")
def test_nothing_of_a_report_without_evidence_stays_english() -> None:
    page = report.render_html(concluded([]), pictures([], concluded([])))
    assert {w for w in narrow(page) if w.strip("-") not in OF_THE_SITE} == set()
