"""GPP strings of the IAB's Global Privacy Platform: the header, the European section, and American opt-outs.

Layout: IAB Tech Lab, "Global Privacy Platform String", v1.1. Checked against the IAB's own library in the test suite.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from auditor.domain.wording import say
from auditor.measure.signals.bits import Bits
from auditor.measure.signals.tcf import TcString, decode_tc
from auditor.measure.signals.unreadable import SignalUnreadable

HEADER, VERSION = 3, 1
TCF_EU, US_PRIVACY, US_NATIONAL = 2, 6, 7
MAX_SECTIONS = 64  # in one string; there are about 25; our choice
# Two bits each, in the order of the section, behind a version of six bits.
US_FIELDS = (
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
US_KEPT = frozenset({"SaleOptOutNotice", "SaleOptOut", "SharingOptOut", "TargetedAdvertisingOptOut"})


@dataclass(frozen=True, slots=True)
class GppString:
    """What a GPP string says: every section by number, the European one decoded, and American opt-outs (1 is yes)."""

    sections: Mapping[int, str]
    tc: TcString | None
    usp: str | None
    opt_outs: Mapping[str, int]


def decode_gpp(text: str) -> GppString:
    """Decode a GPP string; raises `SignalUnreadable` on anything that is none."""
    header, *texts = text.split("~")
    numbers = _numbers(Bits(header))
    if len(numbers) != len(texts):
        raise SignalUnreadable(say("the header names another number of sections than there are"))
    if not all(texts):
        raise SignalUnreadable(say("an empty section"))
    sections = dict(zip(numbers, texts, strict=True))
    usp = sections.get(US_PRIVACY)
    if usp is not None and not re.fullmatch(r"[0-9][YNyn-]{3}", usp):
        raise SignalUnreadable(say("a US Privacy section of another form"))
    return GppString(
        sections=sections,
        tc=decode_tc(sections[TCF_EU]) if TCF_EU in sections else None,
        usp=usp,
        opt_outs=_opt_outs(sections[US_NATIONAL]) if US_NATIONAL in sections else {},
    )


def _numbers(bits: Bits) -> list[int]:
    """The numbers of the sections, in ascending order."""
    if (bits.number(6), bits.number(6)) != (HEADER, VERSION):
        raise SignalUnreadable(say("not the header of a GPP string of version 1"))
    found: list[int] = []
    for _ in range(bits.number(12)):
        several = bits.flag()
        first = (found[-1] if found else 0) + bits.fibonacci()
        last = first + bits.fibonacci() if several else first
        if last - first >= MAX_SECTIONS or len(found) >= MAX_SECTIONS:
            raise SignalUnreadable(say("more sections than there are"))
        found += range(first, last + 1)
    return found


def _opt_outs(text: str) -> dict[str, int]:
    bits = Bits(text.split(".", maxsplit=1)[0])
    bits.number(6)
    told = {name: bits.number(2) for name in US_FIELDS}
    return {name: value for name, value in told.items() if name in US_KEPT}
