"""Lies by what lies over the control or around it: opacities, covers, filters, blends, masks."""

import random
from collections.abc import Callable
from dataclasses import replace

from auditor.domain.controls import Kind
from auditor.domain.facts import Colour
from tests.looks.colours import brightened, css, greyed, inverse, over, screened, squeezed
from tests.looks.family import Pair
from tests.looks.known import Known
from tests.looks.skins import Build, Skin, build, button
from tests.looks.stage import Stage

HOLD = "display:inline-grid;max-width:100%"
EVEN = 0.8  # how far a balanced pair is let through, the one by a style and the other by something else
# Each filter with what it makes of a colour on a ground.
FILTERS: dict[str, Callable[[Colour, Colour], Colour]] = {
    "contrast(.3)": lambda c, _: squeezed(c, 0.3),
    "grayscale(1) opacity(.4)": lambda c, ground: over(greyed(c), 0.4, ground),
    "opacity(.38)": lambda c, ground: over(c, 0.38, ground),
    "brightness(2.6)": lambda c, _: brightened(c, 2.6),
}


def ancestor_opacity(stage: Stage, dice: random.Random, *, equal: bool) -> Pair:
    """An element around the control lets it through."""
    part = _part(dice, equal=equal)
    return _faded(stage, part, f'<span style="{HOLD};opacity:{part:g}">$control</span>', equal=equal)


def overlay(stage: Stage, dice: random.Random, *, equal: bool) -> Pair:
    """A veil of the paper's colour lies over the control and lets clicks through."""
    part = _part(dice, equal=equal)
    cover = f"position:absolute;inset:-3px;pointer-events:none;background:{css(stage.paper, round(1 - part, 2))}"
    outer = f'<span style="position:relative;{HOLD}">$control<span style="{cover}"></span></span>'
    return _faded(stage, part, outer, equal=equal)


def mask(stage: Stage, dice: random.Random, *, equal: bool) -> Pair:
    """A translucent mask lets the control through."""
    part = _part(dice, equal=equal)
    veil = f"rgb(0 0 0 / {part:g})"
    return _faded(stage, part, "$control", f"mask:linear-gradient({veil}, {veil})", equal=equal)


def animation(stage: Stage, dice: random.Random, *, equal: bool) -> Pair:
    """An animation of an element around the control has ended half-way through."""
    part = _part(dice, equal=equal)
    frames = f"<style>@keyframes k$id{{to{{opacity:{part:g}}}}}</style>"
    outer = f'{frames}<span style="{HOLD};animation:k$id 20ms forwards">$control</span>'
    return _faded(stage, part, outer, equal=equal)


def filtered(stage: Stage, dice: random.Random, *, equal: bool) -> Pair:
    """A filter on the control changes its colours."""
    first, shown, rule = _filter(stage, dice, equal=equal)
    return Pair(first, replace(shown, style=f"{shown.style};filter:{rule}"))


def filtered_around(stage: Stage, dice: random.Random, *, equal: bool) -> Pair:
    """A filter on an element around the control changes its colours."""
    first, shown, rule = _filter(stage, dice, equal=equal)
    return Pair(first, shown.within(f'<span style="{HOLD};filter:{rule}">$control</span>'))


def blend(stage: Stage, _dice: random.Random, *, equal: bool) -> Pair:
    """The control is blended with the paper: by difference with a white one, or by screen with a grey one."""
    skin = button(stage)
    if equal:
        odd = build(stage, replace(_inverse(skin), extra="mix-blend-mode:difference"))
        return Pair(build(stage, skin), replace(odd, known=skin.known(stage.surround)))
    shown = build(stage, replace(skin, extra="mix-blend-mode:screen"))
    known = _through(shown.known, lambda colour: screened(colour, stage.paper))
    return Pair(build(stage, skin), replace(shown, known=known))


def scheme(stage: Stage, dice: random.Random, *, equal: bool) -> Pair:
    """The control follows another colour scheme than the page does."""
    skin = button(stage)
    other = inverse(stage.fill) if equal else stage.paper
    ink = stage.label if equal else over(stage.ink, 0.3, stage.paper)
    lights = (css(stage.fill), css(other)) if not equal else (css(other), css(stage.fill))
    inks = (css(stage.label), css(ink))
    style = f"background:light-dark({', '.join(lights)});color:light-dark({', '.join(inks)})"
    first = build(stage, skin if equal else replace(skin, extra=f"{style};color-scheme:light"))
    shown = build(stage, replace(skin, extra=f"{style};color-scheme:dark", shadow=_edge(dice)))
    if equal:
        return Pair(replace(first, style=f"{first.style};box-shadow:{_shadow(shown)}"), shown)
    # What has the paper's own colour is told by its edge alone.
    known = replace(shown.known, kind=Kind.OUTLINED_BUTTON, paint=other, ink=ink, behind=other)
    return Pair(first, replace(shown, known=known))


def _edge(dice: random.Random) -> str:
    return dice.choice(("0 1px 3px rgb(0 0 0 / .45)", "0 2px 8px rgb(0 0 0 / .35)"))


def _shadow(made: Build) -> str:
    return made.style.split("box-shadow:")[1].split(";")[0]


def _part(dice: random.Random, *, equal: bool) -> float:
    return EVEN if equal else round(dice.uniform(0.35, 0.48), 2)


def _faded(stage: Stage, part: float, outer: str, extra: str = "", *, equal: bool) -> Pair:
    """One control let through, with another one of the same style, or with one that its own colours make as pale."""
    skin = button(stage)
    made = build(stage, replace(skin, extra=extra))
    known = made.known.faded(part)
    first = replace(skin, paint=known.paint, ink=known.ink) if equal else skin
    return Pair(build(stage, first), made.within(outer, known))


def _filter(stage: Stage, dice: random.Random, *, equal: bool) -> tuple[Build, Build, str]:
    skin = button(stage)
    first = build(stage, skin)
    if equal:
        return first, replace(build(stage, _inverse(skin)), known=first.known), "invert(1)"
    rule = dice.choice(tuple(FILTERS))
    known = _through(first.known, lambda colour: FILTERS[rule](colour, stage.paper))
    return first, replace(first, known=known), rule


def _inverse(skin: Skin) -> Skin:
    return replace(skin, paint=None if skin.paint is None else inverse(skin.paint), ink=inverse(skin.ink))


def _through(known: Known, change: Callable[[Colour], Colour]) -> Known:
    return replace(
        known,
        paint=None if known.paint is None else change(known.paint),
        ink=change(known.ink),
        behind=None if known.behind is None else change(known.behind),
    )
