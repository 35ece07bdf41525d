import pytest

from auditor.domain.artifacts import CHOICE, FIRST_LAYER, TRAFFIC, Missing
from auditor.domain.errors import UndeclaredEvidence
from auditor.domain.evidence import missing_reason, need, reference
from auditor.domain.journeys import Journey
from tests.evidence.builders import choice, evidence, layer


def test_a_check_gets_what_it_declared() -> None:
    seen = evidence((Journey.NO_ACTION, FIRST_LAYER, layer()))
    assert seen.get(Journey.NO_ACTION, FIRST_LAYER) == layer()


@pytest.mark.parametrize(("journey", "kind"), [(Journey.NO_ACTION, CHOICE), (Journey.ACCEPT_ALL, FIRST_LAYER)])
def test_reading_anything_else_raises(journey: Journey, kind: type) -> None:
    seen = evidence((Journey.NO_ACTION, FIRST_LAYER, layer()))
    with pytest.raises(UndeclaredEvidence, match=f"{journey}/{kind} was read without being declared"):
        seen.get(journey, kind)


def test_an_artifact_of_another_type_is_never_handed_over() -> None:
    seen = evidence((Journey.NO_ACTION, FIRST_LAYER, choice()))
    with pytest.raises(UndeclaredEvidence):
        seen.get(Journey.NO_ACTION, FIRST_LAYER)


def test_references_name_journey_artifact_and_place() -> None:
    assert reference(Journey.WITHDRAW, TRAFFIC, 41) == "withdraw/traffic#41"
    assert reference(Journey.WITHDRAW, TRAFFIC, 0) == "withdraw/traffic#0"
    assert reference(Journey.NO_ACTION, FIRST_LAYER) == "no-action/first-layer"


def test_nothing_is_missing_when_everything_is_there() -> None:
    required = (need(Journey.NO_ACTION, FIRST_LAYER),)
    assert missing_reason(required, {(Journey.NO_ACTION, "first-layer"): layer()}) is None


def test_every_missing_thing_is_named_with_its_reason() -> None:
    required = (need(Journey.NO_ACTION, FIRST_LAYER), need(Journey.ACCEPT_ALL, CHOICE))
    reason = missing_reason(required, {(Journey.ACCEPT_ALL, "choice"): Missing("no-banner")})
    assert reason == "no-action/first-layer: not-recorded; accept-all/choice: no-banner"
