import pytest

from auditor.measure.signals.bits import ALPHABET, MAX_IDS, MAX_TEXT, Bits
from auditor.measure.signals.unreadable import SignalUnreadable
from tests.evidence.consent_strings import fibonacci, letters, packed, places


def test_numbers_flags_and_letters_are_read_one_after_the_other() -> None:
    bits = Bits(packed((2, 6), (1, 1), (0, 1), (300, 12), *letters("NL")))
    assert (bits.number(6), bits.flag(), bits.flag(), bits.number(12), bits.letters(2)) == (2, True, False, 300, "NL")


def test_every_character_of_the_alphabet_stands_for_its_place() -> None:
    bits = Bits(ALPHABET)
    assert [bits.number(6) for _ in ALPHABET] == list(range(64))


def test_no_bits_are_nothing() -> None:
    bits = Bits("A")
    assert (bits.number(0), bits.numbers_set(0), bits.letters(0)) == (0, frozenset(), "")


def test_places_are_counted_from_one() -> None:
    assert Bits(packed(places((1, 3, 24), 24))).numbers_set(24) == {1, 3, 24}


@pytest.mark.parametrize("number", [1, 2, 3, 4, 7, 12, 100, 1597])
def test_a_fibonacci_number_ends_at_two_ones(number: int) -> None:
    bits = Bits(packed(*fibonacci(number), *fibonacci(2)))
    assert (bits.fibonacci(), bits.fibonacci()) == (number, 2)


def test_a_fibonacci_number_without_an_end_is_unreadable() -> None:
    with pytest.raises(SignalUnreadable, match="without an end"):
        Bits("A" * 20).fibonacci()


@pytest.mark.parametrize("text", ["", "A" * (MAX_TEXT + 1)])
def test_an_empty_or_overlong_text_is_unreadable(text: str) -> None:
    with pytest.raises(SignalUnreadable, match="empty or overlong"):
        Bits(text)


@pytest.mark.parametrize("text", ["AB=", "A B", "A+/", "é", "\ud800", "A\n"])
def test_another_character_is_unreadable(text: str) -> None:
    with pytest.raises(SignalUnreadable, match="not base64url"):
        Bits(text)


def test_reading_beyond_the_end_is_unreadable() -> None:
    bits = Bits("AA")
    with pytest.raises(SignalUnreadable, match="too early"):
        bits.number(13)
    assert bits.number(12) == 0, "what failed took nothing"


def test_the_numbers_that_may_be_listed_run_out_over_all_segments() -> None:
    budget = [10]
    Bits("_", budget).numbers_set(6)
    with pytest.raises(SignalUnreadable, match="more numbers"):
        Bits("_", budget).numbers_set(6)
    with pytest.raises(SignalUnreadable, match="more numbers"):
        Bits("A").spend(MAX_IDS + 1)
