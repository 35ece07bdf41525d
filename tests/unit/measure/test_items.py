import pytest

from auditor.domain.artifacts import Missing, VisitRecord
from auditor.domain.checks import Confidence
from auditor.domain.facts import Basis, Item, ItemKey, Items, Sighting
from auditor.domain.journeys import Journey, StepName
from auditor.domain.limits import Limits
from auditor.domain.recording import Cookie, ItemKind, Party, StorageEntry
from auditor.measure.items import classify
from tests.evidence.builders import (
    DAY,
    OTHER_VISITOR,
    SITE,
    VISITOR,
    cookie,
    entry,
    snapshot,
    snapshots,
    visit,
)

Kept = Cookie | StorageEntry


def _visit(journey: Journey, step: StepName, *kept: Kept, missing: str | None = None) -> VisitRecord:
    """A visit that finds nothing at first and these things at the end of a later step."""
    return visit(journey, snapshots=snapshots(snapshot(StepName.LOAD), snapshot(step, *kept)), missing=missing)


def _accepted(*kept: Kept) -> VisitRecord:
    return _visit(Journey.ACCEPT_ALL, StepName.ACCEPT, *kept)


def _untouched(*kept: Kept) -> VisitRecord:
    return _visit(Journey.NO_ACTION, StepName.SCROLL, *kept)


def _refused(*kept: Kept) -> VisitRecord:
    return _visit(Journey.REJECT_ALL, StepName.REJECT, *kept)


def _classified(*records: VisitRecord) -> Items:
    found = classify(records, SITE, Limits())
    assert isinstance(found, Items)
    return found


def _only(*records: VisitRecord) -> Item:
    (found,) = _classified(*records).items
    return found


PLAIN = cookie("visitor", VISITOR)


def test_what_appears_only_after_accepting_needs_consent() -> None:
    found = _only(_untouched(), _refused(), _accepted(PLAIN))
    assert (found.basis, found.confidence) == (Basis.ACCEPT_DELTA, Confidence.CONFIRMED)
    assert found.needs_consent
    assert found.identifying
    assert found.sightings == (Sighting(Journey.ACCEPT_ALL, StepName.ACCEPT),)


def test_without_a_refused_visit_the_delta_is_likely_only() -> None:
    found = _only(_untouched(), _accepted(PLAIN))
    assert (found.basis, found.confidence) == (Basis.ACCEPT_DELTA, Confidence.LIKELY)


def test_without_an_untouched_visit_there_is_nothing_to_compare_with() -> None:
    found = _classified(_refused(), _accepted(PLAIN))
    assert found.compared is False
    assert (found.items[0].basis, found.items[0].confidence) == (Basis.UNKNOWN, Confidence.REVIEW)


def test_an_untouched_visit_that_broke_off_is_no_comparison() -> None:
    broken = _visit(Journey.NO_ACTION, StepName.SCROLL, missing="visit-timed-out")
    found = _classified(broken, _refused(), _accepted(PLAIN))
    assert found.compared is False
    assert found.items[0].basis is Basis.UNKNOWN


def test_an_untouched_visit_without_its_state_is_no_comparison() -> None:
    blind = visit(Journey.NO_ACTION, snapshots=Missing("browser-did-not-answer"))
    assert _classified(blind, _accepted(PLAIN)).compared is False


def test_a_repeated_untouched_visit_makes_up_for_a_broken_one() -> None:
    broken = visit(Journey.NO_ACTION, missing="visit-timed-out")
    assert _classified(broken, _untouched(), _accepted(PLAIN)).compared is True


def test_when_no_visit_recorded_its_state_nothing_is_known() -> None:
    assert classify([visit(Journey.NO_ACTION)], SITE, Limits()) == Missing("no-visit-recorded-its-state")
    assert classify([], SITE, Limits()) == Missing("no-visit-recorded-its-state")


@pytest.mark.parametrize(
    "elsewhere",
    [
        _untouched(PLAIN),
        _refused(PLAIN),
        _visit(Journey.WITHDRAW, StepName.WITHDRAW, PLAIN),
        visit(Journey.ACCEPT_ALL, snapshots=snapshots(snapshot(StepName.LOAD, PLAIN))),
    ],
)
def test_what_is_there_without_accepting_is_no_accept_delta(elsewhere: VisitRecord) -> None:
    found = _only(_untouched(), _refused(), _accepted(PLAIN), elsewhere)
    assert (found.basis, found.needs_consent) == (Basis.UNKNOWN, False)


