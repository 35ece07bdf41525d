"""The demo: a deceptive shop and its honest twin."""

import json
import re
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
AUDITOR = str(Path(sys.executable).with_name("auditor"))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    command = [AUDITOR, "demo", "--output", str(folder / "out"), "--database", f"sqlite:///{folder / 'a.db'}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert len(re.findall(r"/report\.html$", done.stdout, re.MULTILINE)) == 2
    return folder


def result(demo: Path, shop: str) -> dict[str, list[dict[str, str]]]:
    path = next((demo / "out").glob(f"{shop}-teapots.localhost-*/result.json"))
    return dict(json.loads(path.read_text(encoding="utf-8")))


def failed(told: dict[str, list[dict[str, str]]]) -> set[str]:
    return {r["check"] for r in told["results"] if r["outcome"] == "failed"}


def test_the_honest_twin_has_no_failed_check_and_was_seen_in_full(demo: Path) -> None:
    told = result(demo, "honest")
    assert failed(told) == set()
    assert told["status"] == "completed"
    assert sum(r["outcome"] == "passed" for r in told["results"]) >= 18


def test_the_deceptive_shop_fails_at_least_ten(demo: Path) -> None:
    bad = failed(result(demo, "deceptive"))
    assert len(bad) >= 10
    assert bad >= {
        "withdrawn-cookie-still-read-first-party",
        "withdrawn-cookie-still-read-third-party",
        "withdrawn-storage-still-read",
        "prominence-asymmetry",
        "reject-as-link",
    }


def test_the_report_needs_no_network_and_names_its_evidence(demo: Path) -> None:
    folder = next((demo / "out").glob("deceptive-*"))
    html = (folder / "report.html").read_text(encoding="utf-8")
    assert not re.search(r'(src|href)="(?!data:|#)', html)
    with zipfile.ZipFile(folder / "evidence.zip") as bundle:
        names = set(bundle.namelist())
    assert {
        "manifest.json",
        "withdraw/traffic.json",
        "withdraw/har.har",
        "no-action/screenshot.png",
        "no-action/dom.json.gz",
    } <= names


def test_reevaluating_without_a_browser_gives_the_same_result(demo: Path) -> None:
    before = result(demo, "deceptive")
    command = [AUDITOR, "reevaluate", str(before["audit_id"]), "--json", "--database", f"sqlite:///{demo / 'a.db'}"]
    env = {"AUDITOR_BROWSER": "/nowhere", "PATH": ""}
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True, cwd=demo, env=env)
    assert json.loads(done.stdout) == before


def test_findings_are_rows_that_can_be_asked_for(demo: Path) -> None:
    with sqlite3.connect(demo / "a.db") as database:
        query = "SELECT count(*) FROM findings JOIN results ON results.id = result_id WHERE check_id = ?"
        assert database.execute(query, ("withdrawn-cookie-still-read-third-party",)).fetchone()[0] >= 1
    database.close()
