"""When, counted from a choice: the phases in which a read is judged."""

from dataclasses import dataclass

from auditor.domain.artifacts import Timeline
from auditor.domain.journeys import StepName
from auditor.domain.recording import Phase

GRACE_S = 3.0  # CATALOGUE 3.3: requests in flight at the moment of withdrawal; our choice


@dataclass(frozen=True, slots=True)
class Window:
    """The moments that separate the phases, in Unix seconds; None where a phase was not reached."""

    changed_at: float
    reloaded_at: float | None
    new_session_at: float | None = None

    def phase(self, at: float, document_at: float | None = None) -> Phase | None:
        """The phase a moment falls in; None before the choice and while requests may be in flight.

        What a document from before the choice does belongs to the page of the choice, however late: a beacon that it
        sends while the reload takes its place says nothing about the site after the reload.
        """
        old_page = document_at is not None and document_at < self.changed_at
        if not old_page and self.new_session_at is not None and at >= self.new_session_at:
            return Phase.NEW_SESSION
        if not old_page and self.reloaded_at is not None and at >= self.reloaded_at:
            return Phase.AFTER_RELOAD
        return Phase.SAME_PAGE if at >= self.changed_at + GRACE_S else None

    @property
    def observed(self) -> tuple[Phase, ...]:
        """The phases that had a time of their own."""
        reached = {
            Phase.SAME_PAGE: self.reloaded_at is None or self.reloaded_at > self.changed_at + GRACE_S,
            Phase.AFTER_RELOAD: self.reloaded_at is not None,
            Phase.NEW_SESSION: self.new_session_at is not None,
        }
        return tuple(phase for phase in Phase if reached[phase])

    def in_flight(self, at: float, document_at: float | None = None) -> bool:
        """Whether a request fell into the grace after the choice."""
        return at >= self.changed_at and self.phase(at, document_at) is None


def window(changed_at: float, timeline: Timeline) -> Window:
    """The window of a journey's choice."""
    reload, later = timeline.step(StepName.RELOAD), timeline.step(StepName.NEW_SESSION)
    return Window(changed_at, reload.started_at if reload else None, later.started_at if later else None)
