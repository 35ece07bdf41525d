"""The command line, `auditor`."""

import asyncio
import json
import logging
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import structlog
import typer
from rich.console import Console

from auditor.capture.browser import SCALE, BrowserOptions, find_browser
from auditor.capture.visit import SITE_ERRORS
from auditor.domain.checks import Severity
from auditor.domain.errors import AuditorError, BrowserFailed, BrowserMissing, TargetRefused, UnknownName
from auditor.domain.journeys import Journey
from auditor.domain.plan import MIN_SEEDS, AuditOptions
from auditor.domain.profile import Device, Jurisdiction, Profile
from auditor.domain.target import parse_target
from auditor.entrypoints.lists import list_commands
from auditor.entrypoints.measure import FOLDER, MeasureOptions, measure, on_one_line, told, write_card
from auditor.entrypoints.progress import Progress, plain
from auditor.entrypoints.reports import FORMATS, write_reports
from auditor.entrypoints.run import OK, UNAUDITED, USAGE, RunOptions, exit_code, open_place, run
from auditor.measure.domains import registrable_domain
from auditor.measure.lexicon.labels import label_of
from auditor.pipeline import reevaluate as reevaluate_audit
from auditor.reporting.card import sentence
from auditor.reporting.check_pages import page_in
from auditor.reporting.document import document, to_json
from auditor.reporting.languages import ENGLISH, language_of_pages
from auditor.reporting.languages import language as language_of
from auditor.settings import Settings
from auditor.store.lists import open_lists
from checks.catalogue import CATALOGUE, page

