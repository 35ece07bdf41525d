"""Google's consent mode: the parameters `gcs` and `gcd` of its requests, and the calls in a page's data layer.

Meanings: Google's documentation of consent mode; the letters of `gcd` as published by Simo Ahava (2024), Google does
not document them.
"""

import json
import re

from auditor.domain.signals import Meaning
from auditor.domain.wording import say
from auditor.measure.signals.unreadable import SignalUnreadable

TYPES = ("ad_storage", "analytics_storage", "ad_user_data", "ad_personalization")
GRANTED, DENIED, UNSET = frozenset("trnv"), frozenset("pqmu"), frozenset("l")
_GCS = re.compile(r"G1([01-])([01-])")
_GCD = re.compile(r"1[0-9a-z]*")


def decode_gcs(text: str) -> dict[str, bool]:
    """What `gcs` says of storage for advertising and for analytics; what is not set is left out."""
    found = _GCS.fullmatch(text)
    if found is None:
        raise SignalUnreadable(say("gcs of an unknown form"))
    return {name: bit == "1" for name, bit in zip(TYPES, found.groups(), strict=False) if bit != "-"}


def decode_gcd(text: str) -> dict[str, bool]:
    """What `gcd` says of the four types, in their order; what is not set is left out."""
    letters = [c for c in text if c.isalpha()]
    if not _GCD.fullmatch(text) or not letters or not set(letters) <= GRANTED | DENIED | UNSET:
        raise SignalUnreadable(say("gcd of an unknown form"))
    return {name: letter in GRANTED for name, letter in zip(TYPES, letters, strict=False) if letter not in UNSET}


def decode_mode(text: str) -> dict[str, bool]:
    """What the calls in the data layer come to, as JSON of the last word on each type."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SignalUnreadable(say("a consent mode of an unknown form")) from error
    if not isinstance(told, dict):
        raise SignalUnreadable(say("a consent mode of an unknown form"))
    return {name: told[name] == "granted" for name in TYPES if told.get(name) in ("granted", "denied")}


def meaning_of(told: dict[str, bool]) -> Meaning:
    """All granted, all denied, or some of each; unknown where nothing is said."""
    if not told:
        return Meaning.UNKNOWN
    if all(told.values()):
        return Meaning.GRANTED
    return Meaning.PARTIAL if any(told.values()) else Meaning.REFUSED
