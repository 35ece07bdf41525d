"""Public lists: what is read of them, what is not believed, and lists that are none."""

import json

import pytest

from auditor.domain.checks import Confidence
from auditor.domain.errors import UnknownName
from auditor.domain.recording import Party
from auditor.measure.knowledge import DAY, Known
from auditor.measure.lists import cookies, hosts
from auditor.measure.lists.cookies import cookie_list
from auditor.measure.lists.hosts import domain_hosts, filter_hosts
from auditor.measure.lists.public import NO_LISTS, PublicLists, with_list
from auditor.measure.lists.sources import ListUnreadable, list_source, list_sources
from auditor.measure.lists.vendors import vendor_names

RULES = """[Adblock Plus 2.0]
! Title: a list
||tracker.example^
||pixel.example^$third-party
||cdn.example^$script,domain=shop.example
||paths.example/collect?
||wild*.example^
/(a+)+$/
||com^
||co.uk^
@@||ok.tracker.example^
@@||half.tracker.example^$script
"""
HEADER = "ID,Platform,Category,Cookie / Data Key name,Domain,Description,Retention period,Wildcard match\n"
ROWS = (
    'a,AdCo,Marketing,adco_uid,"adco.example (3rd party) or advertiser\'s website domain",x,1 year,0\n'
    "b,AdCo,Marketing,adc_<id>,adco.example,x,1 year,0\n"
    "c,StatCo,Analytics,st_,statco.example,x,1 year,1\n"
    "d,StatCo,Functional,needed,statco.example,x,1 year,0\n"
    "e,StatCo,Analytics,s,statco.example,x,1 year,1\n"
    "f,Own,Marketing,own_uid,Advertiser's website domain (1st party),x,1 year,0\n"
    "g,short\n"
)
VENDORS = {"vendorListVersion": 90, "vendors": {"1": {"id": 1, "name": "Ad\x1b[31mCo"}, "2": {"name": "Two"}}}


@pytest.mark.parametrize(
    ("host", "listed"),
    [
        ("tracker.example", True),
        ("a.b.tracker.example", True),
        ("TRACKER.example.", True),
        ("pixel.example", True),
        ("cdn.example", False),
        ("paths.example", False),
        ("wildcard.example", False),
        ("mytracker.example", False),
        ("ok.tracker.example", False),
        ("a.ok.tracker.example", False),
        ("half.tracker.example", True),
        ("shop.com", False),
        ("shop.co.uk", False),
        ("", False),
    ],
)
def test_only_rules_for_whole_hosts_are_read(host: str, *, listed: bool) -> None:
    assert filter_hosts(RULES, 2).holds(host) is listed


def test_domains_are_read_with_the_company_in_the_comment_before() -> None:
    text = "# Eulerian\neulerian.net\n\n! Company: AdCo\x07 Ltd\n||t.adco.example^\n"
    text += "# https://a.example/\nother.example\nno host\n"
    found = domain_hosts(text, 3)
    assert found.owner("x.eulerian.net") == "Eulerian"
    assert found.owner("t.adco.example") == "AdCo Ltd"
    assert (found.holds("other.example"), found.owner("other.example")) == (True, None)
    assert found.owner("no.example") is None


@pytest.mark.parametrize(
    "text",
    ["", "<!DOCTYPE html><title>404</title>", "\ufeff\n <html>", "PK\x03\x04\0\0", "||one.example^", "(a+)+$\n" * 9],
)
def test_what_is_no_list_of_hosts_is_refused(text: str) -> None:
    for read in (filter_hosts, domain_hosts):
        with pytest.raises(ListUnreadable):
            read(text, 2)


def test_a_list_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hosts, "MAX_LINES", 3)
    with pytest.raises(ListUnreadable, match="more than 3 lines"):
        filter_hosts("||a.example^\n" * 4, 1)
    monkeypatch.setattr(cookies, "MAX_ROWS", 2)
    with pytest.raises(ListUnreadable, match="more than 2 rows"):
        cookie_list(HEADER + ROWS, 1)


def test_a_line_of_a_megabyte_is_passed_over() -> None:
    assert filter_hosts("||" + "a" * 1_000_000 + ".example^\n||b.example^", 1).domains == {"b.example": ""}


@pytest.mark.parametrize(
    ("name", "domain", "days", "identifies", "owner"),
    [
        ("adco_uid", "x.adco.example", 30, True, "AdCo"),
        ("adc_123", "adco.example", 30, True, "AdCo"),
        ("st_anything", "statco.example", 30, True, "StatCo"),
        ("adco_uid", "other.example", 30, True, None),
        ("adco_uid", "adco.example", 0.5, True, None),
        ("adco_uid", "adco.example", 30, False, None),
        ("needed", "statco.example", 30, True, None),
        ("something", "statco.example", 30, True, None),
        ("own_uid", "shop.example", 30, True, None),
    ],
)
def test_a_row_counts_for_the_vendors_own_domain_only(
    name: str, domain: str, days: float, *, identifies: bool, owner: str | None
) -> None:
    found = cookie_list(HEADER + ROWS, 3).known(name, domain, days * DAY, identifies=identifies)
    assert (found.owner if found else None) == owner
    if found:
        assert (found.exempt, found.confidence) == (False, Confidence.LIKELY)


