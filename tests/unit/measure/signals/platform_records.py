"""Consent records as the commonest platforms write them, after accepting and after refusing."""

import base64
import json
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

AT = "2026-11-23T10:00:00.000Z"
NUMBER = "3f2a9c1e-77b4-4d7e-9b2d-5a1c0e8f6d24"


@dataclass(frozen=True, slots=True)
class PlatformRecord:
    """A record's name, its value after each choice, and the parts that each value tells of."""

    name: str
    owner: str
    accepted: str
    refused: str
    yes: dict[str, bool]
    no: dict[str, bool]


def onetrust(on: int) -> str:
    groups = f"C0001:1,C0002:{on},C0003:{on},C0004:{on}"
    return (
        "isGpcEnabled=0&datestamp=" + quote_plus("Mon Nov 23 2026 10:00:00 GMT+0100 (Central European Standard Time)")
        + "&version=202405.1.0&browserGpcFlag=0&isIABGlobal=false&hosts=&consentId=" + NUMBER
        + f"&interactionCount=1&landingPath=NotLandingPage&groups={quote(groups, safe='')}"
        + "&geolocation=NL%3BNH&AwaitingReconsent=false"
    )  # fmt: skip


def _cookiebot(on: str) -> str:
    said = f"necessary:true,preferences:{on},statistics:{on},marketing:{on},method:'explicit',ver:1"
    return quote(f"{{stamp:'w3xBh+tbZ0l9kQ==',{said},utc:1763999000123,region:'nl'}}", safe=":,{}")


def _cookieyes(on: str) -> str:
    said = f"consent:{on},action:yes,necessary:yes,functional:{on},analytics:{on},performance:{on},advertisement:{on}"
    return f"consentid:WmJ5dEE3T1RzSkRQ,{said},lastRenewedDate:1763999000123"


def vanilla(*categories: str) -> str:
    services = {"necessary": [], "analytics": ["ga"] if "analytics" in categories else []}
    return quote(
        json.dumps(
            {
                "categories": ["necessary", *categories],
                "revision": 0,
                "data": None,
                "consentTimestamp": AT,
                "consentId": NUMBER,
                "services": services,
                "languageCode": "en",
                "lastConsentTimestamp": AT,
                "expirationTime": 1_779_600_000_000,
            }
        )
    )


def _didomi(*, on: bool) -> str:
    some = {"enabled": ["google", "c:hotjar"], "disabled": []}
    vendors = some if on else {"enabled": [], "disabled": some["enabled"]}
    purposes = {"enabled": ["cookies"], "disabled": []} if on else {"enabled": [], "disabled": ["cookies"]}
    token = {"user_id": NUMBER, "created": AT, "updated": AT, "vendors": vendors, "purposes": purposes, "version": 2}
    return base64.b64encode(json.dumps(token | {"ac": "AkuACAkuA.AkuACAkuA"}).encode()).decode().rstrip("=")


def _borlabs(consents: dict[str, list[str]]) -> str:
    rest = {"domainPath": "www.shop.example/", "expires": "Tue, 23 Nov 2027 10:00:00 GMT", "version": "1"}
    return quote(json.dumps({"consents": {"essential": ["borlabs-cookie"], **consents}, **rest, "uid": "anonymous"}))


def _axeptio(*, on: bool) -> str:
    own = {"$$token": "k3j4h5k3j4h5", "$$date": AT, "$$cookiesVersion": {"name": "shop-en", "identifier": NUMBER}}
    mode = {"$$googleConsentMode": {"analytics_storage": "granted" if on else "denied"}, "$$completed": True}
    return quote(json.dumps(own | {"google_analytics": on, "facebook_pixel": on} | mode))


def _iubenda(*, on: bool) -> str:
    purposes = {"1": True, "4": on, "5": on}
    told = {"timestamp": AT, "version": "1.65.1", "purposes": purposes, "id": 12_345_678, "cons": {"rand": "ab12cd"}}
    return quote(json.dumps(told))


