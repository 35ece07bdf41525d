"""Tables of declarations as platforms and policies write them."""

import math

import pytest

from auditor.domain.declarations import Category, Declared
from auditor.domain.tables import Table
from auditor.measure.declared_tables import Reader, rows_of
from auditor.measure.periods import YEAR
from tests.evidence.declaration_builders import table
from tests.unit.measure.lexicon.test_tables import HEADS
from tests.unit.measure.test_periods import SAID

OBSERVED = frozenset({"_ga", "_gid", "_ga_ABC"})


def read(found: Table, language: str | None = "en", observed: frozenset[str] = OBSERVED) -> list[Declared]:
    """What the table declares."""
    return rows_of(Reader(found, 0, language, observed))


def short(rows: list[Declared]) -> list[tuple[str, str | None]]:
    """Names and categories."""
    return [(r.name, r.category.value if r.category else None) for r in rows]


@pytest.mark.parametrize("language", sorted(set(HEADS) & set(SAID)))
def test_a_table_is_understood_in_every_language(language: str) -> None:
    heads, (years, *_, session) = HEADS[language], SAID[language]
    found = table(("uid", "google.com", "", years), ("sid", "shop.example", "", session), header=heads)
    first, second = read(found, language, frozenset())
    assert (first.name, first.domains, first.lifetime_s) == ("uid", ("google.com",), 2 * YEAR)
    assert (second.name, second.session, second.lifetime_s) == ("sid", True, None)


def test_the_first_row_may_be_the_header() -> None:
    found = table(("Cookie", "Purpose", "Duration"), ("_ga", "Statistics", "2 years"))
    assert short(read(found)) == [("_ga", "measurement")]


def test_content_tells_where_headings_do_not() -> None:
    found = table(("_ga", ".google.com", "2 years", "Statistics"), ("_gid", "google.com", "1 day", "Statistics"))
    first, second = read(found)
    assert (first.name, first.domains, first.category) == ("_ga", ("google.com",), Category.MEASUREMENT)
    assert first.lifetime_s == 2 * YEAR
    assert second.name == "_gid"


def test_names_are_found_under_an_unknown_heading() -> None:
    assert short(read(table(("_ga", "2 years"), header=("Flurbel", "Qwrtz")))) == [("_ga", None)]


def test_categories_come_from_cells_then_sections_then_headings() -> None:
    rows = (("_ga", "Advertising"), ("Statistics", "Statistics"), ("_gid", ""), ("_x1", "Used to count things for us."))
    found = table(*rows, header=("Name", "Purpose"), headings=("Necessary",))
    assert short(read(found)) == [("_ga", "advertising"), ("_gid", "measurement"), ("_x1", "measurement")]
    assert short(read(table(("_gid", ""), header=("Name", "Purpose"), headings=("About", "Necessary")))) == [
        ("_gid", "necessary")
    ]


def test_several_names_share_a_row_and_may_have_lifetimes_of_their_own() -> None:
    rows = read(table(("_ga\n_gid", "2 years\n1 day"), header=("Name", "Duration")))
    assert [round((r.lifetime_s or 0) / 86400) for r in rows] == [730, 1]
    rows = read(table(("_ga, _gid", "1 day"), header=("Name", "Duration")))
    assert [r.lifetime_s for r in rows] == [86400.0, 86400.0]


@pytest.mark.parametrize(
    "rows",
    [
        (("", "Analytics"), ("Cookie", "_ga"), ("Duration", "2 years")),
        (("", "_ga"), ("Maximum Storage Duration", "2 years"), ("Type", "HTTP Cookie")),
        (("Name", "_ga"), ("Provider", "Google"), ("Expiry", "2 years")),
    ],
)
def test_labels_and_values_make_a_row(rows: tuple[tuple[str, str], ...]) -> None:
    [told] = read(table(*rows, headings=("Statistics",)))
    assert (told.name, told.lifetime_s, told.category) == ("_ga", 2 * YEAR, Category.MEASUREMENT)


def test_a_name_that_comes_again_begins_another_row() -> None:
    rows = (("Name", "_ga"), ("Expiry", "Never"), ("Name", "_gid"), ("Expiry", "1 day"))
    assert [(r.name, r.lifetime_s) for r in read(table(*rows))] == [("_ga", math.inf), ("_gid", 86400.0)]


def test_the_heading_names_a_list_without_a_name() -> None:
    found = table(("Provider", "Google"), ("Expiry", "2 years"), headings=("_ga", "Statistics"))
    assert short(read(found)) == [("_ga", "measurement")]


@pytest.mark.parametrize(
    "found",
    [
        table(("Nets", "12 €"), header=("Name", "Price")),
        table(("Nets", "12 €"), header=("Product", "Price")),
        table(("Home", "Shop"), ("Cookies", "yes")),
        table(("a",), ("b",)),
        table(("", ""), header=("Name", "Purpose")),
        table(),
    ],
)
def test_other_tables_declare_nothing(found: Table) -> None:
    assert [r for r in read(found) if r.lifetime_s or r.category] == []
    assert all(r.name not in OBSERVED for r in read(found))


def test_a_page_laid_out_in_columns_declares_nothing_that_its_text_mentions() -> None:
    text = "We keep _ga and _gid for a year, to count visits. You may object at any time.\nRead more below."
    assert read(table(("Shop", "Home"), ("Privacy", text), ("Shop", "Cookie settings"))) == []
    assert read(table(("", text), ("", "Duration"), ("Duration", "1 year"))) == []


def test_hostile_cells_do_no_harm() -> None:
    rows = read(table(("\x00\u202e{0}" * 100, "9" * 900), ("*" * 900, "∞"), header=("Name", "Duration")))
    assert all(len(r.name) <= 200 and len(r.text) <= 400 for r in rows)
