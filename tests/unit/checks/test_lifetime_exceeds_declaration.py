import math

import pytest

from auditor.domain.artifacts import Missing
from auditor.domain.checks import CheckResult, Confidence, Outcome
from auditor.domain.declarations import Declarations
from auditor.domain.facts import Item
from auditor.domain.recording import CookieWrite, ItemKind
from checks.lifetime_exceeds_declaration import CHECK
from tests.evidence.builders import DAY, accesses, item, items, request, traffic, write
from tests.evidence.check_builders import ask, examined
from tests.evidence.declaration_builders import declarations, declared


def told_of(found: Declarations, kept: Item, *writes: CookieWrite) -> CheckResult:
    """What the check says of one cookie that these headers wrote."""
    return ask(CHECK, found, items(kept), traffic(request(writes=writes)), accesses())


def test_failed_when_it_lives_more_than_half_as_long_again() -> None:
    told = told_of(declarations(declared(lifetime_s=100 * DAY)), item(lifetime_s=151 * DAY))
    assert (told.outcome, told.confidence) == (Outcome.FAILED, Confidence.LIKELY)
    assert [f.summary for f in told.findings] == ['"_ga" is declared for 100.0 days and lives 151.0 days.']
    assert told.evidence == examined(CHECK)


def test_failed_when_declared_for_the_session() -> None:
    told = told_of(declarations(declared(lifetime_s=None, session=True)), item(lifetime_s=30 * DAY))
    assert told.outcome is Outcome.FAILED
    assert told.findings[0].summary == '"_ga" is declared for the session and lives 30 days.'


def test_failed_by_what_was_written_beyond_the_cap() -> None:
    told = told_of(declarations(declared(lifetime_s=365 * DAY)), item(), write(lifetime_s=3650 * DAY))
    assert told.outcome is Outcome.FAILED
    assert "3650.0 days" in told.findings[0].summary


@pytest.mark.parametrize("days", [100.0, 150.0])
def test_passed_up_to_half_as_long_again(days: float) -> None:
    told = told_of(declarations(declared(lifetime_s=100 * DAY)), item(lifetime_s=days * DAY))
    assert told.outcome is Outcome.PASSED


def test_passed_when_the_longest_declaration_covers_it() -> None:
    rows = declarations(declared(lifetime_s=DAY), declared(lifetime_s=365 * DAY))
    assert told_of(rows, item(lifetime_s=300 * DAY)).outcome is Outcome.PASSED


@pytest.mark.parametrize("lifetime", [None, DAY])
def test_passed_when_a_session_is_short(lifetime: float | None) -> None:
    row = declared(lifetime_s=None, session=True)
    assert told_of(declarations(row), item(lifetime_s=lifetime)).outcome is Outcome.PASSED


def test_passed_when_declared_without_end() -> None:
    assert told_of(declarations(declared(lifetime_s=math.inf)), item()).outcome is Outcome.PASSED


def test_cant_tell_when_the_cap_hides_the_lifetime() -> None:
    told = told_of(declarations(declared(lifetime_s=400 * DAY)), item(lifetime_s=400 * DAY))
    assert told.outcome is Outcome.CANT_TELL
    assert "400 days" in told.summary


def test_cant_tell_when_a_part_was_not_read() -> None:
    found = declarations(declared(lifetime_s=300 * DAY), gaps=("the policy: gone",))
    assert told_of(found, item(lifetime_s=300 * DAY)).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize("kept", [item("other"), item(kind=ItemKind.LOCAL_STORAGE), item(sightings=())])
def test_inapplicable_when_nothing_can_be_compared(kept: Item) -> None:
    assert told_of(declarations(declared()), kept).outcome is Outcome.INAPPLICABLE


def test_inapplicable_without_a_declared_lifetime() -> None:
    assert told_of(declarations(declared(lifetime_s=None)), item()).outcome is Outcome.INAPPLICABLE


def test_untested_when_no_declaration_could_be_read() -> None:
    told = ask(CHECK, Missing("no-banner"), items(), traffic(), accesses())
    assert told.outcome is Outcome.UNTESTED
