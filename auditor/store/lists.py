"""The folder of public lists: a file for each, named after its digest, and a manifest that says what is in use.

A file is written before the manifest names it, so an update that breaks off leaves the old list in use.
"""

import hashlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from auditor.measure.lists.public import NO_LISTS, PublicLists, with_list
from auditor.measure.lists.sources import ListSource, ListUnreadable, list_sources

SCHEMA = "auditor-lists/1"
MANIFEST = "manifest.json"
SHOWN = 8  # digits of a digest in versions and file names; our choice


@dataclass(frozen=True, slots=True)
class KeptList:
    """One list in use; `fetched` is a day, `origin` where it came from."""

    sha256: str
    fetched: str
    size: int
    origin: str
    licence: str

    @property
    def version(self) -> str:
        """Day and digest, as results tell it."""
        return f"{self.fetched}/{self.sha256[:SHOWN]}"


@dataclass(frozen=True, slots=True)
class ListFolder:
    """Where the lists are kept."""

    root: Path

    def kept(self, source: ListSource) -> KeptList | None:
        """What the manifest says of a list, None where it says nothing that makes sense."""
        row = self._manifest().get(source.id)
        if not isinstance(row, dict):
            return None
        try:
            kept = KeptList(**row)
            date.fromisoformat(kept.fetched)
            int(kept.sha256, 16)
        except (TypeError, ValueError):
            return None
        return kept

    def text(self, source: ListSource, kept: KeptList) -> str:
        """The list's text; raises `ListUnreadable` where the file is gone or another one."""
        try:
            with self._file(source, kept.sha256).open("rb") as file:
                content = file.read(source.max_bytes + 1)
        except OSError as error:
            raise ListUnreadable("its file is missing") from error
        if hashlib.sha256(content).hexdigest() != kept.sha256:
            raise ListUnreadable("its file differs from its digest")
        return decoded(content)

    def put(self, source: ListSource, content: bytes, origin: str, at: float) -> KeptList:
        """Check a list and take it into use; raises `ListUnreadable` and leaves the old one where it is none."""
        digest = hashlib.sha256(content).hexdigest()
        day = datetime.fromtimestamp(at, UTC).date().isoformat()
        kept = KeptList(digest, day, len(content), origin, source.licence)
        with_list(NO_LISTS, source, decoded(content), kept.version)
        before, path = self.kept(source), self._file(source, digest)
        self.root.mkdir(parents=True, exist_ok=True)
        _write(path, content)
        told = {"schema": SCHEMA, "lists": {**self._manifest(), source.id: asdict(kept)}}
        _write(self.root / MANIFEST, json.dumps(told, indent=2).encode() + b"\n")
        if before is not None and before.sha256 != digest:
            self._file(source, before.sha256).unlink(missing_ok=True)
        return kept

    def _manifest(self) -> dict[str, object]:
        try:
            raw = json.loads((self.root / MANIFEST).read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        lists = raw.get("lists") if isinstance(raw, dict) and raw.get("schema") == SCHEMA else None
        return lists if isinstance(lists, dict) else {}

    def _file(self, source: ListSource, digest: str) -> Path:
        name = Path(source.file)
        return self.root / f"{name.stem}-{int(digest, 16):064x}{name.suffix}"


def decoded(content: bytes) -> str:
    """The bytes of a list as text; raises `ListUnreadable`."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ListUnreadable("it is not UTF-8 text") from error


def _write(path: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".tmp-", delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)


@dataclass(frozen=True, slots=True)
class OpenedLists:
    """The lists in use, and by id why one that is there cannot be."""

    lists: PublicLists
    damaged: tuple[tuple[str, str], ...] = ()


def open_lists(folder: ListFolder) -> OpenedLists:
    """Every list that is there and sound. What is lacking or damaged is told, and stops nothing."""
    lists, damaged = NO_LISTS, []
    for source in list_sources():
        kept = folder.kept(source)
        if kept is None:
            continue
        try:
            lists = with_list(lists, source, folder.text(source, kept), kept.version)
        except ListUnreadable as error:
            damaged.append((source.id, error.message))
    return OpenedLists(lists, tuple(damaged))
