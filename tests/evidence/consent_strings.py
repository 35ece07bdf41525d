"""Consent strings of the IAB written bit by bit, by hand and not by the decoders under test."""

from collections.abc import Iterable, Mapping

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
Field = tuple[int, int]  # a number and the bits it takes
CREATED = 17_640_000_000  # tenths of a second


def packed(*fields: Field) -> str:
    """The fields in a row as base64url, filled up with zeros."""
    bits = "".join(format(number, f"0{width}b") for number, width in fields if width)
    bits += "0" * (-len(bits) % 6)
    return "".join(ALPHABET[int(bits[at : at + 6], 2)] for at in range(0, len(bits), 6))


def places(numbers: Iterable[int], width: int) -> Field:
    """A row of bits in which these places are set, counted from 1."""
    return sum(1 << (width - n) for n in numbers), width


def letters(text: str) -> tuple[Field, ...]:
    """Letters of six bits each."""
    return tuple((ord(c) - ord("A"), 6) for c in text)


def listed(*vendors: int) -> tuple[Field, ...]:
    """Vendors as a row of bits."""
    highest = max(vendors, default=0)
    return ((highest, 16), (0, 1), places(vendors, highest))


def ranged(*ranges: tuple[int, int], highest: int = 65_535) -> tuple[Field, ...]:
    """Vendors as ranges."""
    return ((highest, 16), (1, 1), *entries(*ranges))


def entries(*ranges: tuple[int, int]) -> tuple[Field, ...]:
    """The ranges alone; a range of one is written as a single number."""
    found: list[Field] = [(len(ranges), 12)]
    for first, last in ranges:
        found += [(0, 1), (first, 16)] if first == last else [(1, 1), (first, 16), (last, 16)]
    return tuple(found)


def tc_core(
    purposes: Iterable[int] = (),
    *,
    vendors: tuple[Field, ...] | None = None,
    interests: Iterable[int] = (),
    features: Iterable[int] = (),
    restrictions: Iterable[tuple[Field, ...]] = (),
    policy: int = 4,
    version: int = 2,
) -> str:
    """The core of a TC string; each restriction is purpose, kind and ranges."""
    rules = tuple(restrictions)
    return packed(
        (version, 6),
        (CREATED, 36),
        (CREATED + 5, 36),
        (300, 12),
        (7, 12),
        (1, 6),
        *letters("EN"),
        (48, 12),
        (policy, 6),
        (1, 1),
        (0, 1),
        places(features, 12),
        places(purposes, 24),
        places(interests, 24),
        (0, 1),
        *letters("NL"),
        *(listed() if vendors is None else vendors),
        *listed(),
        (len(rules), 12),
        *(field for rule in rules for field in rule),
    )


def tc_vendors(kind: int, *vendors: int) -> str:
    """A segment that lists vendors: 1 for those disclosed, 2 for those allowed."""
    return packed((kind, 3), *listed(*vendors))


def tc_publisher(consents: Iterable[int], interests: Iterable[int], custom: int = 0) -> str:
    """The segment of the publisher's own purposes, with so many custom ones that are all granted."""
    own = places(range(1, 2 * custom + 1), 2 * custom)
    return packed((3, 3), places(consents, 24), places(interests, 24), (custom, 6), own)


ACCEPTED = tc_core(range(1, 12), vendors=listed(1, 2, 755), policy=5) + "." + tc_vendors(1, 1, 2, 755)
REFUSED = tc_core((), policy=5) + "." + tc_vendors(1, 1, 2, 755)


def fibonacci(number: int) -> tuple[Field, ...]:
    """A number in Fibonacci coding."""
    sizes = [1, 2]
    while sizes[-1] < number:
        sizes.append(sizes[-1] + sizes[-2])
    bits: list[int] = []
    for size in reversed(sizes):
        taken = size <= number
        number -= size if taken else 0
        if taken or bits:
            bits.append(int(taken))
    return (*((bit, 1) for bit in reversed(bits)), (1, 1))


def gpp_header(*numbers: int | tuple[int, int]) -> str:
    """The header of a GPP string; a pair is a range of sections."""
    fields: list[Field] = [(3, 6), (1, 6), (len(numbers), 12)]
    last = 0
    for number in numbers:
        first, end = number if isinstance(number, tuple) else (number, number)
        fields += [(int(end > first), 1), *fibonacci(first - last)]
        fields += fibonacci(end - first) if end > first else ()
        last = end
    return packed(*fields)


def gpp(sections: Mapping[int, str]) -> str:
    """A GPP string of these sections."""
    return "~".join((gpp_header(*sections), *sections.values()))


def us_national(**opt_outs: int) -> str:
    """The American section with these opt-outs; 1 is yes, 2 is no."""
    names = (
        "SharingNotice",
        "SaleOptOutNotice",
        "SharingOptOutNotice",
        "TargetedAdvertisingOptOutNotice",
        "SensitiveDataProcessingOptOutNotice",
        "SensitiveDataLimitUseNotice",
        "SaleOptOut",
        "SharingOptOut",
        "TargetedAdvertisingOptOut",
    )
    return packed((1, 6), *((opt_outs.get(name, 0), 2) for name in names))
