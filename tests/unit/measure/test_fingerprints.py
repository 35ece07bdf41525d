import hashlib

import pytest

from auditor.domain.artifacts import Missing, Traffic
from auditor.domain.early import Devices
from auditor.domain.journeys import Journey
from auditor.domain.recording import AccessOp, Request, ScriptAccess
from auditor.measure.fingerprints import UNHEARD, devices
from tests.evidence.builders import NOW, SITE, URL, access, accesses, request, visit

PRINTER = "https://cdn.prints.example/print.js"
RENDERER = "ANGLE (Example, Renderer 4711 (0x00001234), driver 5.1)"
OURS = f"{URL}app.js"


def looks(
    *names: str, script: str | None = PRINTER, frame: str = URL, value: str = "", cut: bool = False
) -> list[ScriptAccess]:
    return [
        access(
            AccessOp.DEVICE_READ, n, value, at=NOW + 1, script=script, frame=frame, kind=None, id=i, stack=(), cut=cut
        )
        for i, n in enumerate(names, start=1)
    ]


ALL = ("canvas", "webgl", "audio")
SENDS = request("https://in.prints.example/?d=1", at=NOW + 2, chain=(f"{PRINTER}:1:1",), id=9)


def told(calls: list[ScriptAccess], *sent: Request) -> Devices:
    record = visit(Journey.NO_ACTION, traffic=Traffic((request(), *sent)), script_accesses=accesses(*calls))
    found = devices(record, SITE)
    assert isinstance(found, Devices)
    return found


def test_a_script_that_reads_and_sends() -> None:
    (use,) = told(looks(*ALL, "screen"), SENDS).uses
    assert (use.counted, use.others, use.receiver) == (("audio", "canvas", "webgl"), ("screen",), "in.prints.example")
    assert (use.carried, use.excuse, use.company) == (None, None, "prints.example")
    assert use.evidence[-1] == "no-action/traffic#9"


def test_screen_and_sensors_do_not_count() -> None:
    assert told(looks("canvas", "webgl", "screen", "sensors"), SENDS).uses == ()


def test_scripts_of_one_company_are_taken_together_and_those_of_the_site_are_not() -> None:
    other = "https://x.prints.example/b.js"
    assert len(told([*looks("canvas", "webgl"), *looks("audio", script=other)], SENDS).uses) == 1
    own = [*looks("canvas", "webgl", script=OURS), *looks("audio", script=f"{URL}b.js")]
    assert told(own, SENDS).uses == ()


@pytest.mark.parametrize("text", [RENDERER, hashlib.sha256(RENDERER.encode()).hexdigest()])
def test_a_value_that_was_read_or_its_digest_is_recognised(text: str) -> None:
    (use,) = told(looks(*ALL, value=RENDERER), request("https://x.example/", at=NOW + 2, body=text)).uses
    assert use.receiver == "x.example"
    assert use.carried is not None
    assert "body" in use.carried


def test_a_value_that_was_cut_is_not_compared() -> None:
    sent = request("https://x.example/", at=NOW + 2, body=RENDERER)
    assert told(looks(*ALL, value=RENDERER, cut=True), sent).uses[0].receiver is None


@pytest.mark.parametrize(
    "sent",
    [
        request("https://in.prints.example/?d=1", at=NOW, chain=(f"{PRINTER}:1:1",)),
        request("https://in.prints.example/file.png", at=NOW + 2, chain=(f"{PRINTER}:1:1",)),
        request("https://x.example/?d=1", at=NOW + 2, chain=(f"{OURS}:1:1",), initiator=OURS),
    ],
    ids=["before", "only fetched", "another's"],
)
def test_what_is_no_sending(sent: Request) -> None:
    assert told(looks(*ALL), sent).uses[0].receiver is None


def test_a_script_that_hides_its_calls_stands_for_its_page() -> None:
    assert told(looks(*ALL, script=None), SENDS).uses[0].script == URL


def test_reasons_for_a_person_to_judge() -> None:
    fraud = "https://js.datadome.co/tags.js"
    assert told(looks(*ALL, script=fraud)).uses[0].excuse == "DataDome"
    assert told(looks(*ALL, frame=f"{URL}checkout.html")).uses[0].excuse == "a page for signing in or paying"
    assert told(looks(*ALL, frame=f"{URL}checkouts")).uses[0].excuse is None


def test_holes_in_the_record_are_gaps() -> None:
    assert len(told(looks(UNHEARD)).gaps) == 1
    record = visit(Journey.NO_ACTION, traffic=Traffic(()), script_accesses=accesses(truncated=True))
    found = devices(record, SITE)
    assert isinstance(found, Devices)
    assert len(found.gaps) == 2


def test_without_its_record_there_is_no_answer() -> None:
    record = visit(Journey.NO_ACTION, traffic=Missing("network-log-lost"), script_accesses=accesses())
    assert devices(record, SITE) == Missing("network-log-lost")
