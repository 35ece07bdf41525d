import pytest

from auditor.domain.errors import UnknownName
from auditor.domain.sources import Mark, SourceKind, cited, sources

ALL = list(sources().values())


def test_every_source_is_cited_once_and_by_a_secure_address() -> None:
    assert len({s.label for s in ALL}) == len(ALL)
    assert all(s.url is None or s.url.startswith("https://") for s in ALL)
    assert all(s.limit is None or s.limit.endswith(".") for s in ALL)


def test_a_reference_that_nobody_read_is_never_printed() -> None:
    unread = [s for s in ALL if s.reference and s.reference_mark is Mark.KNOWLEDGE]
    assert unread
    assert [s.id for s in unread if s.reference and s.reference in s.label] == []


def test_a_reference_that_was_read_is_printed() -> None:
    assert cited("gdpr-withdrawal")[0].label == "GDPR, Article 7(3): withdrawing consent is as easy as giving it"


def test_a_decision_has_its_day_in_words() -> None:
    assert "Orange (14 November 2024): cookies still read" in cited("cnil-orange")[0].label


@pytest.mark.parametrize("source", [s for s in ALL if s.kind in {SourceKind.DECISION, SourceKind.COURT}], ids=str)
def test_every_decision_says_how_it_stands_and_what_it_means_for_a_check(source) -> None:  # noqa: ANN001
    assert source.status
    assert source.meaning


def test_kruidvat_has_its_reduced_amount() -> None:
    assert cited("kruidvat")[0].amount_eur == 50_000


def test_an_unknown_source_is_refused() -> None:
    with pytest.raises(UnknownName):
        cited("eprivacy", "nowhere")
