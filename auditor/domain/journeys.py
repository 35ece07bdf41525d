"""Journeys: the scripted paths of a visit, and the steps they are made of."""

from dataclasses import dataclass
from enum import StrEnum


class Journey(StrEnum):
    """A scripted path through the site."""

    NO_ACTION = "no-action"
    ACCEPT_ALL = "accept-all"
    REJECT_ALL = "reject-all"
    OPEN_SECOND_LAYER = "open-second-layer"
    CLOSE_BANNER = "close-banner"
    WITHDRAW = "withdraw"
    RETURN_VISIT = "return-visit"
    SEEDED_VISIT = "seeded-visit"
    PRIVACY_SIGNAL = "privacy-signal"


DEFAULT_JOURNEYS = (
    Journey.NO_ACTION,
    Journey.ACCEPT_ALL,
    Journey.REJECT_ALL,
    Journey.OPEN_SECOND_LAYER,
    Journey.CLOSE_BANNER,
    Journey.WITHDRAW,
    Journey.RETURN_VISIT,
)
# The visitors of these bring something along, cookies of other sites or a signal of the browser: nothing that they see
# is compared with what visitors with an empty browser see, but where a check compares the two on purpose.
APART = frozenset({Journey.SEEDED_VISIT, Journey.PRIVACY_SIGNAL})


class StepName(StrEnum):
    """A moment of a journey; state is recorded at the end of each."""

    LOAD = "load"
    SCROLL = "scroll"
    ACCEPT = "accept"
    REJECT = "reject"
    CLOSE = "close"
    ESCAPE = "escape"
    BACKDROP = "backdrop"
    SAVE = "save"
    OPEN_SETTINGS = "open-settings"
    BROWSE = "browse"
    WITHDRAW = "withdraw"
    RELOAD = "reload"
    INNER_PAGE = "inner-page"
    SECOND_INNER_PAGE = "second-inner-page"
    NEW_SESSION = "new-session"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `started_at` and `ended_at` are Unix seconds; the choice itself falls at `started_at`."""

    name: StepName
    started_at: float
    ended_at: float
    url: str
