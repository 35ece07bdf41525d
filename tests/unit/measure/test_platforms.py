from collections import Counter

import pytest

from auditor.measure.platforms import Sign, platform_of, signatures, signs_of


def test_there_are_at_least_forty_platforms_with_signs_of_their_own() -> None:
    told = signatures()
    assert len(told) >= 40
    assert [s.name for s in told if not (s.functions or s.markup or s.hosts)] == []
    for kind in ("functions", "markup", "hosts"):
        counts = Counter(what for s in told for what in getattr(s, kind))
        assert [what for what, n in counts.items() if n > 1] == [], kind


def test_a_platform_is_named_by_its_signs() -> None:
    signs = signs_of(["klaro.show"], ["#klaro"], ["www.shop.example"], ["klaro", "other"])
    assert {(s.platform, s.kind) for s in signs} == {("Klaro", "functions"), ("Klaro", "markup"), ("Klaro", "keys")}
    assert platform_of(signs) == "Klaro"


@pytest.mark.parametrize("host", ["consent.cookiebot.com", "eu.consent.cookiebot.com"])
def test_hosts_count_with_their_subdomains(host: str) -> None:
    assert platform_of(signs_of([], [], [host], [])) == "Cookiebot"


def test_a_host_that_only_ends_alike_is_another() -> None:
    assert signs_of([], [], ["evilconsent.cookiebot.com.example"], []) == ()


@pytest.mark.parametrize(
    "signs",
    [
        [],
        [Sign("Klaro", "keys", "klaro")],
        [Sign("Klaro", "functions", "klaro.show"), Sign("Didomi", "hosts", "sdk.privacy-center.org")],
    ],
)
def test_an_unknown_name_is_better_than_a_wrong_one(signs: list[Sign]) -> None:
    assert platform_of(signs) is None


def test_what_the_visitor_sees_outweighs_a_script_that_is_only_loaded() -> None:
    signs = [Sign("Klaro", "markup", "#klaro"), Sign("Didomi", "hosts", "sdk.privacy-center.org")]
    assert platform_of(signs) == "Klaro"
