import pytest

from auditor.domain.artifacts import Missing, ScriptAccesses, VisitRecord
from auditor.domain.checks import Confidence
from auditor.domain.facts import Basis, Item, ItemKey, Items, Read
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import AccessOp, Form, ItemKind, Party, Phase
from auditor.measure.reads import MAX_REFERENCES, left_behind, reads_after_withdrawal
from auditor.measure.traces import Kept
from auditor.measure.window import GRACE_S
from tests.evidence.builders import (
    OTHER_VISITOR,
    SITE,
    STEPS,
    URL,
    VISITOR,
    access,
    accesses,
    choice,
    cookie,
    entry,
    item,
    items,
    request,
    snapshot,
    snapshots,
    timeline,
    withdrawal,
    write,
)
from tests.unit.measure.withdrawals import (
    AFTER,
    GA,
    RELOADED,
    STORED,
    WITHDRAWN,
    forms_of,
    reads_of,
    sent,
    told,
    withdrawn,
)

# Which items are looked at


def test_silence_tells_of_no_read() -> None:
    found = told(withdrawn())
    assert found.reads == ()
    assert found.withdrawn_at == WITHDRAWN
    assert found.consented == (GA, STORED)
    assert found.complete
    assert found.registered


def test_only_items_that_were_there_before_the_withdrawal_are_looked_at() -> None:
    later = item("_gid")
    found = told(withdrawn(request(at=AFTER, cookies={"_gid": OTHER_VISITOR})), items(GA, later))
    assert found.consented == (GA,)
    assert found.reads == ()


def test_items_kept_while_browsing_count_too() -> None:
    states = snapshots(snapshot(StepName.BROWSE, cookie()))
    assert told(withdrawn(sent(), snapshots=states)).consented == (GA,)


@pytest.mark.parametrize("harmless", [item(basis=Basis.EXEMPT), item(basis=Basis.UNKNOWN), item(identifying=False)])
def test_what_needs_no_consent_or_tells_nobody_apart_may_be_read(harmless: Item) -> None:
    found = told(withdrawn(sent(), access(AccessOp.COOKIE_SET, "_ga", "1", at=AFTER)), items(harmless))
    assert (found.consented, found.reads) == ((), ())


# Cookie headers


def test_a_cookie_in_a_header_after_the_reload() -> None:
    (found,) = reads_of(sent(id=41))
    assert found == Read(
        item=GA.key,
        item_party=Party.FIRST,
        form=Form.COOKIE_HEADER,
        phase=Phase.AFTER_RELOAD,
        party=Party.FIRST,
        host=SITE,
        owner=None,
        confidence=Confidence.CONFIRMED,
        count=1,
        first_at=AFTER,
        evidence=("withdraw/traffic#41",),
        last_at=AFTER,
        carried="Cookie header",
    )


def test_within_the_grace_a_request_is_in_flight() -> None:
    assert reads_of(sent(WITHDRAWN + GRACE_S - 0.1)) == ()


def test_before_the_withdrawal_nothing_is_wrong() -> None:
    assert reads_of(sent(WITHDRAWN - 1)) == ()


def test_on_the_same_page_a_read_is_likely_only() -> None:
    (found,) = reads_of(sent(WITHDRAWN + GRACE_S))
    assert (found.phase, found.confidence) == (Phase.SAME_PAGE, Confidence.LIKELY)


def test_the_reload_decides_though_it_comes_within_the_grace() -> None:
    late = withdrawal(choice=choice(made_at=RELOADED - 1))
    (found,) = told(withdrawn(sent(RELOADED), withdrawal=late)).reads
    assert (found.phase, found.confidence) == (Phase.AFTER_RELOAD, Confidence.CONFIRMED)


def test_the_request_that_deletes_a_cookie_does_not_count() -> None:
    assert reads_of(sent(writes=(write(deletes=True, value=""),))) == ()


def test_the_deletion_of_another_cookie_excuses_nothing() -> None:
    assert forms_of(sent(writes=(write("_gid", deletes=True),))) == [Form.COOKIE_HEADER]


@pytest.mark.parametrize(
    ("url", "counts"),
    [
        ("https://shop.example/", True),
        ("https://metrics.shop.example/", True),
        ("https://notshop.example/", False),
        ("https://partner.example/", False),
    ],
)
def test_a_cookie_of_that_name_counts_on_its_own_domain_only(url: str, *, counts: bool) -> None:
    namesake = request(url, at=AFTER, cookies={"_ga": OTHER_VISITOR})
    assert forms_of(namesake) == [Form.COOKIE_HEADER] * counts


def test_other_cookies_of_the_request_are_no_read() -> None:
    assert reads_of(request(at=AFTER, cookies={"cart": "3", "visitor": OTHER_VISITOR})) == ()


def test_another_partys_cookie_is_told_by_its_domain() -> None:
    theirs = item("uid", domain="partner.example", party=Party.THIRD, owner="Partner", confidence=Confidence.LIKELY)
    states = snapshots(snapshot(StepName.ACCEPT, cookie("uid", domain=".partner.example")))
    sent = request("https://px.partner.example/", at=AFTER, cookies={"uid": VISITOR})
    (found,) = told(withdrawn(sent, snapshots=states), items(theirs)).reads
    assert (found.item_party, found.party, found.host) == (Party.THIRD, Party.THIRD, "px.partner.example")
    assert (found.owner, found.confidence) == ("Partner", Confidence.LIKELY)


