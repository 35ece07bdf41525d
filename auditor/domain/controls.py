"""What stands in a banner: controls, toggles and the layers that carry them."""

from dataclasses import dataclass, field
from enum import StrEnum

from auditor.domain.box import Box


class Role(StrEnum):
    """What a control does, told from its words."""

    ACCEPT = "accept"
    REJECT = "reject"
    NECESSARY = "necessary"
    SETTINGS = "settings"
    SAVE = "save"
    CLOSE = "close"
    PAY = "pay"
    POLICY = "policy"
    WITHDRAW = "withdraw"
    ACKNOWLEDGE = "acknowledge"
    OTHER = "other"
    UNKNOWN = "unknown"


REFUSING = frozenset({Role.REJECT, Role.NECESSARY})
AGREEING = frozenset({Role.ACCEPT, Role.ACKNOWLEDGE})


class Kind(StrEnum):
    """What a control looks like."""

    BUTTON = "button"
    OUTLINED_BUTTON = "outlined-button"
    LINK = "link"
    TEXT = "text"
    ICON = "icon"
    TOGGLE = "toggle"


class Location(StrEnum):
    """Where in the page the banner lives."""

    DOCUMENT = "document"
    IFRAME = "iframe"
    SHADOW_DOM = "shadow-dom"


@dataclass(frozen=True, slots=True)
class Control:
    """Something clickable; `node` is the browser's id of it within this visit, `label` the words on screen.

    `in_view` is False for one that takes scrolling to see. `focusable` tells whether the keyboard reaches it, None
    where the browser does not say; `tab_stop` counts the stops of the keyboard from the banner's beginning, from 1.
    """

    node: int
    role: Role
    label: str
    accessible_name: str
    box: Box
    layer: int
    label_clear: bool | None
    rule: str
    semantic: str
    in_view: bool = True
    disabled: bool = False
    focusable: bool | None = None
    tab_stop: int | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class Toggle:
    """A check box, switch or radio button; `group` names the purpose or, for radio buttons, the question.

    `about` is the text around it, `interest` when it objects to a legitimate interest instead of consenting, `vendor`
    when it stands for one company. `seen_as` is the colour distance (CIEDE2000) between its picture as it was and as it
    became when it was switched, None where that was not tried.
    """

    node: int
    label: str
    group: str
    on: bool
    locked: bool
    box: Box
    radio: bool = False
    about: str = ""
    interest: bool = False
    vendor: bool = False
    seen_as: float | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """How a banner lies over the page.

    `share` is the part of the viewport, 0 to 1, in which a click no longer reaches the page; `scroll_locked` when
    the page does not scroll though it is longer than the screen, None when it is not longer; `blurred` when a filter
    lies over the content.
    """

    share: float
    scroll_locked: bool | None
    blurred: bool


@dataclass(frozen=True, slots=True)
class Rival:
    """A second request for consent, beside the one that was audited."""

    text: str
    accept: str
    reject: str | None
    box: Box | None


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of a banner, or the record of having looked for one in vain.

    `present` is None when nobody could tell; `tried` lists the ways in which it was looked for. `page_language` is
    that of the page around the banner, `language_certain` when both were told from enough text. `rivals` are further
    requests for consent, `price` is the text that names one. `accept_seen_at` and `reject_seen_at` are the moments, in
    seconds after the page was opened, at which each could first be clicked.
    """

    present: bool | None
    tried: tuple[str, ...] = ()
    location: Location | None = None
    box: Box | None = None
    viewport: Box = field(default_factory=lambda: Box(0, 0, 0, 0))
    text: str = ""
    language: str | None = None
    blocks_page: bool | None = None
    delay_s: float | None = None
    controls: tuple[Control, ...] = ()
    toggles: tuple[Toggle, ...] = ()
    score: float = 0.0
    page_language: str | None = None
    language_certain: bool = False
    cover: Cover | None = None
    rivals: tuple[Rival, ...] = ()
    price: str | None = None
    accept_seen_at: float | None = None
    reject_seen_at: float | None = None

    def first(self, *roles: Role) -> Control | None:
        """The first control with one of the roles, looked for role by role; those in view come first."""
        ranked = sorted(self.controls, key=lambda c: not c.in_view)
        return next((c for role in roles for c in ranked if c.role is role), None)

    @property
    def accept(self) -> Control | None:
        """The control that accepts."""
        return self.first(Role.ACCEPT, Role.ACKNOWLEDGE)

    @property
    def reject(self) -> Control | None:
        """The control that refuses."""
        return self.first(Role.REJECT, Role.NECESSARY)

    @property
    def pair(self) -> tuple[Control, Control] | None:
        """The control that accepts and the one that refuses, where the layer has both."""
        return (self.accept, self.reject) if self.accept and self.reject else None

    @property
    def settings_pair(self) -> tuple[Control, Control] | None:
        """As `pair`, for a layer of settings: saving what is preset counts where nothing refuses outright."""
        refusing = self.reject or self.first(Role.SAVE)
        return (self.accept, refusing) if self.accept and refusing else None
