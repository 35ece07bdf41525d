"""Progress on standard error: a live display on a terminal, plain lines elsewhere, nothing when quiet."""

import time
from collections.abc import Callable
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.markup import escape
from rich.table import Table

from auditor.domain.artifacts import VisitRecord
from auditor.domain.plan import PlannedVisit
from auditor.domain.results import AuditResult, AuditStatus

MARKS = {"waiting": "·", "walking": "…", "done": "✓", "missing": "–"}
SHOWN = 12  # audits on the live display at once; our choice


class Progress:
    """What is going on, for a person to watch."""

    def __init__(self, console: Console, *, quiet: bool) -> None:
        self.console, self.quiet = console, quiet
        self.rows: dict[str, dict[str, str]] = {}
        self.started = time.monotonic()
        self.live = Live(console=console, refresh_per_second=4, transient=True) if self._lively else None

    @property
    def _lively(self) -> bool:
        return self.console.is_terminal and not self.quiet

    def __enter__(self) -> Self:
        if self.live:
            self.live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.live:
            self.live.stop()

    def say(self, text: str) -> None:
        """One line, with nothing of it taken for markup."""
        if not self.quiet:
            self.console.print(plain(text), markup=False, highlight=False, soft_wrap=True)

    def begin(self, url: str) -> Callable[[PlannedVisit, VisitRecord | None], None]:
        """Announce an audit; the function returned hears of its visits."""
        self.rows[url] = {}
        if not self.live:
            self.say(f"auditing {url}")

        def notify(planned: PlannedVisit, record: VisitRecord | None) -> None:
            state = "walking" if record is None else "missing" if record.missing else "done"
            self.rows.setdefault(url, {})[planned.journey.value] = state
            if self.live:
                self.live.update(self._table())
            elif record is not None:
                reason = f" ({record.missing.reason})" if record.missing else ""
                took = record.finished_at - record.started_at
                self.say(f"  {url}: {planned.journey} {MARKS[state]} {took:.1f} s{reason}")

        return notify

    def end(self, url: str, result: AuditResult) -> None:
        """Announce how an audit ended."""
        self.rows.pop(url, None)
        if result.status is AuditStatus.FAILED and result.failure:
            self.say(f"{url}: not audited – {result.failure.message}")
            return
        counts: dict[str, int] = {}
        for checked in result.results:
            counts[checked.result.outcome.value] = counts.get(checked.result.outcome.value, 0) + 1
        told = ", ".join(f"{n} {outcome}" for outcome, n in sorted(counts.items()))
        self.say(f"{url}: {result.status} in {result.finished_at - result.started_at:.1f} s – {told}")

    def _table(self) -> Table:
        table = Table(box=None, pad_edge=False, show_header=False)
        for url, journeys in list(self.rows.items())[:SHOWN]:
            states = "  ".join(f"{MARKS[state]} {name}" for name, state in journeys.items())
            table.add_row(escape(plain(url))[:60], states)
        table.caption = f"{time.monotonic() - self.started:.0f} s"
        return table


def plain(text: str) -> str:
    """The text without control characters, which a page could use to write over the terminal."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)
