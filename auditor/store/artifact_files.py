"""Artifacts as content-addressed files: `sha256/ab/cd/<digest>`, written once and never changed."""

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from auditor.domain.errors import BundleDamaged

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class ArtifactFiles:
    """A folder of files named after their SHA-256 digests."""

    root: Path

    def put(self, content: bytes) -> str:
        """Keep the content; the same content is kept once. Returns its digest."""
        digest = hashlib.sha256(content).hexdigest()
        path = self.path(digest)
        if path.exists():
            return digest
        path.parent.mkdir(parents=True, exist_ok=True)
        # A reader never sees half a file, and a crash leaves only a temporary one behind.
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".tmp-", delete=False) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(path)
        return digest

    def get(self, digest: str) -> bytes:
        """The content with that digest; raises `BundleDamaged` when it is gone or differs."""
        try:
            content = self.path(digest).read_bytes()
        except OSError as error:
            raise BundleDamaged(f"the artifact {digest[:12]} is missing") from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise BundleDamaged(f"the artifact {digest[:12]} differs from its digest")
        return content

    def path(self, digest: str) -> Path:
        """Where the content with that digest is kept."""
        if not _DIGEST.fullmatch(digest):
            raise BundleDamaged("not a digest")
        return self.root / "sha256" / digest[:2] / digest[2:4] / digest
