"""Fetching the optional public lists, and saying which are there."""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from auditor.capture.download import DownloadFailed, DownloadOptions, download
from auditor.domain.errors import AuditorError
from auditor.entrypoints.progress import plain
from auditor.measure.lists.sources import MIB, ListSource, list_source, list_sources
from auditor.settings import Settings
from auditor.store.database import parse_database
from auditor.store.lists import KeptList, ListFolder, open_lists

FETCHED, NOT_FETCHED = 0, 3  # as for sites: 3 when at least one could not be fetched

list_commands = typer.Typer(help="Optional public lists: trackers, cookies, vendors.", no_args_is_help=True)


@dataclass(frozen=True, slots=True)
class UpdateOptions:
    """Where lists come from: their own addresses, or a mirror that is a folder or the start of an address."""

    mirror: str | None = None
    allow_private: bool = False
    notify: Callable[[int], None] | None = None


def list_folder(settings: Settings, database: str | None = None) -> ListFolder:
    """Where lists are kept: beside a SQLite file, else in the data folder."""
    url = parse_database(database or settings.database_url)
    in_memory = url.database in {None, "", ":memory:"}
    beside = None if in_memory or url.get_backend_name() != "sqlite" else Path(str(url.database)).parent / "lists"
    return ListFolder(beside or settings.data / "lists")


@list_commands.command("update")
def update_command(
    names: Annotated[list[str] | None, typer.Argument(metavar="LIST…", help="Only these; default: all.")] = None,
    mirror: Annotated[
        str | None, typer.Option("--from", metavar="DIR|URL", help="A folder with the lists, or the start of URLs.")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Permit a mirror in your own network.")
    ] = False,
    database: Annotated[str | None, typer.Option("--database", help="The lists are kept beside its file.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Fetch the public lists. A list that cannot be fetched leaves the one from before in use."""
    sources = [list_source(name) for name in dict.fromkeys(names)] if names else list(list_sources())
    folder, console = list_folder(Settings(), database), Console(stderr=True)
    failures = 0
    for source in sources:
        with _shown(console, source, quiet=quiet) as notify:
            line, done = update(source, folder, UpdateOptions(mirror, allow_private, notify))
        failures += not done
        typer.echo(plain(line))
    raise typer.Exit(NOT_FETCHED if failures else FETCHED)


@list_commands.command("status")
def status_command(
    database: Annotated[str | None, typer.Option("--database", help="The lists are kept beside its file.")] = None,
) -> None:
    """Say which lists are in use, since when, and what is lacking without the others."""
    folder = list_folder(Settings(), database)
    damaged = dict(open_lists(folder).damaged)
    for source in list_sources():
        typer.echo(plain(status_line(source, folder.kept(source), damaged.get(source.id))))


def update(source: ListSource, folder: ListFolder, options: UpdateOptions) -> tuple[str, bool]:
    """Fetch one list, check it and take it into use: a line that says what came of it, and whether it was done."""
    origin = _origin(source, options.mirror)
    try:
        kept = folder.put(source, _content(source, origin, options), origin.partition("?")[0], time.time())
    except (AuditorError, OSError) as error:
        reason = error.message if isinstance(error, AuditorError) else type(error).__name__
        return f"{source.id}: not updated, {reason}; {_still(folder.kept(source))}", False
    return status_line(source, kept, None), True


def status_line(source: ListSource, kept: KeptList | None, damage: str | None) -> str:
    """One line about a list."""
    if kept is None:
        return f"{source.id}: lacking ({source.about}); fetch it with `auditor lists update`"
    if damage is not None:
        return f"{source.id}: not used, {damage}; fetch it again with `auditor lists update`"
    return f"{source.id}: {kept.version}, {kept.size / MIB:.1f} MiB, {source.about}; {source.name}, {kept.licence}"


def warnings(damaged: Sequence[tuple[str, str]]) -> list[str]:
    """What a person should know before an audit about lists that are there and cannot be used."""
    return [f"the list {name} is not used: {reason}" for name, reason in damaged]


def _origin(source: ListSource, mirror: str | None) -> str:
    if mirror is None:
        return source.url
    return f"{mirror.rstrip('/')}/{source.file}" if "://" in mirror else str(Path(mirror) / source.file)


def _content(source: ListSource, origin: str, options: UpdateOptions) -> bytes:
    if options.mirror is None or "://" in options.mirror:
        return download(origin, DownloadOptions(source.max_bytes, options.allow_private, notify=options.notify))
    path = Path(origin)
    # A pipe or a device would never end.
    if not path.is_file():
        raise DownloadFailed(f"there is no file {path}")
    with path.open("rb") as file:
        content = file.read(source.max_bytes + 1)
    if len(content) > source.max_bytes:
        raise DownloadFailed(f"it is larger than {source.max_bytes} bytes")
    return content


def _still(kept: KeptList | None) -> str:
    return f"the one of {kept.fetched} stays in use" if kept else "audits go on without it"


def _shown(
    console: Console, source: ListSource, *, quiet: bool
) -> AbstractContextManager[Callable[[int], None] | None]:
    """Progress of one list on a terminal, nothing elsewhere."""
    return nullcontext() if quiet or not console.is_terminal else _Progress(console, source)


class _Progress(AbstractContextManager[Callable[[int], None] | None]):
    """A line that tells how much of a list has come."""

    def __init__(self, console: Console, source: ListSource) -> None:
        self.name = source.id
        self.status = console.status(f"{self.name} …")

    def __enter__(self) -> Callable[[int], None]:
        self.status.start()
        return lambda come: self.status.update(f"{self.name} {come / MIB:.1f} MiB")

    def __exit__(self, *_: object) -> None:
        self.status.stop()
