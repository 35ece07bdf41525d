"""Lies about the box: what paints it is not the background of the control, or not the border."""

import random
from dataclasses import replace

from auditor.domain.controls import Kind
from auditor.domain.facts import Colour
from tests.looks.colours import css, hexed
from tests.looks.family import Pair
from tests.looks.skins import BASE, Build, Skin, build, button, outlined, pale_button, text
from tests.looks.stage import Stage

SVG_BOX = (
    "%3Csvg%20xmlns=%27http://www.w3.org/2000/svg%27%20width=%2710%27%20height=%2710%27%20"
    "preserveAspectRatio=%27none%27%20viewBox=%270%200%2010%2010%27%3E"
    "%3Crect%20width=%2710%27%20height=%2710%27%20fill=%27$fill%27/%3E%3C/svg%3E"
)
LINE_PX = 2.0


def gradient_image(stage: Stage, _dice: random.Random, *, equal: bool) -> Pair:
    """A fill that is an image of one colour, on a transparent background."""
    skin = _seen(stage, equal=equal)
    colour = css(_paint(skin))
    return _painted_by(stage, skin, f"background:linear-gradient({colour}, {colour})", equal=equal)


def data_image(stage: Stage, _dice: random.Random, *, equal: bool) -> Pair:
    """A fill that is a picture from a data: address."""
    skin = _seen(stage, equal=equal)
    picture = SVG_BOX.replace("$fill", hexed(_paint(skin)))
    return _painted_by(stage, skin, f"background:url(data:image/svg+xml,{picture}) 0 0/100% 100%", equal=equal)


def inset_shadow(stage: Stage, _dice: random.Random, *, equal: bool) -> Pair:
    """A fill that is a shadow cast inwards."""
    skin = _seen(stage, equal=equal)
    ground = f"background:transparent;--s:inset 0 0 0 600px {css(_paint(skin))}"
    shaded = replace(skin, ground=ground, shadow="var(--s)")
    return _pair(stage, skin, build(stage, shaded), equal=equal)


def inner_span(stage: Stage, _dice: random.Random, *, equal: bool) -> Pair:
    """A fill that belongs to an element within the control."""
    skin = _seen(stage, equal=equal)
    within = _inside(stage, skin)
    return Pair(build(stage, skin), within) if equal else Pair(within, _inside(stage, text(stage)))


def before(stage: Stage, _dice: random.Random, *, equal: bool) -> Pair:
    """A fill that is a pseudo-element behind the label."""
    skin = _seen(stage, equal=equal)
    bare = replace(text(stage), ink=skin.ink, extra="position:relative;z-index:0")
    fill = f"position:absolute;inset:0;z-index:-1;border-radius:inherit;background:{css(_paint(skin))}"
    shown = replace(build(stage, bare), rules=f"#$id::before{{content:'';{fill}}}", known=skin.known(stage.surround))
    return Pair(build(stage, skin), shown) if equal else Pair(shown, build(stage, bare))


def ancestor(stage: Stage, _dice: random.Random, *, equal: bool) -> Pair:
    """A fill that belongs to an element around the control."""
    skin = _seen(stage, equal=equal)
    bare = build(stage, replace(text(stage), ink=skin.ink))
    fill = f"border-radius:{skin.radius_px:g}px;background:{css(_paint(skin))}"
    outer = f'<span class=w$id style="display:inline-flex;max-width:100%;{fill}">$control</span>'
    shown = bare.within(outer, replace(skin.known(stage.surround), shape=".w$id"))
    return Pair(build(stage, skin), shown) if equal else Pair(shown, bare)


def paper_image(stage: Stage, _dice: random.Random, *, equal: bool) -> Pair:
    """A background colour hidden under an image of the paper's colour, so that only a line of it shows."""
    skin = replace(pale_button(stage), edge=stage.pale, edge_px=LINE_PX)
    paper = css(stage.paper)
    line = outlined(stage, stage.pale, LINE_PX)
    hidden = f"background:linear-gradient({paper}, {paper}) padding-box, {css(stage.pale)}"
    covered = build(stage, replace(line, ground=hidden))
    return Pair(build(stage, line if equal else skin), covered)


