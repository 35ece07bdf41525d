"""Commands that need no browser."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner

from auditor.domain.errors import TargetRefused
from auditor.entrypoints.cli import app
from checks.catalogue import CATALOGUE

runner = CliRunner()


@pytest.fixture(autouse=True)
def _own_logging() -> Iterator[None]:
    """Commands set up logging for their own standard error, which ends with the test."""
    yield
    structlog.reset_defaults()


def test_a_label_is_told_with_its_rule() -> None:
    told = json.loads(runner.invoke(app, ["label", "Nee, liever niet", "--language", "nl"]).stdout)
    assert (told["role"], told["clear"], told["rule"]) == ("reject", True, "nl:reject")


def test_labels_are_read_as_json_lines() -> None:
    lines = '{"text": "Alles akzeptieren", "language": "de"}\n\n{"text": "Tout refuser", "language": "fr"}\n'
    done = runner.invoke(app, ["label", "-"], input=lines)
    assert [json.loads(line)["role"] for line in done.stdout.splitlines()] == ["accept", "reject"]


@pytest.mark.parametrize("line", ["nonsense", "[]", '{"language": "de"}'])
def test_a_line_that_is_none_is_named(line: str) -> None:
    done = runner.invoke(app, ["label", "-"], input=line)
    assert (done.exit_code, "line 1" in done.output) == (2, True)


def test_checks_are_listed_and_explained() -> None:
    listed = runner.invoke(app, ["explain"]).stdout
    assert all(check.id in listed for check in CATALOGUE)
    assert "## Fails when" in runner.invoke(app, ["explain", "reject-as-link"]).stdout
    assert "no check" in str(runner.invoke(app, ["explain", "nonsense"]).exception)


def test_the_database_is_brought_to_the_newest_schema(tmp_path: Path) -> None:
    done = runner.invoke(app, ["db", "upgrade", "--database", f"sqlite:///{tmp_path / 'a.db'}"])
    assert (done.exit_code, (tmp_path / "a.db").exists()) == (0, True)


def test_other_addresses_than_loopback_are_not_served() -> None:
    done = runner.invoke(app, ["serve", "--host", "0.0.0.0"])  # noqa: S104 - what must be refused
    assert (done.exit_code, "loopback" in done.output) == (2, True)


PAIR = ["--accept", "#y", "--reject", "#n"]


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["https://shop.example/", "--accept", "#y"], "--reject"),
        (["https://shop.example/", "--reject", "#n"], "--accept"),
        (PAIR, "URL"),
        (["https://shop.example/", *PAIR, "--scale", "0"], "--scale"),
        (["https://shop.example/", *PAIR, "--scale", "4"], "--scale"),
        (["https://shop.example/", *PAIR, "--scale", "1.5"], "--scale"),
        (["https://shop.example/", *PAIR, "--device", "watch"], "--device"),
    ],
)
def test_measuring_asks_for_an_address_two_selectors_and_sound_options(options: list[str], named: str) -> None:
    done = runner.invoke(app, ["measure", *options], env={"COLUMNS": "200"})
    assert (done.exit_code, named in done.output) == (2, True)


@pytest.mark.parametrize(
    ("address", "line"), [("ftp://shop.example/", "only http and https"), ("http://localhost/", "--allow-private")]
)
def test_measuring_refuses_what_an_audit_refuses(address: str, line: str) -> None:
    done = runner.invoke(app, ["measure", address, *PAIR])
    assert (type(done.exception), line in str(done.exception), done.stdout) == (TargetRefused, True, "")


def test_an_unknown_audit_is_told(tmp_path: Path) -> None:
    done = runner.invoke(app, ["reevaluate", "nobody", "--database", f"sqlite:///{tmp_path / 'a.db'}"])
    assert "there is no audit" in str(done.exception)


@pytest.mark.parametrize(
    "options",
    [
        ["--seed", "news.example"],
        ["--seed", "news.example", "--seed", "blog.example"],
        ["--seed", "news.example", "--seed", "www.news.example", "--seed", "blog.example"],
        ["--journeys", "no-action,seeded-visit"],
    ],
)
def test_a_seeded_visit_asks_for_three_other_sites(options: list[str]) -> None:
    done = runner.invoke(app, ["run", "https://shop.example/", *options], env={"COLUMNS": "200"})
    assert (done.exit_code, "at least 3 different sites" in done.output) == (2, True)


def test_a_file_of_too_few_seeds_is_wrong_usage(tmp_path: Path) -> None:
    listing = tmp_path / "seeds.txt"
    listing.write_text("# two sites\nnews.example\n\nblog.example\n")
    done = runner.invoke(app, ["run", "shop.example", "--seeds", str(listing)], env={"COLUMNS": "200"})
    assert (done.exit_code, "at least 3 different sites" in done.output) == (2, True)


def test_a_seed_that_is_no_web_address_is_refused_as_a_target_is() -> None:
    done = runner.invoke(app, ["run", "shop.example", "--seed", "ftp://news.example/"])
    assert isinstance(done.exception, TargetRefused)
