from dataclasses import replace

import pytest

from auditor.domain.facts import History, ItemKey
from auditor.domain.journeys import StepName
from auditor.domain.recording import AccessOp, ItemKind, Phase, Request, ScriptAccess
from auditor.measure.histories import histories, keys_of, present
from auditor.measure.traces import Kept
from tests.evidence.builders import (
    DAY,
    NOW,
    SITE,
    URL,
    VISITOR,
    access,
    cookie,
    entry,
    item,
    read,
    request,
    snapshot,
    snapshots,
    write,
)
from tests.unit.measure.withdrawals import AFTER, GA, GA_SCRIPT, STORED, WITHDRAWN, scene

ONE = (Kept(GA, (VISITOR,)),)
BEFORE = snapshot(StepName.ACCEPT, cookie(), entry(origin=URL), at=NOW + 19)


def test_the_life_of_an_item() -> None:
    end = snapshot(StepName.SECOND_INNER_PAGE, cookie(days=400), at=NOW + DAY)
    reads = [
        read(phase=Phase.SAME_PAGE, count=2, last_at=WITHDRAWN + 6),
        read(count=3, last_at=AFTER + 2),
        read(item("_gid"), count=9, last_at=AFTER + 99),
    ]
    look = scene(request(f"{URL}set", at=NOW + 15, writes=(write(),)), kept=ONE)
    assert histories(look, reads, snapshots(snapshot(StepName.LOAD), BEFORE, end)) == (
        History(
            item=GA,
            setter=SITE,
            first_seen_at=NOW + 15,
            last_read_at=AFTER + 2,
            counts=((Phase.SAME_PAGE, 2), (Phase.AFTER_RELOAD, 3), (Phase.NEW_SESSION, 0)),
            stored_at_end=True,
            lifetime_left_s=399 * DAY,
        ),
    )


def test_what_was_never_read_and_whose_setter_was_not_seen() -> None:
    (found,) = histories(scene(kept=ONE), [], snapshots(snapshot(StepName.LOAD), BEFORE))
    assert (found.setter, found.first_seen_at, found.last_read_at) == (None, NOW + 19, None)
    assert {count for _, count in found.counts} == {0}


def test_without_a_state_it_was_seen_at_the_choice_at_the_latest() -> None:
    (found,) = histories(scene(kept=ONE), [], snapshots())
    assert (found.first_seen_at, found.stored_at_end, found.lifetime_left_s) == (WITHDRAWN, False, None)


def test_the_first_who_wrote_it_is_the_setter() -> None:
    look = scene(
        request(at=NOW + 15, writes=(write(),)),
        access(AccessOp.COOKIE_SET, "_ga", VISITOR, at=NOW + 14, script=GA_SCRIPT),
        kept=ONE,
    )
    (found,) = histories(look, [], snapshots(BEFORE))
    assert (found.setter, found.first_seen_at) == (GA_SCRIPT, NOW + 14)


@pytest.mark.parametrize(
    "quiet",
    [
        request(at=NOW, writes=(write(deletes=True),)),
        request(at=NOW, writes=(write(stored=False),)),
        request(at=NOW, writes=(write("_gid"),)),
        access(AccessOp.COOKIE_SET, "_ga", "", at=NOW),
        access(AccessOp.COOKIE_GET, value=f"_ga={VISITOR}", at=NOW),
    ],
)
def test_deleting_failing_and_reading_sets_nothing(quiet: Request | ScriptAccess) -> None:
    (found,) = histories(scene(quiet, kept=ONE), [], snapshots(BEFORE))
    assert found.setter is None


def test_without_a_script_the_frame_set_it() -> None:
    look = scene(
        access(AccessOp.STORAGE_SET, "visitor", VISITOR, at=NOW, script=None), kept=(Kept(STORED, (VISITOR,)),)
    )
    (found,) = histories(look, [], snapshots(BEFORE))
    assert (found.setter, found.stored_at_end, found.lifetime_left_s) == (URL, True, None)


def test_a_session_cookie_and_one_that_is_gone_have_no_lifetime_left() -> None:
    for kept in ((cookie(days=None),), (cookie("_ga", domain=".other.example"),), ()):
        (found,) = histories(scene(kept=ONE), [], snapshots(BEFORE, snapshot(StepName.RELOAD, *kept)))
        assert found.lifetime_left_s is None
        assert found.stored_at_end is (len(kept) == 1 and kept[0].expires is None)


def test_a_state_holds_cookies_by_domain_and_storage_by_host() -> None:
    state = snapshot(StepName.LOAD, cookie(), entry(origin="https://tag.partner.example:8443/"))
    assert keys_of(state) == {
        ItemKey(ItemKind.COOKIE, "_ga", "shop.example"),
        ItemKey(ItemKind.LOCAL_STORAGE, "visitor", "tag.partner.example"),
    }


HERE, AWAY = (URL,), ("https://other.example",)
WITH, WITHOUT = snapshot(StepName.RELOAD, cookie(), entry(origin=URL)), snapshot(StepName.RELOAD)


def test_a_cookie_is_seen_in_every_state_and_the_last_one_tells() -> None:
    assert present([WITH, WITHOUT], GA.key) is False
    assert present([WITHOUT, WITH], GA.key) is True
    assert present([], GA.key) is None


def test_storage_is_told_by_the_last_state_that_looked_at_its_origin() -> None:
    looked, away = replace(WITHOUT, origins=HERE), replace(WITHOUT, origins=AWAY)
    assert present([WITH, looked, away], STORED.key) is False
    assert present([looked, WITH, away], STORED.key) is True
    assert present([away], STORED.key) is None


def test_states_that_do_not_say_where_they_looked_prove_only_presence() -> None:
    assert present([WITH, WITHOUT], STORED.key) is True
    assert present([WITHOUT], STORED.key) is False
    assert present([], STORED.key) is None
