from dataclasses import replace

import pytest

from auditor.domain.artifacts import Environment
from auditor.domain.checks import CheckResult, Outcome
from auditor.domain.facts import Item, Items, Leak, Leaks
from auditor.domain.journeys import Journey, StepName
from auditor.domain.profile import Jurisdiction
from auditor.domain.rules import rules
from auditor.evaluation.derive import derive
from auditor.evaluation.run_checks import run_checks
from checks.privacy_signal_ignored import CHECK
from tests.evidence.builders import SITE, environment, items, leak, leaks, visit
from tests.evidence.check_builders import NEUTRAL, ask, examined, exempt, known, unknown

GAPS = Leaks((), ("network-log-cut-short",))
SIGNALLED = environment(privacy_signal=True)


def plain(name: str = "_ga") -> Item:
    """An item that needs consent, in the untouched visit."""
    return known(Journey.NO_ACTION, StepName.LOAD, name=name)


def under(name: str = "_ga") -> Item:
    """The same under the signal."""
    return known(Journey.PRIVACY_SIGNAL, StepName.LOAD, name=name)


def signalled(*found: Leak) -> Leaks:
    """Identifiers that left under the signal."""
    return Leaks(tuple(replace(one, evidence="privacy-signal/traffic#3") for one in found))


def answer(
    before: Items, after: Items, sent: Leaks | None = None, still: Leaks | None = None, told: Environment = SIGNALLED
) -> CheckResult:
    """The check on two visits."""
    return ask(CHECK, before, sent or leaks(), after, still or signalled(), told)


def test_failed_when_everything_is_there_under_the_signal_as_well() -> None:
    found = answer(items(plain()), items(under(), under("_gid")), leaks(leak()), signalled(leak()))
    assert found.outcome is Outcome.FAILED
    assert [f.summary for f in found.findings] == [
        "cookie _ga (shop.example)",
        "www.google-analytics.com received cookie _ga",
    ]
    assert found.findings[0].evidence == ("privacy-signal/snapshots",)
    assert found.findings[1].evidence == ("privacy-signal/traffic#3",)
    assert found.evidence == examined(CHECK)


def test_failed_needs_no_record_without_gaps() -> None:
    assert answer(items(plain()), items(under()), still=GAPS).outcome is Outcome.FAILED


def test_passed_when_nothing_is_left() -> None:
    told = answer(items(plain()), items(), leaks(leak()))
    assert (told.outcome, told.evidence) == (Outcome.PASSED, examined(CHECK))


@pytest.mark.parametrize(
    "before",
    [
        items(),
        items(exempt(Journey.NO_ACTION, StepName.LOAD), unknown(Journey.NO_ACTION, StepName.LOAD)),
        items(known(Journey.ACCEPT_ALL, StepName.ACCEPT)),
    ],
)
def test_inapplicable_when_the_untouched_visit_shows_nothing_that_needs_consent(before: Items) -> None:
    assert answer(before, items(under()), leaks(leak(certain=False))).outcome is Outcome.INAPPLICABLE


def test_cant_tell_when_a_part_is_gone() -> None:
    told = answer(items(plain(), plain("_gid")), items(under()))
    assert (told.outcome, len(told.findings)) == (Outcome.CANT_TELL, 1)
    assert told.summary.startswith("1 of 2 things that need consent are gone")


def test_cant_tell_when_others_came_in_their_place() -> None:
    assert answer(items(plain()), items(under("_fbp"))).outcome is Outcome.CANT_TELL


def test_cant_tell_when_silence_proves_nothing() -> None:
    assert answer(items(plain()), items(), still=GAPS).outcome is Outcome.CANT_TELL
    assert answer(items(), items(), GAPS).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize("signal", [False, None])
def test_cant_tell_when_the_signal_was_not_sent(signal: bool | None) -> None:
    for after in (items(), items(under())):
        told = answer(items(plain()), after, told=environment(privacy_signal=signal))
        assert (told.outcome, "signal" in told.summary) == (Outcome.CANT_TELL, True)


@pytest.mark.parametrize("jurisdiction", [Jurisdiction.DE, Jurisdiction.EU_FUTURE])
def test_cant_tell_under_rules_that_leave_it_to_a_person(jurisdiction: Jurisdiction) -> None:
    told = ask(CHECK, items(plain()), leaks(), items(under()), signalled(), SIGNALLED, under=rules(jurisdiction))
    assert told.outcome is Outcome.CANT_TELL
    assert len(told.findings) == 1


def test_inapplicable_under_the_common_rules() -> None:
    told = ask(CHECK, items(plain()), leaks(), items(under()), signalled(), SIGNALLED, under=rules(Jurisdiction.EU))
    assert told.outcome is Outcome.INAPPLICABLE


def test_untested_when_the_visit_was_not_made() -> None:
    [checked] = run_checks([CHECK], derive([visit(Journey.NO_ACTION)], SITE, NEUTRAL.limits), NEUTRAL)
    assert checked.result.outcome is Outcome.UNTESTED
    assert "no-visit-with-a-privacy-signal" in checked.result.summary
