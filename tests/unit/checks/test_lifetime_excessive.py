from dataclasses import replace

import pytest

from auditor.domain.artifacts import Missing
from auditor.domain.checks import CheckResult, Confidence, Outcome, Severity
from auditor.domain.facts import Basis, Item
from auditor.domain.journeys import Journey, StepName
from auditor.domain.limits import Limits
from auditor.domain.recording import AccessOp, ItemKind, Party, ScriptAccess
from checks.lifetime_excessive import CHECK
from tests.evidence.builders import DAY, access, accesses, item, items, request, traffic, write
from tests.evidence.check_builders import NEUTRAL, ask, examined, exempt, known, unknown

ACCEPT, AFTER = Journey.ACCEPT_ALL, StepName.ACCEPT
FRANCE = Limits(audience=True, audience_days=395)
MATOMO = "_pk_id.1.2f0c"


def answer(*kept: Item, calls: tuple[ScriptAccess, ...] = (), limits: Limits | None = None) -> CheckResult:
    """What the check says of these cookies of the accepting visit."""
    under = replace(NEUTRAL, limits=limits or Limits())
    return ask(CHECK, items(*kept), traffic(), accesses(*calls), under=under)


def for_days(days: float) -> Item:
    """A cookie that came with accepting and lives for so many days in the jar."""
    return item(lifetime_s=days * DAY)


def test_failed_when_a_script_wrote_ten_years() -> None:
    told = answer(for_days(400), calls=(access(AccessOp.COOKIE_SET, "_ga", "v", lifetime_s=3650 * DAY, id=4),))
    assert told.outcome is Outcome.FAILED
    assert (told.severity, told.confidence) == (Severity.MINOR, Confidence.CONFIRMED)
    assert [f.summary for f in told.findings] == ["cookie _ga (shop.example) was written for 3650 days"]
    assert told.findings[0].evidence == ("accept-all/script-accesses#4",)
    assert told.evidence == examined(CHECK)


def test_failed_when_a_header_wrote_it() -> None:
    sent = traffic(request(id=7, writes=(write(lifetime_s=800 * DAY),)))
    told = ask(CHECK, items(for_days(400)), sent, accesses())
    assert told.findings[0].evidence == ("accept-all/traffic#7",)


def test_failed_by_the_jar_alone_says_at_least() -> None:
    told = answer(for_days(400))
    assert told.outcome is Outcome.FAILED
    assert told.findings[0].summary.endswith("kept for 400 days or more")


def test_failed_beyond_an_exemption_leaves_the_severity_to_the_country() -> None:
    measuring = unknown(ACCEPT, AFTER, name=MATOMO, lifetime_s=396 * DAY)
    told = answer(measuring, limits=FRANCE)
    assert told.outcome is Outcome.FAILED
    assert told.severity is None
    assert told.confidence is Confidence.LIKELY


def test_passed_within_an_exemption() -> None:
    measuring = unknown(ACCEPT, AFTER, name=MATOMO, lifetime_s=395 * DAY)
    assert answer(measuring, limits=FRANCE).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "kept",
    [unknown(ACCEPT, AFTER, lifetime_s=396 * DAY), unknown(ACCEPT, AFTER, name=MATOMO, party=Party.THIRD)],
    ids=["unknown", "another party's"],
)
def test_cant_tell_when_only_unknown_cookies_live_long(kept: Item) -> None:
    told = answer(kept, limits=FRANCE)
    assert told.outcome is Outcome.CANT_TELL
    assert kept.key.name in told.summary


def test_cant_tell_when_the_browser_may_have_cut_it() -> None:
    told = answer(for_days(400), limits=Limits(lifetime_days=730))
    assert told.outcome is Outcome.CANT_TELL


def test_passed_when_none_lives_beyond_the_limit() -> None:
    told = answer(for_days(395), known(ACCEPT, AFTER, name="_gid", lifetime_s=DAY))
    assert told.outcome is Outcome.PASSED
    assert told.summary == "2 lasting cookies that need consent, none beyond 395 days."
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(
    "kept",
    [
        item(lifetime_s=None),
        item(kind=ItemKind.LOCAL_STORAGE),
        exempt(ACCEPT, AFTER),
        known(Journey.REJECT_ALL, StepName.LOAD),
        unknown(ACCEPT, AFTER, identifying=False),
        unknown(ACCEPT, AFTER, lifetime_s=30 * DAY),
    ],
    ids=["session", "storage", "exempt", "other visit", "singles nobody out", "unknown and short"],
)
def test_inapplicable_without_a_lasting_cookie_that_needs_consent(kept: Item) -> None:
    assert answer(kept).outcome is Outcome.INAPPLICABLE


def test_failed_when_only_the_exemption_is_unlimited() -> None:
    needy = known(ACCEPT, AFTER, name=MATOMO, basis=Basis.KNOWLEDGE_BASE, lifetime_s=400 * DAY)
    assert answer(needy, limits=Limits(audience=True)).severity is Severity.MINOR


def test_untested_when_accepting_was_impossible() -> None:
    gone = Missing("accept-control-not-found")
    assert ask(CHECK, gone, gone, gone).outcome is Outcome.UNTESTED
