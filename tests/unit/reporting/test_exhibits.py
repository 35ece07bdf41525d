"""What stands behind a read, as a report shows it: whole, and without a single value."""

from dataclasses import replace

from auditor.domain.artifacts import Traffic, VisitRecord
from auditor.domain.facts import Read
from auditor.domain.journeys import Journey
from auditor.domain.recording import AccessOp, Form, Phase, Recorder, SocketMessage
from auditor.reporting.exhibits import Exhibit, exhibits, hidden
from tests.evidence.builders import TRACKER, URL, VISITOR, access, accesses, read, reads, request, traffic, visit, write
from tests.unit.reporting.whole_audit import audit, concluded

RESULT = concluded(audit())


def shown(record: VisitRecord | None, *found: Read) -> tuple[Exhibit, ...]:
    return exhibits(record, replace(RESULT, reads=reads(*found)))


def test_a_request_is_shown_with_its_headers_and_without_its_values() -> None:
    sent = request(
        f"{TRACKER}?cid={VISITOR}&v=2",
        id=41,
        cookies={"_ga": VISITOR},
        headers=(("referer", f"{URL}?u={VISITOR}"), ("x-uid", VISITOR)),
        body=f"uid={VISITOR}",
        writes=(write(),),
        validator=f'"{VISITOR}"',
    )
    (exhibit,) = shown(visit(Journey.WITHDRAW, traffic=traffic(sent)), read(chain=(f"{URL}app.js:3:9",)))
    assert VISITOR not in exhibit.text
    assert exhibit.text.startswith("GET https://www.google-analytics.com/g/collect?cid=‹")
    assert "v=2" in exhibit.text
    for name in ("Cookie: _ga=‹", "referer: https://", "x-uid: ‹", "[body: ‹", "Set-Cookie: _ga=‹", "If-None-Match: ‹"):
        assert name in exhibit.text
    assert exhibit.chain == (f"{URL}app.js:3:9",)
    assert exhibit.recorder == "the browser's own network log"


def test_the_same_value_has_the_same_digest_and_short_ones_are_shown() -> None:
    assert hidden(VISITOR) == hidden(VISITOR) != hidden(VISITOR + "x")
    assert hidden("abc") == "abc"
    assert "\ud800" not in hidden("\ud800 lone half")


def test_a_message_and_a_call_are_shown_too() -> None:
    message = SocketMessage(3, 1.0, f"wss://ads.example.org/s?u={VISITOR}", f"id={VISITOR}", Recorder.DEVTOOLS)
    call = access(AccessOp.STORAGE_GET, "visitor", VISITOR, id=9)
    record = visit(Journey.WITHDRAW, traffic=Traffic((request(),), (message,)), script_accesses=accesses(call))
    by_message = read(form=Form.IDENTIFIER_SENT, evidence=("withdraw/traffic#message-3",), recorder=Recorder.DEVTOOLS)
    by_call = read(form=Form.STORAGE_READ, evidence=("withdraw/script-accesses#9",), recorder=Recorder.SCRIPT_HOOK)
    first, second = shown(record, by_message, by_call)
    assert first.text.startswith("WebSocket wss://ads.example.org/s?u=‹")
    assert second.text.startswith("storage-get visitor = ‹")
    assert VISITOR not in first.text + second.text


def test_a_page_that_the_visit_opened_has_no_caller_and_says_so() -> None:
    opened = request(URL, id=41, kind="document")
    (exhibit,) = shown(visit(Journey.WITHDRAW, traffic=traffic(opened)), read())
    assert exhibit.unknown_caller.startswith("Opened as a page")


def test_a_request_nobody_can_tell_the_caller_of_says_so() -> None:
    (exhibit,) = shown(visit(Journey.WITHDRAW, traffic=traffic(request(id=41, kind=None))), read())
    assert exhibit.unknown_caller.startswith("Who called it was not recorded")


def test_what_is_not_in_the_record_is_not_shown() -> None:
    assert shown(None, read()) == ()
    assert shown(visit(Journey.WITHDRAW), read()) == ()
    empty = visit(Journey.WITHDRAW, traffic=traffic(request()), script_accesses=accesses())
    gone = ("withdraw/traffic#7", "withdraw/traffic#message-7", "withdraw/script-accesses#7", "withdraw/items#1")
    assert shown(empty, *(read(evidence=(reference,)) for reference in gone)) == ()


def test_reads_on_the_page_of_the_withdrawal_have_no_exhibit() -> None:
    record = visit(Journey.WITHDRAW, traffic=traffic(request(id=41)))
    assert shown(record, read(phase=Phase.SAME_PAGE)) == ()


def test_an_address_that_is_none_is_hidden_whole() -> None:
    broken = request("https://[oops/", id=41)
    (exhibit,) = shown(visit(Journey.WITHDRAW, traffic=traffic(broken)), read())
    assert exhibit.text.startswith("GET ‹")
