from dataclasses import replace

import pytest

from auditor.domain.artifacts import Missing
from auditor.domain.checks import Confidence, Outcome
from auditor.domain.declarations import Category
from auditor.domain.facts import Item
from auditor.measure.knowledge import Known
from checks import declared_purpose_wrong as module
from checks.declared_purpose_wrong import CHECK
from tests.evidence.builders import item, items
from tests.evidence.check_builders import NEUTRAL, ask, examined
from tests.evidence.declaration_builders import declarations, declared


@pytest.fixture
def as_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the table knows, fixed: it grows by itself."""
    purposes = {"_ga": ("analytics", True), "_fbp": ("advertising", True), "uid": ("advertising", False)}

    def known_item(_kind: str, name: str, *_: object, **__: object) -> Known | None:
        if name not in purposes:
            return None
        purpose, sure = purposes[name]
        confidence = Confidence.CONFIRMED if sure else Confidence.LIKELY
        return Known("Someone", purpose, exempt=False, confidence=confidence, audience=name == "_ga")

    monkeypatch.setattr(module, "known_item", known_item)


@pytest.mark.usefixtures("as_known")
@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("_ga", Category.NECESSARY),
        ("_ga", Category.FUNCTIONAL),
        ("_fbp", Category.NECESSARY),
        ("_fbp", Category.MEASUREMENT),
    ],
)
def test_failed_when_the_declared_purpose_is_milder(name: str, category: Category) -> None:
    told = ask(CHECK, declarations(declared(name, category)), items(item(name)))
    assert (told.outcome, told.confidence) == (Outcome.FAILED, Confidence.LIKELY)
    assert f'"{name}" is declared as {category.value} in the settings' in told.findings[0].summary
    assert told.evidence == examined(CHECK)


def test_failed_by_the_table_itself() -> None:
    told = ask(CHECK, declarations(declared("_ga", Category.NECESSARY)), items(item("_ga")))
    assert told.outcome is Outcome.FAILED


@pytest.mark.usefixtures("as_known")
@pytest.mark.parametrize(("name", "category"), [("_ga", Category.MEASUREMENT), ("_ga", Category.ADVERTISING)])
def test_passed_when_it_is_the_known_one_or_stricter(name: str, category: Category) -> None:
    assert ask(CHECK, declarations(declared(name, category)), items(item(name))).outcome is Outcome.PASSED


@pytest.mark.usefixtures("as_known")
def test_cant_tell_when_another_vendor_may_use_the_name() -> None:
    told = ask(CHECK, declarations(declared("uid", Category.NECESSARY)), items(item("uid")))
    assert told.outcome is Outcome.CANT_TELL


@pytest.mark.usefixtures("as_known")
def test_cant_tell_where_audience_measurement_may_be_exempt() -> None:
    rules = replace(NEUTRAL, limits=replace(NEUTRAL.limits, audience=True))
    told = ask(CHECK, declarations(declared("_ga", Category.NECESSARY)), items(item("_ga")), under=rules)
    assert told.outcome is Outcome.CANT_TELL


def test_cant_tell_when_the_item_is_contested(monkeypatch: pytest.MonkeyPatch) -> None:
    known = Known("Someone", "analytics", exempt=False, confidence=Confidence.REVIEW)
    monkeypatch.setattr(module, "known_item", lambda *_, **__: known)
    told = ask(CHECK, declarations(declared("_ga", Category.NECESSARY)), items(item("_ga")))
    assert told.outcome is Outcome.CANT_TELL


@pytest.mark.usefixtures("as_known")
def test_cant_tell_when_a_part_was_not_read() -> None:
    told = ask(CHECK, declarations(declared(), gaps=("the policy: gone",)), items(item("_ga")))
    assert told.outcome is Outcome.CANT_TELL
    assert "the policy: gone" in told.summary


@pytest.mark.usefixtures("as_known")
@pytest.mark.parametrize("kept", [item("other"), item("_ga", sightings=())])
def test_inapplicable_when_nothing_can_be_compared(kept: Item) -> None:
    assert ask(CHECK, declarations(declared()), items(kept)).outcome is Outcome.INAPPLICABLE


@pytest.mark.usefixtures("as_known")
@pytest.mark.parametrize("category", [None, Category.UNCLASSIFIED])
def test_inapplicable_without_a_category(category: Category | None) -> None:
    assert ask(CHECK, declarations(declared("_ga", category)), items(item("_ga"))).outcome is Outcome.INAPPLICABLE


def test_untested_when_no_declaration_could_be_read() -> None:
    assert ask(CHECK, Missing("no-banner"), items()).outcome is Outcome.UNTESTED