def test_the_same_read_is_counted_and_its_first_references_kept() -> None:
    (found,) = reads_of(*(sent(AFTER + n, id=n) for n in reversed(range(9))))
    assert (found.count, found.first_at) == (9, AFTER)
    assert len(found.evidence) == MAX_REFERENCES


# Left behind


def test_what_the_site_still_keeps_at_the_end_is_left_behind() -> None:
    found = told(withdrawn(end=(cookie(), entry(origin=URL))))
    assert found.left == (GA, STORED)
    assert told(withdrawn(end=(cookie("cart"),))).left == ()


def test_what_another_party_keeps_is_not_the_sites_to_delete() -> None:
    theirs = item("uid", domain="partner.example", party=Party.THIRD)
    kept = cookie("uid", domain=".partner.example")
    states = snapshots(snapshot(StepName.ACCEPT, kept), snapshot(StepName.RELOAD, kept))
    assert told(withdrawn(snapshots=states), items(theirs)).left == ()


def test_a_plain_flag_that_needed_consent_can_be_left_behind_too() -> None:
    flag = item(identifying=False, values=("granted",))
    found = told(withdrawn(end=(cookie(value="granted"),)), items(flag))
    assert (found.consented, found.left) == ((), (flag,))


def test_without_a_reload_or_a_state_nothing_is_known_to_be_left() -> None:
    states = snapshots(snapshot(StepName.ACCEPT, cookie()))
    consented = (Kept(GA, (VISITOR,)),)
    assert left_behind(consented, states, timeline(StepName.LOAD, StepName.ACCEPT)) == ((), ())
    assert left_behind(consented, snapshots(), timeline(*STEPS[Journey.WITHDRAW])) == ((), ())
    assert left_behind(consented, states, timeline(*STEPS[Journey.WITHDRAW])) == ((GA,), ())


# How far the record can be trusted


@pytest.mark.parametrize(
    ("record", "kept"),
    [
        (withdrawn(script_accesses=accesses(truncated=True)), items(GA)),
        (withdrawn(choice=choice(record_changed=False)), items(GA)),
        (withdrawn(choice=choice(record_changed=None)), items(GA)),
        (withdrawn(choice=Missing("not-recorded")), items(GA)),
        (withdrawn(), items(GA, compared=False)),
    ],
)
def test_a_record_is_complete_only_when_nothing_was_cut_off_and_accepting_left_a_trace(
    record: VisitRecord, kept: Items
) -> None:
    assert told(record, kept).complete is False


@pytest.mark.parametrize(
    ("gone", "changed", "registered"),
    [(True, False, True), (False, True, True), (False, False, False), (None, None, False), (False, None, False)],
)
def test_a_withdrawal_is_registered_by_its_effect(gone: bool | None, changed: bool | None, *, registered: bool) -> None:
    made = withdrawal(choice=choice(made_at=WITHDRAWN, banner_gone=gone, record_changed=changed))
    assert told(withdrawn(withdrawal=made)).registered is registered


@pytest.mark.parametrize("kind", ["withdrawal", "timeline", "snapshots", "traffic", "script_accesses"])
def test_without_one_of_its_artifacts_there_is_no_answer(kind: str) -> None:
    record = withdrawn(**{kind: Missing("browser-failed")})
    assert reads_after_withdrawal(record, items(GA), SITE) == Missing("browser-failed")


@pytest.mark.parametrize(
    ("reason", "told"), [("control-not-clickable", "control-not-clickable"), (None, "consent-was-not-withdrawn")]
)
def test_without_a_withdrawal_there_is_no_answer(reason: str | None, told: str) -> None:
    record = withdrawn(withdrawal=withdrawal(choice=None, reason=reason))
    assert reads_after_withdrawal(record, items(GA), SITE) == Missing(told)


def test_without_a_reload_there_is_no_answer() -> None:
    record = withdrawn(timeline=timeline(*STEPS[Journey.WITHDRAW][:4]))
    assert reads_after_withdrawal(record, items(GA), SITE) == Missing("not-reloaded-after-the-choice")


def test_reads_are_sorted_by_item_form_phase_and_host() -> None:
    found = reads_of(
        access(AccessOp.STORAGE_SET, "visitor", VISITOR, at=AFTER),
        sent(WITHDRAWN + 5),
        sent(),
        request(at=AFTER, writes=(write(),)),
    )
    assert [(r.item, r.form, r.phase) for r in found] == [
        (GA.key, Form.COOKIE_HEADER, Phase.AFTER_RELOAD),
        (GA.key, Form.COOKIE_HEADER, Phase.SAME_PAGE),
        (GA.key, Form.REWRITTEN, Phase.AFTER_RELOAD),
        (STORED.key, Form.REWRITTEN, Phase.AFTER_RELOAD),
    ]


def test_two_hosts_are_two_reads() -> None:
    assert {r.host for r in reads_of(sent(), sent(url="https://shop.example/"))} == {SITE, "shop.example"}


def test_an_item_is_named_by_its_key() -> None:
    assert STORED.key == ItemKey(ItemKind.LOCAL_STORAGE, "visitor", SITE)
    assert isinstance(withdrawn().artifacts["script-accesses"], ScriptAccesses)
