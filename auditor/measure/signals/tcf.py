"""TC strings of the IAB's Transparency and Consent Framework, versions 2.2 and 2.3.

Layout: IAB Tech Lab, "Transparency and Consent String with Global Vendor & CMP List Formats", v2.3. Checked against the
IAB's own library in the test suite. Version 2.3 requires the segment of disclosed vendors.
"""

from dataclasses import dataclass
from enum import IntEnum

from auditor.domain.wording import say
from auditor.measure.signals.bits import MAX_IDS, Bits
from auditor.measure.signals.unreadable import SignalUnreadable

VERSION = 2
PURPOSES, SPECIAL_FEATURES = 24, 12  # bits reserved for each
MAX_SEGMENTS = 8  # behind the core; there are three types; our choice
TENTHS = 10  # units of time in a second


class _Segment(IntEnum):
    DISCLOSED = 1
    ALLOWED = 2
    PUBLISHER = 3


@dataclass(frozen=True, slots=True)
class Restriction:
    """A publisher's rule for some vendors: `kind` 0 forbids a purpose, 1 demands consent, 2 legitimate interest."""

    purpose: int
    kind: int
    vendors: frozenset[int]


@dataclass(frozen=True, slots=True)
class TcString:
    """What a TC string says; times are Unix seconds, sets hold the numbers of purposes or vendors.

    `disclosed_vendors` and the publisher's own sets are None where the string has no such segment.
    """

    version: int
    created: float
    updated: float
    cmp_id: int
    cmp_version: int
    consent_screen: int
    consent_language: str
    vendor_list_version: int
    policy_version: int
    is_service_specific: bool
    use_non_standard_texts: bool
    special_feature_opt_ins: frozenset[int]
    purpose_consents: frozenset[int]
    purpose_legitimate_interests: frozenset[int]
    purpose_one_treatment: bool
    publisher_country: str
    vendor_consents: frozenset[int]
    vendor_legitimate_interests: frozenset[int]
    publisher_restrictions: tuple[Restriction, ...]
    disclosed_vendors: frozenset[int] | None
    publisher_consents: frozenset[int] | None
    publisher_legitimate_interests: frozenset[int] | None


def decode_tc(text: str) -> TcString:
    """Decode a TC string; raises `SignalUnreadable` on anything that is none."""
    core, *others = text.split(".")
    if len(others) > MAX_SEGMENTS:
        raise SignalUnreadable(say("more segments than there are"))
    budget = [MAX_IDS]
    segments = dict(_typed(segment, budget) for segment in others)
    publisher = segments.get(_Segment.PUBLISHER)
    disclosed = segments.get(_Segment.DISCLOSED)
    disclosed_vendors = _vendors(disclosed) if disclosed else None
    own = _publisher(publisher) if publisher else (None, None)
    if allowed := segments.get(_Segment.ALLOWED):
        _vendors(allowed)
    return _core(Bits(core, budget), disclosed_vendors, own)


def _typed(text: str, budget: list[int]) -> tuple[_Segment, Bits]:
    bits = Bits(text, budget)
    try:
        return _Segment(bits.number(3)), bits
    except ValueError as error:
        raise SignalUnreadable(say("a segment of an unknown type")) from error


def _core(
    bits: Bits,
    disclosed: frozenset[int] | None,
    publisher: tuple[frozenset[int] | None, frozenset[int] | None],
) -> TcString:
    version = bits.number(6)
    if version != VERSION:
        raise SignalUnreadable(say("version {version}, not 2", version=version))
    # Read in the order of the layout: keyword arguments are evaluated from first to last.
    return TcString(
        version=version,
        created=bits.number(36) / TENTHS,
        updated=bits.number(36) / TENTHS,
        cmp_id=bits.number(12),
        cmp_version=bits.number(12),
        consent_screen=bits.number(6),
        consent_language=bits.letters(2),
        vendor_list_version=bits.number(12),
        policy_version=bits.number(6),
        is_service_specific=bits.flag(),
        use_non_standard_texts=bits.flag(),
        special_feature_opt_ins=bits.numbers_set(SPECIAL_FEATURES),
        purpose_consents=bits.numbers_set(PURPOSES),
        purpose_legitimate_interests=bits.numbers_set(PURPOSES),
        purpose_one_treatment=bits.flag(),
        publisher_country=bits.letters(2),
        vendor_consents=_vendors(bits),
        vendor_legitimate_interests=_vendors(bits),
        publisher_restrictions=tuple(_restriction(bits) for _ in range(bits.number(12))),
        disclosed_vendors=disclosed,
        publisher_consents=publisher[0],
        publisher_legitimate_interests=publisher[1],
    )


def _vendors(bits: Bits) -> frozenset[int]:
    """A list of vendors, as a row of bits or as ranges."""
    highest, ranged = bits.number(16), bits.flag()
    return _ranges(bits) if ranged else bits.numbers_set(highest)


def _ranges(bits: Bits) -> frozenset[int]:
    found: set[int] = set()
    for _ in range(bits.number(12)):
        several, first = bits.flag(), bits.number(16)
        last = bits.number(16) if several else first
        if first == 0 or last < first:
            raise SignalUnreadable(say("a range that runs backwards or names vendor 0"))
        bits.spend(last - first + 1)
        found.update(range(first, last + 1))
    return frozenset(found)


def _restriction(bits: Bits) -> Restriction:
    return Restriction(bits.number(6), bits.number(2), _ranges(bits))


def _publisher(bits: Bits) -> tuple[frozenset[int], frozenset[int]]:
    """The publisher's own consents and legitimate interests; its custom purposes follow and must be there."""
    consents, interests = bits.numbers_set(PURPOSES), bits.numbers_set(PURPOSES)
    custom = bits.number(6)
    bits.numbers_set(2 * custom)
    return consents, interests
