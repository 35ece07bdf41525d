"""What a control can look like, and the element that is built to look so."""

import json
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import quote

from auditor.domain.controls import Kind
from auditor.domain.facts import Colour
from tests.looks.colours import css, mean, over
from tests.looks.known import Known
from tests.looks.stage import Stage

ICONS = {
    "a": "<path d='M1 7l4 4 8-9' fill='none' stroke='currentColor' stroke-width='2'/>",
    "r": "<path d='M2 2l10 10M12 2L2 12' fill='none' stroke='currentColor' stroke-width='2'/>",
}
ROW = 1.35  # height of a line of the label, in sizes of its letters
LINE_PX = 2.0  # of a drawn outline
WIDTH, WITHIN = "987650", "987651"  # stand for the width of a drawing, which the page finds by measuring the label
BASE = (
    "display:inline-block;box-sizing:border-box;margin:0;text-align:center;cursor:pointer;appearance:none;"
    "transition:none;vertical-align:middle;max-width:100%"
)


@dataclass(frozen=True, slots=True)
class Skin:
    """The look of a control; lengths in CSS pixels.

    `paint` is the fill of a button or the line of an outlined one, `alpha` how opaque the fill is, `gradient` its two
    ends where it has two, `edge` a button's border. `ground` replaces the declaration that paints the fill.
    """

    kind: Kind
    paint: Colour | None
    ink: Colour
    font: str
    font_px: float
    weight: int
    pad: tuple[float, float]
    radius_px: float
    edge: Colour | None = None
    edge_px: float = 0.0
    shadow: str = "none"
    gradient: tuple[Colour, Colour] | None = None
    alpha: float = 1.0
    opacity: float = 1.0
    ground: str | None = None
    extra: str = ""

    def letters(self) -> str:
        """The declarations of the label's type and colour."""
        line = "underline" if self.kind is Kind.LINK else "none"
        return (
            f"font:{self.weight} {self.font_px:g}px/{ROW} {quoted(self.font)};"
            f"color:{css(self.ink)};text-decoration:{line}"
        )

    def box(self) -> str:
        """The declarations of the box: fill, border, radius, padding, shadow."""
        line = self.paint if self.kind is Kind.OUTLINED_BUTTON else self.edge
        border = f"{self.edge_px:g}px solid {css(line)}" if line is not None and self.edge_px else "0"
        opacity = f";opacity:{self.opacity:g}" if self.opacity < 1 else ""
        return (
            f"{self.ground or self._ground()};border:{border};border-radius:{self.radius_px:g}px;"
            f"padding:{self.pad[0]:g}px {self.pad[1]:g}px;box-shadow:{self.shadow}{opacity}"
        )

    def style(self) -> str:
        """All declarations."""
        return f"{BASE};{self.letters()};{self.box()}" + (f";{self.extra}" if self.extra else "")

    def known(self, surround: Colour | None) -> Known:
        """How it is seen on a ground."""
        paint = mean(*self.gradient) if self.gradient else self.paint
        if self.alpha < 1 and paint is not None:
            paint = None if surround is None else over(paint, self.alpha, surround)
        behind = paint if self.kind is Kind.BUTTON else surround
        # Of a button of the ground's own colour only the edge is seen, by its shadow.
        hidden = self.kind is Kind.BUTTON and paint is not None and paint == surround
        kind = Kind.OUTLINED_BUTTON if hidden else self.kind
        seen = Known(kind, paint, surround, self.ink, behind, self.font_px)
        return seen.faded(self.opacity) if self.opacity < 1 else seen

    def _ground(self) -> str:
        if self.kind is not Kind.BUTTON or self.paint is None:
            return "background:transparent"
        if self.gradient:
            return f"background:linear-gradient({css(self.gradient[0])}, {css(self.gradient[1])})"
        return f"background:{css(self.paint, self.alpha)}"


@dataclass(frozen=True, slots=True)
class Build:
    """How a control is made: its own style, what stands in it and around it, and how it is seen.

    `inner` holds `$label`, with icon, or the bare label as `$text`, `$json` or `$percent`; `$width` and `$within` are
    the width in CSS pixels of a drawing and of what its line encloses. `outer` holds `$control`; `rules` are style
    rules; `$id` is the control's id in all of them. `in_text` puts the control at the end of the banner's words.
    """

    known: Known
    style: str
    inner: str = "$label"
    outer: str = "$control"
    rules: str = ""
    tag: str | None = None
    in_text: bool = False
    font: str = ""

    def markup(self, stage: Stage, ident: str, label: str) -> str:
        """The control with all that belongs to it."""
        icon = f"<svg width=14 height=14 viewBox='0 0 14 14'>{ICONS[ident]}</svg> " if stage.icons else ""
        inner = self.inner.replace("$label", icon + escape(label)).replace("$text", escape(label))
        inner = inner.replace("$json", escape(json.dumps(label))).replace("$percent", quote(escape(label)))
        inner = inner.replace("$within", WITHIN).replace("$width", WIDTH)
        fit = ""
        if self.font:
            told = escape(json.dumps([self.font, 2 * stage.pad[1], 2 * LINE_PX]))
            fit = f' data-fit="{told}" data-label="{escape(label)}"'
        tag = self.tag or stage.tag
        kind = {"a": " href=#", "div": " role=button tabindex=0", "button": " type=button"}[tag]
        control = f'<{tag} id={ident}{kind}{fit} style="{self.style}">{inner}</{tag}>'
        rules = f"<style>{self.rules}</style>" if self.rules else ""
        return (rules + self.outer.replace("$control", control)).replace("$id", ident)

    def within(self, outer: str, known: Known | None = None) -> "Build":
        """The same control with something around it."""
        return replace(self, outer=outer, known=known or self.known)


def build(stage: Stage, skin: Skin) -> Build:
    """A control whose own style is what is seen."""
    return Build(skin.known(stage.surround), skin.style())


def button(stage: Stage) -> Skin:
    """A filled button that stands out."""
    return Skin(
        Kind.BUTTON, stage.fill, stage.label, stage.font, stage.font_px, stage.weight, stage.pad, stage.radius_px
    )


def pale_button(stage: Stage) -> Skin:
    """A filled button with the banner's own ink."""
    return replace(button(stage), paint=stage.pale, ink=stage.ink)


def outlined(stage: Stage, line: Colour | None = None, edge_px: float = LINE_PX) -> Skin:
    """A button of a line and no fill."""
    skin = replace(button(stage), kind=Kind.OUTLINED_BUTTON, paint=line or stage.fill, ink=stage.ink)
    return replace(skin, edge_px=edge_px)


def text(stage: Stage, *, underlined: bool = False) -> Skin:
    """Words of the banner's own ink, with the padding of a button."""
    return replace(button(stage), kind=Kind.LINK if underlined else Kind.TEXT, paint=None, ink=stage.ink)


def quoted(font: str) -> str:
    """A font family as it stands within a style attribute."""
    return f"'{font}'" if " " in font else font
