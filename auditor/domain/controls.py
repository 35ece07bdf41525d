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
    """Something clickable; `node` is the browser's id of it within this visit, `label` the words on screen."""

    node: int
    role: Role
    label: str
    accessible_name: str
    box: Box
    layer: int
    label_clear: bool | None
    rule: str
    semantic: str


@dataclass(frozen=True, slots=True)
class Toggle:
    """A check box, switch or radio button; `group` names the purpose or, for radio buttons, the question."""

    node: int
    label: str
    group: str
    on: bool
    locked: bool
    box: Box
    radio: bool = False


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of a banner, or the record of having looked for one in vain.

    `present` is None when nobody could tell; `tried` lists the ways in which it was looked for.
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
    cmp: str | None = None
    cmp_detected_by: str | None = None
    controls: tuple[Control, ...] = ()
    toggles: tuple[Toggle, ...] = ()
    score: float = 0.0

    def first(self, *roles: Role) -> Control | None:
        """The first control with one of the roles, looked for role by role."""
        return next((c for role in roles for c in self.controls if c.role is role), None)

    @property
    def accept(self) -> Control | None:
        """The control that accepts."""
        return self.first(Role.ACCEPT, Role.ACKNOWLEDGE)

    @property
    def reject(self) -> Control | None:
        """The control that refuses."""
        return self.first(Role.REJECT, Role.NECESSARY)
