"""Tag managers and pings are told from addresses, whoever serves them."""

import pytest

from auditor.measure.tag_managers import MAX_ADDRESS, TagRequest, tag_managers_version, tag_requests
from tests.evidence.builders import SITE, TRACKER, URL, request


@pytest.mark.parametrize(
    ("address", "manager"),
    [
        ("https://www.googletagmanager.com/gtm.js?id=GTM-ABC123&l=dataLayer", "Google Tag Manager"),
        ("https://www.googletagmanager.com/ns.html?id=GTM-ABC123", "Google Tag Manager"),
        ("https://www.googletagmanager.com/gtag/js?id=G-ABC1234567", "Google Tag Manager"),
        (f"{URL}x1y2.js?st=a&id=GTM-ABC123", "Google Tag Manager"),
        (f"{URL}proxy/gtag/js?l=d&id=G-ABC1234567", "Google tag"),
        ("https://tags.tiqcdn.com/utag/shop/main/prod/utag.js", "Tealium iQ"),
        (f"{URL}assets/utag.sync.js?v=1", "Tealium iQ"),
        ("https://assets.adobedtm.com/launch-EN1234567890.min.js", "Adobe Experience Platform Tags"),
        ("https://cdn.tagcommander.com/1234/tc_Shop_1.js", "Commanders Act"),
        ("https://shop.containers.piwik.pro/ppms.js", "Piwik PRO"),
        (f"{URL}matomo/js/container_AbCd1234.js", "Matomo Tag Manager"),
    ],
)
def test_containers(address: str, manager: str) -> None:
    assert [t.manager for t in tag_requests([request(address)])] == [manager]


@pytest.mark.parametrize(
    "address",
    [
        URL,
        f"{URL}gtm.js",
        f"{URL}article?id=GTM-",
        f"{URL}search?gcs=G100",
        f"{TRACKER}?v=2",
        "https://notgoogletagmanager.com/gtm.js",
        "https://www.googletagmanager.com/",
        "data:text/plain,gtm.js?id=GTM-ABC123",
        "https://[broken/gtm.js?id=GTM-ABC123",
        f"{URL}{'a' * MAX_ADDRESS}?id=GTM-ABC123",
    ],
)
def test_other_addresses(address: str) -> None:
    assert tag_requests([request(address)]) == ()


def test_a_ping_shows_what_it_says() -> None:
    [told] = tag_requests([request(f"{URL}g/collect?gcd=13l3l3l2l1&x=1&gcs=G100", id=9)])
    assert told == TagRequest(SITE, None, (("gcd", "13l3l3l2l1"), ("gcs", "G100")), named_host=False, request=9)


def test_each_kind_is_told_once() -> None:
    ping = f"{TRACKER}?gcs=G100&n="
    told = tag_requests([request(f"{ping}{n}", id=n) for n in range(3)] + [request(f"{TRACKER}?gcs=G111", id=5)])
    assert [(t.modes, t.request) for t in told] == [((("gcs", "G100"),), 0), ((("gcs", "G111"),), 5)]


def test_the_table_has_a_version() -> None:
    assert tag_managers_version()
