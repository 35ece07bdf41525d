import pytest

from auditor.domain.artifacts import Snapshots
from auditor.domain.facts import ItemKey, Read, Reads, Respawn
from auditor.domain.journeys import StepName
from auditor.domain.recording import AccessOp, Cookie, CookieWrite, Form, ItemKind, Request, ScriptAccess, StorageEntry
from auditor.measure.respawn import deleted, deleting_answers, respawns, set_again
from auditor.measure.traces import Kept
from tests.evidence.builders import (
    OTHER_VISITOR,
    SITE,
    URL,
    VISITOR,
    access,
    cookie,
    entry,
    item,
    request,
    snapshot,
    snapshots,
    write,
)
from tests.unit.measure.withdrawals import GA, GA_SCRIPT, RELOADED, STORED, WITHDRAWN, scene, sent, told, withdrawn

ORDERED = WITHDRAWN + 4
STATE = WITHDRAWN + 6
BACK = RELOADED + 2
END = RELOADED + 8
DELETION = write(deletes=True, value="")
ORDER = request(at=ORDERED, writes=(DELETION,))
KEPT = (cookie(), entry(origin=URL))


def states(*rows: tuple[float, tuple[Cookie | StorageEntry, ...]]) -> Snapshots:
    """The state before the choice, and those after it."""
    later = [snapshot(StepName.RELOAD, *kept, at=at) for at, kept in rows]
    return snapshots(snapshot(StepName.LOAD, at=0), snapshot(StepName.ACCEPT, *KEPT, at=WITHDRAWN - 9), *later)


GONE = states((STATE, ()), (END, ()))
THERE = states((STATE, KEPT), (END, KEPT))


def read_again(*seen: Request | ScriptAccess, found: Snapshots) -> tuple[Reads, Read]:
    """The whole, and the read in the header after the reload."""
    whole = told(withdrawn(*seen, sent(BACK + 1, id=41), snapshots=found))
    (header,) = (r for r in whole.reads if r.form is Form.COOKIE_HEADER)
    return whole, header


# Really deleted


def test_a_cookie_that_is_missing_from_the_next_state_was_deleted_when_ordered() -> None:
    assert deleted(scene(ORDER), GONE) == {GA.key: ORDERED}


def test_an_order_that_does_nothing_is_no_deletion_and_its_later_header_a_plain_read() -> None:
    whole, header = read_again(ORDER, found=THERE)
    assert deleted(scene(ORDER), THERE) == {}
    assert (whole.deleted, header.since_rewritten, whole.respawns) == (0, False, ())


def test_an_order_by_a_script_that_does_nothing_is_no_deletion() -> None:
    order = access(AccessOp.COOKIE_SET, "_ga", "", at=ORDERED)
    assert deleted(scene(order), THERE) == {}
    assert read_again(order, found=THERE)[1].since_rewritten is False


def test_a_real_deletion_followed_by_a_write_is_a_rewriting() -> None:
    whole, header = read_again(
        ORDER, request(at=BACK, writes=(write(value=OTHER_VISITOR),)), found=states((STATE, ()), (END, KEPT))
    )
    assert (whole.deleted, header.since_rewritten) == (1, True)
    (again,) = (r for r in whole.reads if r.form is Form.REWRITTEN)
    assert not again.since_rewritten, "the writing is the cause, and no consequence"


def test_a_read_before_the_writing_is_a_plain_read() -> None:
    written = request(at=BACK + 5, writes=(write(),))
    _, header = read_again(ORDER, written, found=states((STATE, ()), (END, KEPT)))
    assert header.since_rewritten is False


def test_a_cookie_that_had_to_be_written_again_to_be_there_was_deleted() -> None:
    look = scene(ORDER, request(at=ORDERED + 1, writes=(write(),)))
    assert deleted(look, THERE) == {GA.key: ORDERED}
    assert set_again(look, THERE) == {GA.key: ORDERED + 1}


def test_a_cookie_that_is_gone_without_an_order_was_deleted_all_the_same() -> None:
    assert deleted(scene(), GONE) == {GA.key: STATE}
    assert deleted(scene(), states((STATE, KEPT), (END, ()))) == {GA.key: END}


