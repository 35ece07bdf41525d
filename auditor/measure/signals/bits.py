"""Reading numbers from a row of bits, as the IAB's formats write them."""

from auditor.domain.wording import say
from auditor.measure.signals.unreadable import SignalUnreadable

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_VALUES = {character: format(number, "06b") for number, character in enumerate(ALPHABET)}
MAX_TEXT = 60_000  # characters of one segment; a list of all 65,535 vendors fits; our choice
MAX_IDS = 200_000  # numbers one signal may list; a range costs a few bits and can name 65,535; our choice


class Bits:
    """A row of bits with a place to read on from; reading beyond its end raises `SignalUnreadable`."""

    def __init__(self, text: str, budget: list[int] | None = None) -> None:
        """Take the bits of base64url characters; `budget` counts down the numbers that may still be listed."""
        if not text or len(text) > MAX_TEXT:
            raise SignalUnreadable(say("an empty or overlong segment"))
        try:
            self._bits = "".join(_VALUES[c] for c in text)
        except KeyError as error:
            raise SignalUnreadable(say("a character that is not base64url")) from error
        self._at = 0
        self._budget = budget if budget is not None else [MAX_IDS]

    def number(self, width: int) -> int:
        """The next so many bits as a number."""
        bits = self._take(width)
        return int(bits, 2) if bits else 0

    def flag(self) -> bool:
        """The next bit."""
        return self._take(1) == "1"

    def numbers_set(self, width: int) -> frozenset[int]:
        """The places, counted from 1, of the bits that are set among the next so many."""
        bits = self._take(width)
        self.spend(bits.count("1"))
        return frozenset(place for place, bit in enumerate(bits, start=1) if bit == "1")

    def letters(self, count: int) -> str:
        """The next so many letters of six bits each, A first."""
        return "".join(chr(ord("A") + self.number(6)) for _ in range(count))

    def fibonacci(self) -> int:
        """The next number in Fibonacci coding: it ends at two ones in a row."""
        total, last, (low, high) = 0, "0", (1, 2)
        for _ in range(64):
            bit = self._take(1)
            if bit == "1" and last == "1":
                return total
            total += low if bit == "1" else 0
            last, (low, high) = bit, (high, low + high)
        raise SignalUnreadable(say("a Fibonacci number without an end"))

    def spend(self, count: int) -> None:
        """Count numbers that are about to be listed; raises `SignalUnreadable` when there are too many."""
        self._budget[0] -= count
        if self._budget[0] < 0:
            raise SignalUnreadable(say("more numbers than there can be vendors"))

    def _take(self, width: int) -> str:
        bits = self._bits[self._at : self._at + width]
        if len(bits) < width:
            raise SignalUnreadable(say("the text ends too early"))
        self._at += width
        return bits
