"""The source files that the rules of the architecture are about."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("auditor", "api", "checks", "migrations")
SOURCES = tuple(sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py")))
# The catalogue lists the checks and is none.
CHECKS = tuple(path for path in sorted((ROOT / "checks").glob("*.py")) if path.stem not in {"__init__", "catalogue"})


def name_of(path: Path) -> str:
    """The path from the root of the project, as in a message."""
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file, inner ones as well."""
    return (n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