app = typer.Typer(
    help="Audits cookie banners: are cookies still read after withdrawal, and is refusing as prominent as accepting?",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
database_commands = typer.Typer(help="The database.", no_args_is_help=True)
browser_commands = typer.Typer(help="The browser that audits are made with.", no_args_is_help=True)
app.add_typer(database_commands, name="db")
app.add_typer(browser_commands, name="browser")
app.add_typer(list_commands, name="lists")

# Letters that no font has are drawn, and measured, as empty boxes: Latin, Greek, Cyrillic, Hebrew and Arabic; Chinese,
# Japanese and Korean; Devanagari; Gujarati; Thai.
FONTS = (
    "fonts-liberation",
    "fonts-dejavu-core",
    "fonts-wqy-microhei",
    "fonts-lohit-deva",
    "fonts-lohit-gujr",
    "fonts-tlwg-loma-ttf",
)
# What has nothing to do with how the program was called; a refused target counts as one that was not audited.
NOT_AUDITED = (*SITE_ERRORS, TargetRefused, BrowserMissing, BrowserFailed)
Database = Annotated[str | None, typer.Option("--database", help="SQLAlchemy URL; default: the embedded SQLite file.")]
Output = Annotated[Path, typer.Option("--output", "-o", help="Where reports go.")]
Formats = Annotated[str, typer.Option("--format", help=f"Any of {','.join(FORMATS)}.")]
Language = Annotated[str, typer.Option("--language", help="Language of reports, such as en, nl, fr or de.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")]
Private = Annotated[bool, typer.Option("--allow-private", help="Permit loopback and private addresses.")]
Rules = Annotated[str | None, typer.Option("--host-resolver-rules", help="Chromium's syntax.")]


@app.command("run")
def run_command(  # noqa: PLR0913, PLR0917 - the options of the contract
    urls: Annotated[list[str] | None, typer.Argument(metavar="URL…", help="Sites to audit.")] = None,
    listing: Annotated[
        str | None, typer.Option("--input", "-i", help="File of targets, one a line; - is stdin.")
    ] = None,
    output: Output = Path("auditor-reports"),
    formats: Formats = "html,json",
    language: Language = ENGLISH,
    json_lines: Annotated[bool, typer.Option("--json", help="Result documents to standard output.")] = False,
    jurisdiction: Annotated[Jurisdiction, typer.Option(help="Rules the result is read under.")] = Jurisdiction.EU,
    device: Annotated[Device, typer.Option(help="Who is visiting.")] = Device.DESKTOP,
    locale: Annotated[str, typer.Option(help="Language tag of the visitor.")] = "en-GB",
    journeys: Annotated[str | None, typer.Option(help="Only these journeys, with commas.")] = None,
    seed: Annotated[
        list[str] | None,
        typer.Option("--seed", metavar="URL", help="Another site to accept on first; at least three, one each."),
    ] = None,
    seeds: Annotated[str | None, typer.Option("--seeds", metavar="FILE", help="File of those, one a line.")] = None,
    repeat: Annotated[int, typer.Option(min=1, max=9, help="Visits for each journey.")] = 1,
    fail_on: Annotated[str, typer.Option(help="Severity for exit code 1, or never.")] = "serious",
    concurrency: Annotated[int, typer.Option(min=0, max=64, help="Audits at once; 0 fits the machine.")] = 0,
    timeout: Annotated[float, typer.Option(min=5, help="Seconds for one whole audit.")] = 240.0,
    allow_private: Private = False,
    host_resolver_rules: Rules = None,
    ignore_certificate_errors: Annotated[bool, typer.Option("--ignore-certificate-errors")] = False,
    database: Database = None,
    quiet: Quiet = False,
) -> None:
    """Audit each target, store the audits, write reports."""
    targets = [*(urls or ()), *_listed(listing)]
    if not targets:
        raise typer.BadParameter("name at least one site, or give --input")
    settings = _settings()
    options = RunOptions(
        audit=_asked(
            AuditOptions(Profile(jurisdiction, device, locale), _journeys(journeys), repeat, timeout),
            [*(seed or ()), *_listed(seeds)],
        ),
        browser=BrowserOptions(
            settings.browser, allow_private, host_resolver_rules, ignore_certificate_errors, resolver=settings.dns
        ),
        output=output,
        formats=_formats(formats),
        language=_language(language),
        json_lines=json_lines,
        fail_on=_severity(fail_on),
        concurrency=concurrency,
        database=database,
    )
    with Progress(Console(stderr=True), quiet=quiet) as progress:
        results = asyncio.run(run(targets, options, settings, progress))
    raise typer.Exit(exit_code(results, options.fail_on))


@app.command()
def demo(
    output: Output = Path("auditor-reports"),
    formats: Formats = "html,json",
    language: Language = ENGLISH,
    database: Database = None,
    quiet: Quiet = False,
) -> None:
    """Audit a small deceptive shop and its honest twin, served on this machine; needs no network."""
    from auditor.entrypoints.demo.server import serve_demo  # noqa: PLC0415 - a web server that other commands do without

    settings = _settings()
    with serve_demo() as shops, Progress(Console(stderr=True), quiet=quiet) as progress:
        options = RunOptions(
            audit=AuditOptions(),
            browser=BrowserOptions(settings.browser, allow_private=True, resolver=settings.dns),
            output=output,
            formats=_formats(formats),
            language=_language(language),
            database=database,
        )
        results = asyncio.run(run(list(shops), options, settings, progress))
    for result in results:
        failed = sum(1 for r in result.results if r.result.outcome.value == "failed")
        folder = next(output.glob(f"*-{result.audit_id}"), output)
        typer.echo(f"{result.url}  {failed} checks failed  {folder.resolve() / 'report.html'}")
    raise typer.Exit(exit_code(results, None))


@app.command("measure")
def measure_command(  # noqa: PLR0913, PLR0917 - the options of the contract
    url: Annotated[str, typer.Argument(metavar="URL", help="The page that both controls stand on.")],
    accept: Annotated[str, typer.Option(metavar="CSS", help="Selects the control that accepts.")],
    reject: Annotated[str, typer.Option(metavar="CSS", help="Selects the control that refuses.")],
    json_line: Annotated[bool, typer.Option("--json", help="One JSON line to standard output.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=f"Where the card goes; default ./{FOLDER}, none with --json.")
    ] = None,
    device: Annotated[Device, typer.Option(help="Who is visiting.")] = Device.DESKTOP,
    # Whole numbers: with others the edges of a picture would fall between its pixels.
    scale: Annotated[int, typer.Option(min=1, max=3, help="Device pixels to a CSS pixel.")] = round(SCALE),
    locale: Annotated[str, typer.Option(help="Language tag of the visitor.")] = "en-GB",
    allow_private: Private = False,
    host_resolver_rules: Rules = None,
    ignore_certificate_errors: Annotated[bool, typer.Option("--ignore-certificate-errors")] = False,
) -> None:
    """Compare two controls of a page, named by CSS, as a visitor sees them: the prominence card."""
    browser = BrowserOptions(
        _settings().browser, allow_private, host_resolver_rules, ignore_certificate_errors, scale=scale
    )
    options = MeasureOptions(url, accept, reject, Profile(device=device, locale=locale), browser)
    found = asyncio.run(measure(options))
    folder = output or (None if json_line else FOLDER)
    card = write_card(found, options, folder) if folder else None
    if json_line:
        typer.echo(on_one_line(told(found, options, folder)))
        return
    typer.echo(f"{plain(sentence(found.seen))}\n{plain(str(card))}")


@app.command()
def reevaluate(
    audit: Annotated[str, typer.Argument(help="Id of a sealed audit.")],
    jurisdiction: Annotated[
        Jurisdiction | None, typer.Option(help="Rules the result is read under; default: those of the audit.")
    ] = None,
    output: Output = Path("auditor-reports"),
    formats: Formats = "html,json",
    language: Language = ENGLISH,
    json_lines: Annotated[bool, typer.Option("--json", help="The result document to standard output.")] = False,
    database: Database = None,
) -> None:
    """Run today's checks on a sealed audit, without a browser."""
    tag = _language(language)
    place = open_place(_settings(), database)
    audited = reevaluate_audit(audit, place.engine, place.files, CATALOGUE, jurisdiction, open_lists(place.lists).lists)
    folder = write_reports(audited, output, _formats(formats), place.files, tag)
    typer.echo(to_json(document(audited.result)) if json_lines else str(folder))


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Loopback only in this release.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    database: Database = None,
) -> None:
    """Serve results over HTTP on this machine."""
    import uvicorn  # noqa: PLC0415 - only this command needs a web server

    from api.app import create_app  # noqa: PLC0415

    if host not in {"127.0.0.1", "::1", "localhost"}:
        raise typer.BadParameter("there are no keys in this release, so only loopback addresses are served")
    uvicorn.run(create_app(open_place(_settings(), database).engine), host=host, port=port, log_level="warning")


@app.command()
def explain(
    check: Annotated[str | None, typer.Argument(help="Id of a check.")] = None, language: Language = ENGLISH
) -> None:
    """Show a check's page, or the list of checks."""
    spoken = language_of_pages(_language(language))
    if check is not None:
        typer.echo(page_in(page(check), spoken))
        return
    for entry in CATALOGUE:
        typer.echo(f"{entry.id:44}{spoken.gettext(entry.severity):16}{spoken.gettext(entry.failure_title)}")


@app.command()
def label(
    text: Annotated[str, typer.Argument(help="Words on a button; - reads JSON Lines.")],
    language: Annotated[str | None, typer.Option(help="Language tag of the words.")] = None,
) -> None:
    """Tell the role that the words on a button get, and the rule that decided."""
    if text != "-":
        typer.echo(_labelled(text, language))
        return
    for number, line in enumerate(sys.stdin, start=1):
        if line.strip():
            try:
                row = json.loads(line)
                typer.echo(_labelled(str(row["text"]), row.get("language")))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise typer.BadParameter(f'line {number} is not like {{"text": "…", "language": "…"}}') from error


def _labelled(text: str, language: str | None) -> str:
    found = label_of(text, language)
    row = {"text": text, "language": language, "role": found.role.value, "clear": found.clear, "rule": found.rule}
    return json.dumps(row, ensure_ascii=False)


@database_commands.command("upgrade")
def upgrade_command(database: Database = None) -> None:
    """Bring the database to the newest schema."""
    place = open_place(_settings(), database)
    typer.echo(f"{place.engine.url.render_as_string(hide_password=True)} is at the newest schema")


@browser_commands.command("find")
def find_command() -> None:
    """Say which browser audits are made with."""
    found = find_browser(BrowserOptions(_settings().browser), _playwright_browser())
    typer.echo(f"{found.path} {found.version}")


@browser_commands.command("install")
def install_command() -> None:
    """Find a browser, or install one: with the system's packages for root on Debian, else with Playwright."""
    options = BrowserOptions(_settings().browser)
    try:
        found = find_browser(options, _playwright_browser())
    except BrowserMissing:
        _install()
        found = find_browser(options, _playwright_browser())
    typer.echo(f"{found.path} {found.version}")


def _install() -> None:
    commands = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if os.access("/usr/bin/apt-get", os.X_OK) and os.geteuid() == 0:
        packages = ["chromium-headless-shell", *FONTS]
        environment = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
        commands = [[*environment, "update"], [*environment, "install", "-y", "--no-install-recommends", *packages]]
    for command in commands:
        if subprocess.run(command, check=False, stdout=sys.stderr).returncode:  # noqa: S603 - fixed commands
            raise BrowserMissing(f"`{' '.join(command)}` failed: install Chrome or Chromium yourself")


def _playwright_browser() -> str:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - starts a process, which few commands need

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _settings() -> Settings:
    settings = Settings()
    level = logging.getLevelNamesMapping().get(settings.log_level.upper(), logging.WARNING)
    # One line for each event, every value quoted: nothing that a page sends can forge a line or reach the terminal raw.
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    return settings


def _listed(listing: str | None) -> list[str]:
    if listing is None:
        return []
    try:
        text = sys.stdin.read() if listing == "-" else Path(listing).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{listing} cannot be read: {error}") from error
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _formats(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(n.strip().lower() for n in text.split(",") if n.strip()))
    if not names or set(names) - set(FORMATS):
        raise typer.BadParameter(f"formats of this release are {', '.join(FORMATS)}, not {text}")
    return names


def _asked(options: AuditOptions, seeds: list[str]) -> AuditOptions:
    """The options with the seeds; a seed that is no address is refused as a target is."""
    targets = tuple(parse_target(seed) for seed in seeds)
    wanted = seeds or Journey.SEEDED_VISIT in (options.journeys or ())
    if wanted and len({registrable_domain(target.host) for target in targets}) < MIN_SEEDS:
        raise typer.BadParameter(f"a seeded visit needs at least {MIN_SEEDS} different sites: name them with --seed")
    return replace(options, seeds=targets)


def _language(tag: str) -> str:
    try:
        return language_of(tag).tag
    except UnknownName as error:
        raise typer.BadParameter(error.message) from error


def _journeys(text: str | None) -> tuple[Journey, ...] | None:
    if text is None:
        return None
    try:
        return tuple(dict.fromkeys(Journey(n.strip()) for n in text.split(",") if n.strip())) or None
    except ValueError as error:
        raise typer.BadParameter(f"journeys are {', '.join(Journey)}") from error


def _severity(text: str) -> Severity | None:
    try:
        return None if text == "never" else Severity(text)
    except ValueError as error:
        raise typer.BadParameter(f"severities are {', '.join(Severity)} or never") from error


def main() -> None:
    """Run the program; an error of ours is one line and an exit code, never a traceback."""
    try:
        app()
    except AuditorError as error:
        sys.stderr.write(f"auditor: {plain(error.message)}\n")
        sys.exit(UNAUDITED if isinstance(error, NOT_AUDITED) else USAGE)
    except KeyboardInterrupt:
        sys.stderr.write("auditor: interrupted\n")
        sys.exit(130)
    sys.exit(OK)
