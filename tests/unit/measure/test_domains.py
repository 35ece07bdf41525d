import pytest

from auditor.domain.recording import Party
from auditor.measure.domains import host_of, party_of, registrable_domain


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.shop.example", "shop.example"),
        ("a.b.c.example.co.uk", "example.co.uk"),
        ("example.com", "example.com"),
        ("WWW.Example.COM.", "example.com"),
        (".example.com", "example.com"),
        ("someone.github.io", "someone.github.io"),
        ("www.city.kawasaki.jp", "city.kawasaki.jp"),
        ("co.uk", "co.uk"),
        ("localhost", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
        ("::1", "::1"),
        ("", ""),
        (".", ""),
    ],
)
def test_the_registrable_domain_follows_the_public_suffix_list(host: str, domain: str) -> None:
    assert registrable_domain(host) == domain


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://WWW.Shop.Example:8443/a?b", "www.shop.example"),
        ("wss://socket.shop.example/", "socket.shop.example"),
        ("http://[::1]:80/", "::1"),
        ("about:blank", ""),
        ("data:text/plain,x", ""),
        ("", ""),
        ("https://[::1/", ""),
    ],
)
def test_the_host_of_an_address_is_empty_where_there_is_none(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("host", "party"),
    [
        ("shop.example", Party.FIRST),
        ("metrics.shop.example", Party.FIRST),
        ("notshop.example", Party.THIRD),
        ("shop.example.tracker.example", Party.THIRD),
        ("www.google-analytics.com", Party.THIRD),
    ],
)
def test_the_party_is_told_by_the_registrable_domain(host: str, party: Party) -> None:
    assert party_of(host, "www.shop.example") is party


def test_two_sites_under_one_suffix_are_strangers() -> None:
    assert party_of("a.github.io", "b.github.io") is Party.THIRD
    assert party_of("a.co.uk", "b.co.uk") is Party.THIRD
