import pytest

from auditor.domain.wording import counted, listed


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b", "c"], "a, b, c"),
        (["a", "b", "c", "d"], "a, b, c and 1 more"),
        (["a", "b", "c", "d", "e"], "a, b, c and 2 more"),
    ],
)
def test_long_lists_end_with_how_many_more_there_are(words: list[str], text: str) -> None:
    assert listed(iter(words), most=3) == text


@pytest.mark.parametrize(("number", "text"), [(0, "0 actions"), (1, "1 action"), (2, "2 actions")])
def test_nouns_follow_their_number(number: int, text: str) -> None:
    assert counted(number, "action") == text


def test_an_irregular_noun_brings_its_own_plural() -> None:
    assert [counted(n, "entry", "entries") for n in (1, 2)] == ["1 entry", "2 entries"]
