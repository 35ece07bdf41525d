import pytest

from auditor.domain.artifacts import Snapshots
from auditor.domain.journeys import StepName
from auditor.domain.recording import Cookie, ItemKind, StorageEntry
from auditor.measure.signals.keeping import KeptRecord, kept_records
from tests.evidence.builders import DAY, NOW, VISITOR, cookie, entry, snapshot, snapshots

Kept = Cookie | StorageEntry
FOREVER = float("inf")


def chosen(*kept: Kept, before: tuple[Kept, ...] = ()) -> Snapshots:
    return snapshots(snapshot(StepName.LOAD, *before), snapshot(StepName.INNER_PAGE, *kept, at=NOW))


def record(value: str, days: float | None, name: str = "cookie_consent") -> Cookie:
    return cookie(name, value, days=days)


def test_the_record_of_each_choice_is_told_with_its_lifetime() -> None:
    assert kept_records(chosen(record("yes", 365)), chosen(record("no", 1))) == (
        KeptRecord("cookie_consent", 365 * DAY),
        KeptRecord("cookie_consent", DAY),
    )


def test_the_same_record_is_compared_where_both_choices_leave_it() -> None:
    extra = record("yes", 800, "consent_extra")
    yes, no = kept_records(chosen(record("yes", 90), extra), chosen(record("no", 30), record("x", 700, "consent_no")))
    assert (yes, no) == (KeptRecord("cookie_consent", 90 * DAY), KeptRecord("cookie_consent", 30 * DAY))


def test_a_refusal_may_be_kept_in_another_record() -> None:
    yes, no = kept_records(chosen(record("yes", 90)), chosen(record("1", 30, "cookie_declined_consent")))
    assert (yes, no) == (KeptRecord("cookie_consent", 90 * DAY), KeptRecord("cookie_declined_consent", 30 * DAY))


def test_a_refusal_that_leaves_nothing_has_no_record() -> None:
    assert kept_records(chosen(record("yes", 90)), chosen(cookie("cart", "3"))) == (
        KeptRecord("cookie_consent", 90 * DAY),
        None,
    )


def test_a_platforms_record_goes_by_its_name_too() -> None:
    (yes, _) = kept_records(chosen(entry("uc_user_interaction", "true")), chosen())
    assert yes == KeptRecord("uc_user_interaction", FOREVER)


@pytest.mark.parametrize(
    ("kept", "lifetime"),
    [
        (record("yes", None), None),
        (entry("cookie_consent", "yes"), FOREVER),
        (entry("cookie_consent", "yes", kind=ItemKind.SESSION_STORAGE), None),
    ],
)
def test_storage_has_no_end_and_a_session_no_lifetime(kept: Kept, lifetime: float | None) -> None:
    assert kept_records(chosen(kept), chosen())[0] == KeptRecord("cookie_consent", lifetime)


def test_the_longest_lived_of_several_records_counts() -> None:
    kept = record("a", None, "consent_a"), record("b", 30, "consent_b"), record("c", 9, "consent_c")
    assert kept_records(chosen(*kept), chosen())[0] == KeptRecord("consent_b", 30 * DAY)


def test_a_copy_for_the_session_does_not_shorten_a_record() -> None:
    copy = entry("cookie_consent", "yes", kind=ItemKind.SESSION_STORAGE)
    kept = cookie("cookie_consent", "yes", days=90, domain="www.shop.example")
    assert kept_records(chosen(kept, copy), chosen())[0] == KeptRecord("cookie_consent", 90 * DAY)


def test_what_was_there_before_and_did_not_change_is_no_record_of_the_choice() -> None:
    same = record("shown", 90)
    assert kept_records(chosen(same, before=(same,)), chosen()) == (None, None)
    assert kept_records(chosen(record("yes", 90), before=(same,)), chosen())[0] is not None


def test_without_a_state_before_the_choice_everything_is_new() -> None:
    after = snapshots(snapshot(StepName.ACCEPT, record("yes", 90)))
    assert kept_records(after, snapshots())[0] == KeptRecord("cookie_consent", 90 * DAY)
    assert kept_records(snapshots(), snapshots()) == (None, None)


def test_a_plain_value_that_both_choices_leave_is_a_record_without_a_name() -> None:
    yes, no = kept_records(chosen(record("all", 90, "cb1")), chosen(record("few", 2, "cb1")))
    assert (yes, no) == (KeptRecord("cb1", 90 * DAY), KeptRecord("cb1", 2 * DAY))


@pytest.mark.parametrize(
    ("accepted", "refused"),
    [("all", None), ("all", "all"), (VISITOR, "few")],
    ids=["only one choice", "the same", "a visitor's number"],
)
def test_a_plain_value_of_one_choice_may_be_about_anything(accepted: str, refused: str | None) -> None:
    no = () if refused is None else (record(refused, 2, "cb1"),)
    assert kept_records(chosen(record(accepted, 90, "cb1")), chosen(*no)) == (None, None)