def test_storage_of_a_page_that_is_not_shown_is_not_gone() -> None:
    assert STORED.key not in deleted(scene(), GONE)


def test_storage_is_deleted_by_an_order_and_its_absence() -> None:
    order = access(AccessOp.STORAGE_REMOVE, "visitor", at=ORDERED)
    assert deleted(scene(order), GONE)[STORED.key] == ORDERED
    assert deleted(scene(order), THERE) == {}


@pytest.mark.parametrize(
    "order",
    [
        request(at=WITHDRAWN - 1, writes=(DELETION,)),
        request(at=ORDERED, writes=(write("_gid", deletes=True, value=""),)),
        request(at=ORDERED, writes=(write(deletes=True, value="", domain="other.example"),)),
        access(AccessOp.COOKIE_SET, "_ga", "", at=WITHDRAWN - 1),
        access(AccessOp.COOKIE_SET, "_gid", "", at=ORDERED),
        access(AccessOp.COOKIE_SET, "_ga", VISITOR, at=ORDERED),
        access(AccessOp.STORAGE_REMOVE, "_ga", at=ORDERED),
        access(AccessOp.STORAGE_REMOVE, "visitor", at=ORDERED, kind=ItemKind.SESSION_STORAGE),
        access(AccessOp.STORAGE_REMOVE, "visitor", at=ORDERED, frame="https://partner.test/"),
        access(AccessOp.STORAGE_GET, "visitor", at=ORDERED),
    ],
)
def test_another_order_deletes_nothing(order: Request | ScriptAccess) -> None:
    found = states((STATE, (cookie(),)))  # the storage is absent, the cookie is there
    assert deleted(scene(order), found) == {}


def test_without_a_later_state_nothing_is_known_to_be_deleted() -> None:
    assert deleted(scene(ORDER), states()) == {}
    assert deleted(scene(request(at=END + 1, writes=(DELETION,))), THERE) == {}


@pytest.mark.parametrize(
    "writing",
    [
        request(at=ORDERED + 1, writes=(write(stored=False),)),
        request(at=ORDERED + 1, writes=(DELETION,)),
        request(at=ORDERED + 1, writes=(write("_gid"),)),
        access(AccessOp.COOKIE_SET, "_ga", "", at=ORDERED + 1),
        access(AccessOp.COOKIE_SET, "_ga", VISITOR, at=ORDERED + 1, frame="https://partner.test/"),
        request(at=ORDERED - 1, writes=(write(),)),
        request(at=STATE + 1, writes=(write(),)),
    ],
)
def test_only_a_writing_of_the_item_in_between_explains_why_it_is_there(writing: Request | ScriptAccess) -> None:
    assert deleted(scene(ORDER, writing), states((STATE, KEPT))) == {}


def test_a_script_may_write_it_again() -> None:
    again = access(AccessOp.COOKIE_SET, "_ga", VISITOR, at=BACK)
    assert set_again(scene(ORDER, again), GONE) == {GA.key: BACK}


def test_what_was_not_deleted_is_not_set_again() -> None:
    assert set_again(scene(request(at=BACK, writes=(write(),))), THERE) == {}
    assert set_again(scene(ORDER), GONE) == {}


# Answers that delete


def test_an_answer_deletes_what_is_missing_from_the_next_state() -> None:
    order = sent(ORDERED, id=7, writes=(DELETION,))
    assert deleting_answers(scene(order), GONE) == {(GA.key, 7)}
    assert deleting_answers(scene(order), THERE) == frozenset()


def test_an_answer_deletes_what_had_to_be_written_again() -> None:
    order, again = sent(ORDERED, id=7, writes=(DELETION,)), request(at=ORDERED + 1, id=8, writes=(write(),))
    assert deleting_answers(scene(order, again), THERE) == {(GA.key, 7)}


def test_an_answer_after_the_last_state_is_believed() -> None:
    assert deleting_answers(scene(sent(END + 1, id=7, writes=(DELETION,))), THERE) == {(GA.key, 7)}


