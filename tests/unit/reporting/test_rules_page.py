"""The page about rules is made from the data, and is current."""

import subprocess
import sys
from pathlib import Path

import pytest

from auditor.domain.profile import Jurisdiction
from auditor.domain.rules import rules
from auditor.domain.sources import Mark, SourceKind, sources
from auditor.reporting.rules_page import rules_page

PAGE = Path(__file__).parents[3] / "docs" / "rules.md"


def test_the_page_is_current() -> None:
    hint = "run: python -m auditor.reporting.rules_page > docs/rules.md"
    assert PAGE.read_text(encoding="utf-8") == rules_page(), hint


def test_the_page_is_printed_by_its_module() -> None:
    command = [sys.executable, "-m", "auditor.reporting.rules_page"]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    assert done.stdout.decode() == rules_page()


@pytest.mark.parametrize("jurisdiction", list(Jurisdiction))
def test_every_profile_has_its_switches_and_says_that_nobody_reviewed_it(jurisdiction: Jurisdiction) -> None:
    part = rules_page().split(f"### `{jurisdiction.value}`: ")[1].split("\n## ")[0].split("\n### ")[0]
    assert all(f"| `{check}` | {r.answer.value} |" in part for check, r in rules(jurisdiction).rulings.items())
    assert "Reviewed by: nobody yet." in part
    assert "24 November 2026" in part


def test_every_decision_stands_with_its_status_and_meaning() -> None:
    page = rules_page()
    found = [s for s in sources().values() if s.kind in {SourceKind.COURT, SourceKind.DECISION}]
    assert found
    assert [s.id for s in found if f"| {s.status} | {s.meaning} |" not in page] == []
    assert "| 50,000 | cookies without valid consent |" in page


def test_a_reference_that_nobody_read_is_not_printed() -> None:
    page = rules_page()
    unread = {s.reference for s in sources().values() if s.reference and s.reference_mark is Mark.KNOWLEDGE}
    assert unread
    assert [r for r in unread if f", {r} |" in page or f", {r};" in page] == []
