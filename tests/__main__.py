"""One command that checks everything: `python -m tests`, or `python -m tests unit` for the fast part alone."""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
# Visits wait more than they compute, so there are more workers than cores.
WORKERS = "4"
COVERAGE = ("--cov", "--cov-report=term:skip-covered", "--cov-fail-under=94")
PARALLEL = (sys.executable, "-m", "pytest", "-q", "-n", WORKERS, "--dist", "worksteal")
STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("format", (str(BIN / "ruff"), "format", "--check", "--quiet", ".")),
    ("lint", (str(BIN / "ruff"), "check", "--quiet", ".")),
    ("types", (str(BIN / "mypy"), "--no-error-summary")),
    ("contracts", (str(BIN / "lint-imports"), "--no-cache")),
    # Tests that share one visit, or one run of an oracle, stay together; the others are dealt out.
    ("together", (sys.executable, "-m", "pytest", "-q", "-m", "together", "--cov", "--cov-report=")),
    ("tests", (*PARALLEL, "-m", "not together", "--cov-append", *COVERAGE)),
)
FAST = (("tests", (sys.executable, "-m", "pytest", "-q", "-n", WORKERS, "tests/unit", "tests/architecture")),)


def main(arguments: list[str]) -> int:
    """Run every step, and say at the end which failed."""
    failed = []
    for name, command in FAST if arguments == ["unit"] else STEPS:
        started = time.monotonic()
        sys.stdout.write(f"== {name}\n")
        sys.stdout.flush()
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
        sys.stdout.write(f"== {name}: {'ok' if code == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s\n")
        failed += [name] if code else []
    sys.stdout.write(f"failed: {', '.join(failed)}\n" if failed else "everything passed\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