def test_what_never_appears_after_accepting_is_no_accept_delta() -> None:
    closed = _visit(Journey.CLOSE_BANNER, StepName.CLOSE, PLAIN)
    assert _only(_untouched(), _refused(), _accepted(), closed).basis is Basis.UNKNOWN


def test_closing_a_banner_may_count_as_accepting() -> None:
    closed = _visit(Journey.CLOSE_BANNER, StepName.CLOSE, PLAIN)
    found = _only(_untouched(), _refused(), _accepted(PLAIN), closed)
    assert found.basis is Basis.ACCEPT_DELTA
    assert found.first_seen(Journey.CLOSE_BANNER) is StepName.CLOSE


def test_the_accepted_part_of_a_withdrawal_counts_as_accepted() -> None:
    withdrawn = _visit(Journey.WITHDRAW, StepName.BROWSE, PLAIN)
    assert _only(_untouched(), _refused(), withdrawn).basis is Basis.ACCEPT_DELTA


def test_the_first_sighting_of_each_visit_is_kept() -> None:
    states = snapshots(snapshot(StepName.ACCEPT, PLAIN), snapshot(StepName.RELOAD, PLAIN))
    record = visit(Journey.ACCEPT_ALL, snapshots=states)
    found = _only(_untouched(), record, _accepted(PLAIN))
    assert found.sightings == (Sighting(Journey.ACCEPT_ALL, StepName.ACCEPT),) * 2


def test_a_value_that_is_the_same_in_every_visit_singles_nobody_out() -> None:
    withdrawn = _visit(Journey.WITHDRAW, StepName.ACCEPT, PLAIN)
    found = _only(_untouched(), _refused(), _accepted(PLAIN), withdrawn)
    assert not found.identifying
    assert (found.basis, found.confidence) == (Basis.ACCEPT_DELTA, Confidence.LIKELY)


def test_a_value_that_differs_between_visits_singles_out_a_visitor() -> None:
    withdrawn = _visit(Journey.WITHDRAW, StepName.ACCEPT, cookie("visitor", OTHER_VISITOR))
    found = _only(_untouched(), _refused(), _accepted(PLAIN), withdrawn)
    assert found.identifying
    assert found.values == (VISITOR, OTHER_VISITOR)


def test_a_plain_flag_is_a_delta_only_beside_a_refused_visit() -> None:
    flag = cookie("newsletter", "granted")
    with_refusal = _only(_untouched(), _refused(), _accepted(flag))
    without = _only(_untouched(), _accepted(flag))
    assert (with_refusal.basis, with_refusal.confidence) == (Basis.ACCEPT_DELTA, Confidence.LIKELY)
    assert not with_refusal.identifying
    assert without.basis is Basis.UNKNOWN


def test_a_consent_record_is_exempt() -> None:
    found = _only(_untouched(), _refused(), _accepted(cookie("cookie_consent", "granted")))
    assert (found.basis, found.confidence) == (Basis.EXEMPT, Confidence.LIKELY)
    assert found.purpose == "consent-record"
    assert not found.needs_consent


def test_a_consent_record_that_a_refusal_writes_too_is_exempt_whatever_it_holds() -> None:
    first, second = (cookie("cookie_consent", f"id={v}") for v in (VISITOR, OTHER_VISITOR))
    found = _only(_untouched(), _refused(first), _accepted(second))
    assert found.identifying
    assert found.basis is Basis.EXEMPT


def test_a_visitors_number_does_not_hide_behind_the_name_of_a_consent_record() -> None:
    found = _only(_untouched(), _refused(), _accepted(cookie("cookie_consent", VISITOR)))
    assert (found.basis, found.purpose) == (Basis.UNKNOWN, None), "left to a person"


def test_a_session_is_exempt_even_when_it_comes_with_accepting() -> None:
    found = _only(_untouched(), _refused(), _accepted(cookie("PHPSESSID", "a1b2c3d4e5f6a7b8", days=None)))
    assert (found.basis, found.purpose, found.lifetime_s) == (Basis.EXEMPT, "session", None)