def test_columns_are_found_by_name_in_any_order() -> None:
    text = "Domain,Wildcard match,Cookie / Data Key name,Category,Platform\nadco.example,0,u_id,Marketing,AdCo\n"
    found = cookie_list(text, 1).known("u_id", "adco.example", 30 * DAY, identifies=True)
    assert found == Known("AdCo", "advertising", exempt=False, confidence=Confidence.LIKELY)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no column"),
        ("<!DOCTYPE html><html><body>Not found</body></html>", "no column"),
        (HEADER, "fewer than"),
        ("PK\0\0", "not text"),
        (HEADER + '"' + "x" * 200_000 + '"\n', "no CSV"),
    ],
)
def test_what_is_no_cookie_database_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ListUnreadable, match=reason):
        cookie_list(text, 1)


def test_vendors_are_read_with_printable_names() -> None:
    raw = {**VENDORS, "vendors": {**VENDORS["vendors"], "x": {"name": "X"}, "0": {"name": "N"}, "99999": {"name": "B"}}}  # type: ignore[dict-item]
    assert dict(vendor_names(json.dumps(raw), 2)) == {1: "Ad[31mCo", 2: "Two"}


@pytest.mark.parametrize(
    "text",
    [
        "<html>",
        "[]",
        "{}",
        '{"vendors": {}}',
        '{"vendors": [], "vendorListVersion": 1}',
        "[" * 100_000,
        json.dumps(VENDORS),
    ],
)
def test_what_is_no_vendor_list_is_refused(text: str) -> None:
    with pytest.raises(ListUnreadable):
        vendor_names(text, 3)


def _lists() -> PublicLists:
    texts = {
        "easyprivacy": RULES + "".join(f"||t{n}.example^\n" for n in range(100)),
        "open-cookie-database": HEADER + ROWS + "".join(f"h,C,Marketing,c{n},c.example,x,y,0\n" for n in range(20)),
        "vendor-list": json.dumps({**VENDORS, "vendors": {str(n): {"name": f"V{n}"} for n in range(1, 12)}}),
        "cname-trackers": "# CloakCo\ncloak.example\n" + "".join(f"d{n}.example\n" for n in range(5)),
    }
    lists = NO_LISTS
    for name, text in texts.items():
        lists = with_list(lists, list_source(name), text, "2026-11-24/abc")
    return lists


def test_our_own_table_comes_before_the_lists() -> None:
    lists = _lists()
    assert lists.tracks("www.google-analytics.com") is Confidence.CONFIRMED
    assert lists.tracks("a.tracker.example") is Confidence.LIKELY
    assert lists.tracks("shop.example") is None
    ours = lists.item("cookie", "IDE", "doubleclick.net", Party.THIRD, 400 * DAY, identifies=True)
    theirs = lists.item("cookie", "adco_uid", "adco.example", Party.THIRD, 400 * DAY, identifies=True)
    assert ours is not None
    assert theirs is not None
    assert (ours.owner, theirs.owner) == ("Google (DoubleClick)", "AdCo")


def test_a_name_alone_and_other_kinds_are_not_taken_from_the_list() -> None:
    lists = _lists()
    assert lists.item("cookie", "adco_uid", "adco.example", Party.FIRST, 400 * DAY, identifies=True) is None
    assert lists.item("local-storage", "adco_uid", "adco.example", Party.THIRD, None, identifies=True) is None


def test_companies_and_vendors_are_named() -> None:
    lists = _lists()
    assert (lists.cname_owner("x.cloak.example"), lists.cname_owner("shop.example")) == ("CloakCo", None)
    assert lists.cname_companies["cloak.example"] == "CloakCo"
    assert (lists.vendor(3), lists.vendor(4000), NO_LISTS.vendor(3)) == ("V3", "4000", "3")


def test_what_is_used_and_what_is_lacking_is_told() -> None:
    assert NO_LISTS.told == "without easyprivacy open-cookie-database vendor-list cname-trackers"
    assert "without" not in _lists().told
    assert "easyprivacy 2026-11-24/abc" in _lists().told


def test_without_lists_only_our_own_table_speaks() -> None:
    assert NO_LISTS.tracks("tracker.example") is None
    assert NO_LISTS.item("cookie", "adco_uid", "adco.example", Party.THIRD, 400 * DAY, identifies=True) is None
    assert NO_LISTS.cname_owner("cloak.example") is None


def test_every_list_comes_over_https_with_a_licence_and_a_limit() -> None:
    for source in list_sources():
        assert source.url.startswith("https://")
        assert source.licence
        assert 0 < source.max_bytes < 20 * 1024 * 1024
    with pytest.raises(UnknownName, match="easyprivacy"):
        list_source("nonsense")
