import pytest

from auditor.domain.checks import Confidence
from auditor.domain.journeys import StepName
from auditor.domain.recording import AccessOp, Form, ItemKind, Party, Phase, Request, ScriptAccess
from tests.evidence.builders import (
    SITE,
    TRACKER,
    VISITOR,
    access,
    cookie,
    items,
    request,
    snapshot,
    snapshots,
    write,
)
from tests.unit.measure.withdrawals import (
    AFTER,
    GA,
    GA_SCRIPT,
    STORED,
    WITHDRAWN,
    forms_of,
    reads_of,
    told,
    withdrawn,
)

# Values that leave


def test_a_value_in_an_address_was_sent() -> None:
    (found,) = told(
        withdrawn(request(f"https://collect.partner.example/?id={VISITOR}", at=AFTER, id=5)), items(GA)
    ).reads
    assert (found.form, found.party) == (Form.IDENTIFIER_SENT, Party.THIRD)
    assert found.evidence == ("withdraw/traffic#5",)


def _leaving(at: float = AFTER) -> Request:
    return request("https://collect.partner.example/", at=at, body=f"id={VISITOR}")


def _ga_only(*seen: Request | ScriptAccess) -> list[tuple[Form, Phase, Confidence]]:
    return [(r.form, r.phase, r.confidence) for r in told(withdrawn(*seen), items(GA)).reads]


def _storage_only(*seen: Request | ScriptAccess) -> list[tuple[Form, Phase, Confidence]]:
    return [(r.form, r.phase, r.confidence) for r in told(withdrawn(*seen), items(STORED)).reads]


SENT = (Form.IDENTIFIER_SENT, Phase.AFTER_RELOAD, Confidence.CONFIRMED)


def test_a_value_in_a_body_was_sent() -> None:
    assert _ga_only(_leaving()) == [SENT]


def test_a_value_that_leaves_on_the_same_page_is_likely_only() -> None:
    assert _ga_only(_leaving(WITHDRAWN + 5)) == [(Form.IDENTIFIER_SENT, Phase.SAME_PAGE, Confidence.LIKELY)]
    assert _ga_only(_leaving(WITHDRAWN + 1)) == []


def test_a_value_that_is_no_identifier_is_not_looked_for() -> None:
    states = snapshots(snapshot(StepName.ACCEPT, cookie(value="granted")))
    record = withdrawn(request(f"{TRACKER}?state=granted", at=AFTER), snapshots=states)
    assert told(record, items(GA)).reads == ()


def test_a_script_that_read_the_cookie_before_is_named() -> None:
    jar = access(AccessOp.COOKIE_GET, value=f"cart=3; _ga={VISITOR}", at=AFTER - 0.5)
    assert _ga_only(jar, _leaving()) == [(Form.SCRIPT_READ, Phase.AFTER_RELOAD, Confidence.CONFIRMED)]


def test_a_script_that_read_the_storage_before_is_named() -> None:
    got = access(AccessOp.STORAGE_GET, "visitor", VISITOR, at=AFTER - 0.5)
    assert _storage_only(got, _leaving()) == [(Form.STORAGE_READ, Phase.AFTER_RELOAD, Confidence.CONFIRMED)]


@pytest.mark.parametrize(
    "unrelated",
    [
        access(AccessOp.COOKIE_GET, value=f"_ga={VISITOR}", at=AFTER + 0.5),
        access(AccessOp.COOKIE_GET, value=f"_ga={VISITOR}", at=WITHDRAWN - 1),
        access(AccessOp.COOKIE_GET, value="cart=3", at=AFTER - 0.5),
        access(AccessOp.STORAGE_GET, "visitor", VISITOR, at=AFTER - 0.5),
        access(AccessOp.BEACON, value=VISITOR, at=AFTER - 0.5),
    ],
)
def test_a_read_that_came_later_before_the_choice_or_of_something_else_explains_nothing(
    unrelated: ScriptAccess,
) -> None:
    assert _ga_only(unrelated, _leaving()) == [SENT]


def test_what_a_script_read_in_the_grace_explains_what_leaves_after_it() -> None:
    jar = access(AccessOp.COOKIE_GET, value=f"_ga={VISITOR}", at=WITHDRAWN + 1)
    assert _ga_only(jar, _leaving()) == [(Form.SCRIPT_READ, Phase.AFTER_RELOAD, Confidence.CONFIRMED)]


@pytest.mark.parametrize(
    "unrelated",
    [
        access(AccessOp.STORAGE_GET, "other", VISITOR, at=AFTER - 0.5),
        access(AccessOp.STORAGE_GET, "visitor", VISITOR, at=AFTER - 0.5, kind=ItemKind.SESSION_STORAGE),
        access(AccessOp.COOKIE_GET, value=f"visitor={VISITOR}", at=AFTER - 0.5),
    ],
)
def test_a_read_of_another_kind_or_key_of_storage_explains_nothing(unrelated: ScriptAccess) -> None:
    assert _storage_only(unrelated, _leaving()) == [SENT]


