import pytest

from auditor.domain.artifacts import RECORDED
from auditor.domain.facts import ITEMS, LEAKS, PROMINENCE, READS, Basis, Favours, ItemKey
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import ItemKind
from tests.evidence.builders import comparison, dimension, item, items, no_pair, prominence, reads


def test_an_item_knows_where_it_was_first_seen() -> None:
    assert item().first_seen(Journey.ACCEPT_ALL) is StepName.ACCEPT
    assert item().first_seen(Journey.NO_ACTION) is None


@pytest.mark.parametrize(
    ("basis", "needs"),
    [(Basis.ACCEPT_DELTA, True), (Basis.KNOWLEDGE_BASE, True), (Basis.EXEMPT, False), (Basis.UNKNOWN, False)],
)
def test_an_item_needs_consent_on_evidence_only(basis: Basis, *, needs: bool) -> None:
    assert item(basis=basis).needs_consent is needs


def test_items_are_found_by_kind_name_and_domain_together() -> None:
    kept = items(item("_ga"), item("_ga", kind=ItemKind.LOCAL_STORAGE, domain="www.shop.example"))
    found = kept.find(ItemKey(ItemKind.LOCAL_STORAGE, "_ga", "www.shop.example"))
    assert found is kept.items[1]
    assert kept.find(ItemKey(ItemKind.COOKIE, "_ga", "other.example")) is None


def test_facts_are_derived_and_share_no_name_with_what_is_recorded() -> None:
    derived = (ITEMS, READS, LEAKS, PROMINENCE)
    assert all(kind.derived for kind in derived)
    assert not {kind.name for kind in derived} & {kind.name for kind in RECORDED}


def test_a_record_is_complete_without_gaps_only() -> None:
    assert reads(gaps=()).complete
    assert not reads(gaps=("the network log was cut short",)).complete


def test_rows_of_a_comparison_are_found_by_name() -> None:
    kind, area = dimension("kind"), dimension("area", Favours.REJECT)
    seen = prominence(kind, area)
    assert seen.dimension("area") is area
    assert seen.dimension("kind") is kind
    assert seen.dimension("Kind") is None
    assert prominence().dimension("kind") is None


def test_a_comparison_is_made_even_where_there_is_no_pair() -> None:
    assert isinstance(no_pair(), PROMINENCE.type)
    assert no_pair().pair is None
    assert comparison(dimension()).pair == prominence(dimension())
