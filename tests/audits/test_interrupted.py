"""A killed program leaves a database and a folder that the next run uses without complaint."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.sites.server import Web

pytestmark = pytest.mark.browser
AUDITOR = str(Path(sys.executable).with_name("auditor"))


def statuses(path: Path) -> list[tuple[str, str | None]]:
    if not path.exists():
        return []
    database = sqlite3.connect(path)
    try:
        return list(database.execute("SELECT status, failure_code FROM audits ORDER BY created_at"))
    except sqlite3.OperationalError:  # the table is not there yet
        return []
    finally:
        database.close()


def test_killing_it_in_mid_audit_harms_nothing(web: Web, tmp_path: Path) -> None:
    where = [
        "--database",
        f"sqlite:///{tmp_path / 'a.db'}",
        "-o",
        str(tmp_path / "out"),
        "--allow-private",
        "--journeys",
        "no-action",
    ]
    command = [AUDITOR, "run", web.url("nothing-to-ask"), *where]
    with subprocess.Popen(command, stderr=subprocess.PIPE, cwd=tmp_path, start_new_session=True) as first:
        end = time.monotonic() + 60
        while statuses(tmp_path / "a.db") != [("running", None)]:
            assert time.monotonic() < end, "the audit never began"
            assert first.poll() is None
        os.killpg(first.pid, signal.SIGKILL)
    second = subprocess.run(
        [*command, "--json"], capture_output=True, text=True, timeout=120, check=False, cwd=tmp_path
    )
    assert second.returncode == 0, second.stderr
    assert json.loads(second.stdout)["status"] == "completed"
    assert statuses(tmp_path / "a.db") == [("failed", "audit-interrupted"), ("completed", None)]
    assert list((tmp_path / "artifacts").rglob(".tmp-*")) == []
