"""Who is visiting, and under which rules the visit is judged."""

from dataclasses import dataclass
from enum import StrEnum


class Device(StrEnum):
    """The kind of screen."""

    DESKTOP = "desktop"
    MOBILE = "mobile"


class Jurisdiction(StrEnum):
    """The rules a result is read under; national differences are listed in the documentation."""

    EU = "eu"
    FR = "fr"
    NL = "nl"
    DE = "de"
    AT = "at"
    ES = "es"
    IT = "it"
    BE = "be"
    IE = "ie"
    UK = "uk"
    EU_FUTURE = "eu-future"


@dataclass(frozen=True, slots=True)
class Profile:
    """Who is visiting; `locale` is a BCP 47 tag, `privacy_signal` when the browser sends `Sec-GPC: 1`."""

    jurisdiction: Jurisdiction = Jurisdiction.EU
    device: Device = Device.DESKTOP
    locale: str = "en-GB"
    privacy_signal: bool = False