# Scripts of well-known trackers


def test_a_tracker_that_reads_the_cookie_is_likely_to_use_it() -> None:
    (found,) = reads_of(access(AccessOp.COOKIE_GET, value=f"_ga={VISITOR}", at=AFTER, script=GA_SCRIPT, id=3))
    assert (found.form, found.confidence) == (Form.SCRIPT_READ, Confidence.LIKELY)
    assert (found.host, found.party) == ("www.google-analytics.com", Party.THIRD)
    assert found.evidence == ("withdraw/script-accesses#3",)


def test_a_tracker_that_reads_the_storage_is_likely_to_use_it() -> None:
    (found,) = reads_of(access(AccessOp.STORAGE_GET, "visitor", VISITOR, at=AFTER, script=GA_SCRIPT))
    assert (found.form, found.item, found.confidence) == (Form.STORAGE_READ, STORED.key, Confidence.LIKELY)


@pytest.mark.parametrize(
    "quiet",
    [
        access(AccessOp.COOKIE_GET, value=f"_ga={VISITOR}", at=AFTER),
        access(AccessOp.COOKIE_GET, value=f"_ga={VISITOR}", at=AFTER, script=None),
        access(AccessOp.COOKIE_GET, value="cart=3", at=AFTER, script=GA_SCRIPT),
        access(AccessOp.COOKIE_GET, value=f"_ga={VISITOR}", at=WITHDRAWN + 1, script=GA_SCRIPT),
        access(AccessOp.STORAGE_GET, "theme", "dark", at=AFTER, script=GA_SCRIPT),
    ],
)
def test_a_script_of_the_site_may_look_at_its_own_cookies(quiet: ScriptAccess) -> None:
    assert reads_of(quiet) == ()


# Written again


def test_a_cookie_that_a_server_writes_again() -> None:
    (found,) = reads_of(request(at=AFTER, writes=(write(),), id=8))
    assert (found.form, found.item, found.host) == (Form.REWRITTEN, GA.key, SITE)
    assert found.evidence == ("withdraw/traffic#8",)


def test_a_write_whose_fate_is_unknown_counts() -> None:
    assert forms_of(request(at=AFTER, writes=(write(stored=None),))) == [Form.REWRITTEN]


@pytest.mark.parametrize(
    "harmless",
    [
        write(deletes=True),
        write(stored=False),
        write("cart"),
        write("visitor"),
        write(domain="other.example"),
    ],
)
def test_a_deletion_a_refused_write_or_another_cookie_is_no_rewriting(harmless: object) -> None:
    assert reads_of(request(at=AFTER, writes=(harmless,))) == ()


def test_writing_before_the_withdrawal_is_no_rewriting() -> None:
    assert reads_of(request(at=WITHDRAWN - 1, writes=(write(),))) == ()
    assert reads_of(access(AccessOp.COOKIE_SET, "_ga", VISITOR, at=WITHDRAWN - 1)) == ()


@pytest.mark.parametrize(
    ("op", "key", "name"), [(AccessOp.COOKIE_SET, "_ga", "_ga"), (AccessOp.STORAGE_SET, "visitor", "visitor")]
)
def test_an_item_that_a_script_writes_again(op: AccessOp, key: str, name: str) -> None:
    (found,) = reads_of(access(op, key, VISITOR, at=AFTER, script=GA_SCRIPT, id=4))
    assert (found.form, found.item.name, found.host) == (Form.REWRITTEN, name, "www.google-analytics.com")
    assert found.evidence == ("withdraw/script-accesses#4",)


def test_a_write_without_a_script_is_that_of_its_frame() -> None:
    (found,) = reads_of(access(AccessOp.COOKIE_SET, "_ga", VISITOR, at=AFTER, script=None))
    assert found.host == SITE


@pytest.mark.parametrize(
    "harmless",
    [
        access(AccessOp.COOKIE_SET, "_ga", "", at=AFTER),
        access(AccessOp.COOKIE_SET, "visitor", VISITOR, at=AFTER),
        access(AccessOp.STORAGE_SET, "_ga", VISITOR, at=AFTER),
        access(AccessOp.STORAGE_REMOVE, "visitor", VISITOR, at=AFTER),
        access(AccessOp.BEACON, "visitor", VISITOR, at=AFTER, kind=None),
    ],
)
def test_emptying_removing_or_writing_something_else_is_no_rewriting(harmless: ScriptAccess) -> None:
    assert reads_of(harmless) == ()


def test_a_frame_without_an_address_writes_its_parents_cookies() -> None:
    (found,) = reads_of(access(AccessOp.COOKIE_SET, "_ga", VISITOR, at=AFTER, frame="about:blank"))
    assert found.form is Form.REWRITTEN


def test_a_partners_frame_writes_its_own_cookies_and_not_the_sites() -> None:
    assert reads_of(access(AccessOp.COOKIE_SET, "_ga", VISITOR, at=AFTER, frame="https://partner.test/")) == ()