def _all(names: tuple[str, ...], *, on: bool) -> dict[str, bool]:
    return dict.fromkeys(names, on)


_TYPES = ("functional", "analytics", "performance", "advertisement")
_GROUPS = ("C0002", "C0003", "C0004")

RECORDS = (
    PlatformRecord(
        "OptanonConsent", "OneTrust", onetrust(1), onetrust(0), _all(_GROUPS, on=True), _all(_GROUPS, on=False)
    ),
    PlatformRecord(
        "CookieConsent",
        "Cookiebot",
        _cookiebot("true"),
        _cookiebot("false"),
        _all(("preferences", "statistics", "marketing"), on=True),
        _all(("preferences", "statistics", "marketing"), on=False),
    ),
    PlatformRecord(
        "cookieyes-consent",
        "CookieYes",
        _cookieyes("yes"),
        _cookieyes("no"),
        _all(("consent", *_TYPES), on=True),
        _all(("consent", *_TYPES), on=False),
    ),
    PlatformRecord("cmplz_marketing", "Complianz", "allow", "deny", {"": True}, {"": False}),
    PlatformRecord(
        "klaro",
        "Klaro",
        quote('{"google-analytics":true,"matomo":true}'),
        quote('{"google-analytics":false,"matomo":false}'),
        {"google-analytics": True, "matomo": True},
        {"google-analytics": False, "matomo": False},
    ),
    PlatformRecord(
        "cc_cookie",
        "vanilla-cookieconsent",
        vanilla("analytics"),
        vanilla(),
        {"categories/analytics": True, "services/analytics/ga": True},
        {},
    ),
    PlatformRecord("cookieconsent_status", "Osano (cookieconsent)", "allow", "deny", {"": True}, {"": False}),
    PlatformRecord(
        "osano_consentmanager",
        "Osano",
        '{"ESSENTIAL":"ACCEPT","ANALYTICS":"ACCEPT","MARKETING":"ACCEPT"}',
        '{"ESSENTIAL":"ACCEPT","ANALYTICS":"DENY","MARKETING":"DENY"}',
        {"ANALYTICS": True, "MARKETING": True},
        {"ANALYTICS": False, "MARKETING": False},
    ),
    PlatformRecord(
        "didomi_token",
        "Didomi",
        _didomi(on=True),
        _didomi(on=False),
        {"vendors/enabled/google": True, "vendors/enabled/c:hotjar": True, "purposes/enabled/cookies": True},
        {"vendors/disabled/google": False, "vendors/disabled/c:hotjar": False, "purposes/disabled/cookies": False},
    ),
    PlatformRecord(
        "tarteaucitron",
        "tarteaucitron.js",
        "!gtag=true!youtube=true!matomo=wait",
        "!gtag=false!youtube=false!matomo=wait",
        {"gtag": True, "youtube": True},
        {"gtag": False, "youtube": False},
    ),
    PlatformRecord(
        "borlabs-cookie",
        "Borlabs Cookie",
        _borlabs({"statistics": ["google-analytics"], "marketing": ["facebook-pixel"]}),
        _borlabs({}),
        {"consents/statistics/google-analytics": True, "consents/marketing/facebook-pixel": True},
        {},
    ),
    PlatformRecord(
        "axeptio_cookies",
        "Axeptio",
        _axeptio(on=True),
        _axeptio(on=False),
        {"google_analytics": True, "facebook_pixel": True},
        {"google_analytics": False, "facebook_pixel": False},
    ),
    PlatformRecord(
        "_iub_cs-12345678",
        "iubenda",
        _iubenda(on=True),
        _iubenda(on=False),
        {"purposes/1": True, "purposes/4": True, "purposes/5": True},
        {"purposes/1": True, "purposes/4": False, "purposes/5": False},
    ),
)
