"""Artifacts are kept once under their digest, and a changed one is noticed."""

import hashlib

import pytest

from auditor.domain.errors import BundleDamaged
from auditor.store.artifact_files import ArtifactFiles


def test_content_is_found_under_its_digest_and_kept_once(files: ArtifactFiles) -> None:
    digest = files.put(b"picture")
    assert digest == hashlib.sha256(b"picture").hexdigest() == files.put(b"picture")
    assert files.get(digest) == b"picture"
    assert len([p for p in files.root.rglob("*") if p.is_file()]) == 1


def test_a_changed_artifact_is_noticed(files: ArtifactFiles) -> None:
    digest = files.put(b"picture")
    files.path(digest).write_bytes(b"painted over")
    with pytest.raises(BundleDamaged, match="differs"):
        files.get(digest)


@pytest.mark.parametrize("name", ["0" * 64, "../../etc/passwd", ""])
def test_what_is_not_there_is_damage(name: str, files: ArtifactFiles) -> None:
    with pytest.raises(BundleDamaged):
        files.get(name)
