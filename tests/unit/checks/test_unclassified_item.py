from auditor.domain.artifacts import Missing
from auditor.domain.checks import Confidence, Outcome
from auditor.domain.declarations import Category
from checks.unclassified_item import CHECK
from tests.evidence.check_builders import ask, examined
from tests.evidence.declaration_builders import declarations, declared


def test_failed_when_a_row_is_unclassified() -> None:
    row = declared("layout", Category.UNCLASSIFIED)
    told = ask(CHECK, declarations(declared(), row, row))
    assert (told.outcome, told.confidence) == (Outcome.FAILED, Confidence.LIKELY)
    assert [f.summary for f in told.findings] == ['"layout" is unclassified in the settings.']
    assert told.evidence == examined(CHECK)


def test_failed_although_a_part_was_not_read() -> None:
    assert ask(CHECK, declarations(declared("x", Category.UNCLASSIFIED), gaps=("g",))).outcome is Outcome.FAILED


def test_passed_when_every_row_has_a_purpose() -> None:
    assert ask(CHECK, declarations(declared())).outcome is Outcome.PASSED


def test_cant_tell_when_a_part_was_not_read() -> None:
    told = ask(CHECK, declarations(declared(), gaps=("the policy: gone",)))
    assert told.outcome is Outcome.CANT_TELL
    assert "the policy: gone" in told.summary


def test_cant_tell_when_no_category_is_understood() -> None:
    assert ask(CHECK, declarations(declared("_ga", None))).outcome is Outcome.CANT_TELL


def test_cant_tell_when_the_category_of_one_item_is_not_understood() -> None:
    told = ask(CHECK, declarations(declared("_ga", Category.MEASUREMENT), declared("zz", None), declared("_ga", None)))
    assert told.outcome is Outcome.CANT_TELL
    assert told.summary == "The category of 1 declared item was not understood; a person should read it."


def test_passed_when_one_of_the_places_gives_the_category() -> None:
    told = ask(CHECK, declarations(declared("_ga", Category.MEASUREMENT), declared("_GA", None)))
    assert told.outcome is Outcome.PASSED


def test_inapplicable_without_declared_items() -> None:
    assert ask(CHECK, declarations()).outcome is Outcome.INAPPLICABLE


def test_untested_when_no_declaration_could_be_read() -> None:
    assert ask(CHECK, Missing("no-banner")).outcome is Outcome.UNTESTED
