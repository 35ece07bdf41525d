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
