from dataclasses import replace

import pytest

from auditor.domain.artifacts import (
    CHOICE,
    FIRST_LAYER,
    RECORDED,
    SNAPSHOTS,
    TIMELINE,
    TRAFFIC,
    Frame,
    Missing,
    RemovalPictures,
    Timeline,
    VisitRecord,
)
from auditor.domain.box import Box
from auditor.domain.journeys import Journey, StepName
from tests.evidence.builders import (
    NOW,
    choice,
    cookie,
    layer,
    removal_pictures,
    snapshot,
    snapshots,
    timeline,
    visit,
)

PICTURES = removal_pictures(shown=b"s", without_accept=b"a", without_reject=b"r", again=b"2")
OF_ITS_OWN = Box(0, 200, 300, 90)
APART = replace(PICTURES, reject_clip=OF_ITS_OWN, reject_shown=b"rs", reject_again=b"r2")


def test_a_kind_reads_as_its_name() -> None:
    assert f"{TRAFFIC}" == "traffic"


def test_every_recorded_kind_has_a_name_of_its_own_and_none_is_derived() -> None:
    assert len({kind.name for kind in RECORDED}) == len(RECORDED)
    assert not any(kind.derived for kind in RECORDED)


def test_a_timeline_gives_the_first_step_of_a_name() -> None:
    walked = timeline(StepName.LOAD, StepName.BROWSE, StepName.BROWSE)
    found = walked.step(StepName.BROWSE)
    assert found is not None
    assert found.started_at == walked.steps[1].started_at
    assert Timeline(()).step(StepName.LOAD) is None


def test_snapshots_are_told_apart_by_their_step_and_keep_their_order() -> None:
    loaded, accepted, browsed = (snapshot(s) for s in (StepName.LOAD, StepName.ACCEPT, StepName.BROWSE))
    found = snapshots(loaded, accepted, browsed)
    assert found.at(StepName.BROWSE, StepName.LOAD) == (loaded, browsed)
    assert found.at(StepName.RELOAD) == ()


def test_a_visit_gives_what_it_recorded() -> None:
    state = snapshots(snapshot(StepName.LOAD, cookie()))
    record = visit(Journey.NO_ACTION, snapshots=state, first_layer=layer())
    assert record.get(SNAPSHOTS) is state
    assert record.get(FIRST_LAYER) == layer()


def test_what_was_not_recorded_is_missing_and_never_empty() -> None:
    assert visit(Journey.NO_ACTION).get(CHOICE) == Missing("not-recorded")


def test_a_visit_that_broke_off_gives_its_reason_but_keeps_what_it_had() -> None:
    record = visit(Journey.REJECT_ALL, missing="no-refusal-path")
    assert record.get(CHOICE) == Missing("no-refusal-path")
    assert isinstance(record.get(TIMELINE), Timeline)


def test_an_artifact_keeps_its_own_reason() -> None:
    record = visit(Journey.ACCEPT_ALL, missing="visit-timed-out", traffic=Missing("network-log-lost"))
    assert record.get(TRAFFIC) == Missing("network-log-lost")


def test_an_artifact_of_another_type_is_missing() -> None:
    assert visit(Journey.ACCEPT_ALL, traffic=choice()).get(TRAFFIC) == Missing("wrong-type")


def test_an_empty_visit_holds_nothing() -> None:
    record = VisitRecord(Journey.NO_ACTION, NOW, NOW)
    assert all(isinstance(record.get(kind), Missing) for kind in RECORDED)


def test_two_controls_on_one_screen_share_the_pictures_but_for_their_own_absence() -> None:
    accept, reject = PICTURES.frames
    assert accept == Frame(PICTURES.clip, PICTURES.accept, b"s", b"a", b"2")
    assert reject == Frame(PICTURES.clip, PICTURES.reject, b"s", b"r", b"2")


def test_a_refusal_elsewhere_has_pictures_of_its_own() -> None:
    accept, reject = APART.frames
    assert accept == PICTURES.frames[0]
    assert reject == Frame(OF_ITS_OWN, APART.reject, b"rs", b"r", b"r2")


@pytest.mark.parametrize("pictures", [PICTURES, APART], ids=["together", "apart"])
def test_without_a_second_look_the_first_one_stands_for_it(pictures: RemovalPictures) -> None:
    accept, reject = replace(pictures, again=b"", reject_again=b"").frames
    assert accept.again == accept.shown == b"s"
    assert reject.again == reject.shown
