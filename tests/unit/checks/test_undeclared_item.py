import pytest

from auditor.domain.artifacts import Missing
from auditor.domain.checks import Confidence, Outcome
from auditor.domain.facts import Basis
from auditor.domain.recording import ItemKind, Party
from checks.undeclared_item import CHECK
from tests.evidence.builders import item, items
from tests.evidence.check_builders import ask, examined
from tests.evidence.declaration_builders import declarations, declared

OTHER = declared("cookie-choice", provider="this site")


def test_failed_when_a_declaration_leaves_an_item_out() -> None:
    told = ask(CHECK, declarations(OTHER), items(item("_ga"), item("cookie-choice")))
    assert (told.outcome, told.confidence) == (Outcome.FAILED, Confidence.LIKELY)
    assert [f.summary for f in told.findings] == ['"_ga" of shop.example is not declared.']
    assert told.evidence == examined(CHECK)


def test_failed_when_a_pattern_would_declare_everything() -> None:
    assert ask(CHECK, declarations(OTHER, declared("*", provider="")), items(item("_ga"))).outcome is Outcome.FAILED


def test_failed_cuts_a_hostile_name() -> None:
    told = ask(CHECK, declarations(OTHER), items(item("x{0}" * 500)))
    assert told.outcome is Outcome.FAILED
    assert len(told.findings[0].summary) < 200


@pytest.mark.parametrize("name", ["_ga", "_GA", "_ga*"])
def test_passed_when_the_item_is_declared(name: str) -> None:
    told = ask(CHECK, declarations(declared(name)), items(item("_ga")))
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)


def test_passed_when_the_running_text_names_it() -> None:
    found = declarations(OTHER, mentioned=frozenset({"visitor"}))
    assert ask(CHECK, found, items(item("visitor"))).outcome is Outcome.PASSED


def test_passed_when_a_database_is_declared_without_its_stores() -> None:
    kept = item("shop/visits", kind=ItemKind.INDEXED_DB)
    assert ask(CHECK, declarations(declared("shop")), items(kept)).outcome is Outcome.PASSED


def test_cant_tell_when_a_part_was_not_read() -> None:
    told = ask(CHECK, declarations(OTHER, gaps=("a part of the settings was not opened",)), items(item("_ga")))
    assert told.outcome is Outcome.CANT_TELL
    assert "a part of the settings was not opened" in told.summary


def test_cant_tell_when_nothing_is_declared_item_by_item() -> None:
    told = ask(CHECK, declarations(), items(item("_ga")))
    assert told.outcome is Outcome.CANT_TELL
    assert [f.summary for f in told.findings] == ['"_ga" of shop.example is not declared.']


@pytest.mark.parametrize(
    "kept",
    [
        item("_ga_X", owner="Google Analytics"),
        item("uid", domain="ads.partner.example", party=Party.THIRD),
    ],
)
def test_cant_tell_when_only_the_provider_is_declared(kept: object) -> None:
    row = declared("other", provider="Google, partner.example", domains=("partner.example",))
    assert ask(CHECK, declarations(row), items(kept)).outcome is Outcome.CANT_TELL  # type: ignore[arg-type]  # an item


def test_cant_tell_without_an_untouched_visit() -> None:
    assert ask(CHECK, declarations(OTHER), items(compared=False)).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize("kept", [[], [item(basis=Basis.UNKNOWN)], [item("etag /a", kind=ItemKind.CACHE)]])
def test_inapplicable_when_nothing_needs_consent(kept: list[object]) -> None:
    assert ask(CHECK, declarations(OTHER), items(*kept)).outcome is Outcome.INAPPLICABLE  # type: ignore[arg-type]  # items


def test_untested_when_no_declaration_could_be_read() -> None:
    told = ask(CHECK, Missing("no-banner"), items(item("_ga")))
    assert told.outcome is Outcome.UNTESTED
    assert "no-banner" in told.summary
