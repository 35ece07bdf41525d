"""The result of an audit says what was seen, and never more."""

from dataclasses import replace
from importlib.metadata import PackageNotFoundError

import pytest

from auditor.domain.artifacts import Missing, RemovalPictures, VisitRecord
from auditor.domain.box import Box
from auditor.domain.checks import Outcome
from auditor.domain.choices import Mechanism
from auditor.domain.controls import Layer, Role
from auditor.domain.errors import AuditorError, SiteUnreachable, TargetRefused
from auditor.domain.facts import Effort, Favours
from auditor.domain.journeys import Journey, StepName
from auditor.domain.profile import Profile
from auditor.domain.results import AuditStatus, Failure
from auditor.evaluation import conclude as concluding
from auditor.evaluation.conclude import ABOUT_THE_SITE, AuditFacts, conclude, failed_audit, versions
from checks.catalogue import CATALOGUE
from tests.evidence.builders import (
    NOW,
    URL,
    choice,
    control,
    cookie,
    environment,
    layer,
    no_layer,
    page,
    png,
    removal_pictures,
    snapshot,
    snapshots,
    traffic,
    visit,
    withdrawal,
)

FACTS = AuditFacts("audit-1", "https://shop.example/", Profile(), NOW, NOW + 60, "f" * 64)
SEEN = snapshots(snapshot(StepName.LOAD))
BLUE = (0, 60, 180)


def untouched(missing: str | None = None) -> VisitRecord:
    """An untouched visit to a site with a fair banner that keeps nothing."""
    return visit(
        Journey.NO_ACTION,
        missing=missing,
        environment=environment(),
        first_layer=layer(),
        removal_pictures=removal_pictures(),
        snapshots=SEEN,
        traffic=traffic(),
    )


def apart() -> RemovalPictures:
    """A refusal in a place of its own that is a small part of what accepting is."""
    return replace(
        removal_pictures(),
        shown=png(page((Box(320, 40, 200, 40), BLUE))),
        without_accept=png(page()),
        reject=Box(60, 340, 60, 20),
        reject_clip=Box(0, 300, 600, 120),
        reject_shown=png(page((Box(60, 40, 60, 20), BLUE))),
        without_reject=png(page()),
    )


def test_result_holds_what_is_known_of_the_audit() -> None:
    told = conclude(FACTS, [untouched()], CATALOGUE)
    assert (told.audit_id, told.url, told.profile) == (FACTS.audit_id, FACTS.url, FACTS.profile)
    assert (told.started_at, told.finished_at, told.manifest_sha256) == (NOW, NOW + 60, "f" * 64)
    assert told.failure is None
    assert told.final_url == URL
    assert told.registrable_domain == "shop.example"
    assert told.versions.browser == "Chromium 140"


def test_result_holds_what_was_seen() -> None:
    walked = [
        untouched(),
        visit(Journey.ACCEPT_ALL, snapshots=SEEN, choice=choice(1)),
        visit(Journey.REJECT_ALL, snapshots=SEEN, choice=choice(2)),
        visit(Journey.OPEN_SECOND_LAYER, second_layer=layer(text="Settings")),
        visit(Journey.WITHDRAW, snapshots=SEEN, withdrawal=withdrawal(1, opened=1)),
    ]
    told = conclude(FACTS, walked, CATALOGUE)
    assert told.banner == layer()
    assert told.second_layer == layer(text="Settings")
    assert told.effort == Effort(accept=1, reject=2, withdraw=2)
    assert told.withdrawal is not None
    assert told.withdrawal.mechanism is Mechanism.FOOTER_LINK
    assert told.prominence is not None
    assert told.items is not None
    assert told.items.items == ()
    assert [j.name for j in told.journeys] == [record.journey for record in walked]


