import pytest

from auditor.domain.artifacts import Missing
from auditor.domain.checks import Confidence, Outcome
from auditor.domain.declarations import Category, Declared
from auditor.domain.tables import Place
from checks.contradictory_declaration import CHECK
from tests.evidence.check_builders import ask, examined
from tests.evidence.declaration_builders import declarations, declared

NECESSARY = declared("_ga", Category.NECESSARY)


@pytest.mark.parametrize("category", [Category.MEASUREMENT, Category.ADVERTISING, Category.UNCLASSIFIED])
def test_failed_when_necessary_and_something_else(category: Category) -> None:
    told = ask(CHECK, declarations(NECESSARY, declared("_GA", category, place=Place.POLICY)))
    assert (told.outcome, told.confidence) == (Outcome.FAILED, Confidence.LIKELY)
    assert [f.summary for f in told.findings] == [f'"_ga" is necessary in the settings and {category} in the policy.']
    assert told.evidence == examined(CHECK)


def test_failed_although_it_is_called_functional_as_well() -> None:
    rows = (NECESSARY, declared("_ga", Category.FUNCTIONAL), declared("_ga", Category.MEASUREMENT))
    assert ask(CHECK, declarations(*rows)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "rows",
    [
        (declared(), declared("_ga", Category.ADVERTISING)),
        (NECESSARY, declared("_gid")),
        (declared("id", Category.NECESSARY, domains=("a.example",)), declared("id", domains=("b.example",))),
    ],
)
def test_passed_when_nothing_contradicts(rows: tuple[Declared, ...]) -> None:
    assert ask(CHECK, declarations(*rows)).outcome is Outcome.PASSED


def test_cant_tell_between_necessary_and_functional() -> None:
    told = ask(CHECK, declarations(NECESSARY, declared("_ga", Category.FUNCTIONAL)))
    assert told.outcome is Outcome.CANT_TELL
    assert len(told.findings) == 1


def test_cant_tell_when_a_part_was_not_read() -> None:
    assert ask(CHECK, declarations(NECESSARY, gaps=("the policy: gone",))).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize("category", [None, Category.NECESSARY])
def test_cant_tell_when_the_other_category_of_an_item_is_not_understood(category: Category | None) -> None:
    told = ask(CHECK, declarations(declared("_ga", category), declared("_GA", None), declared("single", None)))
    assert told.outcome is Outcome.CANT_TELL
    assert told.summary.startswith("The categories of 1 declared item were not understood everywhere")


@pytest.mark.parametrize("rows", [(), (declared("_ga", None),)])
def test_inapplicable_without_categories(rows: tuple[Declared, ...]) -> None:
    assert ask(CHECK, declarations(*rows)).outcome is Outcome.INAPPLICABLE


def test_untested_when_no_declaration_could_be_read() -> None:
    assert ask(CHECK, Missing("no-banner")).outcome is Outcome.UNTESTED