def test_a_known_cookie_needs_consent_though_it_was_there_before_accepting() -> None:
    found = _only(_untouched(cookie()), _refused(cookie(value=OTHER_VISITOR)))
    assert (found.basis, found.confidence) == (Basis.KNOWLEDGE_BASE, Confidence.CONFIRMED)
    assert (found.owner, found.purpose) == ("Google Analytics", "analytics")


@pytest.mark.parametrize(
    "other",
    [
        cookie("my_ga"),
        cookie(domain="tracker.example"),
        cookie(days=None),
        cookie(days=0.5),
        cookie(value="granted"),
        entry("_ga"),
    ],
)
def test_the_table_needs_name_party_lifetime_and_shape(other: Kept) -> None:
    found = _only(_untouched(other))
    assert (found.basis, found.owner) == (Basis.UNKNOWN, None)


def test_the_longest_lifetime_counts() -> None:
    states = snapshots(
        snapshot(StepName.LOAD, cookie(days=2)),
        snapshot(StepName.SCROLL, cookie(days=400)),
        snapshot(StepName.INNER_PAGE, cookie(days=3)),
    )
    assert _only(visit(Journey.NO_ACTION, snapshots=states)).lifetime_s == 400 * DAY


def test_storage_belongs_to_the_host_of_its_origin_and_has_no_lifetime() -> None:
    found = _only(_untouched(), _accepted(entry("visitor", origin="https://tag.tracker.example/")))
    assert found.key == ItemKey(ItemKind.LOCAL_STORAGE, "visitor", "tag.tracker.example")
    assert found.party is Party.THIRD
    assert found.lifetime_s is None


def test_items_are_sorted_and_a_cookies_leading_dot_does_not_make_another_item() -> None:
    found = _classified(
        _untouched(), _accepted(cookie("b"), cookie("a"), cookie("a", domain="shop.example"), entry("c"))
    )
    assert [(i.key.kind, i.key.name) for i in found.items] == [
        (ItemKind.COOKIE, "a"),
        (ItemKind.COOKIE, "b"),
        (ItemKind.LOCAL_STORAGE, "c"),
    ]


def test_another_partys_consent_number_that_comes_only_with_accepting_needs_consent() -> None:
    found = _only(_untouched(), _refused(), _accepted(cookie("cookie_consent", VISITOR, domain=".partner.test")))
    assert (found.party, found.basis) == (Party.THIRD, Basis.ACCEPT_DELTA)


def test_a_plain_record_that_changes_later_in_a_visit_singles_nobody_out() -> None:
    changed = visit(
        Journey.WITHDRAW,
        snapshots=snapshots(
            snapshot(StepName.ACCEPT, cookie("state", "a1b2c3d4e5f6")),
            snapshot(StepName.WITHDRAW, cookie("state", "f6e5d4c3b2a1")),
        ),
    )
    assert not _only(_untouched(), _refused(), _accepted(cookie("state", "a1b2c3d4e5f6")), changed).identifying


def test_what_only_one_of_two_consenting_visits_got_is_likely_only() -> None:
    withdrawn = _visit(Journey.WITHDRAW, StepName.ACCEPT)
    found = _only(_untouched(), _refused(), _accepted(PLAIN), withdrawn)
    assert (found.basis, found.confidence) == (Basis.ACCEPT_DELTA, Confidence.LIKELY)


def test_what_every_consenting_visit_got_is_confirmed() -> None:
    withdrawn = _visit(Journey.WITHDRAW, StepName.ACCEPT, cookie("visitor", OTHER_VISITOR))
    found = _only(_untouched(), _refused(), _accepted(PLAIN), withdrawn)
    assert (found.basis, found.confidence) == (Basis.ACCEPT_DELTA, Confidence.CONFIRMED)


def test_a_consenting_visit_that_broke_off_takes_no_certainty_away() -> None:
    broken = _visit(Journey.WITHDRAW, StepName.ACCEPT, missing="visit-timed-out")
    assert _only(_untouched(), _refused(), _accepted(PLAIN), broken).confidence is Confidence.CONFIRMED