def test_result_holds_the_signals_after_a_refusal_and_a_withdrawal() -> None:
    state = snapshots(snapshot(StepName.LOAD, cookie("cookie_consent", "denied")))
    walked = (Journey.WITHDRAW, Journey.REJECT_ALL, Journey.ACCEPT_ALL)
    told = conclude(FACTS, [untouched(), *(visit(j, snapshots=state, traffic=traffic()) for j in walked)], CATALOGUE)
    assert [(journey, [s.name for s in seen.signals]) for journey, seen in told.signals] == [
        (Journey.REJECT_ALL, ["cookie_consent"]),
        (Journey.WITHDRAW, ["cookie_consent"]),
    ]
    assert conclude(FACTS, [untouched()], CATALOGUE).signals == ()


def test_result_holds_the_comparison_of_each_layer() -> None:
    in_settings = layer(control(Role.ACCEPT), control(Role.SAVE, node=2))
    opened = visit(Journey.OPEN_SECOND_LAYER, second_layer=in_settings, removal_pictures=apart())
    told = conclude(FACTS, [untouched(), opened], CATALOGUE)
    assert told.prominence is not None
    assert told.settings_prominence is not None
    assert told.prominence.favours is Favours.NEITHER
    assert told.settings_prominence.favours is Favours.ACCEPT


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (layer(control(Role.ACCEPT)), layer(control(Role.SAVE))),
        (no_layer(), no_layer()),
        (Layer(present=None), Layer(present=None)),
    ],
    ids=["one control", "no layer", "nobody could tell"],
)
def test_result_holds_no_comparison_where_a_layer_does_not_offer_both(first: Layer, second: Layer) -> None:
    seen = visit(Journey.NO_ACTION, first_layer=first, removal_pictures=Missing("no-banner"), snapshots=SEEN)
    opened = visit(Journey.OPEN_SECOND_LAYER, second_layer=second, removal_pictures=removal_pictures())
    told = conclude(FACTS, [seen, opened], CATALOGUE)
    assert told.prominence is None
    assert told.settings_prominence is None


@pytest.mark.parametrize(
    ("shown", "outcome"),
    [
        (layer(), Outcome.PASSED),
        (layer(control(Role.ACCEPT)), Outcome.INAPPLICABLE),
        (no_layer(), Outcome.INAPPLICABLE),
        (Layer(present=None), Outcome.UNTESTED),
        (Missing("browser-failed"), Outcome.UNTESTED),
    ],
    ids=["both", "no refusal", "no banner", "nobody could tell", "not recorded"],
)
def test_prominence_is_judged_only_where_there_are_two_to_compare(shown: Layer | Missing, outcome: Outcome) -> None:
    record = visit(
        Journey.NO_ACTION, first_layer=shown, removal_pictures=removal_pictures(), snapshots=SEEN, traffic=traffic()
    )
    told = {r.check.id: r.result.outcome for r in conclude(FACTS, [record], CATALOGUE).results}
    assert told["prominence-asymmetry"] is outcome
    assert told["reject-as-link"] is outcome


def test_result_leaves_out_what_was_not_seen() -> None:
    told = conclude(FACTS, [untouched()], CATALOGUE)
    assert told.second_layer is None
    assert told.settings_prominence is None
    assert told.withdrawal is None
    assert told.reads is None
    assert told.effort == Effort(None, None, None)


def test_site_is_taken_from_the_target_when_no_browser_told_its_address() -> None:
    told = conclude(FACTS, [visit(Journey.NO_ACTION, missing="browser-failed: it stopped")], CATALOGUE)
    assert told.final_url is None
    assert told.registrable_domain == "shop.example"
    assert told.versions.browser is None


def test_address_comes_from_the_first_visit_that_has_one() -> None:
    walked = [visit(Journey.ACCEPT_ALL), visit(Journey.NO_ACTION, environment=environment(final_url="https://b.test/"))]
    assert conclude(FACTS, walked, CATALOGUE).final_url == "https://b.test/"


def test_every_check_is_answered_in_the_order_given() -> None:
    checks = tuple(reversed(CATALOGUE))
    told = conclude(FACTS, [untouched()], checks)
    assert [r.check for r in told.results] == list(checks)


def test_a_check_whose_journey_was_not_walked_is_untested() -> None:
    told = {r.check.id: r.result.outcome for r in conclude(FACTS, [untouched()], CATALOGUE).results}
    assert told["withdrawn-write"] is Outcome.UNTESTED
    assert told["reject-missing-first-layer"] is Outcome.PASSED


