"""The table itself: what must hold of every entry, and a sample of what it tells."""

import re

import pytest

from auditor.domain.checks import Confidence
from auditor.domain.limits import COMMON_EXEMPTIONS
from auditor.domain.recording import ItemKind, Party
from auditor.measure.domains import registrable_domain
from auditor.measure.knowledge import DAY, Known, above, host_owner, knowledge, known_item

PURPOSES = {"advertising", "analytics", "support", "security", "bot-protection"}
GENERIC = (
    "id",
    "uid",
    "uuid",
    "sid",
    "session",
    "i",
    "c",
    "ab",
    "C",
    "sync",
    "visitor",
    "token",
    "user_id",
    "vst",
    "pid",
)
VISITOR = "a1b2c3d4e5f60718"


def _known(name: str, domain: str, party: Party, days: float = 90, kind: str = "cookie") -> Known | None:
    return known_item(kind, name, domain, party, days * DAY, identifies=True)


def test_every_entry_is_sound() -> None:
    kinds, parties = {kind.value for kind in ItemKind}, {"any", *(party.value for party in Party)}
    for entry in knowledge().entries:
        assert re.compile(entry.name).search("") is None, entry.name
        assert entry.name[0] == "^", entry.name
        assert set(entry.kinds) <= kinds, entry.name
        assert entry.party in parties, entry.name
        assert entry.purpose in PURPOSES, entry.name
        assert entry.source.startswith("https://"), entry.name
        assert entry.hosts or not entry.only_there, entry.name
        assert all(host == registrable_domain(host) for host in entry.hosts), entry.name


def test_purposes_that_may_be_needed_are_left_to_a_person() -> None:
    assert all(e.contested for e in knowledge().entries if e.purpose not in {"advertising", "analytics"})


def test_exemptions_are_of_known_classes() -> None:
    assert {e.purpose for e in knowledge().exemptions} <= COMMON_EXEMPTIONS | {"paywall-counter"}


@pytest.mark.parametrize("name", GENERIC)
@pytest.mark.parametrize("party", Party)
def test_a_name_that_many_use_tells_nothing_elsewhere(name: str, party: Party) -> None:
    assert _known(name, "shop.example", party) is None


@pytest.mark.parametrize(
    ("name", "domain", "party", "owner", "purpose"),
    [
        ("uid", "dis.criteo.com", Party.THIRD, "Criteo", "advertising"),
        ("uid", "track.adform.net", Party.THIRD, "Adform", "advertising"),
        ("i", "openx.net", Party.THIRD, "OpenX", "advertising"),
        ("tuuid", "bidswitch.net", Party.THIRD, "Iponweb", "advertising"),
        ("VISITOR_INFO1_LIVE", "youtube.com", Party.THIRD, "Google (YouTube)", "advertising"),
        ("_fbp", "shop.example", Party.FIRST, "Meta", "advertising"),
        ("_rdt_uuid", "shop.example", Party.FIRST, "Reddit", "advertising"),
        ("_ym_uid", "shop.example", Party.FIRST, "Yandex", "analytics"),
        ("visitor_id12345", "shop.example", Party.FIRST, "Salesforce (Pardot)", "advertising"),
        ("_shopify_y", "shop.example", Party.FIRST, "Shopify", "analytics"),
        ("__kla_id", "shop.example", Party.FIRST, "Klaviyo", "advertising"),
    ],
)
def test_vendors_are_known(name: str, domain: str, party: Party, owner: str, purpose: str) -> None:
    assert _known(name, domain, party) == Known(owner, purpose, exempt=False, confidence=Confidence.CONFIRMED)


@pytest.mark.parametrize("name", ["_pk_id.1.1fff", "_pcid", "etuix", "_cs_id", "ABTasty", "kameleoonVisitorCode"])
def test_measurement_that_can_be_configured_is_marked(name: str) -> None:
    found = _known(name, "shop.example", Party.FIRST)
    assert found is not None
    assert (found.audience, found.exempt) == (True, False)


def test_google_analytics_is_no_audience_measurement() -> None:
    assert not any(e.audience for e in knowledge().entries if e.owner.startswith("Google"))


@pytest.mark.parametrize("name", ["intercom-id-abc", "__stripe_mid", "_vwo_uuid", "_GRECAPTCHA", "__zlcmid", "_pxvid"])
def test_contested_items_are_for_a_person(name: str) -> None:
    found = _known(name, "shop.example", Party.FIRST)
    assert found is not None
    assert (found.exempt, found.confidence) == (False, Confidence.REVIEW)


def test_usual_lifetime_and_source_are_told() -> None:
    found = _known("_ga", "shop.example", Party.FIRST)
    assert found is not None
    assert found.usual_days == 730
    assert found.source is not None


@pytest.mark.parametrize(
    ("name", "days", "purpose"),
    [
        ("jwplayer.volume", 0, "media-session"),
        ("paywall-count", 30, "paywall-counter"),
        ("article_count", 30, "paywall-counter"),
        ("aws-waf-token", 4, "bot-protection"),
        ("SSESS" + "0a" * 16, 23, "session"),
        ("PrestaShop-" + "0a" * 16, 20, "session"),
        ("lb-7", 1, "load-balancing"),
    ],
)
def test_what_a_site_needs_is_exempt(name: str, days: float, purpose: str) -> None:
    found = _known(name, "shop.example", Party.FIRST, days)
    assert found == Known(None, purpose, exempt=True, confidence=Confidence.LIKELY)


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("jwplayerLocalId", 30),
        ("paywall-count", 60),
        ("paywall_user", 5),
        ("lbuid", 5),
        ("xbc", 30),
        ("_pxvid", 30),
        ("SSESSshort", 5),
    ],
)
def test_what_could_track_is_not_exempt(name: str, days: float) -> None:
    found = _known(name, "shop.example", Party.FIRST, days)
    assert found is None or not found.exempt


def test_each_tracker_domain_stands_once_and_is_plain() -> None:
    hosts = knowledge().trackers
    assert all(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", host) for host in hosts)
    # A domain under another one of the table would only repeat it, or name two owners.
    assert [host for host in hosts if any(d in hosts for d in list(above(host))[1:])] == []


@pytest.mark.parametrize(
    ("host", "owner"),
    [
        ("x.tremorhub.com", "Magnite"),
        ("pixel.rubiconproject.com", "Magnite"),
        ("www.xiti.com", "Piano Analytics"),
        ("ib.ADNXS.com.", "Xandr"),
        ("www.googletagmanager.com", None),
        ("fonts.googleapis.com", None),
        ("www.youtube.com", None),
        ("cdn.cookielaw.org", None),
    ],
)
def test_hosts_have_owners(host: str, owner: str | None) -> None:
    assert host_owner(host) == owner
