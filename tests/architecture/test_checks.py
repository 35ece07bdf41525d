"""Every check is one file with a page, a test of each answer, and one line in the catalogue."""

import ast
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.domain.artifacts import Missing
from auditor.domain.checks import Outcome
from auditor.domain.profile import Jurisdiction
from auditor.domain.rules import rules
from auditor.evaluation.derive import Bundle
from auditor.evaluation.run_checks import run_checks
from checks.catalogue import CATALOGUE, MODULES, page
from tests.architecture.sources import CHECKS, ROOT, functions, tree

HEADINGS = (
    "What it looks for",
    "Why it matters",
    "Applies when",
    "Fails when",
    "Cannot tell when",
    "Known limits",
    "Example",
    "References",
)
ANSWERS = ("passed", "failed", "cant_tell", "inapplicable")
SITES = ROOT / "tests" / "sites"

each_check = pytest.mark.parametrize("path", CHECKS, ids=lambda p: p.stem)


def sections(path: Path) -> dict[str, str]:
    """The text under each heading of a check's page, in the order of the page."""
    parts = re.split(r"^## (.+)$", ast.get_docstring(tree(path)) or "", flags=re.MULTILINE)
    return dict(zip(parts[1::2], (text.strip() for text in parts[2::2]), strict=True))


def answers(path: Path) -> set[str]:
    """The outcomes a check can give, told from the functions it calls; `judge` gives all four, `judge_leaks` three."""
    called = {n.func.id for n in ast.walk(tree(path)) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
    if "judge" in called:
        return set(ANSWERS)
    shared = {"passed", "failed", "cant_tell"} if "judge_leaks" in called else set()
    return shared | called & set(ANSWERS)


@each_check
def test_page_has_every_heading_in_order(path: Path) -> None:
    assert tuple(sections(path)) == HEADINGS


@each_check
def test_no_section_of_a_page_is_empty(path: Path) -> None:
    assert [heading for heading, text in sections(path).items() if not text] == []


@each_check
def test_page_begins_with_the_bad_state(path: Path) -> None:
    first = (ast.get_docstring(tree(path)) or "").splitlines()[0]
    assert first.endswith(".")


@each_check
def test_example_names_a_site_that_passes_and_one_that_fails(path: Path) -> None:
    example = sections(path)["Example"]
    assert re.match(r"Passes: .+ Fails: .+", example, re.DOTALL)
    for name in re.findall(r"`([a-z-]+)`", example):
        assert (SITES / name / "expect.toml").is_file(), name


def test_catalogue_holds_every_check_once() -> None:
    assert sorted(module.__name__ for module in MODULES) == [f"checks.{path.stem}" for path in CHECKS]


def test_ids_are_the_file_names() -> None:
    for module in MODULES:
        assert module.CHECK.id == module.__name__.rpartition(".")[2].replace("_", "-")


def test_ids_are_unique() -> None:
    assert [check for check, count in Counter(c.id for c in CATALOGUE).items() if count > 1] == []


def test_page_is_the_docstring() -> None:
    for module in MODULES:
        assert page(module.CHECK.id) == module.__doc__


def test_titles_are_two_plain_sentences() -> None:
    for check in CATALOGUE:
        assert check.title != check.failure_title, check.id
        for title in (check.title, check.failure_title):
            assert re.fullmatch(r"[A-Z][^.]+\.", title), check.id


def test_every_check_says_what_it_reads_and_on_what_ground() -> None:
    for check in CATALOGUE:
        assert check.requires, check.id
        assert check.sources, check.id
        assert check.version >= 1, check.id
        assert re.fullmatch(r"\d+\.\d+\.\d+", check.since), check.id


@each_check
def test_every_check_has_a_test_of_each_answer_it_can_give(path: Path) -> None:
    tests = ROOT / "tests" / "unit" / "checks" / f"test_{path.stem}.py"
    assert tests.is_file()
    names = [function.name for function in functions(tests)]
    untold = [a for a in answers(path) | {"passed", "failed"} if not any(n.startswith(f"test_{a}") for n in names)]
    assert untold == []


def test_every_test_of_a_check_belongs_to_one() -> None:
    tested = {path.stem.removeprefix("test_") for path in (ROOT / "tests" / "unit" / "checks").glob("test_*.py")}
    assert tested - {"catalogue"} == {path.stem for path in CHECKS}


def test_every_check_of_the_published_catalogue_is_there() -> None:
    wanted = (ROOT / "tests" / "architecture" / "catalogue.txt").read_text(encoding="utf-8").split()
    assert len(wanted) == 93
    assert sorted(set(wanted) - {check.id for check in CATALOGUE}) == []


def test_without_any_one_piece_of_its_evidence_a_check_is_untested() -> None:
    for check in CATALOGUE:
        declared = {(journey, kind.name): object() for journey, kind in check.requires}
        for missing in declared:
            bundle: Bundle = declared | {missing: Missing("not-seen-this-time")}
            [checked] = run_checks([check], bundle, replace(rules(Jurisdiction.EU), rulings={}))
            assert checked.result.outcome is Outcome.UNTESTED, check.id
            assert "not-seen-this-time" in checked.result.summary
