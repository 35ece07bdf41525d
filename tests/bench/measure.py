"""Measuring a command with everything it starts: processor time, wall time and peak memory."""

import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

EVERY_S = 0.05  # between two looks at the process tree


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took; `memory` is the highest proportional set size of the whole tree, in bytes."""

    cpu_s: float
    wall_s: float
    memory: int
    evidence: int


def measure(
    command: list[str], folder: Path, accepted: frozenset[int] = frozenset({0}), root: Path | None = None
) -> Cost:
    """Run a command in an empty folder, or in `root`, and watch its process tree; raises when it fails."""
    folder.mkdir(parents=True)
    started, cpu, peak = time.monotonic(), dict[tuple[int, float], float](), 0
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(command, stdout=log, stderr=log, cwd=root or folder) as process,
    ):
        root = psutil.Process(process.pid)
        while process.poll() is None:
            memory = 0
            for one in _tree(root):
                try:
                    times = one.cpu_times()
                    cpu[one.pid, one.create_time()] = times.user + times.system
                    memory += one.memory_full_info().pss
                except (psutil.NoSuchProcess, psutil.AccessDenied):
                    continue
            peak = max(peak, memory)
            time.sleep(EVERY_S)
        wall = time.monotonic() - started
    if process.returncode not in accepted:
        raise RuntimeError((folder / "log").read_text(errors="replace")[-2000:])
    evidence = (
        sum(p.stat().st_size for p in (folder / "out").rglob("*") if p.is_file()) if (folder / "out").exists() else 0
    )
    return Cost(sum(cpu.values()), wall, peak, evidence)


def _tree(root: psutil.Process) -> list[psutil.Process]:
    try:
        return [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []
