"""How much of a withdrawal or a refusal was seen: gaps, phases, excuses, and what hangs together over a whole visit."""

from dataclasses import replace

import pytest

from auditor.domain.artifacts import Missing, ScriptAccesses, Traffic, VisitRecord
from auditor.domain.checks import Outcome
from auditor.domain.facts import Excuse, Item, Reads
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import AccessOp, Form, ItemKind, Phase, ScriptAccess
from auditor.measure.reads import kept_items, left_behind, reads_after_refusal
from auditor.measure.traces import Kept
from auditor.measure.withdrawn import judge
from tests.evidence.builders import (
    SITE,
    STEPS,
    TRACKER,
    URL,
    VISITOR,
    access,
    accesses,
    choice,
    cookie,
    entry,
    item,
    items,
    moment,
    request,
    snapshot,
    snapshots,
    timeline,
    traffic,
    visit,
    write,
)
from tests.unit.measure.withdrawals import AFTER, GA, RELOADED, STORED, WITHDRAWN, message, sent, told, withdrawn

NOUN = ("cookie", "cookies")


def cut(op: AccessOp = AccessOp.SOCKET_SEND, at: float = AFTER, *, short: bool = False) -> ScriptAccess:
    return access(op, "wss://live.partner.example/s", "x" * 9, at=at, kind=None, cut=not short)


# Broken input never becomes silence


@pytest.mark.parametrize(
    ("broken", "gap"),
    [
        ({"traffic": Traffic((request(),), gaps=("the network log was cut short",))}, "the network log was cut short"),
        ({"traffic": traffic()}, "no request was recorded"),
        ({"traffic": traffic(request(at=AFTER, body_missing=True))}, "the body of a request after the choice"),
        ({"traffic": traffic(request(at=WITHDRAWN, body_missing=True))}, "the body of a request after the choice"),
        ({"script_accesses": accesses(truncated=True)}, "too many calls by scripts"),
        ({"script_accesses": accesses(cut())}, "a message after the choice was too long"),
        ({"choice": choice(record_changed=None)}, "accepting left no trace"),
        ({"choice": Missing("not-recorded")}, "accepting left no trace"),
    ],
)
def test_every_hole_in_the_record_is_a_gap_and_never_silence(broken: dict[str, object], gap: str) -> None:
    found = told(withdrawn(**broken))
    assert len(found.gaps) == 1
    assert found.gaps[0].startswith(gap)
    assert not found.complete
    result = judge(found, lambda _: True, NOUN, "read")
    assert result.outcome is Outcome.CANT_TELL
    assert gap in result.summary


def test_without_an_untouched_visit_there_is_a_gap() -> None:
    assert told(withdrawn(), items(GA, compared=False)).gaps == ("no untouched visit to compare with",)


def test_all_gaps_are_told_together() -> None:
    broken = withdrawn(
        traffic=Traffic((request(at=AFTER, body_missing=True),), gaps=("one", "two")),
        script_accesses=ScriptAccesses((cut(),), truncated=True),
        choice=Missing("not-recorded"),
    )
    assert len(told(broken, items(GA, compared=False)).gaps) == 7


@pytest.mark.parametrize(
    "whole",
    [
        {"traffic": traffic(request(at=WITHDRAWN - 1, body_missing=True))},
        {"script_accesses": accesses(cut(at=WITHDRAWN - 1))},
        {"script_accesses": accesses(cut(short=True))},
        {"script_accesses": accesses(cut(AccessOp.COOKIE_GET))},
    ],
    ids=["a body before the choice", "a message before it", "a whole message", "a long jar"],
)
def test_what_was_lost_before_the_choice_or_kept_whole_is_no_gap(whole: dict[str, object]) -> None:
    assert told(withdrawn(**whole)).gaps == ()


# Phases


def test_a_later_session_is_a_phase_only_when_it_was_seen() -> None:
    assert told(withdrawn()).phases == (Phase.SAME_PAGE, Phase.AFTER_RELOAD)
    steps = timeline(*STEPS[Journey.WITHDRAW], StepName.NEW_SESSION)
    late = sent(steps.steps[-1].started_at + 1)
    found = told(withdrawn(late, timeline=steps))
    assert found.phases == tuple(Phase)
    assert [r.phase for r in found.reads] == [Phase.NEW_SESSION]


