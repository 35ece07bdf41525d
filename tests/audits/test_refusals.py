"""Targets that cannot be audited: one clear line, exit code 3, a failed document, and nothing passed."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.audits.hostile import serve_hostile

pytestmark = pytest.mark.browser
AUDITOR = str(Path(sys.executable).with_name("auditor"))


def run(folder: Path, *arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [
        AUDITOR,
        "run",
        "--json",
        "-o",
        str(folder / "out"),
        "--database",
        f"sqlite:///{folder / 'a.db'}",
        *arguments,
    ]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=150, check=False, env={**os.environ, **(env or {})}, cwd=folder
    )


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def test_what_cannot_be_audited_is_told_in_one_line_each_and_nothing_has_passed(tmp_path: Path) -> None:
    with serve_hostile() as hostile:
        targets = {
            hostile.url("/missing"): "http-error",
            hostile.url("/file"): "not-html",
            hostile.url("/endless"): "load-timeout",
            f"https://localhost:{hostile.tls_port}/": "tls-error",
            f"http://127.0.0.1:{closed_port()}/": "site-unreachable",
            "http://no-such-host.invalid/": "site-unreachable",
            "file:///etc/passwd": "target-refused",
            "javascript:alert(1)": "target-refused",
        }
        done = run(tmp_path, "--allow-private", *targets)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 3, done.stderr
    assert [d["target"]["url"] for d in told] == list(targets), "in the order of the targets"
    assert [d["failure"]["code"] for d in told] == list(targets.values())
    for document, target in zip(told, targets, strict=True):
        assert document["status"] == "failed"
        assert {r["outcome"] for r in document["results"]} == {"untested"}
        assert "\n" not in document["failure"]["message"]
        lines = [line for line in done.stderr.splitlines() if line.startswith(f"{target}: not audited")]
        assert len(lines) == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/",
        "http://127.0.0.1:1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://x.localhost/",
    ],
)
def test_private_addresses_are_refused_unless_allowed(target: str, tmp_path: Path) -> None:
    done = run(tmp_path, target)
    document = json.loads(done.stdout)
    assert (done.returncode, document["failure"]["code"]) == (3, "target-refused")
    assert "--allow-private" in document["failure"]["message"]


def test_a_missing_browser_is_told_with_the_way_to_get_one(tmp_path: Path) -> None:
    done = run(tmp_path, "https://example.org/", env={"AUDITOR_BROWSER": str(tmp_path / "none")})
    document = json.loads(done.stdout)
    assert (done.returncode, document["failure"]["code"]) == (3, "browser-missing")
    assert "AUDITOR_BROWSER" in document["failure"]["message"]
    assert {r["outcome"] for r in document["results"]} == {"untested"}


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--journeys", "dance", "https://example.org/"),
        ("--fail-on", "loud", "https://example.org/"),
        ("--format", "docx", "https://example.org/"),
        ("--input", "no-such-file"),
    ],
)
def test_wrong_usage_is_code_2_and_names_what_to_do(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = run(tmp_path, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_a_wrong_database_address_is_code_2(tmp_path: Path) -> None:
    command = [AUDITOR, "run", "https://example.org/", "--database", "mysql://x/y"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "SQLite or PostgreSQL" in done.stderr


def test_markup_of_a_page_reaches_no_report_as_markup(tmp_path: Path) -> None:
    with serve_hostile() as hostile:
        done = run(tmp_path, "--allow-private", "--journeys", "no-action", hostile.url("/markup"))
    assert json.loads(done.stdout)["status"] == "completed", done.stderr
    report = next((tmp_path / "out").glob("*/report.html")).read_text(encoding="utf-8")
    assert "<script" not in report
    assert "Content-Security-Policy" in report
