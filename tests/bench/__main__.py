"""Prints one table: an audit beside bare Playwright through the same journeys, medians and ratios of one run."""

import statistics
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench.measure import Cost, measure
from tests.bench.sites import LIGHT, light_site

ROUNDS = 3
ROOT = Path(__file__).parent.parent.parent
BIN = Path(sys.executable).parent


def main() -> None:
    """Measure both in turn, so that what else the machine does falls on both."""
    with tempfile.TemporaryDirectory() as temporary, light_site() as url:
        folder = Path(temporary)
        bare, recorded, audit = [], [], []
        for number in range(ROUNDS):
            sys.stderr.write(f"round {number + 1} of {ROUNDS}\n")
            for costs, words in ((bare, ()), (recorded, ("recorded",))):
                place = folder / "-".join(("bare", str(number), *words))
                walk = [sys.executable, "-m", "tests.bench.bare", url, str(place / "out"), *words]
                costs.append(measure(walk, place, root=ROOT))
            place = folder / f"audit-{number}"
            command = [str(BIN / "auditor"), "run", url, "--allow-private", "-o", "out", "--database", "sqlite:///a.db"]
            audit.append(measure(command, place, frozenset({0, 1})))
        Console().print(table(bare, recorded, audit))


def table(bare: list[Cost], recorded: list[Cost], audit: list[Cost]) -> Table:
    """Medians side by side, each with its ratio to bare Playwright."""
    shown = Table(title=f"One audit of a light site ({LIGHT}), medians of {ROUNDS}")
    for name in ("", "bare Playwright", "with the recorders", "ratio", "audit", "ratio"):
        shown.add_column(name, justify="left" if not name else "right")
    for name, of, unit in (
        ("processor time", lambda c: c.cpu_s, "s"),
        ("wall time", lambda c: c.wall_s, "s"),
        ("peak memory (PSS of the tree)", lambda c: c.memory / 2**20, "MiB"),
        ("reports and evidence", lambda c: c.evidence / 1000, "kB"),
    ):
        first, second, third = (statistics.median(of(c) for c in costs) for costs in (bare, recorded, audit))
        ratios = [f"{value / first:.2f}" if first else "–" for value in (second, third)]
        figures = [f"{value:.1f} {unit}" for value in (first, second, third)]
        shown.add_row(name, figures[0], figures[1], ratios[0], figures[2], ratios[1])
    return shown


if __name__ == "__main__":
    main()
