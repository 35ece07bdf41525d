"""Files and functions stay short, package roots stay empty, and every silenced rule is named."""

import ast
import re

import pytest

from tests.architecture.sources import PACKAGES, ROOT, SOURCES, functions, name_of, tree

MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 60
# Put together here so that this file does not silence anything itself.
SILENCED = re.compile(r"#\s*(?:" + "type: " + r"ignore(?!\[[a-z-]+)|" + "no" + r"qa(?!: [A-Z]+[0-9]+))")


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_is_looked_at(package: str) -> None:
    assert ROOT / package / "__init__.py" in SOURCES


def test_no_file_is_too_long() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES_OF_A_FILE} == {}


def test_no_function_is_too_long() -> None:
    long = []
    for path in SOURCES:
        for function in functions(path):
            lines = (function.end_lineno or function.lineno) - function.lineno + 1
            if lines > MOST_LINES_OF_A_FUNCTION:
                long.append(f"{name_of(path)}:{function.name} has {lines} lines")
    assert long == []


def test_package_roots_hold_a_docstring_only() -> None:
    for path in SOURCES:
        if path.name == "__init__.py":
            body = tree(path)
            assert ast.get_docstring(body), name_of(path)
            assert len(body.body) == 1, name_of(path)


def test_every_folder_with_sources_is_a_package() -> None:
    assert [name_of(p.parent) for p in SOURCES if not (p.parent / "__init__.py").is_file()] == []


def test_every_silenced_rule_is_named() -> None:
    nameless = []
    for path in (*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if SILENCED.search(line):
                nameless.append(f"{name_of(path)}:{number}")
    assert nameless == []


@pytest.mark.parametrize(
    ("line", "nameless"),
    [
        ("x = 1  # " + "type: " + "ignore", True),
        ("x = 1  # " + "no" + "qa", True),
        ("x = 1  #" + "no" + "qa: because", True),
        ("x = 1  # " + "type: " + "ignore[arg-type]  # why", False),
        ("x = 1  # " + "no" + "qa: PLR2004 - why", False),
        ("x = 1  # a remark", False),
    ],
)
def test_nameless_silence_is_recognised(line: str, nameless: bool) -> None:
    assert bool(SILENCED.search(line)) is nameless
