from auditor.domain.journeys import APART, DEFAULT_JOURNEYS, Journey


def test_every_audit_looks_before_it_acts_and_walks_no_journey_twice() -> None:
    assert DEFAULT_JOURNEYS[0] is Journey.NO_ACTION
    assert len(set(DEFAULT_JOURNEYS)) == len(DEFAULT_JOURNEYS)
    assert {Journey.ACCEPT_ALL, Journey.REJECT_ALL, Journey.WITHDRAW} <= set(DEFAULT_JOURNEYS)


def test_visitors_who_bring_something_along_come_on_demand_alone() -> None:
    assert not APART & set(DEFAULT_JOURNEYS)