def test_an_old_document_that_sends_during_the_reload_decides_nothing() -> None:
    found = told(withdrawn(sent(RELOADED + 0.5, document_at=WITHDRAWN - 20, kind="beacon")))
    assert [r.phase for r in found.reads] == [Phase.SAME_PAGE]
    assert judge(found, lambda _: True, NOUN, "read").outcome is Outcome.CANT_TELL


# Excused requests


def test_excused_requests_are_listed_and_are_no_reads() -> None:
    # the deletion works: the cookie is missing from the last state
    states = snapshots(
        snapshot(StepName.ACCEPT, cookie()), snapshot(StepName.RELOAD, at=RELOADED + 5), snapshot(StepName.INNER_PAGE)
    )
    deleting = sent(AFTER, id=2, writes=(write(deletes=True, value=""),))
    found = told(withdrawn(sent(WITHDRAWN + 1, id=1), deleting, snapshots=states), items(GA))
    assert found.reads == ()
    assert [(e.reason, e.evidence) for e in found.excused] == [
        (Excuse.IN_FLIGHT, "withdraw/traffic#1"),
        (Excuse.DELETED_BY_ANSWER, "withdraw/traffic#2"),
    ]
    assert found.deleted == 1


def test_an_answer_that_orders_a_deletion_which_does_nothing_is_no_excuse() -> None:
    states = snapshots(
        snapshot(StepName.ACCEPT, cookie(path="/")), snapshot(StepName.RELOAD, cookie(path="/"), at=RELOADED + 8)
    )
    wrong = write(deletes=True, value="", path="/elsewhere")
    found = told(withdrawn(*(sent(AFTER + n, id=n, writes=(wrong,)) for n in range(3)), snapshots=states), items(GA))
    assert [(r.form, r.count) for r in found.reads] == [(Form.COOKIE_HEADER, 3)]
    assert found.excused == ()


# What hangs together


def test_a_read_names_its_host_its_times_and_its_way() -> None:
    chain = (f"{URL}app.js:1:2",)
    first = request(f"{TRACKER}?cid={VISITOR}", at=AFTER + 1, chain=chain, id=2)
    last = request(f"{TRACKER}?cid={VISITOR}", at=AFTER + 4, id=3)
    (found,) = told(withdrawn(last, first), items(GA)).reads
    assert (found.first_at, found.last_at, found.count) == (AFTER + 1, AFTER + 4, 2)
    assert (found.carried, found.chain) == ("address, plain", chain)
    assert found.host_owner == "Google Analytics"


def test_respawns_devices_and_histories_are_part_of_the_whole() -> None:
    script = "https://fp.partner.example/print.js"
    states = snapshots(
        snapshot(StepName.ACCEPT, cookie()),
        snapshot(StepName.RELOAD, at=RELOADED),
        snapshot(StepName.INNER_PAGE, cookie(), at=RELOADED + 9),
    )
    looks = (access(AccessOp.DEVICE_READ, n, at=AFTER, kind=None, script=script) for n in ("canvas", "webgl", "audio"))
    back = request(at=AFTER + 1, writes=(write(),), chain=(f"{script}:1:1",))
    found = told(withdrawn(*looks, back, snapshots=states), items(GA))
    assert [r.key for r in found.respawns] == [GA.key]
    assert [d.script for d in found.devices] == [script]
    assert [(h.item, h.stored_at_end) for h in found.histories] == [(GA, True)]


def test_a_message_that_carries_a_value_is_a_read() -> None:
    record = withdrawn(traffic=Traffic((), (message(f"id={VISITOR}"),)))
    assert [(r.form, r.carried) for r in told(record, items(GA)).reads] == [
        (Form.IDENTIFIER_SENT, "WebSocket message, plain"),
    ]


# Validators


def test_a_validator_that_comes_back_after_the_withdrawal_is_a_read() -> None:
    etag = '"9f8e7d6c5b4a39281706"'
    kept = item(f"etag {URL}p.js", kind=ItemKind.CACHE, domain=SITE)
    got = request(f"{URL}p.js", at=WITHDRAWN - 5, etag=etag)
    (found,) = told(withdrawn(got, request(f"{URL}p.js", at=AFTER, validator=etag, id=6)), items(kept)).reads
    assert (found.item, found.form, found.carried) == (
        kept.key,
        Form.IDENTIFIER_SENT,
        "If-None-Match header, plain",
    )
    assert found.evidence == ("withdraw/traffic#6",)


