"""What single requests, messages and calls tell; the reads made of them are tested in `test_reads*.py`."""

import base64
import json
from dataclasses import replace

import pytest

from auditor.domain.checks import Confidence
from auditor.domain.facts import Excuse, Excused
from auditor.domain.recording import AccessOp, Form, ItemKind, Phase, Recorder, Request, ScriptAccess
from auditor.measure.traces import Kept, belongs_to, departures, excused, headers, in_reach, rewrites, tracker_reads
from tests.evidence.builders import OTHER_VISITOR, SITE, URL, VISITOR, access, item, request, write
from tests.unit.measure.withdrawals import (
    AFTER,
    GA,
    GA_SCRIPT,
    RELOADED,
    STORED,
    WITHDRAWN,
    message,
    scene,
    sent,
)

PARTNER = "https://collect.partner.example/"
FILE = f"{URL}app.js"
ETAG = item(f"etag {FILE}", kind=ItemKind.CACHE, domain=SITE)
ETAG_VALUE = '"9f8e7d6c5b4a39281706"'


def carried(*seen: Request | ScriptAccess, kept: tuple[Kept, ...] | None = None) -> list[str | None]:
    return [t.carried for t in departures(scene(*seen, kept=kept))]


# Cookie headers, and what excuses them


def test_a_request_names_its_recorder_and_its_chain() -> None:
    chain = (f"{FILE}:1:2", f"{URL}:9:1")
    (found,) = headers(scene(sent(id=7, recorder=Recorder.DEVTOOLS, chain=chain)))
    assert (found.recorder, found.chain, found.carried) == (Recorder.DEVTOOLS, chain, "Cookie header")
    assert found.evidence == "withdraw/traffic#7"


def test_a_request_in_the_grace_is_excused_as_in_flight() -> None:
    look = scene(sent(WITHDRAWN + 1, id=3))
    assert list(headers(look)) == []
    assert list(excused(look)) == [
        Excused(GA.key, SITE, WITHDRAWN + 1, Excuse.IN_FLIGHT, "withdraw/traffic#3"),
    ]


def test_a_request_whose_answer_deletes_the_cookie_is_excused() -> None:
    look = replace(scene(sent(id=4, writes=(write(deletes=True, value=""),))), deletions=frozenset({(GA.key, 4)}))
    assert list(headers(look)) == []
    assert [(e.reason, e.evidence) for e in excused(look)] == [(Excuse.DELETED_BY_ANSWER, "withdraw/traffic#4")]


@pytest.mark.parametrize(
    "order",
    [
        write(deletes=True, value="", domain="other.example"),
        write(deletes=True, value="", stored=False),
    ],
    ids=["another domain's cookie", "refused by the browser"],
)
def test_an_order_to_delete_that_cannot_reach_the_cookie_excuses_nothing(order: object) -> None:
    look = scene(sent(writes=(order,)))
    assert list(excused(look)) == []
    assert [t.form for t in headers(look)] == [Form.COOKIE_HEADER]


def test_what_was_sent_before_the_choice_or_counts_needs_no_excuse() -> None:
    assert list(excused(scene(sent(WITHDRAWN - 1), sent(WITHDRAWN + 5), sent(), request(at=WITHDRAWN + 1)))) == []


def test_only_a_cookie_of_that_name_and_domain_is_excused() -> None:
    seen = (
        request(at=WITHDRAWN + 1, cookies={"visitor": VISITOR}),
        request(PARTNER, at=WITHDRAWN + 1, cookies={"_ga": VISITOR}),
    )
    assert list(excused(scene(*seen))) == []


def test_a_document_from_before_the_choice_that_sends_during_the_reload_counts_as_the_same_page() -> None:
    old = sent(RELOADED + 1, document_at=WITHDRAWN - 5, kind="beacon")
    (found,) = headers(scene(old))
    assert (found.phase, found.confidence) == (Phase.SAME_PAGE, Confidence.LIKELY)
    leaving = request(f"{PARTNER}?id={VISITOR}", at=RELOADED + 1, document_at=WITHDRAWN - 5)
    assert {t.phase for t in departures(scene(leaving))} == {Phase.SAME_PAGE}


def test_a_read_in_a_later_session_has_a_phase_of_its_own() -> None:
    (found,) = headers(scene(sent(AFTER + 100), later=AFTER + 50))
    assert (found.phase, found.confidence) == (Phase.NEW_SESSION, Confidence.CONFIRMED)


# Where a value leaves


