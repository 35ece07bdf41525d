"""A sealed audit is read back as it was, and any change is noticed."""

import json
import zipfile
from pathlib import Path

import pytest

from auditor.domain.artifacts import (
    FIRST_LAYER,
    REMOVAL_PICTURES,
    SCREENSHOT,
    TIMELINE,
    Missing,
    RemovalPictures,
    Screenshot,
    Timeline,
    VisitRecord,
)
from auditor.domain.box import Box
from auditor.domain.controls import Control, Layer, Location, Role
from auditor.domain.errors import BundleDamaged
from auditor.domain.journeys import Journey, Step, StepName
from auditor.domain.profile import Device, Profile
from auditor.store.artifact_files import ArtifactFiles
from auditor.store.sealing import AuditHeader, open_sealed, seal, write_bundle
from tests.evidence.builders import claims, removal_pictures

HEADER = AuditHeader("a1", "https://example.org/", Profile(device=Device.MOBILE), 1.5, 2.5, "0.1.0", "1.2.3.4")
LAYER = Layer(
    present=True,
    tried=("tree",),
    location=Location.SHADOW_DOM,
    box=Box(1, 2, 3, 4),
    controls=(Control(7, Role.REJECT, "Nein", "Nein", Box(0, 0, 9, 9), 1, True, "de:reject", "button"),),
)
RECORDS = (
    VisitRecord(
        Journey.NO_ACTION,
        1.0,
        2.0,
        {
            TIMELINE.name: Timeline((Step(StepName.LOAD, 1.0, 2.0, "https://example.org/"),)),
            FIRST_LAYER.name: LAYER,
            SCREENSHOT.name: Screenshot(b"\x89PNG", Box(0, 0, 10, 10), 2.0),
        },
    ),
    VisitRecord(Journey.NO_ACTION, 3.0, 4.0, {TIMELINE.name: Timeline(())}),
    VisitRecord(Journey.ACCEPT_ALL, 1.0, 2.0, {FIRST_LAYER.name: Missing("no-banner")}, Missing("no-banner")),
)


def test_it_is_read_back_as_it_was(files: ArtifactFiles) -> None:
    digest = seal(HEADER, RECORDS, files)
    opened = open_sealed(digest, files)
    assert (opened.header, opened.records) == (HEADER, RECORDS)
    assert seal(HEADER, RECORDS, files) == digest, "the same audit gives the same manifest"


def test_the_manifest_lists_every_file_with_its_digest(files: ArtifactFiles, tmp_path: Path) -> None:
    path = tmp_path / "evidence.zip"
    assert write_bundle(seal(HEADER, RECORDS, files), files, path) == path.stat().st_size
    with zipfile.ZipFile(path) as bundle:
        manifest = json.loads(bundle.read("manifest.json"))
        assert set(bundle.namelist()) == {"manifest.json", *manifest["files"]}
        assert bundle.read("no-action/screenshot.png") == b"\x89PNG"


def test_a_changed_file_is_noticed(files: ArtifactFiles) -> None:
    digest = seal(HEADER, RECORDS, files)
    screenshot = json.loads(files.get(digest))["files"]["no-action/screenshot.png"]["sha256"]
    files.path(screenshot).write_bytes(b"other")
    with pytest.raises(BundleDamaged):
        open_sealed(digest, files)


def test_another_form_of_manifest_is_refused(files: ArtifactFiles) -> None:
    with pytest.raises(BundleDamaged, match="form"):
        open_sealed(files.put(b'{"schema":"other/1"}'), files)
    with pytest.raises(BundleDamaged, match="form"):
        open_sealed(files.put(b'{"schema":"auditor-manifest/1","visits":[]}'), files)


@pytest.mark.parametrize(
    "pictures",
    [
        removal_pictures(),
        removal_pictures(again=b"\x89again"),
        removal_pictures(reject_clip=Box(0, 200, 300, 90), reject_shown=b"\x89shown"),
        removal_pictures(again=b"\x89", reject_clip=Box(0, 2, 3, 9), reject_shown=b"\x89s", reject_again=b"\x89a"),
        removal_pictures(accept_claims=claims(), reject_claims=claims(padding=(0.5, 1, 2, 3), words_beside=7)),
    ],
    ids=["none but the three", "a second look", "apart", "apart and twice", "with what styles say"],
)
def test_pictures_that_were_not_taken_are_read_back_as_not_taken(
    pictures: RemovalPictures, files: ArtifactFiles
) -> None:
    record = VisitRecord(Journey.NO_ACTION, 1.0, 2.0, {REMOVAL_PICTURES.name: pictures})
    digest = seal(HEADER, (record,), files)
    assert open_sealed(digest, files).records == (record,)
    listed = json.loads(files.get(digest))["files"]
    taken = [f for f in ("shown", "again", "reject_shown", "reject_again") if getattr(pictures, f)]
    assert {f"no-action/removal-pictures-{f}.png" for f in taken} <= set(listed)
    assert len(listed) == len(taken) + 3, "the two without a control, and what is said of them all"