@pytest.mark.parametrize(
    "harmless", [write("_gid", deletes=True), write(deletes=True, domain="other.example"), write(), write(stored=False)]
)
def test_an_order_that_does_not_reach_the_cookie_deletes_nothing(harmless: CookieWrite) -> None:
    assert deleting_answers(scene(sent(ORDERED, writes=(harmless,))), GONE) == frozenset()


# Back with the same value


def test_a_deleted_identifier_comes_back_with_the_same_value() -> None:
    look = scene(ORDER, request(f"{URL}id", at=BACK, writes=(write(),), id=12), kept=(Kept(GA, (VISITOR,)),))
    assert respawns(look, GONE) == (Respawn(GA.key, GA.key, ORDERED, BACK, SITE, "withdraw/traffic#12"),)


def test_a_new_value_is_no_respawn() -> None:
    look = scene(ORDER, request(at=BACK, writes=(write(value=OTHER_VISITOR),)))
    assert respawns(look, GONE) == ()


def test_an_identifier_comes_back_under_another_name_and_in_another_wrapping() -> None:
    hidden = write("cache_id", VISITOR.encode().hex(), domain="metrics.shop.example")
    (found,) = respawns(scene(ORDER, request(at=BACK, writes=(hidden,))), GONE)
    assert found.key == ItemKey(ItemKind.COOKIE, "cache_id", "metrics.shop.example")


@pytest.mark.parametrize(
    ("op", "kind", "key"),
    [
        (AccessOp.COOKIE_SET, ItemKind.COOKIE, "copy"),
        (AccessOp.STORAGE_SET, ItemKind.LOCAL_STORAGE, "copy"),
        (AccessOp.STORAGE_SET, ItemKind.SESSION_STORAGE, "copy"),
        (AccessOp.DATABASE_SET, ItemKind.INDEXED_DB, "app/ids"),
        (AccessOp.CACHE_SET, ItemKind.CACHE, "v1 /id"),
    ],
)
def test_a_script_brings_an_identifier_back(op: AccessOp, kind: ItemKind, key: str) -> None:
    again = access(op, key, f'{{"id":"{VISITOR}"}}', at=BACK, kind=kind, script=GA_SCRIPT, id=5)
    (found,) = respawns(scene(ORDER, again), GONE)
    assert found == Respawn(GA.key, ItemKey(kind, key, SITE), ORDERED, BACK, GA_SCRIPT, "withdraw/script-accesses#5")


def test_without_a_script_the_frame_is_the_source() -> None:
    (found,) = respawns(scene(ORDER, access(AccessOp.COOKIE_SET, "_ga", VISITOR, at=BACK, script=None)), GONE)
    assert found.source == URL


def test_only_the_first_return_is_told() -> None:
    look = scene(ORDER, request(at=BACK + 1, writes=(write(),), id=2), request(at=BACK, writes=(write(),), id=1))
    (found,) = respawns(look, GONE)
    assert found.evidence == "withdraw/traffic#1"


@pytest.mark.parametrize(
    "harmless",
    [
        request(at=ORDERED - 1, writes=(write(),)),
        request(at=WITHDRAWN - 1, writes=(write(),)),
        request(at=BACK, writes=(write(stored=False),)),
        request(at=BACK, writes=(write(deletes=True),)),
        access(AccessOp.COOKIE_SET, "_ga", "", at=BACK),
        access(AccessOp.COOKIE_GET, value=VISITOR, at=BACK),
        access(AccessOp.COOKIE_SET, "_ga", VISITOR, at=WITHDRAWN - 1),
    ],
)
def test_what_was_before_failed_or_only_read_is_no_return(harmless: Request | ScriptAccess) -> None:
    assert respawns(scene(ORDER, harmless), GONE) == ()


def test_a_shared_part_that_comes_back_is_no_identifier() -> None:
    shared = item(values=("acct-20984412.a1b2c3d4e5f6",), shared=("acct-20984412",))
    again = request(at=BACK, writes=(write(value="acct-20984412.0"),))
    assert respawns(scene(ORDER, again, kept=(Kept(shared, shared.values),)), GONE) == ()
