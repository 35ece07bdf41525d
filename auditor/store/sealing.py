"""Sealing an audit: every artifact becomes a file, and a manifest lists them with their digests.

The manifest is canonical JSON. From here on nothing changes, and any later result can be traced to these files.
"""

import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from auditor.domain.artifacts import RECORDED, ArtifactKind, Document, Missing, VisitRecord
from auditor.domain.errors import BundleDamaged
from auditor.domain.journeys import Journey
from auditor.domain.profile import Profile
from auditor.domain.text import whole
from auditor.store.artifact_files import ArtifactFiles

SCHEMA = "auditor-manifest/1"
EXTENSIONS = {"application/gzip": "json.gz", "application/json": "har"}


@lru_cache(maxsize=64)
def _adapter(kind: str) -> TypeAdapter[object]:
    """The reader and writer of a kind of artifact; making one costs more than using it."""
    return TypeAdapter(next(k.type for k in RECORDED if k.name == kind))


@dataclass(frozen=True, slots=True)
class AuditHeader:
    """What a manifest says of its audit. Times are Unix seconds."""

    audit_id: str
    url: str
    profile: Profile
    started_at: float
    finished_at: float
    engine: str
    browser: str | None


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed audit, read back."""

    header: AuditHeader
    records: tuple[VisitRecord, ...]
    manifest_sha256: str


def seal(header: AuditHeader, records: Sequence[VisitRecord], files: ArtifactFiles) -> str:
    """Write every artifact and the manifest; returns the manifest's digest."""
    listed: dict[str, dict[str, object]] = {}
    visits = [_seal_visit(_folder(records, number), record, files, listed) for number, record in enumerate(records)]
    head = TypeAdapter(AuditHeader).dump_python(header, mode="json")
    manifest = {"schema": SCHEMA, "audit": head, "visits": visits, "files": listed}
    text = json.dumps(manifest, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return files.put(whole(text).encode())


def _folder(records: Sequence[VisitRecord], number: int) -> str:
    """The journey's name; a repeat has its count behind it."""
    journey = records[number].journey
    before = sum(1 for r in records[:number] if r.journey is journey)
    return f"{journey}-{before + 1}" if before else journey.value


def _seal_visit(
    folder: str, record: VisitRecord, files: ArtifactFiles, listed: dict[str, dict[str, object]]
) -> dict[str, object]:
    def keep(name: str, content: bytes) -> str:
        listed[f"{folder}/{name}"] = {"sha256": files.put(content), "size": len(content)}
        return f"{folder}/{name}"

    artifacts: dict[str, object] = {}
    for kind in RECORDED:
        artifact = record.artifacts.get(kind.name)
        if isinstance(artifact, Missing):
            artifacts[kind.name] = {"missing": artifact.reason}
        elif artifact is not None:
            held = _blob_fields(kind)
            blobs = {f: keep(_blob_name(kind, f, artifact), content) for f in held if (content := getattr(artifact, f))}
            body = _adapter(kind.name).dump_python(artifact, mode="json", exclude=set(held))
            text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
            artifacts[kind.name] = {"file": keep(f"{kind.name}.json", whole(text).encode()), "blobs": blobs}
    return {
        "journey": record.journey.value,
        "started_at": record.started_at,
        "finished_at": record.finished_at,
        "missing": record.missing.reason if record.missing else None,
        "artifacts": artifacts,
    }


def _blob_fields(kind: ArtifactKind[object]) -> list[str]:
    return [f.name for f in fields(kind.type) if f.type is bytes or f.type == "bytes"]  # type: ignore[arg-type]  # all kinds are dataclasses


def _blob_name(kind: ArtifactKind[object], field: str, artifact: object) -> str:
    if isinstance(artifact, Document):
        return f"{kind.name}.{EXTENSIONS[artifact.media_type]}"
    return f"{kind.name}-{field}.png" if field != "png" else f"{kind.name}.png"


def open_sealed(manifest_sha256: str, files: ArtifactFiles) -> Sealed:
    """Read a sealed audit back, checking every digest; raises `BundleDamaged`."""
    manifest = read_manifest(manifest_sha256, files)
    try:
        header = TypeAdapter(AuditHeader).validate_python(manifest["audit"])
        records = tuple(_open_visit(v, manifest["files"], files) for v in manifest["visits"])
    except (KeyError, TypeError, ValueError, ValidationError) as error:
        raise BundleDamaged("the manifest is not of a form this release knows") from error
    return Sealed(header, records, manifest_sha256)


def read_manifest(manifest_sha256: str, files: ArtifactFiles) -> dict[str, Any]:
    """The manifest with that digest."""
    manifest = json.loads(files.get(manifest_sha256))
    if manifest.get("schema") != SCHEMA:
        raise BundleDamaged(f"the manifest is not of the form {SCHEMA}")
    return dict(manifest)


def _open_visit(visit: dict[str, Any], listed: dict[str, Any], files: ArtifactFiles) -> VisitRecord:
    artifacts: dict[str, object] = {}
    for kind in RECORDED:
        entry = visit["artifacts"].get(kind.name)
        if entry is None:
            continue
        if "missing" in entry:
            artifacts[kind.name] = Missing(entry["missing"])
            continue
        body = json.loads(files.get(listed[entry["file"]]["sha256"]))
        body |= {field: files.get(listed[path]["sha256"]) for field, path in entry["blobs"].items()}
        artifacts[kind.name] = _adapter(kind.name).validate_python(body)
    missing = Missing(visit["missing"]) if visit["missing"] is not None else None
    return VisitRecord(Journey(visit["journey"]), visit["started_at"], visit["finished_at"], artifacts, missing)


def write_bundle(manifest_sha256: str, files: ArtifactFiles, path: Path) -> int:
    """Write the manifest and every file it lists into one zip; returns its size in bytes."""
    manifest = read_manifest(manifest_sha256, files)
    temporary = path.with_suffix(".tmp")
    with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("manifest.json", files.get(manifest_sha256))
        for name, entry in sorted(manifest["files"].items()):
            stored = zipfile.ZIP_STORED if name.endswith((".png", ".gz")) else zipfile.ZIP_DEFLATED
            bundle.writestr(zipfile.ZipInfo(name), files.get(entry["sha256"]), compress_type=stored)
    temporary.replace(path)
    return path.stat().st_size
