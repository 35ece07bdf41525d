import pytest

from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import Phase
from auditor.measure.window import GRACE_S, Window, window
from tests.evidence.builders import STEPS, moment, timeline

CHANGED, RELOADED, LATER = 100.0, 110.0, 200.0
WHOLE = Window(CHANGED, RELOADED, LATER)


@pytest.mark.parametrize(
    ("at", "phase"),
    [
        (CHANGED - 1, None),
        (CHANGED, None),
        (CHANGED + GRACE_S - 0.1, None),
        (CHANGED + GRACE_S, Phase.SAME_PAGE),
        (RELOADED - 0.1, Phase.SAME_PAGE),
        (RELOADED, Phase.AFTER_RELOAD),
        (LATER - 0.1, Phase.AFTER_RELOAD),
        (LATER, Phase.NEW_SESSION),
    ],
)
def test_every_moment_has_its_phase(at: float, phase: Phase | None) -> None:
    assert WHOLE.phase(at) is phase
    assert WHOLE.phase(at, document_at=max(at, CHANGED)) is phase


@pytest.mark.parametrize("at", [RELOADED, RELOADED + 50, LATER + 1])
def test_a_document_from_before_the_choice_stays_on_its_page_however_late(at: float) -> None:
    assert WHOLE.phase(at, document_at=CHANGED - 5) is Phase.SAME_PAGE


def test_a_document_that_is_born_with_the_choice_is_a_new_one() -> None:
    assert WHOLE.phase(RELOADED, document_at=CHANGED) is Phase.AFTER_RELOAD


def test_the_reload_ends_the_grace_for_new_documents_only() -> None:
    quick = Window(CHANGED, CHANGED + 1)
    assert quick.phase(CHANGED + 1) is Phase.AFTER_RELOAD
    assert quick.phase(CHANGED + 1, document_at=CHANGED - 1) is None


def test_without_a_reload_or_a_later_session_all_is_the_page_of_the_choice() -> None:
    assert Window(CHANGED, None).phase(CHANGED + 1000) is Phase.SAME_PAGE
    assert Window(CHANGED, RELOADED).phase(CHANGED + 1000) is Phase.AFTER_RELOAD


@pytest.mark.parametrize(
    ("at", "document_at", "flying"),
    [
        (CHANGED - 0.1, None, False),
        (CHANGED, None, True),
        (CHANGED + GRACE_S - 0.1, None, True),
        (CHANGED + GRACE_S, None, False),
        (RELOADED, None, False),
        (RELOADED, CHANGED - 5, False),
    ],
)
def test_in_flight_is_what_falls_into_the_grace(at: float, document_at: float | None, *, flying: bool) -> None:
    assert WHOLE.in_flight(at, document_at) is flying


def test_the_window_is_told_from_the_steps_of_the_journey() -> None:
    steps = STEPS[Journey.WITHDRAW]
    assert window(CHANGED, timeline(*steps[:4])) == Window(CHANGED, None, None)
    reloaded = moment(Journey.WITHDRAW, StepName.RELOAD)
    assert window(CHANGED, timeline(*steps)) == Window(CHANGED, reloaded, None)
    whole = timeline(*steps, StepName.NEW_SESSION)
    assert window(CHANGED, whole) == Window(CHANGED, reloaded, whole.steps[-1].started_at)


@pytest.mark.parametrize(
    ("seen", "phases"),
    [
        (WHOLE, tuple(Phase)),
        (Window(CHANGED, RELOADED), (Phase.SAME_PAGE, Phase.AFTER_RELOAD)),
        (Window(CHANGED, None), (Phase.SAME_PAGE,)),
        (Window(CHANGED, CHANGED + GRACE_S), (Phase.AFTER_RELOAD,)),
        (Window(CHANGED, CHANGED + 1, LATER), (Phase.AFTER_RELOAD, Phase.NEW_SESSION)),
    ],
)
def test_a_phase_was_observed_when_it_had_a_time_of_its_own(seen: Window, phases: tuple[Phase, ...]) -> None:
    assert seen.observed == phases
