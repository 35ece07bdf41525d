from auditor.domain import sources
from auditor.domain.sources import Source

ALL = [s for s in vars(sources).values() if isinstance(s, Source)]


def test_every_source_is_cited_once_and_by_a_secure_address() -> None:
    assert len({s.label for s in ALL}) == len(ALL)
    assert all(s.url is None or s.url.startswith("https://") for s in ALL)
    assert all(s.limit is None or s.limit.endswith(".") for s in ALL)
