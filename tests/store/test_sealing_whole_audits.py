"""A sealed audit is read back with everything that was recorded, odd values among it, and says the same again."""

from dataclasses import replace
from pathlib import Path

import pytest

from auditor.domain.artifacts import Traffic
from auditor.domain.journeys import Journey
from auditor.domain.profile import Profile
from auditor.domain.recording import AccessOp, Answered, Recorder, SocketMessage
from auditor.store.artifact_files import ArtifactFiles
from auditor.store.sealing import AuditHeader, open_sealed, seal
from tests.evidence.builders import URL, access, accesses, cookie, request, snapshot, snapshots
from tests.unit.reporting.whole_audit import audit, concluded, steps_of

HEADER = AuditHeader("a1", URL, Profile(), 1.5, 2.5, "0.1.0", "1.2.3.4")


def test_a_whole_audit_is_read_back_and_says_the_same_again(tmp_path: Path) -> None:
    files, records = ArtifactFiles(tmp_path), audit()
    again = list(open_sealed(seal(HEADER, records, files), files).records)
    assert again == records
    assert concluded(again).results == concluded(records).results


def test_every_field_of_the_recorders_is_read_back(tmp_path: Path) -> None:
    def full(journey: Journey, _found: dict[str, object]) -> dict[str, object]:
        sent = request(
            body="b", headers=(("x-id", "7"),), etag='"e"', validator='"v"', chain=("https://a.test/x.js:1:2",),
            recorder=Recorder.DEVTOOLS, document_at=1.5, body_missing=True,
        )  # fmt: skip
        message = SocketMessage(1, 2.0, "wss://a.test/", "data", Recorder.SCRIPT_HOOK, "https://a.test/x.js")
        call = access(AccessOp.SOCKET_SEND, kind=None, stack=("at f",), document_at=1.5, cut=True)
        state = replace(snapshot(steps_of(journey)[0], cookie(partition_key="https://a.test")), text_length=12)
        answered = replace(state, answers=(Answered("tcf", "C", URL),))
        return {
            "traffic": Traffic((sent,), (message,), ("network-log-cut-short",)),
            "script-accesses": accesses(call, truncated=True),
            "snapshots": snapshots(answered),
        }

    files, records = ArtifactFiles(tmp_path), audit(full)
    assert list(open_sealed(seal(HEADER, records, files), files).records) == records


@pytest.mark.parametrize("text", ["\x00", "<b>&\"'", "%zz\\u12", "\u202e\u2028", "x" * 1_000_000, "日本", "\ud800"])
def test_odd_values_are_read_back_or_replaced_and_break_nothing(text: str, tmp_path: Path) -> None:
    def soiled(journey: Journey, _found: dict[str, object]) -> dict[str, object]:
        return {
            "snapshots": snapshots(snapshot(steps_of(journey)[0], cookie(text, text))),
            "traffic": Traffic((request(f"{URL}?{text}", body=text),)),
        }

    files, records = ArtifactFiles(tmp_path), audit(soiled)
    again = list(open_sealed(seal(HEADER, records, files), files).records)
    assert len(again) == len(records)
    if text != "\ud800":
        assert again == records
