from dataclasses import replace

import pytest

from auditor.domain.artifacts import Missing
from auditor.domain.checks import Confidence, Outcome, Severity
from auditor.domain.profile import Jurisdiction
from auditor.domain.rules import rules
from auditor.evaluation.run_checks import run_checks
from checks.tag_manager_before_choice import CHECK
from tests.evidence.builders import TRACKER, URL, request, traffic
from tests.evidence.check_builders import ask, examined

CONTAINER = "https://www.googletagmanager.com/gtm.js?id=GTM-ABC123"
PING = f"{TRACKER}?v=2&gcs=G100&gcd=13p3p3p2p5l1"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (CONTAINER, "www.googletagmanager.com was asked for Google Tag Manager"),
        (PING, "www.google-analytics.com received a ping of consent mode: gcs=G100, gcd=13p3p3p2p5l1"),
        (f"{CONTAINER}&gcs=G100", "www.googletagmanager.com was asked for Google Tag Manager: gcs=G100"),
    ],
)
def test_failed_when_a_tag_manager_or_a_ping_is_seen(address: str, words: str) -> None:
    told = ask(CHECK, traffic(request(), request(address, id=7)))
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.CONFIRMED
    assert [f.summary for f in told.findings] == [words]
    assert told.findings[0].evidence == ("no-action/traffic#7",)
    assert told.evidence == examined(CHECK)


def test_failed_behind_the_own_domain_is_likely() -> None:
    told = ask(CHECK, traffic(request(f"{URL}metrics/gtm.js?id=GTM-ABC123")))
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.LIKELY


def test_failed_in_spite_of_a_gap() -> None:
    assert ask(CHECK, replace(traffic(request(CONTAINER)), gaps=("a gap",))).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("place", "severity"), [(Jurisdiction.DE, Severity.MODERATE), (Jurisdiction.FR, Severity.MINOR)]
)
def test_failed_weighs_more_in_germany(place: Jurisdiction, severity: Severity) -> None:
    bundle: dict[object, object] = {("no-action", "traffic"): traffic(request(CONTAINER))}
    [checked] = run_checks([CHECK], bundle, rules(place))  # type: ignore[arg-type]  # the journey is its name
    assert (checked.result.outcome, checked.severity) == (Outcome.FAILED, severity)


def test_cant_tell_when_the_record_has_a_gap() -> None:
    told = ask(CHECK, replace(traffic(request()), gaps=("network-log-cut-short",)))
    assert told.outcome is Outcome.CANT_TELL
    assert "network-log-cut-short" in told.summary


def test_cant_tell_when_no_request_was_recorded() -> None:
    assert ask(CHECK, traffic()).outcome is Outcome.CANT_TELL


def test_passed_when_neither_is_seen() -> None:
    told = ask(CHECK, traffic(request(), request(f"{URL}app.js")))
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)


def test_untested_when_the_visit_broke_off() -> None:
    assert ask(CHECK, Missing("page-not-loaded")).outcome is Outcome.UNTESTED
