import pytest

from auditor.domain.journeys import DEFAULT_JOURNEYS, Journey
from auditor.domain.plan import AuditOptions, plan
from auditor.domain.profile import Jurisdiction, Profile
from auditor.domain.target import parse_target

TARGET = parse_target("shop.example")


def test_without_options_every_journey_is_walked_once() -> None:
    planned = plan(TARGET, AuditOptions())
    assert [v.journey for v in planned.visits] == list(DEFAULT_JOURNEYS)
    assert {v.run for v in planned.visits} == {0}
    assert planned.target is TARGET


def test_repeats_come_one_after_the_other() -> None:
    profile = Profile(Jurisdiction.FR, locale="fr-FR")
    options = AuditOptions(profile, (Journey.NO_ACTION, Journey.ACCEPT_ALL), repeat=2, timeout_s=60)
    planned = plan(TARGET, options)
    assert [(v.run, v.journey) for v in planned.visits] == [
        (0, Journey.NO_ACTION),
        (0, Journey.ACCEPT_ALL),
        (1, Journey.NO_ACTION),
        (1, Journey.ACCEPT_ALL),
    ]
    assert all(v.profile is profile for v in planned.visits)
    assert planned.timeout_s == 60


SEEDS = tuple(parse_target(f"{name}.example") for name in ("news", "blog", "weather"))


@pytest.mark.parametrize("jurisdiction", list(Jurisdiction))
def test_the_privacy_signal_is_sent_where_the_rules_are_interested(jurisdiction: Jurisdiction) -> None:
    planned = plan(TARGET, AuditOptions(Profile(jurisdiction)))
    interested = jurisdiction in {Jurisdiction.DE, Jurisdiction.EU_FUTURE}
    assert (Journey.PRIVACY_SIGNAL in {v.journey for v in planned.visits}) is interested
    assert {v.journey for v in planned.visits if v.profile.privacy_signal} == (
        {Journey.PRIVACY_SIGNAL} if interested else set()
    )


def test_chosen_journeys_are_all_that_is_walked() -> None:
    planned = plan(TARGET, AuditOptions(Profile(Jurisdiction.DE), (Journey.NO_ACTION,)))
    assert [v.journey for v in planned.visits] == [Journey.NO_ACTION]


@pytest.mark.parametrize("journeys", [None, (Journey.NO_ACTION,), (Journey.NO_ACTION, Journey.SEEDED_VISIT)])
def test_a_seeded_visit_is_walked_once_when_seeds_are_named(journeys: tuple[Journey, ...] | None) -> None:
    planned = plan(TARGET, AuditOptions(journeys=journeys, seeds=SEEDS))
    assert [v.journey for v in planned.visits].count(Journey.SEEDED_VISIT) == 1
    assert {v.journey: v.seeds for v in planned.visits if v.seeds} == {Journey.SEEDED_VISIT: SEEDS}


def test_without_seeds_there_is_no_seeded_visit() -> None:
    assert Journey.SEEDED_VISIT not in {v.journey for v in plan(TARGET, AuditOptions()).visits}