def test_completed_when_every_journey_was_walked() -> None:
    told = conclude(FACTS, [untouched(), visit(Journey.ACCEPT_ALL, snapshots=SEEN, traffic=traffic())], CATALOGUE)
    assert told.status is AuditStatus.COMPLETED
    assert [(j.completed, j.reason, j.duration_s) for j in told.journeys] == [(True, None, 40), (True, None, 50)]


@pytest.mark.parametrize("reason", ABOUT_THE_SITE)
def test_completed_when_the_site_itself_offers_no_path(reason: str) -> None:
    refused = visit(Journey.REJECT_ALL, missing=reason, snapshots=SEEN, traffic=traffic())
    told = conclude(FACTS, [untouched(), refused], CATALOGUE)
    assert told.status is AuditStatus.COMPLETED
    assert (told.journeys[1].completed, told.journeys[1].reason) == (False, reason)


@pytest.mark.parametrize("reason", ["load-timeout: too slow", "audit-timed-out", "reject-control-not-clickable"])
def test_partial_when_something_was_not_observed(reason: str) -> None:
    told = conclude(FACTS, [untouched(), visit(Journey.REJECT_ALL, missing=reason)], CATALOGUE)
    assert told.status is AuditStatus.PARTIAL
    assert told.journeys[1].reason == reason


def test_partial_when_the_record_of_a_visit_was_lost() -> None:
    told = conclude(FACTS, [untouched(), visit(Journey.ACCEPT_ALL, snapshots=SEEN)], CATALOGUE)
    assert told.status is AuditStatus.PARTIAL


def test_partial_without_any_visit() -> None:
    assert conclude(FACTS, [], CATALOGUE).status is AuditStatus.PARTIAL


@pytest.mark.parametrize("error", [SiteUnreachable(), TargetRefused("only http and https"), AuditorError()])
def test_failed_audit_has_every_check_untested(error: AuditorError) -> None:
    told = failed_audit(FACTS, error, CATALOGUE)
    assert told.status is AuditStatus.FAILED
    assert told.failure == Failure(error.code, error.message)
    assert [r.check for r in told.results] == list(CATALOGUE)
    assert {r.result.outcome for r in told.results} == {Outcome.UNTESTED}
    assert {r.result.summary for r in told.results} == {f"Not observed: {error.code}: {error.message}"}


def test_failed_audit_claims_to_have_seen_nothing() -> None:
    told = failed_audit(replace(FACTS, manifest_sha256=None), SiteUnreachable(), CATALOGUE)
    seen = (told.final_url, told.banner, told.second_layer, told.withdrawal, told.items, told.reads)
    assert {*seen, told.prominence, told.settings_prominence} == {None}
    assert told.effort == Effort(None, None, None)
    assert told.journeys == ()
    assert told.registrable_domain == "shop.example"
    assert told.versions.browser is None
    assert told.manifest_sha256 is None


def test_failed_audit_of_something_that_is_no_address() -> None:
    assert failed_audit(replace(FACTS, url="?"), TargetRefused(), CATALOGUE).registrable_domain is None


def test_versions_change_with_any_check_and_not_with_their_order() -> None:
    now = versions(CATALOGUE, "Chromium 140").checks
    raised = (replace(CATALOGUE[0], version=99), *CATALOGUE[1:])
    assert versions(reversed(CATALOGUE), "Chromium 140").checks == now
    assert versions(raised, "Chromium 140").checks != now
    assert versions(CATALOGUE[1:], "Chromium 140").checks != now


def test_versions_name_everything_that_makes_a_result() -> None:
    told = versions(CATALOGUE, None)
    assert told.browser is None
    assert told.thresholds
    assert told.lists.startswith("knowledge ")
    assert "lexicon " in told.lists


def test_engine_has_a_version_even_where_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(concluding, "version", lambda _name: "1.2.3")
    assert versions((), None).engine == "1.2.3"

    def absent(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(concluding, "version", absent)
    assert versions((), None).engine == "0"
