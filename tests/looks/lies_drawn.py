"""Lies by drawing: the control is a picture, and its styles say nothing of it."""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from html import escape

from auditor.domain.controls import Kind
from tests.looks.colours import css, hexed
from tests.looks.family import Pair
from tests.looks.skins import BASE, ROW, Build, Skin, button, outlined, text
from tests.looks.stage import Stage


def svg(stage: Stage, dice: random.Random, *, equal: bool) -> Pair:
    """A control that is an SVG drawing."""
    return _drawn(stage, dice, _svg, equal=equal)


def canvas(stage: Stage, dice: random.Random, *, equal: bool) -> Pair:
    """A control that a script paints on a canvas."""
    return _drawn(stage, dice, _canvas, equal=equal)


def image(stage: Stage, dice: random.Random, *, equal: bool) -> Pair:
    """A control that is an image, its label in the alternative text."""
    return _drawn(stage, dice, _image, equal=equal)


def _drawn(stage: Stage, dice: random.Random, draw: Callable[[Stage, Skin], Build], *, equal: bool) -> Pair:
    strong = draw(stage, button(stage))
    if equal:  # of different styles that do not show
        odd = f"{strong.style};color:{css(stage.paper)};font-size:22px"
        return Pair(strong, replace(strong, style=odd))
    faint = replace(button(stage), paint=stage.pale, ink=stage.fill)
    return Pair(strong, draw(stage, dice.choice((outlined(stage), text(stage), faint))))


def _svg(stage: Stage, skin: Skin) -> Build:
    line, fill, half, radius = _parts(skin)
    box = f"width:calc(100% - {2 * half:g}px);height:calc(100% - {2 * half:g}px)"
    paint = f"{box};fill:{fill};stroke:{line};stroke-width:{2 * half:g}px"
    rect = f"<rect x={half:g} y={half:g} rx={radius:g} style='{paint}'/>"
    words = (
        f"<text x=50% y=50% text-anchor=middle dominant-baseline=central style='{_type(skin)};"
        f"fill:{css(skin.ink)}'>$text</text>"
    )
    return _made(
        stage, skin, f"<svg width=$width height={_height(skin)} style='display:block'>{rect}{words}</svg>", "svg"
    )


def _canvas(stage: Stage, skin: Skin) -> Build:
    line, fill, half, _ = _parts(skin)
    told = {
        "height": _height(skin),
        "radius": skin.radius_px,
        "line": 2 * half,
        "stroke": line,
        "fill": None if fill == "none" else fill,
        "ink": css(skin.ink),
        "font": f"{skin.weight} {skin.font_px:g}px {skin.font}",
    }
    data = escape(json.dumps(told)[:-1]) + ", &quot;width&quot;: $width, &quot;label&quot;: $json}"
    size = f"display:block;width:$widthpx;height:{_height(skin)}px"
    return _made(stage, skin, f"<canvas style='{size}' data-control=\"{data}\"></canvas>", "canvas")


def _image(stage: Stage, skin: Skin) -> Build:
    _, _, half, radius = _parts(skin)
    height = _height(skin)
    colour = "none" if skin.paint is None else hexed(skin.paint)
    fill, line = (colour, "none") if skin.kind is Kind.BUTTON else ("none", colour)
    rect = (
        f"%3Crect x=%27{half:g}%27 y=%27{half:g}%27"
        f" width=%27{'$within' if half else '$width'}%27 height=%27{height - 2 * half:g}%27"
        f" rx=%27{radius:g}%27 fill=%27{fill}%27 stroke=%27{line}%27 stroke-width=%27{2 * half:g}%27/%3E"
    )
    words = (
        f"%3Ctext x=%2750%25%27 y=%2750%25%27 text-anchor=%27middle%27 dominant-baseline=%27central%27"
        f" font-family=%27{skin.font}%27 font-size=%27{skin.font_px:g}%27 font-weight=%27{skin.weight}%27"
        f" fill=%27{hexed(skin.ink)}%27%3E$percent%3C/text%3E"
    )
    picture = (
        f"data:image/svg+xml;charset=utf-8,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27 width=%27$width%27"
        f" height=%27{height}%27%3E{rect}{words}%3C/svg%3E"
    )
    inner = f'<img alt="$text" width=$width height={height} style="display:block" src="{picture}">'
    return _made(stage, skin, inner, "img")


def _made(stage: Stage, skin: Skin, inner: str, shape: str) -> Build:
    """The control around a picture; its own style is the same whatever the picture shows."""
    style = f"{BASE};font:400 16px/{ROW} sans-serif;color:{css(stage.ink)};padding:0;border:0;background:transparent"
    known = replace(skin.known(stage.surround), shape=f"#$id > {shape}", radius_px=skin.radius_px)
    return Build(known, style, inner=inner, font=_type(skin).removeprefix("font:"))


def _parts(skin: Skin) -> tuple[str, str, float, float]:
    """The line and the fill as CSS colours, half the width of the line, the radius along its middle."""
    colour = "none" if skin.paint is None else css(skin.paint)
    half = skin.edge_px / 2 if skin.kind is Kind.OUTLINED_BUTTON else 0.0
    line, fill = (colour, "none") if half else ("none", colour)
    return line, fill, half, max(0.0, skin.radius_px - half)


def _type(skin: Skin) -> str:
    return f"font:{skin.weight} {skin.font_px:g}px {skin.font}"


def _height(skin: Skin) -> int:
    return round(skin.font_px * ROW + 2 * skin.pad[0])
