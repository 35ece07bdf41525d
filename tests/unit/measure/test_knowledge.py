import pytest

from auditor.domain.checks import Confidence
from auditor.domain.recording import Party
from auditor.measure.knowledge import DAY, Known, knowledge, known_item, record_name, tracker_host

GA = Known("Google Analytics", "analytics", exempt=False, confidence=Confidence.CONFIRMED)


def _ga(  # the same cookie with one thing changed
    kind: str = "cookie",
    name: str = "_ga",
    party: Party = Party.FIRST,
    days: float | None = 400,
    *,
    telling: bool = True,
) -> Known | None:
    return known_item(kind, name, "shop.example", party, None if days is None else days * DAY, identifies=telling)


def test_an_entry_applies_when_name_kind_party_lifetime_and_shape_fit() -> None:
    assert _ga() == GA
    assert _ga(name="_ga_ABC123") == GA


def test_a_name_alone_decides_nothing() -> None:
    assert _ga(kind="local-storage") is None
    assert _ga(name="my_ga") is None
    assert _ga(party=Party.THIRD) is None
    assert _ga(days=0.5) is None
    assert _ga(days=None) is None
    assert _ga(telling=False) is None


def test_storage_has_no_lifetime_to_fit() -> None:
    known = known_item("local-storage", "ajs_anonymous_id", "www.shop.example", Party.FIRST, None, identifies=True)
    assert known is not None
    assert known.owner == "Segment"


@pytest.mark.parametrize("party", Party)
def test_some_entries_fit_any_party(party: Party) -> None:
    known = known_item("cookie", "MUID", "bing.com", party, 30 * DAY, identifies=True)
    assert known is not None
    assert known.owner == "Microsoft Advertising"


def test_an_owner_is_named_only_on_its_own_hosts() -> None:
    at_home = known_item("cookie", "IDE", "ad.doubleclick.net", Party.THIRD, 400 * DAY, identifies=True)
    elsewhere = known_item("cookie", "IDE", "other.example", Party.THIRD, 400 * DAY, identifies=True)
    assert at_home == Known("Google (DoubleClick)", "advertising", exempt=False, confidence=Confidence.CONFIRMED)
    assert elsewhere == Known(None, "advertising", exempt=False, confidence=Confidence.LIKELY)


@pytest.mark.parametrize(
    ("name", "days", "purpose"),
    [
        ("PHPSESSID", None, "session"),
        ("phpsessid", 0.5, "session"),
        ("XSRF-TOKEN", 1, "security"),
        ("__cf_bm", 0.02, "bot-protection"),
        ("AWSALBCORS", 7, "load-balancing"),
        ("lang", 365, "preference"),
        ("cart", 14, "basket"),
    ],
)
def test_what_a_shop_needs_is_exempt(name: str, days: float | None, purpose: str) -> None:
    lifetime = None if days is None else days * DAY
    known = known_item("cookie", name, "shop.example", Party.FIRST, lifetime, identifies=True)
    assert known == Known(None, purpose, exempt=True, confidence=Confidence.LIKELY)


@pytest.mark.parametrize(
    ("name", "party", "days"),
    [("PHPSESSID", Party.THIRD, None), ("PHPSESSID", Party.FIRST, 30), ("cart", Party.FIRST, 31)],
)
def test_another_partys_session_or_one_that_lasts_is_not_exempt(name: str, party: Party, days: float | None) -> None:
    lifetime = None if days is None else days * DAY
    assert known_item("cookie", name, "shop.example", party, lifetime, identifies=True) is None


@pytest.mark.parametrize(
    "name",
    [
        "cookie_consent",
        "CookieConsent",
        "OptanonConsent",
        "euconsent-v2",
        "cc_cookie",
        "klaro",
        "didomi_token",
        "tarteaucitron",
        "cookie-accepted",
        "cookieNotice",
    ],
)
def test_consent_records_are_told_by_their_name(name: str) -> None:
    assert record_name(name)


@pytest.mark.parametrize("name", ["_ga", "cookie", "visitor", "cart", "session"])
def test_other_names_are_no_consent_records(name: str) -> None:
    assert not record_name(name)


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("www.google-analytics.com", True),
        ("region1.google-analytics.com", True),
        ("doubleclick.net", True),
        ("sslwidget.criteo.com", True),
        ("static.criteo.net", True),
        ("notdoubleclick.net", False),
        ("doubleclick.net.example.com", False),
        ("www.shop.example", False),
        ("", False),
    ],
)
def test_trackers_are_told_by_the_end_of_their_host(host: str, *, known: bool) -> None:
    assert tracker_host(host) is known


def test_the_table_says_its_version_and_is_read_once() -> None:
    assert knowledge().version
    assert knowledge() is knowledge()