@pytest.mark.parametrize(
    ("leaving", "where"),
    [
        (request(f"{PARTNER}?id={VISITOR}", at=AFTER), "address, plain"),
        (request(PARTNER, at=AFTER, body=f"id={VISITOR}"), "body, plain"),
        (request(PARTNER, at=AFTER, headers=(("Referer", f"{URL}?u={VISITOR}"),)), "header Referer, plain"),
        (request(PARTNER, at=AFTER, headers=(("X-Visitor", VISITOR),)), "header X-Visitor, plain"),
        (request(PARTNER, at=AFTER, cookies={"copy": VISITOR}), "cookie copy, plain"),
        (request(PARTNER, at=AFTER, cookies={"_ga": VISITOR}), "cookie _ga, plain"),
        (request(URL, at=AFTER, cookies={"copy": VISITOR}), "cookie copy, plain"),
        (
            request(PARTNER, at=AFTER, body=base64.b64encode(json.dumps({"u": VISITOR}).encode()).decode()),
            "body, base64",
        ),
    ],
)
def test_a_value_leaves_in_any_part_of_a_request(leaving: Request, where: str) -> None:
    assert carried(leaving, kept=(Kept(GA, (VISITOR,)),)) == [where]


def test_the_first_place_is_named_when_a_value_leaves_in_several() -> None:
    both = request(f"{PARTNER}?id={VISITOR}", at=AFTER, body=VISITOR, cookies={"copy": VISITOR})
    assert carried(both, kept=(Kept(GA, (VISITOR,)),)) == ["address, plain"]


def test_an_items_own_cookie_header_is_no_departure_by_value() -> None:
    assert carried(sent(), kept=(Kept(GA, (VISITOR,)),)) == []
    assert carried(sent(url="https://metrics.shop.example/"), kept=(Kept(GA, (VISITOR,)),)) == []


def test_a_value_leaves_in_a_message() -> None:
    found = list(departures(scene(message(f'{{"u":"{VISITOR}"}}', id=9))))
    assert {t.item.key for t in found} == {GA.key, STORED.key}
    assert {(t.carried, t.host, t.evidence) for t in found} == {
        ("WebSocket message, plain", "live.partner.example", "withdraw/traffic#message-9"),
    }
    assert {(t.recorder, t.chain, t.phase) for t in found} == {
        (Recorder.SCRIPT_HOOK, (f"{URL}app.js",), Phase.AFTER_RELOAD),
    }


def test_a_message_in_the_grace_or_of_nobody_is_no_departure() -> None:
    assert list(departures(scene(message(VISITOR, WITHDRAWN + 1), message("ping"), message(OTHER_VISITOR)))) == []


def test_a_message_without_a_script_has_no_chain() -> None:
    (found,) = departures(scene(message(VISITOR, script=None), kept=(Kept(GA, (VISITOR,)),)))
    assert found.chain == ()


def test_what_a_script_read_explains_how_a_message_came_by_it() -> None:
    got = access(AccessOp.STORAGE_GET, "visitor", VISITOR, at=AFTER - 0.5)
    assert [t.form for t in departures(scene(got, message(VISITOR), kept=(Kept(STORED, (VISITOR,)),)))] == [
        Form.STORAGE_READ,
    ]


def test_a_shared_part_of_values_is_never_sought() -> None:
    shared = item(values=("acct-20984412.a1b2c3d4e5f6",), shared=("acct-20984412",))
    kept = (Kept(shared, shared.values),)
    assert carried(request(f"{PARTNER}?tid=acct-20984412", at=AFTER), kept=kept) == []
    assert carried(request(f"{PARTNER}?tid=acct-20984412&u=a1b2c3d4e5f6", at=AFTER), kept=kept) == ["address, plain"]


# Validators


def test_a_validator_that_comes_back_is_a_departure() -> None:
    kept = (Kept(ETAG, (ETAG_VALUE,)),)
    assert carried(request(FILE, at=AFTER, validator=ETAG_VALUE), kept=kept) == ["If-None-Match header, plain"]


def test_the_validator_of_another_file_is_none() -> None:
    kept = (Kept(ETAG, (ETAG_VALUE,)), Kept(GA, (ETAG_VALUE,)))
    assert carried(request(f"{URL}other.js", at=AFTER, validator=ETAG_VALUE), kept=kept) == []
    assert carried(request(FILE, at=AFTER, validator='"00aa11bb22cc33dd"'), kept=kept) == []


# How a value was come by