def test_a_validator_that_came_after_the_withdrawal_was_not_kept_before_it() -> None:
    kept = item(f"etag {URL}p.js", kind=ItemKind.CACHE, domain=SITE)
    got = request(f"{URL}p.js", at=WITHDRAWN + 1, etag='"9f8e7d6c5b4a39281706"')
    assert told(withdrawn(got), items(kept)).consented == ()


# What was kept before the choice


def test_the_values_are_those_of_this_visit_before_the_choice() -> None:
    states = snapshots(
        snapshot(StepName.ACCEPT, cookie(value="before-a1b2c3d4")),
        snapshot(StepName.BROWSE, cookie(value="before-a1b2c3d4"), entry(origin=URL)),
        snapshot(StepName.WITHDRAW, cookie(value="after-99887766")),
    )
    kept = kept_items(items(GA, STORED), states, traffic(), timeline(*STEPS[Journey.WITHDRAW]), WITHDRAWN + 1)
    assert kept == (Kept(GA, ("before-a1b2c3d4",)), Kept(STORED, (VISITOR,)))


@pytest.mark.parametrize(("needed", "kept"), [(item(), 1), (item(basis=item().basis.UNKNOWN), 0), (item("_gid"), 0)])
def test_only_what_needs_consent_and_was_there_is_kept(needed: Item, kept: int) -> None:
    states = snapshots(snapshot(StepName.ACCEPT, cookie()))
    found = kept_items(items(needed), states, traffic(), timeline(*STEPS[Journey.WITHDRAW]), WITHDRAWN)
    assert len(found) == kept


def test_what_a_later_session_left_does_not_count_as_left_behind() -> None:
    steps = timeline(*STEPS[Journey.WITHDRAW], StepName.NEW_SESSION)
    kept = (Kept(GA, (VISITOR,)),)
    last, later = snapshot(StepName.INNER_PAGE, cookie()), snapshot(StepName.NEW_SESSION)
    assert left_behind(kept, snapshots(last, later), steps) == ((GA,), ())
    gone, back = snapshot(StepName.INNER_PAGE), snapshot(StepName.NEW_SESSION, cookie())
    assert left_behind(kept, snapshots(gone, back), steps) == ((), ())


def test_without_a_state_after_the_reload_the_last_one_tells() -> None:
    steps, kept = timeline(*STEPS[Journey.WITHDRAW], StepName.NEW_SESSION), (Kept(GA, (VISITOR,)),)
    assert left_behind(kept, snapshots(snapshot(StepName.NEW_SESSION, cookie())), steps) == ((GA,), ())


def test_storage_that_nobody_could_look_at_again_is_unseen_and_not_gone() -> None:
    steps, kept = timeline(*STEPS[Journey.WITHDRAW]), (Kept(STORED, (VISITOR,)),)
    elsewhere = replace(snapshot(StepName.INNER_PAGE), origins=("https://shop.example",))
    assert left_behind(kept, snapshots(elsewhere), steps) == ((), (STORED,))
    at_home = replace(snapshot(StepName.INNER_PAGE), origins=(URL,))
    assert left_behind(kept, snapshots(at_home), steps) == ((), ())
    assert told(withdrawn(snapshots=snapshots(snapshot(StepName.ACCEPT, entry(origin=URL)), elsewhere))).unseen == (
        STORED,
    )


# After a refusal


def _refused(**artifacts: object) -> VisitRecord:
    seen = {
        "snapshots": snapshots(snapshot(StepName.LOAD, cookie()), snapshot(StepName.REJECT, cookie("_gid"))),
        "traffic": traffic(sent(moment(Journey.REJECT_ALL, StepName.RELOAD, 1), id=3)),
        "script_accesses": accesses(),
        "choice": choice(made_at=moment(Journey.REJECT_ALL, StepName.REJECT)),
    }
    return visit(Journey.REJECT_ALL, **(seen | artifacts))


def test_what_was_kept_before_a_refusal_is_looked_at_after_it() -> None:
    found = reads_after_refusal(_refused(), items(GA, item("_gid")), SITE)
    assert isinstance(found, Reads)
    assert (found.consented, found.gaps) == ((GA,), ())
    assert [(r.form, r.evidence) for r in found.reads] == [(Form.COOKIE_HEADER, ("reject-all/traffic#3",))]


@pytest.mark.parametrize("kind", ["choice", "timeline", "snapshots", "traffic", "script_accesses"])
def test_without_one_of_its_artifacts_nothing_is_told_of_a_refusal(kind: str) -> None:
    assert reads_after_refusal(_refused(**{kind: Missing("gone")}), items(GA), SITE) == Missing("gone")
