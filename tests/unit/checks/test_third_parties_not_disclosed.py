import pytest

from auditor.domain.checks import CheckResult, Confidence, Outcome
from auditor.domain.choices import Settings
from auditor.domain.controls import Layer, Role
from auditor.domain.facts import Basis, Item, Items, Sighting
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import Party
from checks.third_parties_not_disclosed import CHECK
from tests.evidence.builders import control, item, items, layer, no_layer, settings, settings_part, toggle
from tests.evidence.check_builders import ask, examined


def theirs(domain: str = "ads.partner.example", owner: str | None = None, **fields: object) -> Item:
    """A cookie of another party that came with accepting."""
    return item("uid", domain=domain, owner=owner, party=Party.THIRD, **fields)


NAMES = ("Criteo", "Taboola", "Outbrain", "Quantcast", "Pinterest")
FIVE = items(*(theirs(f"x{n}.example", name) for n, name in enumerate(NAMES)))


def told_by(
    kept: Items | None = None, first: Layer | None = None, second: Layer | None = None, parts: Settings | None = None
) -> CheckResult:
    """What the check says; layers that are not given say nothing of others."""
    return ask(CHECK, first or layer(), kept or items(theirs()), second or layer(), parts or settings())


def test_failed_when_nothing_speaks_of_third_parties() -> None:
    told = told_by(items(theirs(), theirs(), theirs("doubleclick.net", "Google (DoubleClick)")))
    assert (told.outcome, told.confidence) == (Outcome.FAILED, Confidence.LIKELY)
    assert [f.summary for f in told.findings] == [
        "partner.example is not named.",
        "Google (DoubleClick) is not named.",
    ]
    assert told.findings[0].evidence == ("accept-all/items", "open-second-layer/second-layer")
    assert told.evidence == examined(CHECK)


def test_failed_when_closed_controls_only_lead_away() -> None:
    second = layer(control(Role.POLICY, "Privacy policy", href="/privacy"), control(Role.SAVE))
    assert told_by(second=second).outcome is Outcome.FAILED


@pytest.mark.parametrize("named", [1, 3])
def test_failed_when_less_than_four_fifths_are_named(named: int) -> None:
    told = told_by(FIVE, layer(text=f"We work with {', '.join(NAMES[:named])}."))
    assert (told.outcome, told.confidence) == (Outcome.FAILED, Confidence.LIKELY)
    assert len(told.findings) == 5 - named
    assert f"name {named} of 5 other parties" in told.summary


def test_failed_when_a_list_of_vendors_names_none_of_them() -> None:
    assert told_by(FIVE, second=layer(toggle("Acme", vendor=True))).outcome is Outcome.FAILED


@pytest.mark.parametrize("named", [4, 5])
def test_passed_when_four_fifths_are_named(named: int) -> None:
    told = told_by(FIVE, parts=settings(settings_part(text=" ".join(NAMES[:named]))))
    assert (told.outcome, told.confidence) == (Outcome.PASSED, Confidence.LIKELY)


@pytest.mark.parametrize(
    ("other", "text"),
    [
        (theirs("bat.bing.com", "Microsoft Advertising"), "We use services of Microsoft."),
        (theirs("doubleclick.net", "Google (DoubleClick)"), "Ads by DoubleClick."),
        (theirs("id5-sync.com", "ID5"), "Sent to ID5."),
        (theirs("ads.partner.example"), "Data goes to partner.example."),
    ],
    ids=["first word", "in brackets", "three letters", "domain"],
)
def test_passed_by_another_form_of_the_name(other: Item, text: str) -> None:
    assert told_by(items(other), second=layer(text=text)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("other", "text"),
    [
        (theirs("t.co", "X (Twitter)"), "Section X, t and co."),
        (theirs("adsrvr.org", "The Trade Desk"), "The settings."),
        (theirs("q1w2.example", "Advertising exchange"), "Advertising helps us."),
    ],
    ids=["one letter", "article", "nobody's name"],
)
def test_failed_when_words_only_look_like_a_name(other: Item, text: str) -> None:
    assert told_by(items(other), second=layer(text=text)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "first",
    [
        layer(text="We and our 24 partners use cookies."),
        layer(text="We and 1,024 carefully chosen advertising partners use cookies."),
        layer(control(), control(Role.POLICY, "Our partners", href="/partners")),
    ],
    ids=["count", "count with words between", "link"],
)
def test_passed_when_partners_are_counted_or_linked(first: Layer) -> None:
    told = told_by(first=first)
    assert (told.outcome, told.confidence) == (Outcome.PASSED, Confidence.LIKELY)


@pytest.mark.parametrize(
    "text", ["We and our partners use cookies.", "We use 2 of the best and most modern kinds of partners."]
)
def test_cant_tell_when_partners_are_mentioned_only(text: str) -> None:
    told = told_by(first=layer(text=text))
    assert (told.outcome, "identified" in told.summary) == (Outcome.CANT_TELL, True)


@pytest.mark.parametrize(
    ("second", "parts"),
    [
        (layer(control(Role.UNKNOWN, "Show cookies")), settings()),
        (layer(control(Role.OTHER, "Details", href="#details")), settings()),
        (layer(), settings(complete=False)),
        (layer(), settings(settings_part("Purposes", text="x" * 4000))),
    ],
    ids=["closed", "closed link", "incomplete", "cut"],
)
def test_cant_tell_when_the_settings_were_not_read_in_full(second: Layer, parts: Settings) -> None:
    assert told_by(second=second, parts=parts).outcome is Outcome.CANT_TELL
    assert told_by(FIVE, layer(text="Criteo"), second, parts).outcome is Outcome.CANT_TELL


def test_failed_when_a_part_is_one_character_shorter() -> None:
    second = layer(control(Role.OTHER, "Purposes"))
    assert told_by(second=second, parts=settings(settings_part("Purposes", text="x" * 3999))).outcome is Outcome.FAILED


def test_cant_tell_when_those_missing_are_known_by_domain_alone() -> None:
    kept = items(theirs("criteo.com", "Criteo"), theirs())
    told = told_by(kept, layer(text="We work with Criteo."))
    assert told.outcome is Outcome.CANT_TELL
    assert "partner.example" in told.summary


def test_cant_tell_in_a_language_without_lists() -> None:
    assert told_by(first=layer(language="sw")).outcome is Outcome.CANT_TELL


def test_cant_tell_without_an_untouched_visit() -> None:
    assert told_by(items(compared=False)).outcome is Outcome.CANT_TELL


def test_cant_tell_when_the_search_for_a_banner_broke_off() -> None:
    assert told_by(first=layer(present=None)).outcome is Outcome.CANT_TELL


def test_inapplicable_without_a_banner() -> None:
    assert told_by(first=no_layer()).outcome is Outcome.INAPPLICABLE


@pytest.mark.parametrize(
    "other",
    [
        item(),
        theirs(basis=Basis.UNKNOWN),
        theirs(sightings=(Sighting(Journey.NO_ACTION, StepName.LOAD),)),
    ],
    ids=["the site's own", "nothing says it needs consent", "not after accepting"],
)
def test_inapplicable_when_no_other_party_keeps_anything(other: Item) -> None:
    assert told_by(items(other)).outcome is Outcome.INAPPLICABLE