def covered(stage: Stage, _dice: random.Random, *, equal: bool) -> Pair:
    """A background colour that a child of the paper's colour covers."""
    clear = f"display:block;padding:{stage.pad[0]:g}px {stage.pad[1]:g}px"
    skin = replace(pale_button(stage), pad=(0, 0), radius_px=0)
    seen = text(stage).known(stage.surround)
    shown = replace(build(stage, skin), inner=f'<span style="{clear}">$label</span>')
    hidden = f'<span style="{clear};background:{css(stage.paper)}">$label</span>'
    weak = replace(build(stage, skin), inner=hidden, known=seen)
    return Pair(build(stage, text(stage)) if equal else shown, weak)


def outline(stage: Stage, _dice: random.Random, *, equal: bool) -> Pair:
    """A line that is no border but an outline."""
    round_px = stage.radius_px if stage.radius_px > LINE_PX else 0.0
    framed = replace(outlined(stage, edge_px=LINE_PX), radius_px=round_px)
    line = f"outline:{LINE_PX:g}px solid {css(stage.fill)};margin:{LINE_PX:g}px"
    bare = replace(text(stage), radius_px=max(0.0, round_px - LINE_PX))
    known = replace(framed.known(stage.surround), radius_px=round_px, inset_px=(-LINE_PX, -LINE_PX))
    shown = replace(build(stage, replace(bare, extra=line)), known=known)
    return Pair(build(stage, framed), shown) if equal else Pair(shown, build(stage, bare))


def border_image(stage: Stage, _dice: random.Random, *, equal: bool) -> Pair:
    """A line that is an image around a transparent border."""
    framed = replace(outlined(stage, edge_px=LINE_PX), radius_px=0)
    bare = replace(text(stage), radius_px=0, extra=f"border:{LINE_PX:g}px solid transparent")
    colour = css(stage.fill)
    image = f"{bare.extra};border-image:linear-gradient({colour}, {colour}) 1"
    shown = replace(build(stage, replace(bare, extra=image)), known=framed.known(stage.surround))
    return Pair(build(stage, framed), shown) if equal else Pair(shown, build(stage, bare))


def drawn_line(stage: Stage, dice: random.Random, *, equal: bool) -> Pair:
    """A link whose line is a border or an image, no decoration."""
    link = replace(text(stage, underlined=True), pad=(4, 0), radius_px=0, weight=400)
    colour = css(link.ink)
    lines = (
        "border-bottom:1.5px solid",
        f"background:linear-gradient({colour}, {colour}) 0 100%/100% 1.5px no-repeat",
        f"box-shadow:0 1.5px 0 {colour}",
    )
    bare = replace(link, kind=Kind.TEXT, pad=(0, 0), extra=dice.choice(lines))
    shown = replace(build(stage, bare), known=link.known(stage.surround), tag="a")
    return Pair(shown if equal else build(stage, button(stage)), shown)


def _painted_by(stage: Stage, skin: Skin, ground: str, *, equal: bool) -> Pair:
    return _pair(stage, skin, build(stage, replace(skin, ground=ground)), equal=equal)


def _pair(stage: Stage, skin: Skin, shown: Build, *, equal: bool) -> Pair:
    """The lying control with an honest one of the same look, or with one of the same style that is bare words."""
    return Pair(build(stage, skin), shown) if equal else Pair(shown, build(stage, text(stage)))


def _seen(stage: Stage, *, equal: bool) -> Skin:
    """A filled button; its label has the banner's own ink where bare words are to have the same style."""
    return button(stage) if equal else pale_button(stage)


def _inside(stage: Stage, skin: Skin) -> Build:
    style = f"{BASE};{skin.letters()};padding:0;border:0;background:transparent"
    known = replace(skin.known(stage.surround), shape="#$id > span")
    return Build(known, style, inner=f'<span style="display:block;{skin.box()}">$label</span>')


def _paint(skin: Skin) -> Colour:
    if skin.paint is None:
        raise ValueError("words have no fill")
    return skin.paint
