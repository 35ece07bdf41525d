"""The names of the vendors that TC strings name by number."""

import json
from collections.abc import Mapping
from types import MappingProxyType

from auditor.measure.lists.sources import ListUnreadable

MAX_VENDOR = 65_535  # the numbers of TC strings have 16 bits
MAX_NAME = 120  # characters; our choice

NO_VENDORS: Mapping[int, str] = MappingProxyType({})


def vendor_names(text: str, fewest: int) -> Mapping[int, str]:
    """The names from a `vendor-list.json` of version 3; raises `ListUnreadable`."""
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ListUnreadable("it is no JSON") from error
    vendors = raw.get("vendors") if isinstance(raw, dict) else None
    if not isinstance(vendors, dict) or not isinstance(raw.get("vendorListVersion"), int):
        raise ListUnreadable("it holds no vendors")
    names = {}
    for key, vendor in vendors.items():
        name = vendor.get("name") if isinstance(vendor, dict) else None
        # Digits of other scripts are numbers to Python; TC strings know none of them.
        if key.isascii() and key.isdigit() and len(key) <= len(str(MAX_VENDOR)) and isinstance(name, str):
            number = int(key)
            if 0 < number <= MAX_VENDOR:
                names[number] = "".join(c for c in name if c.isprintable())[:MAX_NAME]
    if len(names) < fewest:
        raise ListUnreadable(f"it names {len(names)} vendors, and {fewest} were expected at least")
    return MappingProxyType(names)
