"""What a visitor did to make or withdraw a choice, and what was seen to happen."""

from dataclasses import dataclass
from enum import StrEnum

from auditor.domain.box import Box
from auditor.domain.journeys import StepName


class ActionKind(StrEnum):
    """One thing a visitor has to do."""

    CLICK = "click"
    TOGGLE = "toggle"
    OPEN_PAGE = "open-page"
    SCROLL = "scroll"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class Action:
    """One action; `at` is Unix seconds."""

    kind: ActionKind
    label: str
    at: float
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The path to a choice and its effect; `made_at` is the moment of the last action."""

    actions: tuple[Action, ...]
    made_at: float
    banner_gone: bool | None
    record_changed: bool | None


@dataclass(frozen=True, slots=True)
class Exploration:
    """The search for a refusal; `path_found` is None when the search broke off before it was complete.

    `banner_gone` and `record_changed` tell what walking the path to its end showed.
    """

    path_found: bool | None
    tried: tuple[str, ...]
    reason: str | None = None
    banner_gone: bool | None = None
    record_changed: bool | None = None


class Way(StrEnum):
    """A way to make a banner go away without choosing."""

    CROSS = "cross"
    ESCAPE = "escape"
    BACKDROP = "backdrop"


@dataclass(frozen=True, slots=True)
class Dismissal:
    """One way that was tried in fresh state, and what came of it; `label` are the control's words, for a cross.

    `brought` are the kind, name and domain of everything that was kept afterwards and not before.
    """

    way: Way
    label: str
    banner_gone: bool | None
    record_changed: bool | None
    brought: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Dismissals:
    """Every way that was tried; those that the banner does not offer are left out."""

    tried: tuple[Dismissal, ...]

    def by(self, way: Way) -> Dismissal | None:
        """What came of one way."""
        return next((d for d in self.tried if d.way is way), None)


@dataclass(frozen=True, slots=True)
class Prompt:
    """Whether the banner was there again at a later step, after accepting or refusing; None when nobody could tell."""

    accepted: bool
    step: StepName
    shown: bool | None


@dataclass(frozen=True, slots=True)
class Prompts:
    """When a visitor who had chosen was asked again."""

    prompts: tuple[Prompt, ...]


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """What the banner's own link to its details led to.

    `status` is the HTTP answer, None when the link opened no page; `covered` when the banner lay over the text;
    `text` is cut at 200,000 characters.
    """

    label: str
    url: str
    status: int | None
    text: str
    language: str | None
    covered: bool
    opened_dialog: bool = False


@dataclass(frozen=True, slots=True)
class SettingsPart:
    """A part of the settings behind a further control, such as a tab or the list of vendors."""

    label: str
    depth: int
    toggles: int
    interest_on: int
    interest: int
    text: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings beyond their first view; `complete` is False when not every part was opened."""

    parts: tuple[SettingsPart, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Platform:
    """The consent platform behind a banner: `name` is None when no signature fits, or when two names do.

    `signs` are the observations that name it; `second_opinion` is what another rule set says.
    """

    name: str | None
    signs: tuple[str, ...] = ()
    second_opinion: str | None = None


class Mechanism(StrEnum):
    """How the way back to one's choice is offered."""

    FLOATING_ICON = "floating-icon"
    FOOTER_LINK = "footer-link"
    HEADER_LINK = "header-link"
    PAGE_LINK = "page-link"
    POLICY_LINK = "policy-link"
    API_ONLY = "api-only"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A control that might lead back to the choice, and what came of trying it."""

    label: str
    page: str
    mechanism: Mechanism
    score: float
    result: str


@dataclass(frozen=True, slots=True)
class Placement:
    """A control that speaks of the choice, as it stands on one page; seen, and not necessarily tried."""

    page: str
    label: str
    mechanism: Mechanism


# What came of trying a candidate: it opened a choice, or led to a form with a password.
OPENED, NEEDS_LOGIN = "opened-a-choice", "needs-a-login"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The search for a way back; `choice` is None when none was found or it could not be walked to its end.

    `search_complete` is False when a page of the search could not be seen. `replayed` when the path was walked a second
    time from an inner page, because others had been tried before it. `sampled` are the pages looked at for a control,
    `placements` the controls seen there. `no_new_session` says why no later visit was seen.
    """

    mechanism: Mechanism | None
    candidates: tuple[Candidate, ...]
    pages: tuple[str, ...]
    search_complete: bool
    opened: tuple[Action, ...] = ()
    choice: Choice | None = None
    reason: str | None = None
    replayed: bool = False
    sampled: tuple[str, ...] = ()
    placements: tuple[Placement, ...] = ()
    no_new_session: str | None = None

    @property
    def actions(self) -> int | None:
        """Everything a visitor has to do from an inner page, or None without a complete path that a visitor can see."""
        if self.choice is None or self.mechanism in {Mechanism.API_ONLY, Mechanism.NONE, None}:
            return None
        return len(self.opened) + len(self.choice.actions)

    @property
    def registered(self) -> bool | None:
        """Whether the withdrawal showed an effect; None when that could not be told, or nothing was withdrawn."""
        seen = (self.choice.banner_gone, self.choice.record_changed) if self.choice else (None,)
        return True if any(seen) else None if None in seen else False
