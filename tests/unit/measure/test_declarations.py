"""What a site declares, from everything that was read, and what could not be read."""

from auditor.domain.artifacts import Missing, VisitRecord
from auditor.domain.controls import Role
from auditor.domain.declarations import Declarations
from auditor.domain.journeys import Journey
from auditor.domain.recording import ItemKind, Party
from auditor.domain.tables import Place
from auditor.measure.declarations import declarable, declarations, declared_as, provider_declared
from tests.evidence.builders import control, item, items, layer, policy_page, settings, visit
from tests.evidence.declaration_builders import declarations as told
from tests.evidence.declaration_builders import declared, table, tables

HEAD = ("Name", "Purpose")
OWN = table(("_ga", "Statistics"), header=HEAD, place=Place.SETTINGS)


def policy(**artifacts: object) -> VisitRecord:
    """An untouched visit whose policy holds no table."""
    return visit(Journey.NO_ACTION, **({"tables": tables(), "policy_page": policy_page()} | artifacts))


def opened(missing: str | None = None, **artifacts: object) -> VisitRecord:
    """A visit to the settings, which hold one table."""
    found = {"tables": tables(OWN), "second_layer": layer(), "settings": settings()} | artifacts
    return visit(Journey.OPEN_SECOND_LAYER, missing=missing, **found)


def read(*records: VisitRecord) -> Declarations:
    """What these visits declare of `_ga` and `visitor`."""
    found = declarations(records, items(item("_ga"), item("visitor"), item("fr")))
    assert isinstance(found, Declarations)
    return found


def test_settings_and_policy_are_joined() -> None:
    found = read(policy(tables=tables(table(("_ga", "Statistics"), header=HEAD))), opened())
    assert [(r.place, r.name) for r in found.rows] == [(Place.POLICY, "_ga"), (Place.SETTINGS, "_ga")]
    assert found.complete


def test_nothing_read_is_missing_with_the_reason() -> None:
    records = (policy(tables=Missing("no-banner")), visit(Journey.OPEN_SECOND_LAYER, missing="no-banner"))
    assert declarations(records, items()) == Missing("no-banner")
    assert declarations((), Missing("x")) == Missing("not-recorded")


def test_a_place_that_was_not_read_is_a_gap() -> None:
    assert read(policy(), visit(Journey.OPEN_SECOND_LAYER, missing="visit-timed-out")).gaps == (
        "the settings: visit-timed-out",
    )
    assert read(opened()).gaps == ("the policy: not visited",)


def test_limits_and_closed_parts_are_gaps() -> None:
    assert read(policy(tables=tables(gaps=("a frame could not be read",))), opened()).gaps == (
        "the policy: a frame could not be read",
    )
    unopened = layer(control(Role.SETTINGS, "Details"))
    for settings_visit in (opened(settings=settings(complete=False)), opened(second_layer=unopened)):
        assert read(policy(), settings_visit).gaps == ("a part of the settings was not opened",)
    assert read(policy(), opened(settings=Missing("visit-timed-out"))).gaps == (
        "the settings were not read to their end",
    )


def test_a_table_in_an_unknown_language_is_a_gap() -> None:
    page = policy_page(language="tlh")
    found = read(policy(tables=tables(table(("a", "b"), header=("Flurbel", "Qwrtz"))), policy_page=page), opened())
    assert found.gaps == ("a table in a language without word lists",)


def test_names_in_running_text_are_mentioned_unless_they_are_short() -> None:
    found = read(policy(policy_page=policy_page("The cookie visitor and fr, not my_ga.")), opened())
    assert found.mentioned == {"visitor"}


def test_without_items_nothing_is_mentioned() -> None:
    found = declarations((policy(), opened()), Missing("no-visit-recorded-its-state"))
    assert isinstance(found, Declarations)
    assert (len(found.rows), found.mentioned) == (1, frozenset())


def test_rows_of_the_own_domain_come_first() -> None:
    here, there = declared("id", domains=("shop.example",)), declared("id", domains=("b.example",))
    assert declared_as(item("id"), told(here, there)) == [here]
    assert declared_as(item("id", domain="c.example"), told(here, there)) == [here, there]


def test_providers_are_known_by_name_or_by_domain() -> None:
    row = told(declared("x", provider="Google", domains=("partner.example",)))
    assert provider_declared(item("_ga_1", owner="Google Analytics"), row)
    assert provider_declared(item("u", domain="ads.partner.example", party=Party.THIRD), row)
    assert not provider_declared(item("u", domain="other.example", party=Party.THIRD), row)
    assert not provider_declared(item("u"), told(declared("x", provider="us", domains=("shop.example",))))


def test_addresses_of_caches_are_no_names() -> None:
    assert not declarable(item("etag https://shop.example/a", kind=ItemKind.CACHE))
    assert declarable(item("visits", kind=ItemKind.LOCAL_STORAGE))
