"""The sites that the benchmarks run on, with their libraries from npm."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.sites.server import serve_sites

LIGHT = "vanilla-honest"
SITES = Path(__file__).parent.parent / "sites"


@contextmanager
def light_site() -> Iterator[str]:
    """The address of a light site with a real consent library, served while the block runs."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(SITES / name, folder / name)
        beside = Path(sys.executable).with_name("npm")
        npm = str(beside) if beside.exists() else "npm"
        subprocess.run([npm, "ci", "--ignore-scripts"], cwd=folder, check=True, capture_output=True)
        with serve_sites(folder / "node_modules") as web:
            yield web.url(LIGHT)