@pytest.mark.parametrize(
    ("kind", "op", "name", "key"),
    [
        (ItemKind.LOCAL_STORAGE, AccessOp.STORAGE_GET, "visitor", "visitor"),
        (ItemKind.SESSION_STORAGE, AccessOp.STORAGE_GET, "visitor", "visitor"),
        (ItemKind.INDEXED_DB, AccessOp.DATABASE_GET, "app/ids", "app/ids"),
        (ItemKind.CACHE, AccessOp.CACHE_GET, "v1 /id.json", "v1 /id.json"),
        (ItemKind.CACHE, AccessOp.CACHE_GET, "v1 /id.json", " /id.json"),
    ],
)
def test_every_kind_of_storage_is_read_by_its_own_calls(kind: ItemKind, op: AccessOp, name: str, key: str) -> None:
    kept = (Kept(item(name, kind=kind, domain=SITE), (VISITOR,)),)
    got = access(op, key, VISITOR, at=AFTER, kind=kind, script=GA_SCRIPT)
    assert [t.form for t in tracker_reads(scene(got, kept=kept))] == [Form.STORAGE_READ]
    assert [t.form for t in departures(scene(got, request(f"{PARTNER}?{VISITOR}", at=AFTER + 1), kept=kept))] == [
        Form.STORAGE_READ,
    ]
    other = access(op, "other", VISITOR, at=AFTER, kind=kind, script=GA_SCRIPT)
    assert list(tracker_reads(scene(other, kept=kept))) == []


def test_a_trackers_old_document_reads_on_its_own_page() -> None:
    jar = access(value=f"_ga={VISITOR}", at=AFTER, script=GA_SCRIPT, document_at=WITHDRAWN - 5, stack=("at a",))
    (found,) = tracker_reads(scene(jar))
    assert (found.phase, found.recorder, found.chain) == (Phase.SAME_PAGE, Recorder.SCRIPT_HOOK, ("at a",))
    assert not found.left_device


def test_a_tracker_in_a_partners_frame_does_not_read_the_sites_items() -> None:
    jar = access(value=f"_ga={VISITOR}", at=AFTER, script=GA_SCRIPT, frame="https://partner.test/")
    got = access(AccessOp.STORAGE_GET, "visitor", VISITOR, at=AFTER, script=GA_SCRIPT, frame="https://partner.test/")
    assert list(tracker_reads(scene(jar, got))) == []


@pytest.mark.parametrize(
    ("domain", "host", "belongs"),
    [
        ("shop.example", "shop.example", True),
        ("shop.example", "www.shop.example", True),
        ("www.shop.example", "shop.example", False),
        ("shop.example", "notshop.example", False),
    ],
)
def test_a_cookie_goes_to_its_domain_and_those_below(domain: str, host: str, *, belongs: bool) -> None:
    assert belongs_to(domain, host) is belongs


def test_storage_is_in_reach_of_its_own_origin_and_of_frames_without_an_address() -> None:
    assert in_reach(STORED, access())
    assert in_reach(STORED, access(frame="about:blank"))
    assert not in_reach(STORED, access(frame="https://shop.example/"))


# Written again


def test_an_item_that_needs_consent_is_rewritten_though_it_was_not_there_before() -> None:
    look = scene(request(at=AFTER, writes=(write("_gid"),), id=8), kept=())
    (found,) = rewrites(look, [item("_gid")])
    assert (found.form, found.carried, found.left_device) == (Form.REWRITTEN, "Set-Cookie header", True)
    assert list(rewrites(look, [])) == []


def test_a_rewriting_on_the_page_of_the_choice_is_likely_only() -> None:
    (by_server,) = rewrites(scene(request(at=WITHDRAWN + 5, writes=(write(),))), [GA])
    (by_script,) = rewrites(scene(access(AccessOp.COOKIE_SET, "_ga", VISITOR, at=WITHDRAWN + 5)), [GA])
    assert {by_server.confidence, by_script.confidence} == {Confidence.LIKELY}


@pytest.mark.parametrize(
    ("kind", "op"), [(ItemKind.INDEXED_DB, AccessOp.DATABASE_SET), (ItemKind.CACHE, AccessOp.CACHE_SET)]
)
def test_databases_and_caches_are_written_too(kind: ItemKind, op: AccessOp) -> None:
    kept = item("app/ids", kind=kind, domain=SITE)
    (found,) = rewrites(scene(access(op, "app/ids", VISITOR, at=AFTER, kind=kind)), [kept])
    assert (found.item, found.left_device) == (kept, True)
